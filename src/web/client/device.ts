import { base64, caseKeySeed, concat, possessionBytes, publicKeyOf, readingBytes, sha256, utf8 } from '#record';
import type { Seated } from '../acting/seats.ts';
import { add, all, get, put, remove } from './database.ts';

/**
 * The keys of this device: made by the browser, not extractable, one for each place at a table. A key that signs, a key that opens letters,
 * and one that makes the words by which its own letters are erased. The operations are the browser's own (Web Cryptography): no script has their bytes.
 */
export interface DeviceKey {
  /** Ed25519 public key, base64: what a charter or accreditation names. */
  readonly key: string;
  /** Where it was made for: the id of a process, or the address of a charter that is being drafted. */
  readonly place: string;
  readonly participant: string;
  /** The age recipient (`age1…`) of the key that opens letters. */
  readonly reading: string;
  /** Made from a published seed: it proves the bytes, not a person. */
  readonly published: boolean;
  readonly made: number;
  /** Whose it is, as a host told that names not everybody on its pages. */
  readonly seat?: Seated;
  readonly signing: CryptoKey;
  readonly opening: CryptoKey;
  readonly erasing: CryptoKey;
}

/** What a head needs to accredit the holder of a key. */
export interface Possession {
  readonly key: string;
  readonly proof: string;
  readonly reading: string;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Makes a key for a place, and asks the browser not to clear it away. A key that is there already is kept and given again. */
export async function makeKey(place: string, participant: string): Promise<DeviceKey> {
  const before = await keyAt(place, participant);
  if (before !== undefined) return before;
  const signing = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']) as CryptoKeyPair;
  const opening = await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']) as CryptoKeyPair;
  void navigator.storage?.persist?.();
  return kept({ place, participant, published: false, signing: signing.privateKey, opening: opening.privateKey, key: base64(await raw(signing.publicKey)), reading: await recipientOf(await raw(opening.publicKey)) });
}

/** The published key of somebody in a fictional case, for trying out: made from the seed in its charter. */
export const takeCaseKey = (process: string, caseSeed: string, participant: string): Promise<DeviceKey> => takeSeed(process, participant, caseKeySeed(caseSeed, participant), true);

/** A key that was made at a command line, from the 32 bytes of its file. From here on no script reads it out, but whoever has the file still can. */
export async function takeSeed(place: string, participant: string, seed: Uint8Array, published = false): Promise<DeviceKey> {
  const letters = sha256(concat(utf8('counterpart/reading-key/v1\n'), seed));
  const signing = await crypto.subtle.importKey('pkcs8', pkcs8(0x70, seed), 'Ed25519', false, ['sign']);
  const opening = await crypto.subtle.importKey('pkcs8', pkcs8(0x6e, letters), { name: 'X25519' }, false, ['deriveBits']);
  const nine = await crypto.subtle.importKey('raw', Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? 9 : 0)), { name: 'X25519' }, false, []);
  const recipient = await recipientOf(new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: nine }, opening, 256))); // Of a private key alone: the base point times it (RFC 7748).
  return kept({ place, participant, published, signing, opening, key: base64(publicKeyOf(seed)), reading: recipient });
}

/** RFC 8410: the header of a raw private key of 32 bytes; `curve` is the last byte of its name. */
const pkcs8 = (curve: number, secret: Uint8Array): Bytes => Uint8Array.of(0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, curve, 0x04, 0x22, 0x04, 0x20, ...secret);

const raw = async (key: CryptoKey): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.exportKey('raw', key));
/** Only who makes a key loads how age writes it. */
const recipientOf = async (publicKey: Uint8Array): Promise<string> => (await import('@scure/base')).bech32.encodeFromBytes('age', publicKey);

async function kept(made: Omit<DeviceKey, 'erasing' | 'made'>): Promise<DeviceKey> {
  const erasing = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const whole: DeviceKey = { ...made, erasing, made: now() };
  await put('keys', whole);
  return whole;
}

/** This device's second. */
export const now = (): number => Math.floor(Date.now() / 1000);

export const allKeys = (): Promise<readonly DeviceKey[]> => all('keys');
export const keyOf = (key: string): Promise<DeviceKey | undefined> => get('keys', key);
export const keyAt = async (place: string, participant: string): Promise<DeviceKey | undefined> => (await allKeys()).find((one) => one.place === place && one.participant === participant);
/** From the draft of a charter to the process that began with it. */
export const moveKey = (key: DeviceKey, place: string): Promise<IDBValidKey> => put('keys', { ...key, place });
/** There is no other copy of it: whoever calls this has said so to its owner. */
export const forgetKey = (key: string): Promise<undefined> => remove('keys', key);

/** Ed25519 over these bytes. */
export const sign = async ({ signing }: DeviceKey, bytes: Uint8Array): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.sign('Ed25519', signing, bytes as Bytes));

/** Shows that this device has the key; `process` is null in a charter, which has no process yet (docs/formats/record.md). */
export async function possession(key: DeviceKey, process: string | null): Promise<Possession> {
  return { key: key.key, proof: base64(await sign(key, possessionBytes(process, key.participant))), reading: key.reading };
}

/** Seconds by which two clocks may differ and nobody need be told. */
const SLACK = 300;

/** By how many seconds this device was ahead of the host when it last met it; 0 where the two agreed, or never met. */
export const clockAhead = async (): Promise<number> => (await get<{ readonly ahead: number }>('secrets', 'clock'))?.ahead ?? 0;

/** What the host's clock said in an answer that has just come (`Date`, RFC 9110). */
export async function meetClock(date: string | null): Promise<void> {
  const apart = now() - Math.round(Date.parse(date ?? '') / 1000), ahead = Math.abs(apart) > SLACK ? apart : 0, known = await clockAhead();
  if (!Number.isNaN(apart) && (Math.abs(ahead - known) > SLACK || (ahead === 0 && known !== 0))) await put('secrets', { name: 'clock', ahead });
}

/** What somebody at the table shows a host to be given, or to hand in, what is not for everybody (docs/formats/http.md). */
export async function readingWith(key: DeviceKey, process: string): Promise<string> {
  const at = now() - await clockAhead(); // As the host has it: it looks whether this is of now.
  return `${key.key} ${at} ${base64(await sign(key, readingBytes(process, at)))}`;
}

/** The word that erases a letter of one's own: only this device makes it. */
export const erasingWord = async ({ erasing }: DeviceKey, letter: string): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.sign('HMAC', erasing, utf8(`counterpart/erasure/v1\n${letter}`) as Bytes));

/** Words and entries that wait here are kept encrypted (AES-GCM) under a key that no script can read out: who copies the files of a browser's profile reads them only with its key store. */
async function secret(): Promise<CryptoKey> {
  const before = await get<{ readonly key: CryptoKey }>('secrets', 'kept');
  if (before !== undefined) return before.key;
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  await add('secrets', { name: 'kept', key });
  return (await get<{ readonly key: CryptoKey }>('secrets', 'kept'))?.key ?? key;
}

export async function lock(bytes: Uint8Array): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(12)), sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await secret(), bytes as Bytes);
  return concat(iv, new Uint8Array(sealed));
}

/** `null` where the key of this device is another by now. */
export async function unlock(bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12) }, await secret(), bytes.slice(12)));
  } catch {
    return null;
  }
}
