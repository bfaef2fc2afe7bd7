import { Fault } from '#base';
import type { Post, Queue } from '#ports';
import type { ProcessState } from '#process';
import { checkSignature, concat, fromUtf8, readSubmissions } from '#record';
import type { Entry, Submitted } from '#record';
import type { App } from './app.ts';
import { keptReceipt } from './receipts.ts';

const NEWLINE = Uint8Array.of(0x0a);

/** What a host answers to submissions (docs/formats/http.md), as far as it is looked at here. */
interface Answer {
  readonly results?: readonly { readonly entry?: string; readonly recorded?: number; readonly receipt?: string; readonly refused?: object }[];
  readonly promises?: readonly (string | null)[];
}

/**
 * What a party's own node answers for entries that it hands on: the host's answer; or 202, with the ids that it keeps until the host is reached.
 * What the host says it took is kept with its word until the copy of this node shows it. `promise`: its word is enough for now.
 */
export async function handOn(url: string, body: Uint8Array, post: Post, queue: Queue, promise = false): Promise<{ readonly status: number; readonly body: string }> {
  const text = fromUtf8(body), read = readSubmissions(body);
  if (!text.ok || !read.ok) return { status: 400, body: JSON.stringify(read.ok ? { code: 'record.encoding.utf8' } : read.refusal) };
  try {
    const answer = await post(`${url}/entries${promise ? '?promise' : ''}`, text.value);
    hold(read.value, answer.body, queue);
    return answer;
  } catch (fault) {
    if (!(fault instanceof Fault) || fault.retry !== 'safe') throw fault;
    for (const one of read.value) queue.keep(one.entry.id, bytesOf(one));
    return { status: 202, body: JSON.stringify({ kept: read.value.map(({ entry: { id } }) => id) }) };
  }
}

const bytesOf = ({ signed, body }: Submitted): Uint8Array => concat(signed, body, NEWLINE);

/**
 * What a machine answers that has a copy, and no address of its host: what somebody at the table signed is kept for the next bag, 202 as above.
 * `null`: it keeps the log itself, holds all of it already, or knows nobody at the table who signed it.
 */
export async function keptForBag(app: Pick<App, 'dossier'>, slug: string, body: Uint8Array, queue: Queue): Promise<{ readonly status: number; readonly body: string } | null> {
  const dossier = await app.dossier(slug), read = readSubmissions(body);
  if (dossier?.served?.by !== 'copy' || !read.ok) return null;
  const { process, positions, refused, participants, revoked } = dossier.state, fresh = read.value.filter(({ entry: { id } }) => !positions.has(id) && !refused.has(id));
  const speaks = ({ header: { author, process: of } }: Entry): boolean => of === process && !revoked.has(author) && participants.has(author);
  if (fresh.length === 0 || !fresh.every(({ entry }) => speaks(entry) && checkSignature(entry).ok)) return null;
  for (const one of fresh) queue.keep(one.entry.id, bytesOf(one));
  return { status: 202, body: JSON.stringify({ kept: fresh.map(({ entry: { id } }) => id) }) };
}

/** Keeps what a host said of each: a receipt or a promise until it is on record; what it refused is its author's again. Gives the ids that were answered. */
function hold(all: readonly Submitted[], answer: string, queue: Queue): readonly string[] {
  const { results = [], promises = [] } = read(answer), answered: string[] = [];
  for (const [index, one] of all.entries()) {
    const { id } = one.entry, result = results[index], promise = promises[index], receipt = result?.receipt === undefined ? null : keptReceipt(result.receipt, one, result.recorded ?? 0);
    if (result?.refused !== undefined) queue.drop(id);
    else if (receipt?.ok === true) queue.hold(id, bytesOf(one), { receipt: receipt.value });
    else if (typeof promise === 'string') queue.hold(id, bytesOf(one), { promise });
    else continue;
    answered.push(id);
  }
  return answered;
}

function read(answer: string): Answer {
  try {
    const found = JSON.parse(answer) as { readonly results?: unknown; readonly promises?: unknown } | null;
    return { results: listOf(found?.results), promises: listOf(found?.promises) } as Answer;
  } catch {
    return {};
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.map((one: unknown) => one ?? undefined) : []);

/** Hands in what was kept of a log and is not `answered` yet, and adds to that what is. Gives the ids. */
export async function handOnKept(process: string, url: string, post: Post, queue: Queue, answered: Set<string>): Promise<readonly string[]> {
  const now: string[] = [];
  for (const { id, bytes } of queue.all()) {
    const submission = readSubmissions(bytes), text = fromUtf8(bytes);
    if (answered.has(id) || !submission.ok || !text.ok || submission.value[0]?.entry.header.process !== process) continue;
    const { status, body } = await post(`${url}/entries`, text.value);
    if (status === 200 || status === 422) now.push(...hold(submission.value, body, queue));
  }
  for (const id of now) answered.add(id);
  return now;
}

/** What is on record in this copy, or of which the refusal is, waits no longer. */
export function settle({ process, positions, refused, sealed }: ProcessState, queue: Queue): void {
  for (const { id, bytes } of queue.all()) {
    const submission = readSubmissions(bytes), header = submission.ok ? submission.value[0]?.entry.header : undefined;
    if (header?.process === process && (positions.has(id) || refused.has(id) || sealed.has(header.body))) queue.drop(id);
  }
}
