import { Column } from '#base';
import type { Sheets } from '#base';
import type { Origin } from '../state.ts';
import type { Entries } from './entries.ts';
import type { Ids } from './ids.ts';
import { Packed } from './packed.ts';
import type { Positions } from './positions.ts';

/** How a thing is held: as a value with its source; as a value, its source in columns; or, from this number on, as nothing but of which form it is. */
const WHOLE = 1, VALUE = 2, FORM = 3;

/** Stands for a source that lies in columns. */
const NOWHERE: Origin = { entry: '', position: -1, author: '', capacity: 'host', madeAt: 0, recorded: 0, known: 0 };

/** What entries brought, by id. Of most is held of which form it is, and in columns where its id stands and whose its entry is: the rest follows. Of others a value is held, without what no rule reads. */
export abstract class Sourced<Value extends { readonly source: Origin }> extends Packed<Value> {
  readonly #positions: Positions;
  readonly #entries: Entries;
  readonly #how: Column<Uint8Array>;
  readonly #whole = new Map<number, Value>();

  constructor(ids: Ids, positions: Positions, entries: Entries, sheets: Sheets) {
    super(ids);
    this.#how = new Column(Uint8Array, sheets);
    this.#positions = positions;
    this.#entries = entries;
  }

  /** The number of its form; -1 where more must be held of it than that. */
  protected abstract formOf(value: Value): number;
  /** What some rule reads of it. */
  protected abstract ruled(value: Value): Value;
  protected abstract ofForm(form: number, number: number, source: Origin): Value;

  protected override holds = (number: number): boolean => this.#how.get(number) > 0;

  protected override read(number: number): Value {
    const how = this.#how.get(number), whole = this.#whole.get(number);
    if (whole !== undefined && how === WHOLE) return whole;
    const source = this.#entries.origin(this.#positions.of(number));
    return whole === undefined ? this.ofForm(how - FORM, number, source) : { ...whole, source };
  }

  protected override write(number: number, value: Value): void {
    const form = this.formOf(value), inColumns = this.#positions.of(number) === value.source.position && this.#entries.keepOrigin(value.source);
    this.#how.set(number, !inColumns ? WHOLE : form === -1 ? VALUE : FORM + form);
    if (inColumns && form !== -1) this.#whole.delete(number);
    else this.#whole.set(number, inColumns ? { ...this.ruled(value), source: NOWHERE } : this.ruled(value));
  }

  /** Those of which more is held than their form, in no order. */
  * held(): Generator<Value, undefined> {
    for (const number of this.#whole.keys()) yield this.read(number);
  }

  protected override clear(number: number): void {
    this.#how.set(number, 0);
    this.#whole.delete(number);
  }
}
