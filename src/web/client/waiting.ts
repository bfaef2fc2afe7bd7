import { concat } from '#record';
import { writeStoredBag } from '#wire';
import { all } from './database.ts';
import { keptFile } from './files.ts';
import type { Outgoing } from './outbox.ts';
import { wordsOf } from './outbox.ts';
import { download } from './page-data.ts';

/** What is signed here and not wholly with its host: not on record yet, or on record while its files are not there. */
export const waiting = async (): Promise<readonly Outgoing[]> => (await all<Outgoing>('outbox')).filter(({ step, files }) => (step !== 'recorded' && step !== 'confirmed') || files !== undefined);

/** Hands its owner what waits as one file: submissions one after the other, as a host takes them in; where files wait too, a bag of both (docs/formats/bag.md). */
export async function saveWaiting(name: string, of: (one: Outgoing) => boolean): Promise<void> {
  const members = new Map<string, Uint8Array>(), submissions: Uint8Array[] = [];
  let filed = false;
  for (const one of (await waiting()).filter(of)) {
    const words = one.step === 'recorded' || one.step === 'confirmed' ? null : await wordsOf(one);
    if (words !== null) submissions.push(words.submission);
    if (words !== null) members.set(`submissions/${one.id}`, words.submission);
    for (const digest of one.files ?? []) {
      const bytes = await keptFile(digest);
      if (bytes === null) continue; // Too large to be kept here: its owner has it.
      members.set(`${one.process}/evidence/${digest}`, bytes);
      filed = true;
    }
  }
  if (filed) download(`${name}.bag`, writeStoredBag(members) as BlobPart);
  else download(`${name}.submissions`, concat(...submissions) as BlobPart);
}
