import type { Json } from '#base';
import type { Asking, Passkey, Passkeys } from '#ports';

type Library = typeof import('@simplewebauthn/server');

/** A minute and a half: long enough to look for a security key in a bag. */
const TIMEOUT = 90_000, NAME = 'Counterpart';
const ES256 = -7, ED25519 = -8, RS256 = -257;

/** Loaded with the first passkey: a host without any pays nothing. */
let library: Promise<Library> | null = null;
const loaded = (): Promise<Library> => library ??= import('@simplewebauthn/server');

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(base64url, 'base64url'));
const domainOf = ({ origin }: Asking): string => new URL(origin).hostname;

/** The library throws at what is not an answer to the question; that is no fault of the world. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch {
    return null;
  }
}

/** The port `Passkeys`. No attestation is asked for: of which make an authenticator is, is nobody's business. */
export const passkeys: Passkeys = {
  async making(asking, user, known) {
    const { generateRegistrationOptions } = await loaded();
    return await generateRegistrationOptions({
      rpName: NAME, rpID: domainOf(asking), userName: user.name, userDisplayName: user.name, userID: bytesOf(user.id), challenge: bytesOf(asking.challenge), timeout: TIMEOUT, attestationType: 'none',
      excludeCredentials: known.map((id) => ({ id })), authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, supportedAlgorithmIDs: [ED25519, ES256, RS256],
    }) as unknown as Json;
  },
  async made(asking, answer) {
    const { verifyRegistrationResponse } = await loaded();
    const found = await orNull(verifyRegistrationResponse({ response: answer as Parameters<typeof verifyRegistrationResponse>[0]['response'], expectedChallenge: asking.challenge, expectedOrigin: asking.origin, expectedRPID: domainOf(asking), requireUserVerification: true }));
    if (found?.verified !== true) return null;
    const { id, publicKey, counter } = found.registrationInfo.credential;
    return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
  },
  async showing(asking) {
    const { generateAuthenticationOptions } = await loaded();
    return await generateAuthenticationOptions({ rpID: domainOf(asking), challenge: bytesOf(asking.challenge), timeout: TIMEOUT, userVerification: 'required' }) as unknown as Json;
  },
  async shown(asking, answer, passkey): Promise<Passkey | null> {
    const { verifyAuthenticationResponse } = await loaded();
    const { id, publicKey, counter } = passkey;
    const found = await orNull(verifyAuthenticationResponse({
      response: answer as Parameters<typeof verifyAuthenticationResponse>[0]['response'], expectedChallenge: asking.challenge, expectedOrigin: asking.origin, expectedRPID: domainOf(asking), requireUserVerification: true,
      credential: { id, publicKey: bytesOf(publicKey), counter },
    }));
    return found?.verified === true ? { ...passkey, counter: found.authenticationInfo.newCounter } : null;
  },
};
