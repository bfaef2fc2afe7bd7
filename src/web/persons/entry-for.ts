import type { EntryWithProof } from '#app';
import { maySee } from '#views';
import type { Visit } from '../visit.ts';

type Asks = Pick<Visit, 'app' | 'dossier' | 'reader'> & { readonly reception?: Visit['reception'] | undefined };

/** One entry as pages show it to who asks: what is about a person without its words, unless the file may be given to them now. */
export async function entryFor({ app, dossier: { slug, state, range }, reader, reception }: Asks, position: number): Promise<EntryWithProof | null> {
  const entry = await app.entry(slug, position), isOnPerson = entry?.kind === 'person' || entry?.kind === 'person-note';
  if (entry === null || !isOnPerson || entry.body === '') return entry;
  return maySee(state, { valid: Math.max(range.to, reception?.present() ?? 0), known: range.known }, entry.id, reader) ? entry : { ...entry, body: '' };
}
