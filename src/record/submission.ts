import type { Result } from '#base';
import { ok, refuse } from '#base';
import { MAX_BODY } from './body.ts';
import { concat, fromUtf8, utf8 } from './encoding.ts';
import type { Entry } from './entry.ts';
import { MAX_ENTRY, readEntry } from './entry.ts';
import { digestOfBody } from './letter.ts';

/**
 * What somebody hands to a host: an entry that has no time of recording yet, with its body. As bytes: three lines, the header, the base64 signature, the body
 * (docs/formats/record.md). The host adds the time, and the first two lines become the leaf.
 */
export interface Submitted {
  /** With `recorded` 0. */
  readonly entry: Entry;
  /** Header and signature, each with its newline. */
  readonly signed: Uint8Array;
  readonly body: Uint8Array;
}

/** More than this many in one request are refused. */
export const MAX_SUBMISSIONS = 1024;
const NEWLINE = 0x0a;

/** The leaf of a submission that is recorded at this second. */
export const leafOf = ({ signed }: Pick<Submitted, 'signed'>, recorded: number): Uint8Array => concat(signed, utf8(`${recorded}\n`));

/** A leaf with its body as its author would hand it in: what `readSubmissions` reads. */
export function writeSubmission(leaf: Uint8Array, body: Uint8Array): Uint8Array {
  const second = leaf.indexOf(NEWLINE, leaf.indexOf(NEWLINE) + 1);
  return concat(leaf.subarray(0, second + 1), body, Uint8Array.of(NEWLINE));
}

/** Reads one or many submissions, one after the other. Refuses `record.submission.form` with the number of the first that is none; signatures are not looked at here. */
export function readSubmissions(bytes: Uint8Array): Result<readonly Submitted[]> {
  const found: Submitted[] = [];
  for (let at = 0; at < bytes.length;) {
    const ends = lines(bytes, at);
    const one = ends === null ? null : readOne(bytes, at, ends);
    if (ends === null || one === null || !one.ok) return refuse('record.submission.form', { number: found.length + 1, ...(one === null || one.ok ? {} : { refusal: { ...one.refusal } }) });
    if (found.length === MAX_SUBMISSIONS) return refuse('record.submission.many', { limit: MAX_SUBMISSIONS });
    found.push(one.value);
    at = ends[2] + 1;
  }
  return found.length === 0 ? refuse('record.submission.form', { number: 1 }) : ok(found);
}

type Ends = readonly [number, number, number];

/** Where the next three lines end. */
function lines(bytes: Uint8Array, from: number): Ends | null {
  const header = bytes.indexOf(NEWLINE, from), signature = bytes.indexOf(NEWLINE, header + 1), body = bytes.indexOf(NEWLINE, signature + 1);
  return header < 0 || signature < 0 || body < 0 || signature - from > MAX_ENTRY || body - signature > MAX_BODY + 1 ? null : [header, signature, body];
}

function readOne(bytes: Uint8Array, from: number, [, signature, end]: Ends): Result<Submitted> {
  const signed = bytes.subarray(from, signature + 1), body = bytes.subarray(signature + 1, end);
  const entry = readEntry(concat(signed, utf8('0\n')));
  if (!entry.ok) return entry;
  const text = fromUtf8(body);
  if (!text.ok) return text;
  const digest = digestOfBody(entry.value.header.audience, body);
  return digest === entry.value.header.body ? ok({ entry: entry.value, signed, body }) : refuse('record.body.digest', { expected: entry.value.header.body, found: digest });
}
