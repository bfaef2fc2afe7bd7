import type { Anchor, Deadline, Pattern, Quantity } from '#agreement';
import type { Line, Token } from './tokens.ts';
import { BOUNDS } from './tokens.ts';

/** What a line was expected to say, and says not. Thrown inside this folder only, to leave the line; the door gives it as a refusal. */
export class Unexpected extends Error {
  readonly column: number;
  readonly expected: string;
  readonly found: string;

  constructor(column: number, expected: string, found: string) {
    super(expected);
    this.column = column;
    this.expected = expected;
    this.found = found;
  }
}

/** Reads one line from left to right. What it gives is shaped, not checked: times, ids and durations are the schema's business. */
export class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor({ tokens }: Line) {
    this.#tokens = tokens;
  }

  get column(): number {
    const last = this.#tokens.at(-1);
    return this.#tokens[this.#at]?.column ?? (last === undefined ? 1 : last.column + last.text.length);
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  fail(expected: string): never {
    throw new Unexpected(this.column, expected, this.#tokens[this.#at]?.text ?? '');
  }

  /** Takes these words if they come next. */
  takes(phrase: string): boolean {
    const words = phrase.split(' ');
    const here = words.every((word, index) => { const token = this.#tokens[this.#at + index]; return token?.text === word && token.kind !== 'string'; });
    if (here) this.#at += words.length;
    return here;
  }

  wants(phrase: string): void {
    if (!this.takes(phrase)) this.fail(`“${phrase}”`);
  }

  value(expected: string): string {
    const token = this.#tokens[this.#at];
    if (token === undefined || token.kind === 'mark') this.fail(expected);
    this.#at += 1;
    return token.text;
  }

  words(expected: string): string {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'string') this.fail(expected);
    return this.value(expected);
  }

  number(expected: string): number {
    const { column } = this, text = this.value(expected), value = Number(text);
    if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) || !Number.isFinite(value)) throw new Unexpected(column, expected, text);
    return value;
  }

  list(expected: string): string[] {
    const values = this.done ? [] : [this.value(expected)];
    while (this.takes(',')) values.push(this.value(expected));
    return values;
  }

  pattern(): Pattern {
    const fact = this.value('a fact of the vocabulary');
    if (!this.takes('(')) return { fact };
    const of: [string, string][] = [];
    while (!this.takes(')')) {
      if (of.length > 0) this.wants(',');
      const key = this.value('a key of the fact');
      of.push([key, this.value(`the value of ${key}`)]);
    }
    return { fact, of: Object.fromEntries(of) };
  }

  quantity(): { quantity?: Quantity } {
    if (!this.takes('amount')) return {};
    const bound = (Object.keys(BOUNDS) as (keyof typeof BOUNDS)[]).find((one) => this.takes(BOUNDS[one]));
    const value = this.number('a number');
    return { quantity: { value, unit: this.value('a unit'), ...(bound === undefined ? {} : { bound }) } };
  }

  anchor(): Anchor {
    const plus = (): { plus?: string } => (this.takes('plus') ? { plus: this.value('a duration, such as P6M or PT72H') } : {});
    if (this.takes('trigger')) return { trigger: true, ...plus() };
    if (this.takes('event')) return { event: this.pattern(), ...plus() };
    if (this.takes('fulfilment of')) return { fulfilment: this.value('the id of a commitment'), ...plus() };
    return { at: this.value('a day, “trigger”, “event” or “fulfilment of”') };
  }

  deadline(): Deadline {
    const endpoint = (['by', 'before', 'until'] as const).find((one) => this.takes(one)) ?? this.fail('“by”, “before” or “until”');
    const hung = this.anchor();
    const rounding = this.takes('rounding') ? { rounding: (['down', 'up', 'error'] as const).find((one) => this.takes(one)) ?? this.fail('“down”, “up” or “error”') } : {};
    return { ...hung, endpoint, ...rounding, ...(this.takes('zone') ? { zone: this.value('a time zone') } : {}) };
  }
}
