import type { Kind, Work } from './work.ts';

/** Memory for what threads do together elsewhere. */
export const shared = (length: number): ArrayBufferLike => new ArrayBuffer(length);

/** All of it, by the one thread there is. */
export async function together(_kind: Kind, work: Work): Promise<void> {
  while (work.some());
}
