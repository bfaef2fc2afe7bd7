import type { ComponentChildren } from 'preact';
import type { Amendments, App, Dossier, Reception } from '#app';
import type { AsOf } from '#compliance';
import type { Participant } from '#process';
import type { Words } from '#words';

/** What a page of a process is made from: one reader's words, one record, one pair of times. */
export interface Visit {
  readonly app: App;
  readonly words: Words;
  readonly url: URL;
  readonly dossier: Dossier;
  readonly asOf: AsOf;
  /** Who is signed in to this process; then `app` and `dossier` hold what is for the table, too. */
  readonly reader?: Participant;
  /** Where people sign in to this host; without it nobody does. */
  readonly reception?: Reception;
  /** Where changes of the charter are drafted. */
  readonly amendments?: Amendments;
}

/** A page before the layout is put around it. `scripts` and `styles` name built assets by their source name (`state`, `entry`). */
export interface Page {
  readonly title: string;
  readonly main: ComponentChildren;
  readonly status?: number;
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  /** In large type for the one screen of a hall, without what is for a single reader. Where there is no script it is asked for again now and then. */
  readonly hall?: true;
  /** Address of the manifest by which a device can keep this page as a program of its own. */
  readonly app?: string;
  /** Somebody may be in danger if they are seen with it: it has a way out at once. */
  readonly exit?: true;
  /** In which words the page around it speaks, where these are not those of the house. */
  readonly words?: Words;
}

export type Params = { readonly [name: string]: string };

/** A page of a process, or `null` if what the address names is not there. */
export type PageOf = (visit: Visit, params: Params) => Promise<Page | null>;

/** A file that leaves the house, for another program to open or to subscribe to. */
export interface HandedFile {
  readonly content: Uint8Array | string;
  readonly type: string;
  /** Letters, digits, dots and hyphens. */
  readonly name: string;
  /** To be kept, rather than shown. */
  readonly save: boolean;
}

/** A file of a process, or `null` if what the address names is not there. */
export type FileOf = (visit: Visit, params: Params) => Promise<HandedFile | null>;

/** The times of a visit with the present, for what may be shown until a day: whatever time an address asks for, and whatever the record's last time is, consent that has ended has ended. */
export const atPresent = ({ asOf, reception }: Pick<Visit, 'asOf' | 'reception'>): AsOf => ({ ...asOf, valid: Math.max(asOf.valid, reception?.present() ?? 0) });

const CARRIED = ['valid', 'known', 'lang', 'names'] as const;

/** An address inside the process that keeps the as-of times and the language of this visit; `changes` set or (`null`) drop members of the query. */
export function href({ url, dossier }: Pick<Visit, 'url' | 'dossier'>, path: string, changes: { readonly [name: string]: string | null } = {}): string {
  const query = new URLSearchParams();
  for (const name of CARRIED) {
    const value = url.searchParams.get(name);
    if (value !== null && value !== '') query.set(name, value);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return `/${encodeURIComponent(dossier.slug)}${path === '' ? '' : `/${path}`}${text === '' ? '' : `?${text}`}`;
}
