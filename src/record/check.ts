import type { Refusal, Result } from '#base';
import { Sheets, ok, refuse } from '#base';
import { base64 } from './encoding.ts';
import type { Entry } from './entry.ts';
import { checkSignature, readEntry } from './entry.ts';
import { digestOfBody } from './letter.ts';
import { Subtrees } from './merkle.ts';
import type { Hash } from './merkle.ts';
import { openCheckpoint } from './signed.ts';
import type { Tile } from './tiles.ts';
import { tilesSince } from './tiles.ts';

/** A leaf with its body, as stored. `body: null`: withheld or erased; then it is not checked, and counted so. */
export interface Kept {
  readonly bytes: Uint8Array;
  readonly body: Uint8Array | null;
  /** The entry of these bytes where it was read before, their hash in the tree, and what became of the signature: many are verified at a time, on other threads. */
  readonly read?: { readonly entry: Entry; readonly signature: Result<null>; readonly leaf?: Hash };
  /** Under what the store files it, where it does: pages and searches go by these, so they must say what the entry says. */
  readonly filed?: { readonly id: string; readonly kind: string; readonly body: string };
}

/** The first thing that is wrong: at which step, on which entry. */
export interface Wrong {
  readonly step: string;
  readonly position: number | null;
  readonly entry: string | null;
  readonly refusal: Refusal;
}

const RIGHT = ok(null);

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly wrong: Wrong };

/**
 * Verifies a log from its bytes, entry by entry, in memory that grows by the 64 bytes of the tree for each, or, where there is a shelf for its sheets, not at all.
 * Every byte is hashed again: leaves, bodies, and the tiles that follow from them. What the entries mean is not looked at here.
 */
export class LogCheck {
  readonly #process: string;
  readonly #tree: Subtrees;
  /** The root that authors named last: many name the same. */
  #named: { readonly size: number; readonly root: string } | null = null;
  #recorded = 0;
  #signatures = 0;
  #withheld = 0;
  readonly #signed: boolean;

  /** `signed: false`: signatures were verified when the entries came, by who reads them again now. `sheets`: what the tree lies on. */
  constructor(process: string, { signed = true, sheets = new Sheets() }: { readonly signed?: boolean; readonly sheets?: Sheets } = {}) {
    this.#process = process;
    this.#tree = new Subtrees(sheets);
    this.#signed = signed;
  }

  get counts(): { readonly entries: number; readonly signatures: number; readonly withheld: number } {
    return { entries: this.#tree.size, signatures: this.#signatures, withheld: this.#withheld };
  }

  /** The head of what was taken so far. */
  get head(): { readonly size: number; readonly root: Hash } {
    return { size: this.#tree.size, root: this.#tree.rootAt(this.#tree.size) };
  }

  /** The root when the log had so many entries. */
  rootAt = (size: number): Hash => this.#tree.rootAt(size);

  /** Checks the next entry and takes it. Steps: `entry`, `process`, `signature`, `filed`, `body`, `recorded`, `seen`. */
  entry(kept: Kept): Checked<Entry> {
    const checked = this.look(kept);
    if (checked.ok) this.take(kept, checked.value);
    return checked;
  }

  /** The same, without taking it: what follows may still refuse it. */
  look(kept: Kept): Checked<Entry> {
    const position = this.#tree.size;
    const read = kept.read === undefined ? readEntry(kept.bytes) : ok(kept.read.entry);
    if (!read.ok) return wrong('entry', position, null, read.refusal);
    const entry = read.value;
    const { header } = entry, at = (step: string, checked: Result<null>): Checked<Entry> | null => (checked.ok ? null : wrong(step, position, entry.id, checked.refusal));
    return at('process', this.#belongs(header, position))
      ?? at('signature', kept.read?.signature ?? (this.#signed ? checkSignature(entry) : RIGHT))
      ?? at('filed', filed(entry, kept))
      ?? at('body', kept.body === null ? RIGHT : same('record.body.digest', header.body, digestOfBody(header.audience, kept.body)))
      ?? at('recorded', entry.recorded >= this.#recorded ? RIGHT : refuse('record.recorded.order', { expected: this.#recorded, found: entry.recorded }))
      ?? at('seen', this.#seen(header.seen, position))
      ?? { ok: true, value: entry };
  }

  /** Takes an entry that was looked at. */
  take(kept: Kept, { recorded }: Entry): void {
    if (this.#signed) this.#signatures += 1;
    this.#recorded = recorded;
    if (kept.read?.leaf === undefined) this.#tree.grow([kept.bytes]);
    else this.#tree.append(kept.read.leaf);
    if (kept.body === null) this.#withheld += 1;
  }

  /** A process is named by the body of its first entry. */
  #belongs(header: Entry['header'], position: number): Result<null> {
    const named = same('record.entry.process', this.#process, header.process);
    return named.ok && position === 0 ? same('record.entry.process', this.#process, header.body) : named;
  }

  #seen(seen: Entry['header']['seen'], position: number): Result<null> {
    if (seen.size > position) return refuse('record.seen.ahead', { size: seen.size, position });
    if (this.#named?.size !== seen.size) this.#named = { size: seen.size, root: base64(this.#tree.rootAt(seen.size)) };
    const expected = this.#named.root;
    return expected === seen.root ? RIGHT : refuse('record.seen.fork', { size: seen.size, expected, found: seen.root });
  }

  /** Checks a head that was signed for the entries so far. Steps: `size`, `root`, `checkpoint`. */
  finish(head: { readonly size: number; readonly root: string; readonly checkpoint: string }, hostKeys: readonly string[], origin: string): Checked<null> {
    const size = this.#tree.size, root = base64(this.#tree.rootAt(this.#tree.size));
    if (head.size !== size) return wrong('size', null, null, { code: 'record.size', expected: head.size, found: size });
    if (head.root !== root) return wrong('root', null, null, { code: 'record.root', expected: head.root, found: root });
    const opened = openCheckpoint(head.checkpoint, hostKeys, origin);
    if (!opened.ok) return wrong('checkpoint', null, null, opened.refusal);
    const signed = { size: opened.value.size, root: base64(opened.value.root) };
    if (signed.size !== size || signed.root !== root) return wrong('checkpoint', null, null, { code: 'record.checkpoint.head', expected: `${size} ${root}`, found: `${signed.size} ${signed.root}` });
    return { ok: true, value: null };
  }

  /** The tiles that the entries since a size made. */
  tilesSince = (size: number): readonly Tile[] => tilesSince(size, this.#tree);
}

export function wrong(step: string, position: number | null, entry: string | null, refusal: Refusal): { readonly ok: false; readonly wrong: Wrong } {
  return { ok: false, wrong: { step, position, entry, refusal } };
}

function same(code: string, expected: string, found: string): Result<null> {
  return expected === found ? RIGHT : refuse(code, { expected, found });
}

function filed({ id, header }: Entry, { filed: under }: Kept): Result<null> {
  if (under === undefined) return RIGHT;
  const expected = { id, kind: header.kind, body: header.body };
  const member = (['id', 'kind', 'body'] as const).find((name) => under[name] !== expected[name]);
  return member === undefined ? RIGHT : refuse('record.entry.filed', { member, expected: expected[member], found: under[member] });
}
