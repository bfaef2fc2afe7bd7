import type { Refusal, Result } from '#base';
import { ok, refuse } from '#base';
import type { Checkpoint } from './checkpoint.ts';
import { readCheckpoint } from './checkpoint.ts';
import { base64, fromBase64, fromDecimal, fromUtf8, sameBytes } from './encoding.ts';
import type { Hash } from './merkle.ts';
import { HASH_SIZE, emptyRoot, verifyConsistency } from './merkle.ts';
import type { VerifierKey } from './note.ts';
import { readNote } from './note.ts';
import { verifiedLines } from './signed.ts';

/** C2SP `tlog-witness`: what a witness decides on a head that it is shown, from the head it cosigned last. */

/** The body of `add-checkpoint`: the size that the witness cosigned last, the proof from there, the new head. */
export interface HeadStep {
  readonly old: number;
  readonly proof: readonly Hash[];
  /** The signed checkpoint, as a note. */
  readonly checkpoint: string;
}

/** The head of a log that a witness cosigned last. */
export interface WitnessedHead {
  readonly size: number;
  readonly root: Hash;
  /** The checkpoint with those of the log's signatures that were verified, and the witness's own. */
  readonly checkpoint: string;
}

/** A step whose log is known and whose head that log signed. */
export interface SignedStep {
  readonly old: number;
  readonly proof: readonly Hash[];
  readonly head: Checkpoint;
  readonly text: string;
  /** Signature lines of the log that were verified; what else the request held is dropped. */
  readonly lines: readonly string[];
}

/** Status of HTTP and reason; with 409 the size that was cosigned last. */
export interface WitnessRefusal {
  readonly status: 400 | 403 | 404 | 409 | 422;
  readonly refusal: Refusal;
}

export type Witnessing<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & WitnessRefusal);

const MAX_PROOF = 63;

export function writeStep({ old, proof, checkpoint }: HeadStep): string {
  return `${[`old ${old}`, ...proof.map(base64), ''].join('\n')}\n${checkpoint}`;
}

/** Refuses `record.witness.form` with the line, counted from 1. */
function readStep(text: string): Result<HeadStep> {
  const end = text.indexOf('\n\n'), lines = text.slice(0, end + 1).split('\n');
  const bad = (at: number): Result<never> => refuse('record.witness.form', { line: at + 1 });
  const old = fromDecimal(/^old (.*)$/.exec(lines[0] ?? '')?.[1] ?? '');
  if (!old.ok) return bad(0);
  const proof: Hash[] = [];
  for (const [index, line] of lines.slice(1, -1).entries()) {
    const hash = fromBase64(line);
    if (!hash.ok || hash.value.length !== HASH_SIZE || index === MAX_PROOF) return bad(1 + index);
    proof.push(hash.value);
  }
  return ok({ old: old.value, proof, checkpoint: text.slice(end + 2) });
}

const no = (status: WitnessRefusal['status'], refused: { readonly refusal: Refusal }): { readonly ok: false } & WitnessRefusal => ({ ok: false, status, refusal: refused.refusal });

/** Reads a request and verifies who signed its head; keys are those of the logs this witness serves, each named as its origin. Refuses 400, 404, 403, 400 in this order. */
export function openStep(body: Uint8Array, keys: readonly VerifierKey[]): Witnessing<SignedStep> {
  const text = fromUtf8(body), step = text.ok ? readStep(text.value) : text;
  if (!step.ok) return no(400, step);
  const { old, proof, checkpoint } = step.value, note = readNote(checkpoint);
  if (!note.ok) return no(400, note);
  const head = readCheckpoint(note.value.text);
  if (!head.ok) return no(400, head);
  const { origin, size } = head.value, own = keys.filter(({ name }) => name === origin);
  if (own.length === 0) return no(404, refuse('record.witness.unknown', { origin }));
  const verified = verifiedLines(checkpoint, own);
  if (!verified.ok) return no(403, verified);
  if (verified.value.lines.length === 0) return no(403, refuse('record.note.unsigned', { key: origin }));
  if (old > size) return no(400, refuse('record.witness.old', { old, size }));
  return { ok: true, value: { old, proof, head: head.value, text: verified.value.text, lines: verified.value.lines.map(({ line }) => line) } };
}

/** Whether the step follows from the head cosigned last (`null`: none). Refuses 409 (`size`), then 422. Who is not refused may be cosigned, once the head is kept. */
export function judgeStep({ old, proof, head }: SignedStep, last: WitnessedHead | null): Witnessing<null> {
  const size = last?.size ?? 0, lastRoot = last?.root ?? emptyRoot();
  if (old !== size) return no(409, refuse('record.witness.moved', { old, size }));
  if (old === head.size && !sameBytes(head.root, lastRoot)) return no(422, refuse('record.witness.root', { size }));
  if (old === 0) return proof.length === 0 ? { ok: true, value: null } : no(422, refuse('record.proof.length', { index: 0, size: head.size, length: proof.length }));
  const consistent = verifyConsistency(old, head.size, proof, lastRoot, head.root);
  return consistent.ok ? { ok: true, value: null } : no(422, consistent);
}
