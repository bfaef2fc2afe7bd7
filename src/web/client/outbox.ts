import type { Json, Refusal } from '#base';
import { base64, certain, checkPolicy, concat, digestOfBody, fromBase64, fromUtf8, inclusionProof, leafHash, leafOf, openCheckpoint, policyFor, readBody, readReceipt, readSubmissions, utf8, verifyInclusion } from '#record';
import type { Hash, Submitted, WitnessRule } from '#record';
import type { Provable } from '../proof.ts';
import { checkProof, hostOf } from '../proof.ts';
import { all, get, put, remove } from './database.ts';
import { keyOf, lock, readingWith, unlock } from './device.ts';
import { filesIn, sendFiles } from './files.ts';
import { fetched, tilesFor, verifiedHead } from './head.ts';
import type { Head, KnownHead, Log } from './head.ts';

/** What became of an entry so far, as far as this device has seen it: signed and kept here; on its way, or with a node that hands it on; recorded, with a receipt that was verified; under a head that the charter's witnesses cosigned; refused. */
export type Step = 'kept' | 'sent' | 'recorded' | 'confirmed' | 'refused';

/** A signed entry of this device. Its words are kept locked until they are deleted here. */
export interface Outgoing extends Log {
  /** Entry id. */
  readonly id: string;
  readonly act: string;
  readonly title: string;
  readonly participant: string;
  /** Public key that signed it. */
  readonly key: string;
  readonly audience: string;
  readonly madeAt: number;
  /** Millisecond of the device in which it was kept: the order of what was signed within one second. */
  readonly keptAt?: number;
  readonly step: Step;
  readonly position?: number;
  /** Second of recording, by the host's clock: with the two signed lines it makes the leaf. */
  readonly recorded?: number;
  /** C2SP `tlog-proof`: needs nobody else. */
  readonly receipt?: string;
  readonly refusal?: Refusal;
  /** Digests of files that it names and that the host has not yet. */
  readonly files?: readonly string[];
  readonly locked: Uint8Array;
}

/** What is locked: the submission, and the answers of the form it came from. */
export interface Words {
  readonly submission: Uint8Array;
  readonly values: { readonly [name: string]: readonly string[] };
}

export const outgoing = async (process: string): Promise<readonly Outgoing[]> => (await all<Outgoing>('outbox')).filter((one) => one.process === process).sort((a, b) => a.madeAt - b.madeAt || (a.keptAt ?? 0) - (b.keptAt ?? 0) || (a.id < b.id ? -1 : 1));
export const forget = (id: string): Promise<undefined> => remove('outbox', id);

/** Durable when it resolves. */
export async function keep(one: Omit<Outgoing, 'locked' | 'step' | 'keptAt'>, { submission, values }: Words): Promise<Outgoing> {
  const files = filesIn(values), kept: Outgoing = { ...one, step: 'kept', keptAt: Date.now(), ...(files.length === 0 ? {} : { files }), locked: await lock(utf8(JSON.stringify({ submission: base64(submission), values }))) };
  await put('outbox', kept);
  return kept;
}

/** `null` where this device cannot read it any more. */
export async function wordsOf({ locked }: Outgoing): Promise<Words | null> {
  const bytes = await unlock(locked), text = bytes === null ? null : fromUtf8(bytes);
  if (text?.ok !== true) return null;
  const { submission, values } = JSON.parse(text.value) as { readonly submission: string; readonly values: Words['values'] };
  return { submission: certain(fromBase64(submission)), values };
}

/** Hands in what is not recorded yet, in its order, and asks the witnesses' word for what is; one tab at a time. Stops where the line is away. */
export async function sendAll(log: Log, told: (one: Outgoing) => void): Promise<void> {
  await navigator.locks.request('counterpart-outbox', async () => {
    for (const some of atOnce(await ready(log, told))) {
      const next = await send(log, some);
      next.forEach(told);
      if (next.some(({ step: now }) => now === 'kept')) return;
    }
    await sendFilesOf(log, told);
    for (const one of await confirmedNow(log)) told(one);
  });
}

interface Ready {
  readonly one: Outgoing;
  readonly submission: Uint8Array;
  readonly submitted: Submitted;
}

