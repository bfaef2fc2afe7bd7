import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readSubmissions } from '#record';
import type { Host } from './support/host.ts';
import { SELLA_ENTRIES, counterpart, holdCases, serve, until } from './support/host.ts';
import { begun } from './support/ends.ts';
import { Person, seenIn } from './support/table.ts';

/** Hosts, mirrors and a party's own node as programs of their own, over HTTP. */
const { folder, hosting } = begun(afterEach);

const NOW = 1_780_000_000;
const report = (id: string) => ({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: id }, accounts: [{ by: 'MISSION', stance: 'asserts', text: { en: 'Open.' } }] } }) as const;

const started = (path: string, ...more: readonly string[]): Promise<Host> => hosting(serve(path, ...more));

const checkpoint = async (host: Host): Promise<string> => (await fetch(`${host.url}/sella/checkpoint`)).text();

async function say(host: Host, id: string): Promise<{ readonly status: number; readonly results?: readonly { readonly position?: number }[] }> {
  const seen = await checkpoint(host), process = /counterpart\/([0-9a-f]{64})/.exec(seen)?.[1] ?? '';
  const written = Person.ofCase(process, 'sella-1', 'sorrin', 'monitor').write(report(id), seenIn(seen), NOW);
  expect(readSubmissions(written).ok).toBe(true);
  const answer = await fetch(`${host.url}/sella/entries`, { method: 'POST', body: written as BodyInit });
  return { status: answer.status, ...await answer.json() as object };
}

async function hostOf(path: string): Promise<Host> {
  holdCases(['sella'], path);
  return started(path, '--demo');
}

test('a mirror takes a copy, goes on from it, and is audited like the log of the host', async () => {
  const host = await hostOf(folder()), copy = folder();
  const first = counterpart('mirror', `${host.url}/sella`, '--data', copy);
  expect([first.code, first.notes, first.out]).toEqual([0, '', expect.stringContaining('each verified')]);
  await say(host, 'after-the-copy');
  expect(counterpart('mirror', `${host.url}/sella/`, '--data', copy).out).toContain('Gone on from');
  expect(counterpart('mirror', `${host.url}/sella`, '--data', copy).out).toContain('Nothing new');
  expect(counterpart('audit', `${host.url}/sella`)).toMatchObject({ code: 0, out: expect.stringContaining('admitted by the rules') });
  const times = ['--valid', '2026-01-01', '--record', '2026-03-01', '--json', '--data'];
  expect(counterpart('audit', 'sella', '--data', copy).code).toBe(0);
  expect(counterpart('mirror', 'sella', '--data', copy).code).toBe(2);
  expect(counterpart('mirror', `${host.url}/nowhere`, '--data', copy)).toMatchObject({ code: 3, notes: expect.stringContaining('404') });
  await host.stop();
  const unreached = counterpart('mirror', `${host.url}/sella`, '--data', copy);
  expect([unreached.code, unreached.notes]).toEqual([3, expect.stringContaining('was not reached: nobody answers there')]);
  expect(counterpart('status', 'sella', ...times, copy).out.length).toBeGreaterThan(1000);
}, 60_000);

test('a party’s own node shows its own copy, hands entries on, and stands when the host is gone', async () => {
  const data = folder(), ownData = folder(), host = await hostOf(data), own = await started(ownData, '--counterpart-of', `${host.url}/sella`);
  await until(async () => (await fetch(`${own.url}/sella/checkpoint`)).status, (status) => status === 200);
  const told = await say(own, 'by-way-of-the-node');
  expect([told.status, typeof told.results?.[0]?.position]).toEqual([200, 'number']);
  const head = await checkpoint(host);
  await until(() => checkpoint(own), (text) => text === head);
  expect(await (await fetch(`${own.url}/sella/record/${told.results?.[0]?.position}`)).text()).toContain('by-way-of-the-node');
  await host.kill();
  expect(await say(own, 'while-the-host-is-gone')).toMatchObject({ status: 202, kept: [expect.stringMatching(/^[0-9a-f]{64}$/)] });
  expect((await fetch(`${own.url}/sella`)).status).toBe(200);
  await own.kill();
  const back = await started(data, '--demo', '--port', new URL(host.url).port), again = await started(ownData, '--counterpart-of', `${back.url}/sella`);
  await until(async () => (await fetch(`${again.url}/sella/record/${SELLA_ENTRIES + 1}`)).text(), (page) => page.includes('while-the-host-is-gone'));
  await until(async () => readdirSync(join(ownData, 'submissions')).length, (left) => left === 0);
}, 60_000);

test('a host that tells another history is found out: the pages say so loudly, a mirror keeps the proof, and the proof convinces anybody', async () => {
  const [north, south] = [folder(), folder()], one = await hostOf(north), other = await hostOf(south), copy = folder();
  await say(one, 'told-to-the-north');
  await say(other, 'told-to-the-south');
  expect(counterpart('mirror', `${one.url}/sella`, '--data', copy).code).toBe(0);
  const fork = counterpart('mirror', `${other.url}/sella`, '--data', copy);
  expect([fork.code, fork.out]).toEqual([1, expect.stringContaining('another history')]);
  const proof = join(copy, 'fork-sella.json');
  expect(counterpart('fork', proof)).toMatchObject({ code: 0, out: expect.stringContaining('signed two histories') });
  expect(readFileSync(proof, 'utf8')).toContain('counterpart/fork/v1');
  expect(counterpart('fork', 'package.json').code).toBe(1);
  // That it goes on with one of the two takes nothing back.
  await say(one, 'and-goes-on');
  expect(counterpart('mirror', `${one.url}/sella`, '--data', copy, '--follow')).toMatchObject({ code: 1, out: expect.stringContaining('Gone on'), notes: expect.stringContaining('takes nothing back') });
  rmSync(proof);
  const node = await started(copy, '--counterpart-of', `${other.url}/sella`);
  expect(await until(async () => (await fetch(`${node.url}/sella`)).text(), (page) => page.includes('role="alert"'))).toContain('not to be trusted any more');
  await until(async () => existsSync(proof), (there) => there);
  expect(counterpart('fork', proof).code).toBe(0);
  await node.stop();
  const later = await started(copy);
  expect(await (await fetch(`${later.url}/sella`)).text()).toContain('not to be trusted any more');
}, 60_000);
