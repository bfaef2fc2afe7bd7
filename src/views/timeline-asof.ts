import type { Instant } from '#base';
import type { Change, HeldItem, ProcessState } from '#process';

/**
 * An item as it stood when only what was known at `known` had been said: with the corrections and the withdrawal known by then,
 * or `null` if nobody had said it yet. A correction that came later is undone, for its `before` keeps the earlier words.
 */
export function itemAsOf(item: HeldItem, known: Instant): HeldItem | null {
  if (item.source.known > known) return null;
  const later = item.history.findIndex((change) => change.source.known > known);
  if (later === -1) return item;
  const next = item.history[later] as Change;
  return { ...item, value: next.before, history: item.history.slice(0, later) } as HeldItem;
}

/** Every item known at `known`, as it stood then; withdrawn ones stay, marked by their history. */
export function itemsAsOf(state: ProcessState, known: Instant): readonly HeldItem[] {
  return [...state.items.values()].flatMap((item) => itemAsOf(item, known) ?? []);
}

/** The withdrawal of an item, if it was withdrawn. Its words stay readable; they count no more. */
export function withdrawalOf(item: { readonly history: readonly Change[] }): Change | null {
  return item.history.findLast((change) => change.kind === 'withdrawal') ?? null;
}
