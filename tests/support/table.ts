import type { Json } from '#base';
import type { Body } from '#process';
import { base64, caseKeySeed, emptyRoot, keyOf, readCheckpoint, readNote, sha256, utf8, writeBody, writeEntry, writeSubmission } from '#record';

/** The head that an author has verified. */
export interface Seen {
  readonly size: number;
  readonly root: string;
}

export const NOTHING_SEEN: Seen = { size: 0, root: base64(emptyRoot()) };

export function seenIn(checkpoint: string): Seen {
  const note = readNote(checkpoint), head = note.ok ? readCheckpoint(note.value.text) : note;
  if (!head.ok) throw new Error('not a checkpoint');
  return { size: head.value.size, root: base64(head.value.root) };
}

/** Somebody who takes part in a case whose keys are published, or with any other seed: writes submissions as a device would. */
export class Person {
  readonly #process: string;
  readonly #capacity: string;
  readonly #seed: Uint8Array;

  constructor(process: string, capacity: string, seed: Uint8Array) {
    this.#process = process;
    this.#capacity = capacity;
    this.#seed = seed;
  }

  get key(): string {
    return keyOf(this.#seed);
  }

  static ofCase(process: string, caseSeed: string, id: string, capacity: string): Person {
    return new Person(process, capacity, caseKeySeed(caseSeed, id));
  }

  write({ kind, content }: Body, seen: Seen, madeAt: number, audience: 'public' | 'table' = 'public'): Uint8Array {
    const body = writeBody(content as unknown as Json, sha256(utf8(`salt ${JSON.stringify(content)}`)).subarray(0, 16));
    if (!body.ok) throw new Error(JSON.stringify(body.refusal));
    const entry = writeEntry({ process: this.#process, kind, capacity: this.#capacity, madeAt, audience, about: [], body: body.value.digest, seen }, this.#seed, 0);
    if (!entry.ok) throw new Error(JSON.stringify(entry.refusal));
    return writeSubmission(entry.value.bytes, body.value.bytes);
  }
}
