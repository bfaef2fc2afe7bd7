import type { Instant, Json, Refusal, Result, Text } from '#base';
import { ok, refuse } from '#base';
import type { Chance, Seal, Store } from '#ports';
import type { Body, Participant, ProcessState, Release } from '#process';
import { erasedTogether, isOf, speakerOf } from '#process';
import type { Disclosed, Letter, Path, Sealed } from '#record';
import { base64, cipherDigest, disclose, erasureDigest, erasureWord, fromBase64, fromUtf8, keyOf, letterCommitment, readLetter, readSealed, sealedDigest, signRelease, writeBody, writeEntry, writeLetter, writeSealed, writeSubmission, parseJson } from '#record';
import { readBody } from '#wire';
import type { Signing } from './keepers.ts';

/** A sealed letter as a copy keeps it. */
export interface SealedAt {
  readonly digest: string;
  readonly entry: string;
  readonly position: number;
  readonly erased: boolean;
  readonly sealed: Sealed | null;
}

/** The sealed letters of a log as its store has them. */
export async function lettersOf(store: Store, { process, sealed, erased: gone }: ProcessState): Promise<readonly SealedAt[]> {
  const bodies = await store.bodies(process, [...sealed.keys()]);
  return [...sealed].map(([digest, { entry, position }]) => {
    const body = bodies.get(digest), read = body === undefined ? null : readSealed(body);
    return { digest, entry, position, erased: gone.has(entry), sealed: read?.ok === true ? read.value : null };
  });
}

/** A letter that opened: who wrote it, for whom, and what is wrong with it, if anything is. `shared`: it came within a later letter, by whom. */
export interface Opened {
  readonly digest: string;
  readonly position: number;
  readonly letter: Letter;
  /** What a release shows of the sealing, beside the letter. */
  readonly erase: string;
  readonly cipher: string;
  readonly author: string;
  readonly shared: string | null;
  readonly wrong: Refusal | null;
}

/** What a person's device needs to write and to open letters. */
export interface Device {
  readonly seal: Seal;
  readonly chance: Chance;
  readonly now: () => Instant;
}

/** A log as the device has verified it. */
export interface At {
  readonly state: ProcessState;
  readonly head: { readonly size: number; readonly root: string };
}

/** The participant who signs, with the key that speaks for them; or with their root, in what a root may enter. Refuses `sign.key`. */
function signer({ state }: At, { participant, seed }: Signing, kind: Body['kind'] = 'statement'): Result<Participant> {
  const person = speakerOf(state, keyOf(seed), kind);
  return person?.id === participant ? ok(person) : refuse('sign.key', { participant, key: keyOf(seed) });
}

/** An entry for everybody, or for the table, as its author hands it in. Refuses `sign.key`, `record.*`. */
export function signed(at: At, { kind, content }: Pick<Body, 'kind' | 'content'>, by: Signing, { chance, now }: Device, audience: 'public' | 'table' = 'public'): Result<Uint8Array> {
  const person = signer(at, by, kind), body = writeBody(content as unknown as Json, chance.bytes(16));
  if (!person.ok) return person;
  if (!body.ok) return body;
  const entry = writeEntry({ process: at.state.process, kind, capacity: person.value.capacity, madeAt: now(), audience, about: [], body: body.value.digest, seen: seenAt(at) }, by.seed, 0);
  return entry.ok ? ok(writeSubmission(entry.value.bytes, body.value.bytes)) : entry;
}

const seenAt = ({ head: { size, root } }: At): { readonly size: number; readonly root: string } => ({ size, root });

/** Those whom names mean: a participant, or everybody who speaks for an actor now. Refuses `letter.nobody`. */
export function readersOf({ state }: At, names: readonly string[]): Result<readonly Participant[]> {
  const present = [...state.participants.values()].filter((person) => !state.revoked.has(person.key)), found: Participant[] = [];
  for (const name of names) {
    const meant = present.filter(({ id, actor }) => id === name || (state.actors.has(name) && isOf(state.actors, name, actor)));
    if (meant.length === 0) return refuse('letter.nobody', { name });
    found.push(...meant);
  }
  return ok([...new Map(found.map((person) => [person.id, person])).values()]);
}

