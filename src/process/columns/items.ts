import type { Change, HeldItem, ItemKind, ItemOf } from '../state.ts';
import { Column } from './column.ts';
import type { Entries } from './entries.ts';
import type { Ids } from './ids.ts';
import { Packed } from './packed.ts';
import type { Positions } from './positions.ts';

const NONE: readonly never[] = [];
/** How an item is held: whole, or, by its kind, as nothing but that it is there. */
const WHOLE = 1, KINDS: readonly (ItemKind | null)[] = [null, null, 'statement', 'report', 'meeting', 'finding'];

/**
 * Everything said or seen, of which is held what some rule reads: its kind, its source, what came after, the accounts that exercise a power (others may consent in the same terms); an act, whole.
 * Summaries, facts, places are let go. What was never changed and exercises no power is a number in columns.
 */
export class Items extends Packed<HeldItem> {
  readonly #positions: Positions;
  readonly #entries: Entries;
  readonly #how = new Column(Uint8Array);
  readonly #whole = new Map<number, HeldItem>();

  constructor(ids: Ids, positions: Positions, entries: Entries) {
    super(ids);
    this.#positions = positions;
    this.#entries = entries;
  }

  protected override holds = (number: number): boolean => this.#how.get(number) > 0;

  protected override read(number: number): HeldItem {
    const whole = this.#whole.get(number);
    if (whole !== undefined) return whole;
    return { kind: KINDS[this.#how.get(number)], value: { id: this.ids.name(number), accounts: NONE }, source: this.#entries.origin(this.#positions.of(number)), history: NONE } as unknown as HeldItem;
  }

  protected override write(number: number, held: HeldItem): void {
    const ruled = { ...held, value: whatIsRuled(held.kind, held.value), history: held.history.map((change): Change => ({ ...change, reason: '', before: whatIsRuled(held.kind, change.before) })) } as HeldItem;
    const bare = held.kind !== 'act' && ruled.history.length === 0 && ruled.value.accounts.length === 0 && this.#positions.of(number) === held.source.position && this.#entries.keepOrigin(held.source);
    this.#how.set(number, bare ? KINDS.indexOf(held.kind) : WHOLE);
    if (bare) this.#whole.delete(number);
    else this.#whole.set(number, ruled);
  }

  protected override clear(number: number): void {
    this.#how.set(number, 0);
    this.#whole.delete(number);
  }
}

function whatIsRuled(kind: ItemKind, value: ItemOf[ItemKind]): ItemOf[ItemKind] {
  if (kind === 'act') return value;
  const accounts = value.accounts.filter(({ powers = [] }) => powers.length > 0);
  return { id: value.id, accounts: accounts.length === 0 ? NONE : accounts } as unknown as ItemOf[ItemKind];
}