/** What is to be handed in. */
async function ready(log: Log, told: (one: Outgoing) => void): Promise<readonly Ready[]> {
  const all: Ready[] = [];
  for (const one of await outgoing(log.process)) {
    if (one.step !== 'kept' && one.step !== 'sent') continue;
    const words = await wordsOf(one), read = words === null ? null : readSubmissions(words.submission), [submitted] = read?.ok === true ? read.value : [];
    if (words !== null && submitted !== undefined) all.push({ one, submission: words.submission, submitted });
    else told(await step(one, { step: 'refused', refusal: { code: 'device.unreadable' } }));
  }
  return all;
}

/** As much as a slow line carries before it is likely to break: each way there costs its delay. */
const MOST = { entries: 16, bytes: 24_576 } as const;
const PATIENCE = 90_000;

function atOnce(all: readonly Ready[]): readonly (readonly Ready[])[] {
  const batches: Ready[][] = [];
  let bytes = 0;
  for (const one of all) {
    const last = batches.at(-1);
    bytes += one.submission.length;
    if (last !== undefined && last.length < MOST.entries && bytes <= MOST.bytes) last.push(one);
    else [bytes] = [one.submission.length, batches.push([one])];
  }
  return batches;
}

/** So many entries' files go together: the delay of a line is waited for once. */
const FILED = 6;

/** The files that recorded entries name follow them. */
async function sendFilesOf(log: Log, told: (one: Outgoing) => void): Promise<void> {
  const waiting = (await outgoing(log.process)).filter(({ files, step: now }) => files !== undefined && (now === 'recorded' || now === 'confirmed'));
  for (const [by, all] of Map.groupBy(waiting, ({ key }) => key)) {
    const key = await keyOf(by);
    for (let from = 0; key !== undefined && from < all.length; from += FILED) {
      const some = all.slice(from, from + FILED), left = await sendFiles(log.slug, some.flatMap(({ files = [] }) => files), () => readingWith(key, log.process));
      for (const { files = [], ...rest } of some) {
        const still = files.filter((digest) => left.includes(digest)), changed: Outgoing = still.length === 0 ? rest : { ...rest, files: still };
        await put('outbox', changed);
        told(changed);
      }
    }
  }
}

interface Answer {
  readonly code?: string;
  readonly results?: readonly { readonly entry: string; readonly position?: number; readonly recorded?: number; readonly receipt?: string; readonly refused?: Refusal }[];
}

/** Hands some in. What was recorded before is answered with its first place: asking again does no harm. Where they are not answered one by one, each is asked about alone. */
async function send(log: Log, some: readonly Ready[]): Promise<readonly Outgoing[]> {
  const answer = await fetched(`/${encodeURIComponent(log.slug)}/entries`, { method: 'POST', body: concat(...some.map(({ submission }) => submission)) as Uint8Array<ArrayBuffer>, signal: AbortSignal.timeout(PATIENCE) });
  const told = answer === null ? null : await answer.json().catch(() => null) as Answer | null, every = (now: (one: Outgoing) => Step): Promise<readonly Outgoing[]> => Promise.all(some.map(({ one }) => step(one, { step: now(one) })));
  if (answer === null || told === null || [429, 503].includes(answer.status)) return every((one) => one.step);
  if (answer.status === 202) return every(() => 'sent');
  if (some.length > 1 && told.results?.length !== some.length) return (await inTurn(some, (one) => send(log, [one]))).flat();
  const head = await verifiedHead(log);
  return inTurn(some, (one, index) => answered(one, head, told, told.results?.[index]));
}

async function inTurn<T>(some: readonly Ready[], work: (one: Ready, index: number) => Promise<T>): Promise<readonly T[]> {
  const done: T[] = [];
  for (const [index, one] of some.entries()) done.push(await work(one, index));
  return done;
}

async function answered({ one, submitted }: Ready, head: Head, told: Answer, result: NonNullable<Answer['results']>[number] | undefined): Promise<Outgoing> {
  if (result?.refused !== undefined) return step(one, { step: 'refused', refusal: result.refused });
  if (result?.position === undefined || result.recorded === undefined || result.receipt === undefined) return step(one, { step: 'refused', refusal: { ...told, code: told.code ?? 'device.answer' } as Refusal });
  const proven = await isProven(one, submitted, head, result.position, result.recorded, result.receipt);
  return proven ? step(one, { step: 'recorded', position: result.position, recorded: result.recorded, receipt: result.receipt }) : step(one, { step: 'sent', refusal: { code: 'device.receipt', position: result.position } });
}

