import type { PersonFile, PersonNote } from './field-bodies.ts';
import { actorKnown, placeKnown } from './named.ts';
import { each, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';

/** Names of people who are sought never stand in what everybody may read: they are for the table, or sealed to those to whom consent was given (PFIF 1.4, "data protection"). */
export function decidePerson(asked: Asked, { consent, place }: PersonFile): Verdict {
  const { state } = asked;
  return notForAll(asked) ?? placeKnown(state, place, 'place')
    ?? each(consent, ({ to }, index) => to === 'public' ? null : actorKnown(state, to, `consent[${index}].to`));
}

export function decidePersonNote(asked: Asked, { person, id }: PersonNote): Verdict {
  return notForAll(asked) ?? (asked.state.matters.get(person)?.kind === 'person' ? null : no('process.person.unknown', { id: person, note: id }));
}

const notForAll = ({ submission: { audience } }: Asked): Verdict => audience === 'public' ? no('process.person.public', {}) : null;
