import { afterAll, expect, test } from 'vitest';
import { caseKeySeed, checkReceipt, leafHash, leafOf, openCheckpoint, readReceipt, readSubmissions, readVerifierKey } from '#record';
import type { Submitted } from '#record';
import { chance } from './support/chance.ts';
import type { Host } from './support/host.ts';
import { SELLA_ENTRIES, counterpart, freshFolder, serve } from './support/host.ts';
import { NOTHING_SEEN, Person } from './support/table.ts';

/**
 * A host is killed at random moments while entries come in over several connections, and started again on the same folder.
 * Whatever it acknowledged is there, at the place that it said, once. Two hundred moments with SLOW=1.
 */
const MOMENTS = process.env['SLOW'] === '1' ? 200 : 8, CONNECTIONS = 4, SEED = 5150;
const folder = freshFolder();
afterAll(() => folder.remove());

interface Acknowledged {
  readonly position: number;
  readonly recorded: number;
  readonly receipt: string;
}

const report = (id: string) => ({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: id }, accounts: [{ by: 'MISSION', stance: 'asserts', text: { en: 'Open.' } }] } }) as const;

test(`killed at ${MOMENTS} random moments, it keeps all that it acknowledged`, async () => {
  console.log(`seed ${SEED}`);
  const random = chance(SEED), data = folder.path;
  expect(counterpart('case', 'load', 'cases/sella', '--data', data).code).toBe(0);
  let host = await serve(data, '--demo');
  const process = /counterpart\/([0-9a-f]{64})/.exec(await (await fetch(`${host.url}/sella/checkpoint`)).text())?.[1] ?? '';
  const monitor = new Person(process, 'monitor', caseKeySeed('sella-1', 'sorrin'));
  const acknowledged = new Map<string, Acknowledged>(), written = new Map<string, Submitted>(), unanswered: Uint8Array[] = [];
  let made = 0;

  /** Hands in one entry, or one again whose answer was lost, and keeps the answer; ends with the host. */
  const hand = async (to: Host): Promise<void> => {
    for (;;) {
      const bytes = unanswered.pop() ?? monitor.write(report(`crash-${made += 1}`), NOTHING_SEEN, 1_780_000_000);
      const read = readSubmissions(bytes);
      if (!read.ok || read.value[0] === undefined) throw new Error('form');
      written.set(read.value[0].entry.id, read.value[0]);
      try {
        const answer = await fetch(`${to.url}/sella/entries`, { method: 'POST', body: bytes as BodyInit });
        const { results } = await answer.json() as { readonly results: readonly (Acknowledged & { readonly entry: string })[] };
        for (const { entry, ...told } of results) {
          const before = acknowledged.get(entry);
          if (before !== undefined) expect([told.position, told.recorded]).toEqual([before.position, before.recorded]);
          acknowledged.set(entry, told);
        }
      } catch {
        unanswered.push(bytes);
        return;
      }
    }
  };

  for (let moment = 0; moment < MOMENTS; moment += 1) {
    const hands = Array.from({ length: CONNECTIONS }, () => hand(host));
    await new Promise((resolve) => setTimeout(resolve, 20 + random() * 700));
    await host.kill();
    await Promise.all(hands);
    host = await serve(data, '--demo');
  }

  for (const bytes of unanswered.splice(0)) {
    const answer = await fetch(`${host.url}/sella/entries`, { method: 'POST', body: bytes as BodyInit });
    for (const { entry, ...told } of (await answer.json() as { readonly results: readonly (Acknowledged & { readonly entry: string })[] }).results) acknowledged.set(entry, told);
  }
  const head = await (await fetch(`${host.url}/sella/checkpoint`)).text(), vkey = (await (await fetch(`${host.url}/sella/host.vkey`)).text()).trim();
  await host.stop();
  expect(acknowledged.size).toBe(made);
  const places = new Set([...acknowledged.values()].map(({ position }) => position)), key = readVerifierKey(vkey), opened = openCheckpoint(head, vkey, `counterpart/${process}`);
  expect(places.size).toBe(made);
  if (!key.ok || !opened.ok) throw new Error('signed');
  expect(opened.value.size).toBe(SELLA_ENTRIES + made);
  for (const [id, { recorded, receipt, position }] of acknowledged) {
    const paper = readReceipt(receipt), submitted = written.get(id);
    if (!paper.ok || submitted === undefined) throw new Error('a receipt');
    expect(paper.value.index).toBe(position);
    expect(checkReceipt(paper.value, leafHash(leafOf(submitted, recorded)), { logs: [{ key: key.value, url: null }], witnesses: [], groups: [], quorum: 'none' }).ok).toBe(true);
  }
  const audited = counterpart('audit', 'sella', '--data', data);
  expect([audited.code, audited.out]).toEqual([0, expect.stringContaining(`${SELLA_ENTRIES + made}`)]);
  console.log(`${made} entries acknowledged over ${MOMENTS} deaths`);
}, MOMENTS * 5_000 + 60_000);
