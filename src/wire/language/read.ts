import type { Json, Result } from '#base';
import { ok, refuse } from '#base';
import type { Commitment } from '#agreement';
import { readBody } from '../body.ts';
import type { Path } from '../problems.ts';
import { Cursor, Unexpected } from './cursor.ts';
import { COMMITMENT, HEAD } from './grammar.ts';
import type { Draft, Says } from './grammar.ts';
import type { Line } from './tokens.ts';
import { linesOf } from './tokens.ts';

/** One thing wrong with a text, at its place. `like`: the keyword that comes nearest to what stands there. */
export interface Wrong {
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly [fact: string]: Json;
}

/** Commitments as the text says them, shaped but not yet checked, with the place of each part. */
export interface Told {
  readonly commitments: readonly Draft[];
  readonly wrong: readonly Wrong[];
  spot(path: Path): { readonly line: number; readonly column: number };
}

type Place = { readonly line: number; readonly column: number };

/** Commitments in the text form (docs/formats/commitment-text.md), each checked as an entry's body is. Refuses `commitment-text.wrong` with the first thing wrong and a list of all, each with line and column; never throws. */
export function readCommitments(source: string): Result<readonly Commitment[]> {
  const { commitments, wrong, spot } = tell(source);
  const problems = [...wrong], read: Commitment[] = [];
  for (const [index, draft] of commitments.entries()) {
    const body = readBody('commitment', draft);
    if (body.ok) read.push(body.value.content as Commitment);
    else if (wrong.length === 0) problems.push(...(body.refusal['problems'] as readonly { readonly code: string; readonly field: string }[]).map((problem) => ({ ...problem, ...spot([index, ...pathOf(problem.field)]) })));
  }
  const [first] = problems;
  return first === undefined ? ok(read) : refuse('commitment-text.wrong', { line: first.line, column: first.column, count: problems.length, problems: problems.slice(0, 100) });
}

const pathOf = (field: string): Path => field.split(/\.|\[|\]\.?/).filter((step) => step !== '').map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** The commitments of a text as data. */
export function tell(source: string): Told {
  const places = new Map<string, Place>(), wrong: Wrong[] = [], commitments: Draft[] = [];
  const lines = linesOf(source);
  const spot = (path: Path): Place => {
    for (let length = path.length; length > 0; length -= 1) {
      const found = places.get(path.slice(0, length).join(' '));
      if (found !== undefined) return found;
    }
    return { line: 1, column: 1 };
  };
  if ('why' in lines) return { commitments, wrong: [{ code: `commitment-text.${lines.why}`, line: lines.line, column: lines.column }], spot };
  const teller = new Teller(places, wrong);
  for (const line of lines) {
    const draft: Draft = {};
    if (teller.line(line, HEAD, draft, [commitments.length])) {
      teller.under(line, COMMITMENT, draft, [commitments.length]);
      commitments.push(draft);
    }
  }
  return { commitments, wrong, spot };
}

class Teller {
  readonly #places: Map<string, Place>;
  readonly #wrong: Wrong[];

  constructor(places: Map<string, Place>, wrong: Wrong[]) {
    this.#places = places;
    this.#wrong = wrong;
  }

  under(parent: Line, grammar: Says, draft: Draft, path: Path): void {
    for (const line of parent.under) this.line(line, grammar, draft, path);
  }

  /** Lets a line say its part; what is wrong with it is noted, and the rest of the text still read. */
  line(line: Line, grammar: Says, draft: Draft, path: Path): boolean {
    const cursor = new Cursor(line), place = { line: line.line, column: cursor.column };
    try {
      const phrase = Object.keys(grammar).find((one) => cursor.takes(one)) ?? cursor.fail('keyword');
      const at = (grammar[phrase] as Says[string])(cursor, draft);
      if (!cursor.done) cursor.fail('the end of the line');
      const places = [path, ...at.paths.map((inner) => [...path, ...inner])];
      for (const one of places) if (!this.#places.has(one.join(' '))) this.#places.set(one.join(' '), place);
      if (at.under !== undefined) this.under(line, at.under.grammar, at.under.draft, [...path, ...(at.paths[0] ?? [])]);
      else if (grammar !== HEAD && line.under.length > 0) this.#note(line.under[0] as Line, new Unexpected(1, 'nothing below this line', ''));
      return true;
    } catch (cause) {
      if (!(cause instanceof Unexpected)) throw cause;
      this.#note(line, cause, Object.keys(grammar));
      return false;
    }
  }

  #note({ line, tokens }: Line, { column, expected, found }: Unexpected, known: readonly string[] = []): void {
    if (expected !== 'keyword') { this.#wrong.push({ code: 'commitment-text.expected', line, column, expected, found: found === '' ? 'nothing' : found }); return; }
    const said = tokens.slice(0, 2).map(({ text }) => text).join(' ');
    this.#wrong.push({ code: 'commitment-text.keyword', line, column, found: tokens[0]?.text ?? '', like: nearest(said, known) || 'none' });
  }
}

/** The known phrase that takes the fewest changes of letters, or none that is at all like it. */
function nearest(said: string, known: readonly string[]): string {
  const scored = known.map((phrase) => ({ phrase, cost: Math.min(changes(said, phrase), changes(said.split(' ')[0] ?? '', phrase.split(' ')[0] ?? '')) })).toSorted((a, b) => a.cost - b.cost);
  const [best] = scored;
  return best !== undefined && best.cost <= 2 ? best.phrase : '';
}

/** Letters to change, add or remove (Levenshtein 1966). */
function changes(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a.slice(0, 40)].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) next.push(Math.min((row[j] as number) + (b[j] === letter ? 0 : 1), (row[j + 1] as number) + 1, (next[j] as number) + 1));
    row = next;
  }
  return row.at(-1) ?? 0;
}

