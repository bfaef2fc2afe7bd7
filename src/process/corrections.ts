import { span } from '#base';
import type { Correction, Withdrawal } from './bodies.ts';
import { decideItem } from './accounts.ts';
import { ownWords } from './sides.ts';
import type { HeldItem, ItemKind } from './state.ts';
import { each, listed, no, shown } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import { voicesFor } from './table.ts';
import { notAhead } from './times.ts';

/** Whether the item was taken back. It stays on the record, marked. */
export const withdrawn = ({ history }: HeldItem): boolean => history.at(-1)?.kind === 'withdrawal';

/** The replacement is the whole item anew: same id, same kind, under the same rules. An act is not corrected: it is withdrawn, and done anew. */
export function decideCorrection(asked: Asked, { corrects, replacement, date }: Correction): Verdict {
  const held = asked.state.items.get(corrects);
  const refused = ownAndStanding(asked, held, corrects) ?? notAhead(asked, date, 'date');
  if (refused !== null || held === undefined) return refused;
  if (replacement.id !== corrects) return no('process.correction.id', { corrects, replacement: replacement.id });
  const kind = kindOf(replacement);
  if (kind !== held.kind) return no('process.correction.kind', { corrects, kind: held.kind, replacement: kind });
  return decideItem(asked, kind, replacement, date);
}

/** An act is withdrawn before it takes effect, not after (Vienna Convention on the Law of Treaties, article 68). An editor who recorded one wrongly may always say so. */
export function decideWithdrawal(asked: Asked, { withdraws, date }: Withdrawal): Verdict {
  const held = asked.state.items.get(withdraws);
  return ownAndStanding(asked, held, withdraws) ?? notAhead(asked, date, 'date')
    ?? (asked.live && held?.kind === 'act' ? each(held.value.powers, ({ at }) => notYet(asked, withdraws, at)) : null);
}

function notYet({ state, submission }: Asked, id: string, at: string): Verdict {
  const effect = span(at, state.charter.zone);
  return effect.ok && effect.value.from <= submission.recorded ? no('process.withdrawal.effective', { id, at, recorded: shown(submission.recorded) }) : null;
}

/** An item of the author's own side, of a kind that the author may enter, that has not been taken back. */
function ownAndStanding({ state, author, live }: Asked, held: HeldItem | undefined, id: string): Verdict {
  if (held === undefined) return state.positions.has(id) ? no('process.item.fixed', { id }) : no('process.item.unknown', { id });
  const theirs = state.participants.get(held.source.author);
  if (live && !ownWords(state, author, theirs)) return no('process.item.not-yours', { id, by: theirs?.actor ?? '', yours: author.actor ?? '' });
  const voices = voicesFor(held.kind, state.charter.kind);
  if (!voices.includes(author.capacity)) return no('process.kind.not-for-capacity', { kind: held.kind, capacity: author.capacity, record: state.charter.kind, may: listed(voices) });
  return withdrawn(held) ? no('process.item.withdrawn', { id }) : null;
}

function kindOf(item: Correction['replacement']): Exclude<ItemKind, 'act'> {
  return 'category' in item ? 'report' : 'status' in item ? 'meeting' : 'body' in item ? 'finding' : 'statement';
}
