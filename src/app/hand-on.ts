import { Fault } from '#base';
import type { Post, Queue } from '#ports';
import { concat, fromUtf8, readSubmissions } from '#record';

const NEWLINE = Uint8Array.of(0x0a);

/** What a party's own node answers for entries that it hands on: the host's answer; or 202, with the ids that it keeps until the host is reached. */
export async function handOn(url: string, body: Uint8Array, post: Post, queue: Queue): Promise<{ readonly status: number; readonly body: string }> {
  const text = fromUtf8(body), read = readSubmissions(body);
  if (!text.ok || !read.ok) return { status: 400, body: JSON.stringify(read.ok ? { code: 'record.encoding.utf8' } : read.refusal) };
  try {
    return await post(`${url}/entries`, text.value);
  } catch (fault) {
    if (!(fault instanceof Fault) || fault.retry !== 'safe') throw fault;
    const ends = read.value.map(({ entry: { id }, signed, body: content }) => ({ id, bytes: concat(signed, content, NEWLINE) }));
    for (const { id, bytes } of ends) queue.keep(id, bytes);
    return { status: 202, body: JSON.stringify({ kept: ends.map(({ id }) => id) }) };
  }
}

/** Hands in what was kept of a log. Whatever the host answers of an entry ends its waiting; no answer leaves it. Gives the ids that were answered. */
export async function handOnKept(process: string, url: string, post: Post, queue: Queue): Promise<readonly string[]> {
  const answered: string[] = [];
  for (const { id, bytes } of queue.all()) {
    const read = readSubmissions(bytes), text = fromUtf8(bytes);
    if (!read.ok || !text.ok || read.value[0]?.entry.header.process !== process) continue;
    const { status } = await post(`${url}/entries`, text.value);
    if (status !== 200 && status !== 422) continue;
    queue.drop(id);
    answered.push(id);
  }
  return answered;
}
