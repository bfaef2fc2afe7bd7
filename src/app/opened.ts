import type { Claims } from '#compliance';
import { Standing } from '#compliance';
import type { Body, ProcessState } from '#process';
import { followed } from '#views';
import type { Growth } from '#views';
import { hostVerifierKeys } from '#record';
import type { Kept } from '#record';
import type { Dossier, StatusTable } from './app.ts';
import type { Spread } from './dossier.ts';
import { perspectivesOf, rangeOf, spreadOf, spreadWith } from './dossier.ts';
import { fold, takeIn, whole } from './fold.ts';
import type { HeldLog } from './keepers.ts';
import { Looking } from './looking.ts';

/** A record folded, and its evidence taken apart. */
export interface Folded {
  readonly dossier: Dossier;
  readonly claims: Claims;
}

/** A record that is open, and goes on with its log. */
export interface Opened extends Folded {
  /** What stands, kept from one entry to the next. */
  readonly standing: Standing;
  /** What came since, for the views that go on with it. */
  readonly growth: Growth;
  readonly spread: Spread;
  /** Goes on when somebody asks. */
  readonly words: Looking;
  readonly tables: Map<string, StatusTable>;
}

type Entries = AsyncIterable<Kept & { readonly position: number }>;

/** `proven`: as for `fold`. */
export async function begin(log: HeldLog, entries: Entries, proven = false): Promise<Opened> {
  const folded = await fold(entries, log.held, null, undefined, proven);
  return opened(log, whole(folded, log.held, folded.state));
}

/** The same, with the entries that have come since. */
export async function goOn(kept: Opened, log: HeldLog, entries: (from: number) => Entries): Promise<Opened> {
  const { size } = kept.dossier.head;
  if (log.head.size < size || (log.head.size === size && log.head.root !== kept.dossier.head.root)) return begin(log, entries(0));
  if (log.head.size === size) return kept;
  let anew = false, otherwise = false;
  const added: string[] = [];
  const folded = await fold(entries(size), log.held, kept.dossier.state, (body, within) => {
    const items = itemsIn(body);
    anew ||= body.kind === 'erasure' || body.kind === 'amendment';
    otherwise ||= items === null;
    added.push(...items ?? []);
    takeIn(kept, body, within);
  });
  const state = whole(folded, log.held, folded.state);
  if (anew) return opened(log, state);
  const spread = otherwise ? spreadOf(state) : spreadWith(kept.spread, added.flatMap((id) => state.items.get(id) ?? []), state.charter.zone);
  return { ...kept, spread, dossier: dossierOf(log, state, spread), tables: new Map() };
}

/** The items that an entry brings beside those that were there; `null` where it may change more. */
function itemsIn({ kind, content }: Body): readonly string[] | null {
  switch (kind) {
    case 'statement': case 'report': case 'meeting': case 'finding': case 'act': return [content.id];
    case 'patrol': return content.reports.map(({ id }) => id);
    default: return null;
  }
}

/** The verifier key of who keeps the log now: it is the log that names it, not the store. */
export const hostKeyOf = (origin: string, { host }: ProcessState): string => hostVerifierKeys(origin, host)[0];

export function dossierOf({ held, head }: HeldLog, state: ProcessState, spread = spreadOf(state)): Dossier {
  return { slug: held.slug, state, head: { ...head, hostKey: hostKeyOf(held.origin, state), origin: held.origin }, perspectives: perspectivesOf(state), range: rangeOf(state, spread) };
}

function opened(log: HeldLog, held: ProcessState): Opened {
  const state = followed(held), { growth } = state, standing = new Standing(state), spread = spreadOf(state);
  return { dossier: dossierOf(log, state, spread), claims: standing.ledger, standing, growth, spread, words: new Looking(), tables: new Map() };
}
