import type { Result } from '#base';
import { ok, refuse } from '#base';
import { publicKeyOf } from '#record/primitives';
import { base64, fromBase64 } from './encoding.ts';

/** A key on paper or a stick: four lines (docs/formats/record.md). Whoever has them can sign in its owner's name. */
const FIRST = 'counterpart/key/v1', WARNING = 'Secret. Whoever holds this signs in your name. Keep it off every machine that others use.';
const LINES = /^public ([A-Za-z0-9+/=]{44})\nsecret ([A-Za-z0-9+/=]{44})\n$/;

export const writeKeyFile = (seed: Uint8Array): string => `${FIRST}\n${WARNING}\npublic ${base64(publicKeyOf(seed))}\nsecret ${base64(seed)}\n`;

/** The 32-byte seed in a key file. Refuses `record.keyfile.form`; `record.keyfile.key` where its two lines do not belong together. */
export function readKeyFile(text: string): Result<{ readonly key: string; readonly seed: Uint8Array }> {
  const [first, warning, ...rest] = text.split('\n'), found = LINES.exec(rest.join('\n')), seed = fromBase64(found?.[2] ?? '?');
  if (first !== FIRST || warning === undefined || !seed.ok || seed.value.length !== 32) return refuse('record.keyfile.form');
  const key = base64(publicKeyOf(seed.value));
  return key === found?.[1] ? ok({ key, seed: seed.value }) : refuse('record.keyfile.key');
}