/** The age recipients of readers, and of the recovery of their sides. Refuses `letter.no-reading`. */
function recipientsOf({ participants, actors, revoked }: ProcessState, readers: readonly Participant[]): Result<readonly string[]> {
  const silent = readers.find(({ reading }) => reading === undefined);
  if (silent !== undefined) return refuse('letter.no-reading', { participant: silent.id });
  const heads = [...participants.values()].filter(({ key, capacity, recovery }) => capacity === 'head' && recovery !== undefined && !revoked.has(key)); // Who handed over opens no later letters.
  const recovery = heads.flatMap((head) => (readers.some(({ actor }) => isOf(actors, head.actor, actor)) ? [head.recovery ?? ''] : []));
  return ok([...new Set([...readers.map(({ reading }) => reading ?? ''), ...recovery])]);
}

/** The age recipients of those whom names mean, and of their sides' recovery. Refuses `letter.*`. */
export function recipientsFor(at: At, names: readonly string[]): Result<readonly string[]> {
  const readers = readersOf(at, names);
  return readers.ok ? recipientsOf(at.state, readers.value) : readers;
}

/** A letter to some at the table, its author always among them, as it is handed in: nobody else can tell what it says, or whose it is. Refuses `sign.key`, `letter.*`, `record.*`. */
export async function sealedFor(at: At, { kind, content }: { readonly kind: string; readonly content: Json }, names: readonly string[], by: Signing, { seal, chance, now }: Device): Promise<Result<Uint8Array>> {
  const person = signer(at, by), readers = person.ok ? readersOf(at, [...names, by.participant]) : person, recipients = readers.ok ? recipientsOf(at.state, readers.value) : readers;
  if (!person.ok || !readers.ok || !recipients.ok) return recipients as Result<never>;
  const { state: { process } } = at, { capacity } = person.value, common = { process, capacity, madeAt: now(), about: [], seen: seenAt(at) };
  const written = writeLetter({ ...common, kind, audience: readers.value.map(({ id }) => id) }, content, by.seed, chance.bytes(48));
  if (!written.ok) return written;
  const letter = letterCommitment(written.value.letter), erase = erasureDigest(erasureWord(by.seed, letter)), sealed = await seal.seal(written.value.bytes, recipients.value);
  const entry = writeEntry({ ...common, kind: 'sealed', audience: 'sealed', body: sealedDigest({ letter, erase, cipher: cipherDigest(sealed) }) }, by.seed, 0);
  return entry.ok ? ok(writeSubmission(entry.value.bytes, writeSealed({ letter, erase, sealed }))) : entry;
}

/** The letters that a seed opens, each verified: that it is the one the log commits to, and that its author could write it then. What does not open is left out. */
export async function openedWith(at: At, letters: readonly SealedAt[], seed: Uint8Array, seal: Seal): Promise<readonly Opened[]> {
  const found: Opened[] = [];
  for (const { digest, position, sealed } of letters) {
    const bytes = sealed === null ? null : await seal.open(sealed.sealed, seed), letter = bytes === null ? null : readLetter(bytes);
    if (sealed === null || letter?.ok !== true) continue;
    const parts = { erase: sealed.erase, cipher: cipherDigest(sealed.sealed) }, own = judged(at.state, digest, position, letter.value, parts, null);
    found.push(own);
    if (letter.value.header.kind === 'share' && own.wrong === null) found.push(...within(at.state, letter.value, own.author));
  }
  return found.sort((one, other) => one.position - other.position);
}

function judged(state: ProcessState, digest: string, position: number, letter: Letter, { erase, cipher }: { readonly erase: string; readonly cipher: string }, shared: string | null): Opened {
  const { author: key, capacity, process, kind } = letter.header, author = state.participants.get(key), commits = sealedDigest({ letter: letterCommitment(letter), erase, cipher });
  const content = kind === 'share' ? ok(null) : readBody(kind, letter.content);
  const wrong: Refusal | null = commits !== digest ? { code: 'record.release.other', expected: digest, found: commits }
    : process !== state.process ? { code: 'record.entry.process', expected: state.process, found: process }
    : author === undefined ? { code: 'process.author.unknown', author: key }
    : (state.revoked.get(key) ?? position) < position ? { code: 'process.key.revoked', author: key }
    : author.capacity !== capacity ? { code: 'process.capacity.not-held', participant: author.id, capacity, holds: author.capacity }
    : content.ok ? null : content.refusal;
  return { digest, position, letter, erase, cipher, author: author?.id ?? '', shared, wrong };
}

