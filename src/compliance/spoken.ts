import type { Instant } from '#base';
import type { ActorId } from '#agreement';
import type { Claim } from './evidence.ts';
import { byTime } from './evidence.ts';
import { Telling } from './telling.ts';

/** What one actor has said: as it stands, and what was corrected or withdrawn since. */
export interface Own {
  readonly standing: Telling;
  readonly ended: readonly Claim[];
}

/** What was said of one value of a key, apart by who says it. */
export interface Spoken {
  readonly by: ReadonlyMap<ActorId, Own>;
  /** When the last of it became known, or came to its end. */
  readonly latest: Instant;
}

/** The claims on a fact by the values of one key, once they were asked for. What came since goes on from what was there; where something was taken out, all of that value is taken apart again. */
export class ByWhom {
  readonly #kept = new Map<string, Spoken>();
  readonly #came = new Map<string, Claim[]>();

  /** `all`: every claim of that value, in order. */
  of(value: string, all: () => readonly Claim[]): Spoken {
    const kept = this.#kept.get(value), came = this.#came.get(value) ?? [];
    if (kept !== undefined && came.length === 0) return kept;
    const spoken = kept === undefined ? grown({ by: new Map(), latest: 0 }, all()) : grown(kept, came.sort(byTime));
    this.#kept.set(value, spoken);
    this.#came.delete(value);
    return spoken;
  }

  add(value: string, claim: Claim): void {
    if (!this.#kept.has(value)) return;
    const came = this.#came.get(value);
    if (came === undefined) this.#came.set(value, [claim]);
    else came.push(claim);
  }

  delete(value: string): void {
    this.#kept.delete(value);
    this.#came.delete(value);
  }
}

const NOTHING: Own = { standing: new Telling([]), ended: [] };

function grown({ by, latest }: Spoken, more: readonly Claim[]): Spoken {
  const all = new Map(by);
  for (const [actor, said] of Map.groupBy(more, (claim) => claim.by)) {
    const { standing, ended } = all.get(actor) ?? NOTHING, now = said.filter((claim) => claim.ended === null), over = said.filter((claim) => claim.ended !== null);
    all.set(actor, { standing: now.length === 0 ? standing : standing.with(now), ended: over.length === 0 ? ended : [...ended, ...over].sort(byTime) });
  }
  return { by: all, latest: more.reduce((last, { known, ended }) => Math.max(last, known, ended?.known ?? 0), latest) };
}
