import type { Json, Result } from '#base';
import { ok, refuse } from '#base';
import type { Charter, SignedCharter } from '#process';
import { signCharter, parseJson } from '#record';
import { readBody } from '#wire';
import type { Signing } from './keepers.ts';

/** A charter as its heads pass it round before there is a log: the charter, and the signatures so far. */
export interface DraftedCharter {
  readonly charter: Charter;
  readonly agreedBy: SignedCharter['agreedBy'];
}

/** A charter from a file, JSON: alone, or with the signatures so far. Refuses `charter.form`, `body.*`. */
export function readCharter(text: string): Result<DraftedCharter> {
  const value = parsed(text), { charter = value, agreedBy = [] } = (value ?? {}) as { readonly charter?: unknown; readonly agreedBy?: readonly unknown[] };
  if (value === null || !Array.isArray(agreedBy)) return refuse('charter.form');
  // The schema asks for a signature: a draft that has none yet is read with one that nobody made.
  const read = readBody('charter', { charter, agreedBy: agreedBy.length > 0 ? agreedBy : [NOBODY] });
  if (!read.ok || read.value.kind !== 'charter') return read.ok ? refuse('charter.form') : read;
  return ok({ ...read.value.content, agreedBy: agreedBy.length > 0 ? read.value.content.agreedBy : [] });
}

const NOBODY = { participant: 'nobody', signature: `${'A'.repeat(86)}==` };

function parsed(text: string): object | null {
  try {
    return Object(parseJson(text)) as object;
  } catch {
    return null;
  }
}

/** Adds a signature over the charter as it stands. Refuses `charter.signed`, `charter.signer` where the charter does not name this key for the participant. */
export function agreeTo({ charter, agreedBy }: DraftedCharter, { participant, seed }: Signing, key: string): Result<DraftedCharter> {
  if (agreedBy.some((one) => one.participant === participant)) return refuse('charter.signed', { participant });
  if (charter.participants.find(({ id }) => id === participant)?.key !== key) return refuse('charter.signer', { participant, key });
  return ok({ charter, agreedBy: [...agreedBy, { participant, signature: signCharter(charter as unknown as Json, seed) }] });
}