/** What a letter of kind `share` hands on: an earlier letter, with what proves that the log commits to it. */
interface Shared {
  readonly letter: string;
  readonly erase: string;
  readonly cipher: string;
}

function within(state: ProcessState, { content }: Letter, by: string): readonly Opened[] {
  const { letter = '', erase = '', cipher = '' } = content as Partial<Shared>, bytes = fromBase64(letter), read = bytes.ok ? readLetter(bytes.value) : bytes;
  if (!read.ok) return [];
  const digest = sealedDigest({ letter: letterCommitment(read.value), erase, cipher }), held = state.sealed.get(digest);
  return held === undefined ? [] : [judged(state, digest, held.position, read.value, { erase, cipher }, by)];
}

/** Lets others read a letter too: it goes to them within a letter of one's own, and its proof with it. */
export function shareWith(at: At, { letter, erase, cipher }: Opened, names: readonly string[], by: Signing, device: Device): Promise<Result<Uint8Array>> {
  const text = fromUtf8(letter.body), bytes = new TextEncoder().encode(`${letter.blinding}\n${letter.line}\n${letter.signature}\n${text.ok ? text.value : ''}\n`);
  return sealedFor(at, { kind: 'share', content: { letter: base64(bytes), erase, cipher } }, names, by, device);
}

/** What everybody whom a letter names signs to have it released, in whole or without the parts at some paths; with the consents so far. */
export interface DraftedRelease extends Release {
  readonly process: string;
}

export function draftRelease({ state }: At, { digest, letter, erase, cipher }: Opened, hide: readonly Path[]): DraftedRelease {
  const { blinding, line, signature, body, content, salt } = letter, text = fromUtf8(body), disclosed: Disclosed = disclose(content, salt, hide);
  const shows = hide.length === 0 ? { body: text.ok ? text.value : '' } : { disclosed };
  return { process: state.process, sealed: digest, letter: { blinding, line, signature }, erase, cipher, ...shows, consents: [] };
}

/** Adds a consent. Refuses `release.signed` where it is there already. */
export function consentTo(draft: DraftedRelease, { participant, seed }: Signing): Result<DraftedRelease> {
  const { consents, ...shows } = draft;
  if (consents.some((one) => one.participant === participant)) return refuse('release.signed', { participant });
  return ok({ ...draft, consents: [...consents, { participant, signature: signRelease(shows as unknown as Json, seed) }] });
}

/** Enters what was agreed. Refuses `sign.key`, `record.*`. */
export const released = (at: At, { process: _process, ...content }: DraftedRelease, by: Signing, device: Device): Result<Uint8Array> =>
  signed(at, { kind: 'release', content }, by, device);

/** Asks every copy to erase the words of an entry, of one's own side, with all that rests on them; a sealed letter by the word that only its author's key makes. Refuses `sign.key`, `erase.unknown`, `record.*`. */
export function erased(at: At, letters: readonly SealedAt[], entry: string, reason: Text, by: Signing, device: Device): Result<Uint8Array> {
  const { state } = at, letter = letters.find((one) => one.entry === entry);
  if (letter?.sealed != null) {
    const { letter: commitment, sealed } = letter.sealed, parts = { letter: commitment, word: erasureWord(by.seed, commitment), cipher: cipherDigest(sealed) };
    return signed(at, { kind: 'erasure', content: { entries: [{ entry, sealed: parts }], reason } }, by, device);
  }
  return state.positions.has(entry) ? signed(at, { kind: 'erasure', content: { entries: erasedTogether(state, entry).map((one) => ({ entry: one })), reason } }, by, device) : refuse('erase.unknown', { entry });
}

/** A draft as a file. Refuses `release.form`. */
export function readRelease(text: string): Result<DraftedRelease> {
  try {
    const { process, ...content } = parseJson(text) as { readonly process?: unknown }, read = readBody('release', content);
    return read.ok && read.value.kind === 'release' && typeof process === 'string' ? ok({ process, ...read.value.content }) : refuse('release.form');
  } catch {
    return refuse('release.form');
  }
}
