import type { Result } from '#base';
import { ok, refuse } from '#base';
import type { AtDesk } from './session.ts';

/** Long enough to find a security key; a stolen answer is worth nothing after it, nor twice. */
const LASTS = 300;
const KIND = 'challenge';

/** What this host asks somebody to sign, once: base64url of 32 bytes. `purpose`: what for, and in which process. */
export async function ask({ desk, now, bytes }: AtDesk, purpose: string): Promise<string> {
  const challenge = base64url(bytes(32));
  await desk.put({ kind: KIND, id: challenge, owner: purpose, content: null, expires: now() + LASTS }, 0);
  return challenge;
}

/** Takes a challenge back, so that it serves nobody again. Refuses `desk.challenge.over`: it was not asked for this, or too long ago, or was used. */
export async function takeBack({ desk }: AtDesk, purpose: string, challenge: string): Promise<Result<null>> {
  const paper = await desk.get(KIND, challenge);
  if (paper === null || paper.owner !== purpose) return refuse('desk.challenge.over');
  const { version, ...rest } = paper;
  const mine = await desk.put({ ...rest, owner: 'used' }, version); // Of two that bring it at once, one.
  await desk.drop(KIND, challenge);
  return mine ? ok(null) : refuse('desk.challenge.over');
}

const base64url = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
