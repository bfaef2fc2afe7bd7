import type { Document } from './field-bodies.ts';
import { actorKnown } from './named.ts';
import { isOf } from './sides.ts';
import type { ProcessState } from './state.ts';
import { listed, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import { notAhead } from './times.ts';

/** A document is its author's, whoever records it. What it tells of may still lie ahead; it was published before. */
export function decideDocument(asked: Asked, { by, date, instead }: Document): Verdict {
  const { state } = asked;
  return actorKnown(state, by, 'by') ?? notAhead(asked, date, 'date')
    ?? (instead === undefined ? null : replaces(asked, instead));
}

/** Whose text it is, or whoever recorded it, puts another in its place. */
function replaces({ state, author, live }: Asked, id: string): Verdict {
  const held = state.matters.get(id);
  if (held?.kind !== 'document') return no('process.document.unknown', { id });
  const sides = [held.value.by, state.participants.get(held.source.author)?.actor].filter((side) => side !== undefined);
  return !live || sides.some((side) => isOf(state.actors, author.actor, side) || isOf(state.actors, side, author.actor)) ? null : no('process.document.not-yours', { id, by: listed(sides) });
}

/** A sentence is named by its number in a document. */
export function sentenceKnown({ matters }: ProcessState, item: string, at: number | undefined): Verdict {
  const held = matters.get(item);
  return at === undefined || (held?.kind === 'document' && at <= held.value.sentences.length) ? null : no('process.document.sentence', { item, at });
}
