import type { Result } from '#base';
import { ok, refuse } from '#base';
import { fromDecimal } from './encoding.ts';
import { isDigest } from './entry.ts';
import { readVerifierKey } from './note.ts';
import { openNote, signNote } from './signed.ts';

/**
 * A host's word that it has a submission, and by when the submission or its refusal is on record: a note signed with the key of its heads (docs/formats/record.md).
 * A log that goes on past `due` without either shows that the host broke it; the idea is that of Certificate Transparency's signed timestamp (RFC 6962, section 3.2).
 */
export interface Promised {
  readonly entry: string;
  /** Digest of the body: by it a sealed letter is found, whose entry is the host's. */
  readonly body: string;
  readonly received: number;
  readonly due: number;
}

const FIRST = 'counterpart/promise/v1';

export const writePromise = ({ entry, body, received, due }: Promised, origin: string, seed: Uint8Array): string =>
  signNote(`${FIRST}\n${entry}\n${body}\n${received}\n${due}\n`, origin, seed);

/** Refuses `record.promise.form`, `record.note.*`. */
export function readPromise(note: string, hostKey: string): Result<Promised> {
  const key = readVerifierKey(hostKey), text = key.ok ? openNote(note, key.value) : key;
  if (!text.ok) return text;
  const [first, entry, body, received = '', due = '', end, ...more] = text.value.split('\n'), from = fromDecimal(received), until = fromDecimal(due);
  if (first !== FIRST || !isDigest(entry) || !isDigest(body) || !from.ok || !until.ok || end !== '' || more.length > 0) return refuse('record.promise.form');
  return ok({ entry, body, received: from.value, due: until.value });
}
