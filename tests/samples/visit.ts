import { readdirSync, readFileSync } from 'node:fs';
import type { App, Dossier, StatusTable } from '#app';
import type { AsOf, Status } from '#compliance';
import { createWords } from '#words';
import { folded, NOW, statuses } from './pass-road.ts';

const folder = new URL('../../locales/en/', import.meta.url);

/** Every English sentence of the screens. */
export const messages: { readonly [key: string]: string } = Object.assign({}, ...readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as object));

const root = 'cm9vdA==';
export const dossier: Dossier = { slug: 'pass', ...folded, head: { size: 30, root, checkpoint: '', hostKey: '', origin: '' } };

const tableOf = (asOf: AsOf, of: readonly Status[]): StatusTable => ({ asOf, statuses: of, digest: 'd1'.repeat(32), readers: ['public'], proof: { size: 30, root } });

/** An app that holds the sample process alone, with the statuses given for each time asked. */
export function sampleApp(at: (asOf: AsOf) => readonly Status[] = () => statuses): App {
  const none = async (): Promise<null> => null;
  return {
    list: async () => [], dossier: async () => dossier, explain: none, changes: none, whatIf: none, search: none, file: none, submit: none, receipts: none, entry: none, audit: none,
    status: async (_, asOf) => tableOf(asOf, at(asOf)), statusOf: async (_, commitment, asOf) => (folded.state.commitments.has(commitment) ? tableOf(asOf, at(asOf).filter((one) => one.commitment === commitment)) : null),
  };
}

/** One reader's visit to the sample process. */
export function visitTo(path: string, app: App = sampleApp(), locale = 'en') {
  return { app, words: createWords({ locale, messages, zone: folded.state.charter.zone }), url: new URL(`http://localhost${path}`), dossier, asOf: NOW };
}