async function step(one: Outgoing, next: Pick<Outgoing, 'step'> & Partial<Outgoing>): Promise<Outgoing> {
  const { refusal: _before, ...rest } = one, changed: Outgoing = { ...rest, ...next };
  await put('outbox', changed);
  return changed;
}

/** Whether a receipt leads from this very entry to a head that the host signed. A letter is entered by the host in its own name: there its entry is asked for, and that it commits to this letter. */
async function isProven(one: Outgoing, submitted: Submitted, head: Head, position: number, recorded: number, receipt: string): Promise<boolean> {
  const known = head.ok ? head.head : null, read = readReceipt(receipt);
  if (known === null || !read.ok || read.value.index !== position) return false;
  if (one.audience === 'sealed') return sealedAt(one, submitted, position);
  return isUnder(one, known, read.value.checkpoint, position, read.value.path, leafHash(leafOf(submitted, recorded)));
}

function isUnder({ origin }: Log, { charter, succession }: KnownHead, note: string, position: number, path: readonly Hash[], leaf: Hash): boolean {
  const keys = hostOf({ charter, succession }, origin), opened = keys === null ? null : openCheckpoint(note, keys, origin);
  return opened?.ok === true && verifyInclusion(leaf, position, opened.value.size, path, opened.value.root).ok;
}

async function sealedAt({ slug, origin }: Log, { entry, body }: Submitted, position: number): Promise<boolean> {
  const answer = await fetched(`/${encodeURIComponent(slug)}/record/${position}.json`), provable = answer?.ok === true ? await answer.json() as Provable : null;
  return provable !== null && checkProof(provable, origin).ok && provable.leaf.includes(`"body":"${digestOfBody('sealed', body)}"`) && entry.header.body === digestOfBody('sealed', body);
}

/** What is recorded and confirmed by now: the charter's witnesses have cosigned a head that holds it. */
async function confirmedNow(log: Log): Promise<readonly Outgoing[]> {
  const waiting = (await outgoing(log.process)).filter(({ step: now, audience }) => now === 'recorded' && audience !== 'sealed'), head = await get<KnownHead>('heads', log.process);
  const rule = head === undefined ? undefined : ruleOf(head.charter);
  if (waiting.length === 0 || head === undefined || rule === undefined) return [];
  const answer = await fetched(`/${encodeURIComponent(log.slug)}/confirmed`), note = answer?.ok === true ? await answer.text() : '';
  const policy = policyFor(rule.confirmation, log.origin, rule.host.key), cosigned = note === '' ? null : checkPolicy(policy, note);
  if (cosigned?.ok !== true) return [];
  const { size, root } = cosigned.value.checkpoint, found: Outgoing[] = [];
  for (const one of waiting.filter(({ position }) => (position ?? size) < size)) {
    const read = await tilesFor(log, one.position ?? 0, size), leaf = await leafIn(one);
    if (read !== null && leaf !== null && verifyInclusion(leaf, one.position ?? 0, size, inclusionProof(one.position ?? 0, size, read), root).ok) found.push(await step(one, { step: 'confirmed' }));
  }
  return found;
}

/** The leaf that the receipt proved. */
async function leafIn(one: Outgoing): Promise<Hash | null> {
  const words = await wordsOf(one), read = words === null ? null : readSubmissions(words.submission), [submitted] = read?.ok === true ? read.value : [];
  return submitted === undefined || one.recorded === undefined ? null : leafHash(leafOf(submitted, one.recorded));
}

function ruleOf(charter: string): { readonly confirmation: WitnessRule; readonly host: { readonly key: string } } | undefined {
  const content = readBody(utf8(charter)), agreed = content.ok ? (content.value as { readonly charter: { readonly confirmation?: WitnessRule; readonly host: { readonly key: string } } }).charter : undefined;
  return agreed?.confirmation === undefined ? undefined : { confirmation: agreed.confirmation, host: agreed.host };
}

export const receiptsOf = async (process: string): Promise<readonly Json[]> =>
  (await outgoing(process)).flatMap(({ id, title, position, receipt }) => (receipt === undefined ? [] : [{ entry: id, title, position: position ?? null, receipt }]));
