import type { Change, HeldItem, ItemKind, ItemOf, Origin } from '../state.ts';
import { Sourced } from './sourced.ts';

const NONE: readonly never[] = [];
const FORMS: readonly ItemKind[] = ['statement', 'report', 'meeting', 'finding'];

/** Everything said or seen: its kind, its source, what came after, the accounts that exercise a power (others may consent in the same terms); an act, whole. What was never changed and exercises none is its kind alone. */
export class Items extends Sourced<HeldItem> {
  protected override formOf = ({ kind, value, history }: HeldItem): number => (history.length === 0 && value.accounts.every(({ powers = [] }) => powers.length === 0) ? FORMS.indexOf(kind) : -1);
  protected override ruled = (held: HeldItem): HeldItem => ({ ...held, value: ruledValue(held.kind, held.value), history: held.history.map((change): Change => ({ ...change, reason: '', before: ruledValue(held.kind, change.before) })) }) as HeldItem;
  protected override ofForm = (form: number, number: number, source: Origin): HeldItem => ({ kind: FORMS[form], value: { id: this.ids.name(number), accounts: NONE }, source, history: NONE }) as unknown as HeldItem;
}

function ruledValue(kind: ItemKind, value: ItemOf[ItemKind]): ItemOf[ItemKind] {
  if (kind === 'act') return value;
  const accounts = value.accounts.filter(({ powers = [] }) => powers.length > 0);
  return { id: value.id, accounts: accounts.length === 0 ? NONE : accounts } as unknown as ItemOf[ItemKind];
}
