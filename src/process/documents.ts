import type { Document } from './field-bodies.ts';
import { actorKnown } from './named.ts';
import type { ProcessState } from './state.ts';
import { no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import { notAhead } from './times.ts';

/** A document is its author's, whoever records it. What it tells of may still lie ahead; it was published before. */
export function decideDocument(asked: Asked, { by, date, instead }: Document): Verdict {
  const { state } = asked;
  return actorKnown(state, by, 'by') ?? notAhead(asked, date, 'date')
    ?? (instead === undefined || state.matters.get(instead)?.kind === 'document' ? null : no('process.document.unknown', { id: instead }));
}

/** A sentence is named by its number in a document. */
export function sentenceKnown({ matters }: ProcessState, item: string, at: number | undefined): Verdict {
  const held = matters.get(item);
  return at === undefined || (held?.kind === 'document' && at <= held.value.sentences.length) ? null : no('process.document.sentence', { item, at });
}
