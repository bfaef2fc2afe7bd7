import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { counterpart, done, running, serve, until } from './support/host.ts';
import type { Host } from './support/host.ts';
import { begun } from './support/ends.ts';

/** The three ways to sit of docs/guide/halls.md, with commands and no public certificate: two parties and a mediator, whose laptop is the host. */
const { folder, hosting } = begun(afterAll);

const keys = folder(), table = folder(), stick = folder();
const run = (...args: readonly string[]): string => done(counterpart(...args));
const as = (id: string): readonly string[] => ['--key', join(keys, `${id}.key`), '--as', id];
const everything = (at: string): string => readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n');

function statement(id: string, by: string, words: string): string {
  const path = join(keys, `${id}.json`);
  writeFileSync(path, JSON.stringify({ kind: 'statement', content: { id, type: 'statement', date: '2026-05-01', summary: { en: words }, accounts: [{ by, stance: 'asserts' }] } }));
  return path;
}

const started = (...args: Parameters<typeof serve>): Promise<Host> => hosting(serve(...args));

beforeAll(() => {
  const host = JSON.parse(run('keys', 'host', '--json', '--data', table)) as object;
  const seat = (id: string, actor: string, capacity: string): object => {
    run('keys', 'new', join(keys, `${id}.key`));
    return { ...JSON.parse(run('keys', 'card', join(keys, `${id}.key`), '--as', id)) as object, name: id, actor, capacity };
  };
  writeFileSync(join(keys, 'charter.json'), JSON.stringify({
    kind: 'live', title: { en: 'Talks in a hall' }, purpose: { en: 'Water.' }, zone: 'UTC', languages: ['en'], rules: 1, evaluator: 1, zoneTable: '2026c', evidenceWindow: 'P7D', host: { ...host, delay: 'PT1H' },
    actors: [{ id: 'A', kind: 'party', label: { en: 'Upland' } }, { id: 'B', kind: 'party', label: { en: 'Lowland' } }, { id: 'MED', kind: 'mediator', label: { en: 'Mediator' } }],
    participants: [seat('anna', 'A', 'head'), seat('boris', 'B', 'head'), seat('mira', 'MED', 'mediator')],
  }));
  for (const id of ['anna', 'boris']) run('charter', 'sign', join(keys, 'charter.json'), ...as(id));
  run('charter', 'open', join(keys, 'charter.json'), 'talks', ...as('anna'), '--data', table);
}, 60_000);

const rootOf = async (host: Host): Promise<string | undefined> => (await (await fetch(`${host.url}/talks/checkpoint`)).text()).split('\n')[2];

test('in one hall: each laptop is a node of its own, which signs at localhost and follows the host over its own authority', async () => {
  const host = await started(table, '--tls'), port = new URL(host.url).port, certificate = join(keys, 'authority.crt');
  writeFileSync(certificate, new Uint8Array(await (await fetch(`http://localhost:${port}/authority.crt`)).arrayBuffer()));
  expect(await running('mirror', `https://localhost:${port}/talks`, '--trust', join(keys, 'charter.json'), '--data', folder())).toMatchObject({ code: 3, notes: expect.stringContaining('is no certificate') });
  expect(await running('mirror', `https://localhost:${port}/talks`, '--data', folder())).toMatchObject({ code: 3, notes: expect.stringMatching(/does not know. Take its certificate along: --trust FILE/) });
  const [upland, lowland] = await Promise.all([0, 1].map(() => started(folder(), '--counterpart-of', `https://localhost:${port}/talks`, '--trust', certificate))) as [Host, Host];
  await until(async () => (await Promise.all([upland, lowland].map((one) => fetch(`${one.url}/talks/checkpoint`)))).every(({ status }) => status === 200), (held) => held);
  const own = folder();
  run('mirror', `${upland.url}/talks`, '--data', own);
  expect(run('sign', 'talks', statement('s-1', 'A', 'Said in the hall.'), ...as('anna'), '--to', `${upland.url}/talks`, '--data', own)).toContain('No. 1');
  await until(async () => (await fetch(`${lowland.url}/talks/record/1`)).text(), (page) => page.includes('Said in the hall.'));
  await until(() => Promise.all([upland, lowland].map(rootOf)), ([one, other]) => one === other && one !== undefined);
  for (const one of [lowland, upland, host]) await one.stop();
}, 90_000);

test('in two rooms: the mediator carries a stick, and letters that only the mediator opens; both rooms end with the same record', () => {
  const [upland, lowland] = [folder(), folder()], SECRET = 'we could live with the lower sluice';
  const carry = (from: string, to: string, name: string): string => {
    run('bag', 'pack', 'talks', join(stick, name), '--table', '--data', from);
    return run('bag', 'open', join(stick, name), '--data', to);
  };
  run('bag', 'pack', 'talks', join(stick, 'begin.bag'), '--table', '--data', table);
  const slug: Record<string, string> = {};
  for (const room of [upland, lowland]) {
    run('bag', 'open', join(stick, 'begin.bag'), '--data', room);
    slug[room] = (JSON.parse(run('list', '--json', '--data', room)) as readonly [{ readonly slug: string }])[0].slug;
  }
  const pack = (room: string, name: string): void => void run('bag', 'pack', slug[room] ?? '', join(stick, name), '--table', '--data', room);
  counterpart('sign', slug[upland] ?? '', statement('s-2', 'A', 'Said in the upper room.'), ...as('anna'), '--data', upland);
  counterpart('sign', slug[upland] ?? '', statement('s-3', 'A', SECRET), ...as('anna'), '--for', 'mira', '--data', upland);
  counterpart('sign', slug[lowland] ?? '', statement('s-4', 'B', 'Said in the lower room.'), ...as('boris'), '--data', lowland);
  pack(upland, 'upland.bag');
  pack(lowland, 'lowland.bag');
  for (const name of ['upland.bag', 'lowland.bag']) expect(run('bag', 'open', join(stick, name), '--data', table)).toContain('recorded');
  for (const [room, name] of [[upland, 'to-upland.bag'], [lowland, 'to-lowland.bag']] as const) carry(table, room, name);
  const heads = [table, upland, lowland].map((at) => JSON.parse(run('audit', at === table ? 'talks' : slug[at] ?? '', '--json', '--data', at)) as { readonly size: number; readonly ok: boolean });
  expect(heads.map(({ size, ok }) => [size, ok])).toEqual(Array.from({ length: 3 }, () => [heads[0]?.size, true]));
  const opened = (at: string, who: string) => (JSON.parse(run('letters', at === table ? 'talks' : slug[at] ?? '', ...as(who), '--json', '--data', at)) as readonly { readonly content: { readonly summary: { readonly en: string } } }[]).map(({ content }) => content.summary.en);
  expect([opened(table, 'mira'), opened(lowland, 'boris')]).toEqual([[SECRET], []]);
  expect(everything(lowland).includes(SECRET)).toBe(false);
}, 90_000);
