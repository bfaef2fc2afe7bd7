import type { Json, Result } from '#base';
import { ok } from '#base';
import { draftEntry, draftLetter, readSubmissions, signedEntry, signedLetter, writeBody, writeSubmission } from '#record';
import type { Drafted, DraftedLetter } from '#record';
import type { DeviceKey } from './device.ts';
import { now, sign } from './device.ts';
import type { KnownHead } from './head.ts';

/** What somebody is about to sign. `readers`: participants, where it is a letter sealed to them. */
export interface Wanted {
  readonly kind: string;
  readonly content: Json;
  readonly capacity: string;
  readonly audience: 'public' | 'table' | 'sealed';
  readonly readers: readonly string[];
}

/** The bytes that the key would sign, made before anything is shown: what is shown is read out of them. */
export interface Prepared {
  readonly key: DeviceKey;
  readonly wanted: Wanted;
  readonly head: KnownHead;
  readonly madeAt: number;
  readonly drafted: Drafted;
  /** The body as it will be handed in; of a letter, the body within. */
  readonly body: Uint8Array;
  readonly letter: DraftedLetter | null;
}

const chance = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));

/** Refuses what would be too large, or have no form. */
export function prepare(wanted: Wanted, key: DeviceKey, head: KnownHead): Result<Prepared> {
  const madeAt = now(), common = { process: head.process, kind: wanted.kind, capacity: wanted.capacity, madeAt, about: [], seen: { size: head.size, root: head.root } };
  if (wanted.audience === 'sealed') {
    const letter = draftLetter({ ...common, audience: [...wanted.readers, key.participant] }, wanted.content, key.key, chance(48));
    return ok({ key, wanted, head, madeAt, drafted: letter, body: letter.body, letter });
  }
  const body = writeBody(wanted.content, chance(16));
  return body.ok ? ok({ key, wanted, head, madeAt, drafted: draftEntry({ ...common, audience: wanted.audience, body: body.value.digest }, key.key), body: body.value.bytes, letter: null }) : body;
}

export interface Signed {
  /** Entry id. */
  readonly id: string;
  readonly submission: Uint8Array;
}

/** Signs what was shown. `recipients`: age recipients of a letter's readers. Refuses what could not be read again. */
export async function signed({ key, wanted, head, madeAt, drafted, body, letter }: Prepared, recipients: readonly string[]): Promise<Result<Signed>> {
  const signature = await sign(key, drafted.signed);
  if (letter === null) return handed(drafted, signature, body);
  const written = signedLetter(letter, signature), { sealLetter } = await import('./sealing.ts');
  if (!written.ok) return written;
  const { bytes, digest } = await sealLetter(key, written.value, recipients);
  const outer = draftEntry({ process: head.process, kind: 'sealed', capacity: wanted.capacity, madeAt, audience: 'sealed', about: [], body: digest, seen: { size: head.size, root: head.root } }, key.key);
  return handed(outer, await sign(key, outer.signed), bytes);
}

/** A submission that reads as it should, or a refusal. */
function handed(drafted: Drafted, signature: Uint8Array, body: Uint8Array): Result<Signed> {
  const entry = signedEntry(drafted, signature, 0), submission = entry.ok ? writeSubmission(entry.value.bytes, body) : null;
  if (!entry.ok || submission === null) return entry as Result<never>;
  const read = readSubmissions(submission);
  return read.ok ? ok({ id: entry.value.id, submission }) : read;
}
