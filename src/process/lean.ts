import type { Body } from './bodies.ts';
import type { Growing } from './sitting.ts';
import type { Change, HeldItem, ItemKind, ItemOf, ProcessState } from './state.ts';

/**
 * Lets go of what no rule reads of the items that an entry brought or changed, for whoever replays the rules and shows nothing: summaries, facts, places, sources.
 * Kept are the id and the accounts that exercise a power (others may consent in the same terms); an act, whole. The verdicts on whatever follows are the same. Consumes the state, like `evolve`.
 */
export function lean(state: ProcessState, body: Body): void {
  const { items } = state as Growing;
  for (const id of itemsOf(body)) {
    const held = items.get(id);
    if (held !== undefined) items.set(id, { ...held, value: ruled(held.kind, held.value), history: held.history.map((change): Change => ({ ...change, reason: '', before: ruled(held.kind, change.before) })) } as HeldItem);
  }
}

function itemsOf({ kind, content }: Body): readonly string[] {
  switch (kind) {
    case 'statement': case 'report': case 'meeting': case 'finding': return [content.id];
    case 'patrol': return content.reports.map(({ id }) => id);
    case 'correction': return [content.corrects];
    case 'withdrawal': return [content.withdraws];
    default: return [];
  }
}

const NONE: readonly never[] = [];

function ruled(kind: ItemKind, value: ItemOf[ItemKind]): ItemOf[ItemKind] {
  if (kind === 'act') return value;
  const accounts = value.accounts.filter(({ powers = [] }) => powers.length > 0);
  return { id: value.id, accounts: accounts.length === 0 ? NONE : accounts } as unknown as ItemOf[ItemKind];
}
