import type { AsOf } from '#compliance';
import type { ProcessState } from '#process';
import { exchangeOn, reportAsOf, scrutinyOf } from '#views';
import type { Words } from '#words';

/** What became of a report that a device sent: how far its check is and how many replies there are, in the reader's words. */
interface Heard {
  readonly id: string;
  readonly said: string;
}

/** Of reports of a sheet. */
const MOST_ASKED = 200;

/** Those of which there is something to say; a report that is not on record, or not for this reader, is as one that nobody spoke of. */
export function heardOf(state: ProcessState, words: Words, ids: readonly string[], asOf: AsOf): readonly Heard[] {
  return ids.slice(0, MOST_ASKED).flatMap((id) => {
    const report = reportAsOf(state, id, asOf);
    if (report === null) return [];
    const { word } = scrutinyOf(state, report, asOf), { asked, replies } = exchangeOn(state, id, asOf), count = replies.length + asked.reduce((sum, one) => sum + one.replies.length, 0);
    if (word === 'unchecked' && count === 0 && asked.length === 0) return [];
    return [{ id, said: words.say('reporting.heard', { checked: words.say(`checked.${word}`), questions: asked.length, replies: count }) }];
  });
}
