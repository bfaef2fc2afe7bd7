import { checkSignatures, readEntry } from '#record';
import type { Entry, Kept } from '#record';

/** The entries of a log, page by page, each read and its signature verified on other threads while the page before is checked here. What cannot be read comes as it is: the check says why. */
export async function* signedAhead<T extends Kept>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[]> {
  let before: Promise<readonly T[]> | null = null;
  for await (const page of pages) {
    const next = signedPage(page);
    if (before !== null) yield await before;
    before = next;
  }
  if (before !== null) yield await before;
}

async function signedPage<T extends Kept>(page: readonly T[]): Promise<readonly T[]> {
  const read = page.map(({ bytes }) => readEntry(bytes)), entries = read.flatMap((one): readonly Entry[] => (one.ok ? [one.value] : [])), signed = await checkSignatures(entries);
  let at = 0;
  return page.map((kept, index) => {
    const one = read[index], entry = one?.ok === true ? one.value : null, signature = entry === null ? undefined : signed[at++];
    return entry === null || signature === undefined ? kept : { ...kept, read: { entry, signature } };
  });
}
