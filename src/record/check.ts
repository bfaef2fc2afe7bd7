import type { Refusal, Result } from '#base';
import { ok, refuse } from '#base';
import { bodyDigest } from './body.ts';
import { openCheckpoint } from './checkpoint.ts';
import { base64 } from './encoding.ts';
import type { Entry } from './entry.ts';
import { checkSignature, readEntry } from './entry.ts';
import { Frontier, leafHash } from './merkle.ts';
import { grownTiles } from './tiles.ts';

/** A leaf with its body, as stored. `body: null`: withheld or erased; then it is not checked, and counted so. */
export interface Kept {
  readonly bytes: Uint8Array;
  readonly body: Uint8Array | null;
}

/** The first thing that is wrong: at which step, on which entry. */
export interface Wrong {
  readonly step: string;
  readonly position: number | null;
  readonly entry: string | null;
  readonly refusal: Refusal;
}

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly wrong: Wrong };

/**
 * Verifies a log from its bytes, entry by entry, in memory that does not grow but for one root a size seen.
 * Every byte is hashed again: leaves, bodies, and the tiles that follow from them. What the entries mean is not looked at here.
 */
export class LogCheck {
  readonly #process: string;
  readonly #frontier = new Frontier();
  readonly #roots: string[] = [base64(new Frontier().root())];
  #recorded = 0;
  #signatures = 0;
  #withheld = 0;
  #rightEdge = new Map<string, Uint8Array>();

  constructor(process: string) {
    this.#process = process;
  }

  get counts(): { readonly entries: number; readonly signatures: number; readonly withheld: number } {
    return { entries: this.#frontier.size, signatures: this.#signatures, withheld: this.#withheld };
  }

  /** Checks the next entry. Steps: `entry`, `process`, `signature`, `body`, `recorded`, `seen`. */
  entry(kept: Kept): Checked<Entry> {
    const position = this.#frontier.size;
    const read = readEntry(kept.bytes);
    if (!read.ok) return wrong('entry', position, null, read.refusal);
    const entry = read.value;
    const problem = this.#checks(entry, kept, position).find(([, result]) => !result.ok);
    if (problem !== undefined && !problem[1].ok) return wrong(problem[0], position, entry.id, problem[1].refusal);
    this.#signatures += 1;
    this.#recorded = entry.recorded;
    this.#frontier.append(leafHash(kept.bytes));
    this.#roots.push(base64(this.#frontier.root()));
    return { ok: true, value: entry };
  }

  #checks(entry: Entry, kept: Kept, position: number): readonly (readonly [string, Result<null>])[] {
    const { header } = entry;
    const first = position === 0 ? header.body : this.#process;
    return [
      ['process', header.process === this.#process && first === this.#process ? ok(null) : refuse('record.entry.process', { expected: this.#process, found: header.process })],
      ['signature', checkSignature(entry)],
      ['body', this.#body(header.body, kept.body)],
      ['recorded', entry.recorded >= this.#recorded ? ok(null) : refuse('record.recorded.order', { expected: this.#recorded, found: entry.recorded })],
      ['seen', this.#seen(header.seen, position)],
    ];
  }

  #body(digest: string, bytes: Uint8Array | null): Result<null> {
    if (bytes === null) {
      this.#withheld += 1;
      return ok(null);
    }
    const found = bodyDigest(bytes);
    return found === digest ? ok(null) : refuse('record.body.digest', { expected: digest, found });
  }

  #seen(seen: Entry['header']['seen'], position: number): Result<null> {
    const expected = this.#roots[seen.size];
    if (seen.size > position || expected === undefined) return refuse('record.seen.ahead', { size: seen.size, position });
    return expected === seen.root ? ok(null) : refuse('record.seen.fork', { size: seen.size, expected, found: seen.root });
  }

  /** Checks a head that was signed for the entries so far. Steps: `size`, `root`, `checkpoint`. */
  finish(head: { readonly size: number; readonly root: string; readonly checkpoint: string }, hostKey: string, origin: string): Checked<null> {
    const size = this.#frontier.size, root = this.#roots.at(-1) as string;
    if (head.size !== size) return wrong('size', null, null, { code: 'record.size', expected: head.size, found: size });
    if (head.root !== root) return wrong('root', null, null, { code: 'record.root', expected: head.root, found: root });
    const opened = openCheckpoint(head.checkpoint, hostKey, origin);
    if (!opened.ok) return wrong('checkpoint', null, null, opened.refusal);
    const signed = { size: opened.value.size, root: base64(opened.value.root) };
    if (signed.size !== size || signed.root !== root) return wrong('checkpoint', null, null, { code: 'record.checkpoint.head', expected: `${size} ${root}`, found: `${signed.size} ${signed.root}` });
    return { ok: true, value: null };
  }

  /** The tiles that a batch of leaves makes, for comparison with those that are stored. Call in the order of the log, with the batch's first position. */
  tiles(start: number, leaves: readonly Uint8Array[]): ReturnType<typeof grownTiles> {
    const grown = grownTiles(start, leaves.map(leafHash), (level, index) => this.#rightEdge.get(`${level}/${index}`) ?? null);
    this.#rightEdge = new Map([...this.#rightEdge, ...grown.map((tile) => [`${tile.level}/${tile.index}`, tile.hashes] as const)].slice(-64));
    return grown;
  }
}

export function wrong(step: string, position: number | null, entry: string | null, refusal: Refusal): { readonly ok: false; readonly wrong: Wrong } {
  return { ok: false, wrong: { step, position, entry, refusal } };
}
