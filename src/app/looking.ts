import type { ProcessState } from '#process';
import { Search } from '#search';
import type { Asked, Found } from '#search';

/** The words of one record, for several who ask at a time: it goes on once for all of them, and lets others have their turn meanwhile. */
export class Looking {
  readonly #search = new Search();
  #last: Promise<unknown> = Promise.resolve();

  find(state: ProcessState, turn: () => Promise<void>, asked: Asked, from?: number, count?: number): Promise<Found> {
    const found = this.#last.then(async () => {
      for (const _ of this.#search.goOn(state)) await turn();
      return this.#search.find(asked, from, count);
    });
    this.#last = found.catch(() => undefined);
    return found;
  }
}
