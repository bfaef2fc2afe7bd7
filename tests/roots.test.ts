import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { counterpart, done, serve, until } from './support/host.ts';
import type { Host } from './support/host.ts';
import { begun } from './support/ends.ts';
import { valley } from './support/talks.ts';

/** The host is gone, and so is the key of the head of side B: what is left is a root on paper and the copies of the parties. */
const { folder, hosting } = begun(afterAll);

const serving = (path: string, ...more: readonly string[]): Promise<Host> => hosting(serve(path, ...more));

const place = folder(), first = folder(), ofA = folder(), ofB = folder();
const file = (name: string): string => join(place, name);
const as = (id: string, key = id): readonly string[] => ['--key', file(`${key}.key`), '--as', id];
const refusing = (text: string, ...args: readonly string[]): void => { expect(counterpart(...args)).toMatchObject({ code: 1, notes: expect.stringContaining(text) }); };
const page = async (host: Host, path: string): Promise<string> => (await fetch(`${host.url}/valley${path}`)).text();

function report(id: string, by = 'OSM'): string {
  writeFileSync(file(`${id}.json`), JSON.stringify({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: id }, accounts: [{ by, stance: 'asserts' }] } }));
  return file(`${id}.json`);
}

beforeAll(() => {
  valley(place, first);
  for (const head of ['anna', 'boris']) done(counterpart('charter', 'sign', file('charter.json'), ...as(head)));
  done(counterpart('charter', 'open', file('charter.json'), 'valley', ...as('anna'), '--data', first));
}, 60_000);

test('a root signs a succession and enters it; a node that held the log goes on with the new host; the pages tell how it came', async () => {
  const host = await serving(first), draft = file('succession.json');
  const copied = (): void => { for (const copy of [ofA, ofB]) done(counterpart('mirror', `${host.url}/valley`, '--data', copy)); };
  copied();
  done(counterpart('sign', 'valley', report('before'), ...as('olga'), '--to', `${host.url}/valley`, '--data', ofA));
  refusing('A', 'sign', 'valley', report('foreign', 'A'), ...as('olga'), '--to', `${host.url}/valley`, '--data', ofA);
  copied();
  await host.kill();

  const key = done(counterpart('keys', 'host', '--data', ofA)).trim();
  done(counterpart('succession', 'draft', 'valley', draft, '--host-key', key, '--reason', 'The host is gone.', '--data', ofA));
  done(counterpart('succession', 'sign', draft, ...as('anna')));
  const open = ['succession', 'open', draft, ...as('boris', 'root-b'), '--data', ofA];
  refusing('asks for 2', ...open);
  done(counterpart('succession', 'sign', draft, ...as('boris', 'root-b')));
  refusing('takes part in this process', 'succession', 'open', draft, ...as('boris', 'recovery-a'), '--data', ofA);
  done(counterpart(...open));
  done(counterpart('keys', 'new', file('boris-2.key')));
  done(counterpart('keys', 'replace', 'valley', file('boris-2.key'), ...as('boris', 'root-b'), '--data', ofA));
  expect(counterpart('audit', 'valley', '--data', ofA).code).toBe(0);

  const second = await serving(ofA), node = await serving(ofB, '--counterpart-of', `${second.url}/valley`);
  await until(() => page(node, '/keeping'), (html) => html.includes('The host is gone.'));
  done(counterpart('sign', 'valley', report('after'), ...as('olga'), '--to', `${node.url}/valley`, '--data', ofA));
  await until(() => page(node, '/timeline'), (html) => html.includes('after'));
  const told = await page(node, '/keeping'), hosts = await page(second, '/keeping');
  for (const html of [told, hosts]) for (const words of ['The first host, named by the charter.', 'anna, head of delegation, A', 'boris, head of delegation, B', 'The host is gone.', 'It kept entries 0 to 2', 'from entry 3 on', 'this speaks for …, and you speak for …', 'process.account.not-yours', 'Nothing waits here']) expect(html).toContain(words);
  expect([told.includes(`a copy of the record that follows ${second.url}/valley`), hosts.includes('This page was served by the host')]).toEqual([true, true]);
  expect(await page(node, '')).toContain('Kept by its 2nd host since entry 3');

  await second.kill();
  expect(done(counterpart('sign', 'valley', report('meanwhile'), ...as('olga'), '--to', `${node.url}/valley`, '--data', ofA))).toContain('kept here');
  expect(done(counterpart('sign', 'valley', report('letter'), ...as('olga'), '--for', 'mira', '--to', `${node.url}/valley`, '--data', ofA))).toContain('kept here');
  const waiting = await page(node, '/keeping');
  for (const words of ['olga, monitor, O', 'Report', 'waits', 'not said']) expect(waiting).toContain(words);
  expect(waiting.split('olga').length).toBe(3);
}, 90_000);
