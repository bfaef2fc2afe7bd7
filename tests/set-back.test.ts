import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { SELLA_ENTRIES, asked, counterpart, done, running, serve } from './support/host.ts';
import type { Host } from './support/host.ts';
import { begun } from './support/ends.ts';
import { Person, seenIn } from './support/table.ts';

/** A host restored from an old backup, in a process whose charter names no witness: whoever holds more of the log stops it. */
const { folder, hosting } = begun(afterEach);

const serving = (path: string, ...more: readonly string[]): Promise<Host> => hosting(serve(path, '--demo', ...more));

const report = (id: string) => ({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: id }, accounts: [{ by: 'MISSION', stance: 'asserts', text: { en: 'Open.' } }] } }) as const;
const headOf = async ({ url }: Host): Promise<string> => (await asked(`${url}/sella/checkpoint`)).text();
const write = (id: string, seen: string): Uint8Array => Person.ofCase(/counterpart\/([0-9a-f]{64})/.exec(seen)?.[1] ?? '', 'sella-1', 'sorrin', 'monitor').write(report(id), seenIn(seen), 1_780_000_000);
const handIn = ({ url }: Host, bytes: Uint8Array): Promise<Response> => asked(`${url}/sella/entries`, { method: 'POST', body: bytes as BodyInit });
const show = ({ url }: Host, head: string): Promise<Response> => asked(`${url}/sella/checkpoint`, { method: 'POST', body: head });

test('goes on no more once a copy shows it its own head, nor when it starts again; and does when it has taken from that copy what it lost', async () => {
  const data = folder(), backup = join(folder(), 'data'), copy = folder();
  done(counterpart('case', 'load', 'cases/sella', '--data', data));
  cpSync(data, backup, { recursive: true });
  const before = await serving(data), first = await headOf(before);
  expect((await handIn(before, write('lost', first))).status).toBe(200);
  done(counterpart('mirror', `${before.url}/sella`, '--data', copy));
  const last = await headOf(before);
  await before.stop();

  const back = await serving(backup);
  // Whoever has seen more is refused, and no refusal is recorded: it would be another history.
  expect(await (await handIn(back, write('goes-on', last))).json()).toMatchObject({ results: [{ refused: { code: 'record.seen.ahead' } }] });
  expect(await headOf(back)).toBe(first);
  expect((await show(back, last.replace(/\n[0-9]+\n/, '\n999\n'))).status).toBe(403);
  expect((await show(back, first)).status).toBe(204);
  const read = await asked(`${back.url}/sella`), known = read.headers.get('ETag');
  expect(await read.text()).not.toContain('restored from an old copy');

  expect(await running('mirror', `${back.url}/sella`, '--data', copy)).toMatchObject({ code: 1, notes: expect.stringContaining('records nothing more') });
  expect(back.said()).toContain('restored from an old copy');
  for (const bytes of [write('goes-on', first), write('again', first)]) expect([(await handIn(back, bytes)).status, await headOf(back)]).toEqual([503, first]);
  expect(await (await asked(`${back.url}/sella`, { headers: { 'If-None-Match': known ?? '' } })).text()).toContain('it was restored from an old copy');
  await back.stop();

  const again = await serving(backup);
  expect(await (await asked(`${again.url}/sella`)).text()).toContain('it was restored from an old copy');
  expect(await (await handIn(again, write('goes-on', first))).json()).toMatchObject({ code: 'host.behind', size: SELLA_ENTRIES, last: SELLA_ENTRIES + 1 });
  await again.stop();
  const party = await serving(copy);
  done(await running('mirror', `${party.url}/sella`, '--data', backup));
  const whole = await serving(backup);
  expect(await headOf(whole)).toBe(last);
  expect(await (await asked(`${whole.url}/sella`)).text()).not.toContain('restored from an old copy');
  expect(await (await handIn(whole, write('goes-on', last))).json()).toMatchObject({ results: [{ position: SELLA_ENTRIES + 1 }] });
}, 60_000);
