import { ok, refuse } from '#base';
import type { Result } from '#base';
import type { Answer, Answers, Expression, FunctionName } from './form.ts';
import { FUNCTIONS } from './form.ts';
import { matches } from './pattern.ts';

const TOKEN = /\s*(?:(\$\{[^}]*\})|('[^']*'|"[^"]*")|(\d+(?:\.\d*)?|\.\d+)|([A-Za-z][A-Za-z0-9-]*)|(!=|<=|>=|[=<>()+*,.-]))/y;
const LEVELS: readonly (readonly string[])[] = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', 'div', 'mod']];
const DEEPEST = 40;
/** How many things each function is of. */
const TAKES: { readonly [name in FunctionName]: number } = { not: 1, selected: 2, 'count-selected': 1, 'string-length': 1, regex: 2, today: 0, if: 3, coalesce: 2, number: 1, true: 0, false: 0 };

interface Token {
  readonly kind: 'answer' | 'string' | 'number' | 'word' | 'mark';
  readonly text: string;
  readonly at: number;
}

/** Reads a condition of an XLSForm (XPath 1.0 with `${name}`). Refuses `form.expression` with the place of the first character that is not understood, counted from 1. */
export function readExpression(text: string): Result<Expression> {
  const tokens = tokensOf(text);
  if (!Array.isArray(tokens)) return refuse('form.expression', { at: (tokens as { readonly at: number }).at + 1, text });
  const reader = new Reader(tokens as readonly Token[], text.length);
  const expression = reader.level(0, 0);
  return expression !== null && reader.done ? ok(expression) : refuse('form.expression', { at: reader.at + 1, text });
}

function tokensOf(text: string): readonly Token[] | { readonly at: number } {
  const tokens: Token[] = [], end = text.trimEnd().length, kinds = ['answer', 'string', 'number', 'word', 'mark'] as const;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex, found = TOKEN.exec(text);
    if (found === null) return { at };
    const index = found.slice(1).findIndex((one) => one !== undefined);
    tokens.push({ kind: kinds[index] ?? 'mark', text: found[index + 1] ?? '', at });
  }
  return tokens;
}

/** By levels of binding strength, each left to right. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  get done(): boolean {
    return this.#next === this.#tokens.length;
  }

  get at(): number {
    return this.#tokens[this.#next]?.at ?? this.#end;
  }

  level(strength: number, depth: number): Expression | null {
    const marks = LEVELS[strength];
    if (depth > DEEPEST) return null;
    if (marks === undefined) return this.#single(depth);
    let left = this.level(strength + 1, depth);
    while (left !== null && marks.includes(this.#tokens[this.#next]?.text ?? '') && this.#tokens[this.#next]?.kind !== 'string') {
      const op = this.#tokens[this.#next++]?.text as '=';
      const right = this.level(strength + 1, depth);
      if (right === null) return null;
      left = { op, left, right };
    }
    return left;
  }

  #single(depth: number): Expression | null {
    const token = this.#tokens[this.#next];
    if (token === undefined) return null;
    if (token.kind === 'word') return this.#call(depth);
    this.#next += 1;
    if (token.kind === 'answer') return { op: 'answer', name: token.text.slice(2, -1).trim() };
    if (token.kind === 'string') return { op: 'value', value: token.text.slice(1, -1) };
    if (token.kind === 'number') return { op: 'value', value: Number(token.text) };
    if (token.text === '.') return { op: 'self' };
    if (token.text === '-') return this.#minus(depth);
    return token.text === '(' ? this.#closed(this.level(0, depth + 1)) : this.#back();
  }

  #minus(depth: number): Expression | null {
    const right = this.#single(depth + 1);
    return right === null ? null : { op: '*', left: { op: 'value', value: -1 }, right };
  }

  #back(): null {
    this.#next -= 1;
    return null;
  }

  #closed(inside: Expression | null): Expression | null {
    return inside !== null && this.#take(')') ? inside : null;
  }

  #take(mark: string): boolean {
    const there = this.#tokens[this.#next]?.kind === 'mark' && this.#tokens[this.#next]?.text === mark;
    if (there) this.#next += 1;
    return there;
  }

  #call(depth: number): Expression | null {
    const name = this.#tokens[this.#next]?.text as FunctionName;
    if (!FUNCTIONS.includes(name) || this.#tokens[this.#next + 1]?.text !== '(') return null;
    this.#next += 2;
    const of: Expression[] = [];
    while (!this.#take(')')) {
      if (of.length > 0 && !this.#take(',')) return null;
      const one = this.level(0, depth + 1);
      if (one === null) return null;
      of.push(one);
    }
    return of.length === TAKES[name] ? { op: 'call', name, of } : null;
  }
}

type Value = string | number | boolean;

/** What a condition comes to. `today`: the day on the reporter's device, `2026-11-28`. An answer that was not given is the empty text, as XForms has it. */
export function holds(expression: Expression, answers: Answers, self: Answer | undefined, today: string): boolean {
  return truth(valueOf(expression, answers, self, today));
}

