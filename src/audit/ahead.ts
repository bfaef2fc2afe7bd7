import { checkSignatures, readEntry } from '#record';
import type { Entry, Kept } from '#record';

/** So many pages are ahead: neither waits for the other where now this takes longer, now that. */
const AHEAD = 4;

/** The entries of a log, page by page, each read and its signature verified on other threads while pages before are checked here. What cannot be read comes as it is: the check says why. */
export async function* signedAhead<T extends Kept>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[]> {
  const ahead: Promise<readonly T[]>[] = [];
  for await (const page of pages) {
    ahead.push(signedPage(page));
    if (ahead.length > AHEAD) yield await (ahead.shift() as Promise<readonly T[]>);
  }
  yield* ahead;
}

async function signedPage<T extends Kept>(page: readonly T[]): Promise<readonly T[]> {
  const read = page.map(({ bytes }) => readEntry(bytes)), entries = read.flatMap((one): readonly Entry[] => (one.ok ? [one.value] : [])), signed = await checkSignatures(entries);
  let at = 0;
  return page.map((kept, index) => {
    const one = read[index], entry = one?.ok === true ? one.value : null, signature = entry === null ? undefined : signed[at++];
    return entry === null || signature === undefined ? kept : { ...kept, read: { entry, signature } };
  });
}
