import { Column } from '#base';
import type { Sheets } from '#base';
import type { Ids } from './ids.ts';
import { Packed } from './packed.ts';

/** Where each entry and each id stands. */
export class Positions extends Packed<number> {
  /** The position and one; 0 where there is none. */
  readonly #at: Column<Uint32Array>;

  constructor(ids: Ids, sheets: Sheets) {
    super(ids);
    this.#at = new Column(Uint32Array, sheets);
  }

  protected override holds = (number: number): boolean => this.#at.get(number) > 0;
  protected override read = (number: number): number => this.#at.get(number) - 1;
  protected override write = (number: number, position: number): void => this.#at.set(number, position + 1);
  protected override clear = (number: number): void => this.#at.set(number, 0);

  /** The position of what has this number; -1 where it stands nowhere. */
  of = (number: number): number => this.#at.get(number) - 1;
}