function valueOf(expression: Expression, answers: Answers, self: Answer | undefined, today: string): Value {
  const of = (inner: Expression): Value => valueOf(inner, answers, self, today);
  switch (expression.op) {
    case 'answer': return plain(answers[expression.name]);
    case 'self': return plain(self);
    case 'value': return expression.value;
    case 'and': return truth(of(expression.left)) && truth(of(expression.right));
    case 'or': return truth(of(expression.left)) || truth(of(expression.right));
    case 'call': return called(expression.name, expression.of.map(of), today);
    default: return compared(expression.op, of(expression.left), of(expression.right));
  }
}

/** As ODK writes it: what is acknowledged is `OK`, several choices stand one after the other. */
function plain(answer: Answer | undefined): Value {
  if (answer === undefined || answer === false) return '';
  if (answer === true) return 'OK';
  if (typeof answer !== 'object') return answer;
  return Array.isArray(answer) ? answer.join(' ') : `${(answer as { readonly lat: number }).lat} ${(answer as { readonly lon: number }).lon}`;
}

const truth = (value: Value): boolean => typeof value === 'string' ? value !== '' : typeof value === 'number' ? value !== 0 && !Number.isNaN(value) : value;
/** XPath 1.0 §4.4: digits and a point, a minus sign, white space around; no exponent, no plus sign. */
const NUMBER = /^[ \t\r\n]*-?(?:\d+(?:\.\d*)?|\.\d+)[ \t\r\n]*$/;
const number = (value: Value): number => typeof value === 'string' && !NUMBER.test(value) ? Number.NaN : Number(value);
const DATE = /^\d{4}-\d{2}-\d{2}/;

/** What is as good as a truth beside a truth, a number beside a number (XPath 1.0 §3.4). */
function equal(left: Value, right: Value): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean') return truth(left) === truth(right);
  return typeof left === 'number' || typeof right === 'number' ? number(left) === number(right) : left === right;
}

/** Days compare as days, all else as numbers where order is asked for (XPath 1.0 §3.4, with the dates of ODK). */
function compared(op: string, left: Value, right: Value): Value {
  const days = typeof left === 'string' && typeof right === 'string' && DATE.test(left) && DATE.test(right);
  const [one, other] = days ? [left, right] : [number(left), number(right)];
  switch (op) {
    case '=': return equal(left, right);
    case '!=': return !equal(left, right);
    case '<': return one < other;
    case '<=': return one <= other;
    case '>': return one > other;
    case '>=': return one >= other;
    case '+': return number(left) + number(right);
    case '-': return number(left) - number(right);
    case '*': return number(left) * number(right);
    case 'div': return number(left) / number(right);
    default: return number(left) % number(right);
  }
}

function called(name: FunctionName, [first = '', second = '', third = '']: readonly Value[], today: string): Value {
  const words = String(first).split(' ').filter((one) => one !== '');
  switch (name) {
    case 'not': return !truth(first);
    case 'selected': return words.includes(String(second));
    case 'count-selected': return words.length;
    case 'string-length': return String(first).length;
    case 'regex': return matches(String(first), String(second));
    case 'today': return today;
    case 'if': return truth(first) ? second : third;
    case 'coalesce': return first === '' ? second : first;
    case 'number': return number(first);
    case 'true': return true;
    case 'false': return false;
  }
}
