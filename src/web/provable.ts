import type { App } from '#app';
import { base64 } from '#record';
import type { ProvableTogether } from './proof.ts';

const FORM = /^\d{1,9}(?:,\d{1,9}){0,63}$/;

/** Entries of a log, as many of those asked for as it has, with what they are checked with under its head of now. `null` if there is no such process, or nothing is asked for in its form: up to 64 positions with commas between. */
export async function provableTogether(app: App, slug: string, at: string): Promise<ProvableTogether | null> {
  const dossier = FORM.test(at) ? await app.dossier(slug) : null, first = await app.entry(slug, 0);
  if (dossier === null || first === null) return null;
  const positions = [...new Set(at.split(',').map(Number))].filter((position) => position < dossier.head.size), given = await app.receipts(slug, positions, positions);
  if (given === null) return null;
  const text = new TextDecoder();
  return { checkpoint: given.checkpoint, succession: first.succession, entries: positions.map((position, index) => ({ position, leaf: text.decode(given.leaves.get(position)), proof: (given.proofs[index] ?? []).map(base64) })) };
}
