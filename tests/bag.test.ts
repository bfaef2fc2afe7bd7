import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Counterpart, packed, unpacked } from '#app';
import type { Body } from '#process';
import { readSubmissions } from '#record';
import { openStore } from '#store';
import { readBag, writeBag } from '#wire';
import { StillClock, heldCase } from './support/case.ts';
import { chance } from './support/chance.ts';
import { SELLA_ENTRIES, counterpart, freshFolder, holdCases } from './support/host.ts';
import { NOTHING_SEEN, Person } from './support/table.ts';

/** Machines that never meet carry bags round. */
const NOW = 1_780_000_000, ends: (() => unknown)[] = [];
afterEach(async () => { for (const end of ends.splice(0).reverse()) await end(); });
const report = (id: string): Body => ({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: id }, accounts: [{ by: 'MISSION', stance: 'asserts', text: { en: 'Open.' } }] } });

function folder(): string {
  const fresh = freshFolder();
  ends.push(fresh.remove);
  return fresh.path;
}

test('a host and two copies, bags in any order: in the end the same log everywhere, each entry once', async () => {
  const SEED = 4711, random = chance(SEED), host = await heldCase('sella', new StillClock(NOW));
  console.log(`seed ${SEED}`);
  ends.push(host.end);
  const dossier = await host.app.dossier('sella');
  if (dossier === null) throw new Error('held');
  const { state: { process } } = dossier, monitor = Person.ofCase(process, 'sella-1', 'sorrin', 'monitor');
  const copies = await Promise.all([0, 1].map(async () => {
    const place = folder(), store = await openStore({ folder: place, mode: 'write' });
    ends.push(() => store.close());
    return new Counterpart(store);
  }));
  const all = [{ app: host.app, kept: new Map<string, Uint8Array>() }, ...copies.map((app) => ({ app, kept: new Map<string, Uint8Array>() }))];
  const carry = async (from: number, to: number): Promise<void> => {
    const [one, other] = [all[from], all[to]];
    const slug = (await one?.app.list())?.[0]?.slug;
    if (one === undefined || other === undefined || slug === undefined) return;
    const files = await packed(one.app, slug, 0, [...one.kept.values()]), read = readBag(writeBag(files ?? new Map()));
    if (!read.ok) throw new Error(read.refusal.code);
    for (const taken of await unpacked(other.app, read.value, (id, bytes) => other.kept.set(id, bytes))) expect(taken).not.toMatchObject({ came: { came: 'wrong' } });
  };
  await carry(0, 1);
  await carry(1, 2);
  for (let step = 0; step < 24; step += 1) {
    const where = Math.floor(random() * 3), machine = all[where];
    if (machine === undefined) continue;
    const bytes = monitor.write(report(`step-${step}`), NOTHING_SEEN, NOW), read = readSubmissions(bytes);
    if (!read.ok || read.value[0] === undefined) throw new Error('form');
    if (where === 0) await machine.app.submit('sella', read.value);
    else machine.kept.set(read.value[0].entry.id, bytes);
    await carry(Math.floor(random() * 3), Math.floor(random() * 3));
  }
  for (const [from, to] of [[1, 0], [2, 0], [0, 1], [0, 2], [1, 2]] as const) await carry(from, to);
  const heads = await Promise.all(all.map(async ({ app }) => (await app.dossier(process))?.head.root));
  expect(new Set(heads).size).toBe(1);
  const state = (await host.app.dossier('sella'))?.state;
  expect([...state?.items.keys() ?? []].filter((id) => id.startsWith('step-'))).toHaveLength(24);
  for (const { app } of all) expect(await app.audit(process)).toMatchObject({ ok: true, size: SELLA_ENTRIES + 24 });
}, 60_000);

test('at the command line: a log and an entry travel, a tampered bag is refused, a second time nothing is new', async () => {
  const host = folder(), far = folder(), place = folder(), bag = join(place, 'there.bag'), back = join(place, 'back.bag');
  holdCases(['sella'], host);
  expect(counterpart('bag', 'pack', 'sella', bag, '--data', host)).toMatchObject({ code: 0, out: expect.stringContaining('bag open') });
  expect(counterpart('bag', 'open', bag, '--data', far)).toMatchObject({ code: 0, out: expect.stringContaining('each verified') });
  expect(counterpart('bag', 'open', bag, '--data', far)).toMatchObject({ code: 0, out: expect.stringContaining('Nothing new') });
  const [process = ''] = JSON.parse(counterpart('list', '--json', '--data', far).out).map((card: { readonly process: string }) => card.process) as readonly string[], slug = `log-${process.slice(0, 12)}`;
  expect(counterpart('audit', slug, '--data', far).code).toBe(0);

  const written = Person.ofCase(process, 'sella-1', 'sorrin', 'monitor').write(report('from-afar'), NOTHING_SEEN, NOW), read = readSubmissions(written);
  if (!read.ok || read.value[0] === undefined) throw new Error('form');
  const files = new Map([[`submissions/${read.value[0].entry.id}`, written]]), stick = join(place, 'stick.bag');
  writeFileSync(stick, writeBag(files));
  expect(counterpart('bag', 'open', stick, '--data', far)).toMatchObject({ code: 0, out: expect.stringContaining('kept here') });
  expect(counterpart('bag', 'pack', slug, back, '--since', String(SELLA_ENTRIES), '--data', far).code).toBe(0);
  expect(counterpart('bag', 'open', back, '--data', host, '--demo')).toMatchObject({ code: 0, out: expect.stringContaining('recorded.') });
  expect(counterpart('bag', 'open', back, '--data', host, '--demo')).toMatchObject({ code: 0, out: expect.stringContaining('on record already') });

  const changed = new Map(files).set(`submissions/${read.value[0].entry.id}`, written.map((byte, index) => (index === 40 ? byte ^ 1 : byte)));
  writeFileSync(stick, writeBag(changed));
  expect(counterpart('bag', 'open', stick, '--data', host, '--demo').code).toBe(1);
  writeFileSync(stick, readFileSync(bag).subarray(0, 5000));
  expect(counterpart('bag', 'open', stick, '--data', far)).toMatchObject({ code: 1, notes: expect.stringContaining('cut off') });
  const empty = folder(), late = join(place, 'late.bag');
  expect(counterpart('bag', 'pack', 'sella', late, '--since', 'x', '--data', host).code).toBe(2);
  expect(counterpart('bag', 'open', late.replace('late', 'none'), '--data', empty).code).toBe(3);
}, 60_000);
