import type { Coverage } from './bodies.ts';
import { actorKnown, patternKnown } from './named.ts';
import { isOf } from './sides.ts';
import { no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import { notAhead } from './times.ts';

/** Only who watched can say so, and only of time that has passed: silence of others is no evidence. */
export function decideCoverage(asked: Asked, coverage: Coverage): Verdict {
  const { state, author, live } = asked;
  const { by, from, to } = coverage;
  return actorKnown(state, by, 'by')
    ?? (live && !isOf(state.actors, author.actor, by) ? no('process.coverage.not-yours', { by, yours: author.actor ?? '' }) : null)
    ?? patternKnown(state, coverage, 'of')
    ?? notAhead(asked, from, 'from')
    ?? notAhead(asked, to, 'to');
}
