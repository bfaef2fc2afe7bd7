import type { Body, TableKind } from './bodies.ts';
import { AMENDABLE } from './table-bodies.ts';
import type { Paragraph, Proposal } from './table-bodies.ts';
import { WORDS, actor, id, several, someone, when } from './random-names.ts';
import type { Chance } from './random-names.ts';
import { LIVE } from './test-table.ts';

/** Few names, so that one thing is often about another. */
const named = (chance: Chance, letter: string): string => chance.pick([`${letter}${chance.below(6)}`, `${letter}${chance.below(6)}`, `${letter}${chance.below(6)}`, id(chance)]);
const time = (chance: Chance): string => chance.pick([when(chance), '2024-03-01', '2024-03-01T10:00Z', '2024-01-01T12:00:00Z']);

const paragraph = (chance: Chance): Paragraph => ({ id: named(chance, 'p'), type: chance.pick(['record', 'said', 'decision', 'action']), text: WORDS, ...chance.pick([{}, { by: actor(chance) }, { owner: actor(chance) }, { decision: named(chance, 'q') }, { item: named(chance, 'a') }]) });

function proposal(chance: Chance): Proposal {
  const common = { id: named(chance, 'q'), by: actor(chance), to: [actor(chance), ...several(chance, actor)], title: WORDS, ...chance.pick([{}, {}, { answerBy: time(chance) }, { instead: named(chance, 'q') }]) };
  return chance.pick<() => Proposal>([
    () => ({ ...common, what: 'meeting', meeting: { from: time(chance), mode: 'hall' } }),
    () => ({ ...common, what: 'channel' }),
    () => ({ ...common, what: 'decision', decision: chance.pick([{ rule: 'consensus' }, { rule: 'charter', meeting: named(chance, 'q') }, { rule: 'silence', expires: '2024-03-01T10:00Z' }]) }),
  ])();
}

export function randomTableBody(kind: TableKind | 'amendment', chance: Chance): Body {
  const own = { id: id(chance), by: actor(chance) }, meeting = named(chance, 'q'), minutes = named(chance, 'm');
  switch (kind) {
    case 'amendment': { const member = chance.pick(AMENDABLE); return { kind, content: { id: own.id, changes: { [member]: LIVE[member] }, reason: WORDS, agreedBy: several(chance, () => ({ participant: someone(chance), signature: 's' })) } }; }
    case 'proposal': return { kind, content: proposal(chance) };
    case 'answer': return { kind, content: { ...own, to: named(chance, chance.pick(['q', 'k'])), answer: chance.pick(['accept', 'accept', 'decline', 'withdraw']), reason: WORDS } };
    case 'agenda': return { kind, content: { id: own.id, meeting, items: [{ id: named(chance, 'a'), title: WORDS, track: 'political', entries: several(chance, id) }] } };
    case 'session': return { kind, content: { ...own, id: named(chance, 's'), meeting, opened: time(chance), chair: actor(chance), mode: 'hall', present: several(chance, () => ({ participant: someone(chance), actor: actor(chance) })) } };
    case 'draft': return { kind, content: { id: id(chance), minutes, meeting, paragraph: named(chance, 'p'), ...chance.pick([{}, { says: { type: 'record', text: WORDS } }, { was: id(chance) }]) } };
    case 'minutes': return { kind, content: { id: minutes, meeting, session: named(chance, 's'), title: WORDS, languages: ['en'], date: time(chance), correctionsUntil: time(chance), paragraphs: [paragraph(chance), ...several(chance, paragraph)] } };
    case 'minutes-correction': return { kind, content: { ...own, id: named(chance, 'k'), minutes, paragraph: named(chance, 'p'), text: WORDS } };
    case 'approval': return { kind, content: { ...own, minutes, with: chance.maybe(3, () => named(chance, 'k')) } };
    case 'confirmation': return { kind, content: { ...own, commitment: chance.pick(['T1', 'O1', id(chance)]) } };
    case 'reservation': return { kind, content: { ...own, to: chance.pick(['T', minutes, meeting]), type: 'reservation', text: WORDS } };
    case 'challenge': return { kind, content: { ...own, participant: someone(chance), step: chance.pick(['challenged', 'settled']), reason: WORDS } };
    case 'progress': return { kind, content: { ...own, minutes, paragraph: named(chance, 'p'), step: 'begun', date: time(chance) } };
  }
}
