import { assert } from './result.ts';
import { SHEET } from './sheets.ts';
import type { Shelf } from './sheets.ts';

/** A shelf in memory, for tests: it holds whoever uses it to what a shelf is promised, and counts. */
export class TestShelf implements Shelf {
  readonly #sheets: Uint8Array[] = [];
  puts = 0;
  takes = 0;

  put(number: number, sheet: Uint8Array): void {
    assert(number >= 0 && number <= this.#sheets.length && sheet.length === SHEET, 'a new number is the next');
    this.#sheets[number] = sheet.slice();
    this.puts += 1;
  }

  take(number: number, into: Uint8Array): void {
    const sheet = this.#sheets[number];
    assert(sheet !== undefined && into.length === SHEET, 'what is taken was put there');
    into.set(sheet);
    this.takes += 1;
  }
}
