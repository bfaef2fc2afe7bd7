import { assert } from '#base';
import { Audit, signedAhead } from '#audit';
import type { Head, Held, Store } from '#ports';
import { TILE_WIDTH, hostVerifierKeys, sameBytes } from '#record';
import type { Kept } from '#record';
import { readBody } from '#wire';
import type { AuditReport } from './app.ts';
import type { Progress } from './case-log.ts';

type Pages = AsyncIterable<readonly (Kept & { readonly position: number })[]>;

/** Checks a log as it is held, from its bytes: entries, signatures, rules, tiles, the signed head. Names the first thing that is wrong. */
export async function audited(store: Store, { process, origin }: Held, head: Head, pages: Pages, progress: Progress): Promise<AuditReport> {
  const audit = new Audit(process, readBody, { shelf: store.shelf() });
  const report = (wrong: AuditReport['wrong']): AuditReport => ({ process, size: head.size, ok: wrong === null, steps: audit.steps, wrong });
  for await (const page of signedAhead(pages)) {
    for (const stored of page) {
      const checked = audit.entry(stored);
      if (!checked.ok) return report(checked.wrong);
    }
    const tile = await wrongTile(store, process, audit, audit.log.counts.entries - page.length, head.size);
    if (tile !== null) return report(tile);
    progress(audit.log.counts.entries, head.size);
  }
  assert(audit.state !== null, 'a log that is held has a charter');
  const whole = audit.finish(), finished = whole.ok ? audit.log.finish(head, hostVerifierKeys(origin, audit.state.host), origin) : whole;
  return report(finished.ok ? null : finished.wrong);
}

/** The first stored tile that is not what the entries from a position on make it. */
async function wrongTile(store: Store, process: string, audit: Audit, from: number, size: number): Promise<AuditReport['wrong']> {
  for (const { level, index, hashes } of audit.log.tilesSince(from)) {
    const kept = await store.tile(process, level, index), width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
    if (kept === null || kept.length !== width * 32 || !sameBytes(kept.subarray(0, hashes.length), hashes)) return { step: 'tile', position: null, entry: null, refusal: { code: 'record.tile', level, index } };
  }
  return null;
}
