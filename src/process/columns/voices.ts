import type { Voice } from '../state.ts';
import type { Entries } from './entries.ts';
import type { Ids } from './ids.ts';
import { Packed } from './packed.ts';
import type { Positions } from './positions.ts';

/** Of what can be erased, whose words they are: by entry. */
export class Voices extends Packed<Voice> {
  readonly #positions: Positions;
  readonly #entries: Entries;
  /** What does not go into columns, by number. */
  readonly #whole = new Map<number, Voice>();

  constructor(ids: Ids, positions: Positions, entries: Entries) {
    super(ids);
    this.#positions = positions;
    this.#entries = entries;
  }

  protected override holds = (number: number): boolean => this.#whole.has(number) || this.#entries.speaks(this.#positions.of(number), number);
  protected override read = (number: number): Voice => this.#whole.get(number) ?? this.#entries.voice(this.#positions.of(number));

  protected override write(number: number, voice: Voice, entry: string): void {
    if (this.#positions.of(number) !== voice.position || !this.#entries.keepVoice(entry, voice)) this.#whole.set(number, voice);
  }

  protected override clear(number: number): void {
    if (!this.#whole.delete(number)) this.#entries.silence(this.#positions.of(number));
  }
}
