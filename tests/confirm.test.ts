import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { caseKeySeed, checkPolicy, publicKeyOf, readVerifierKey, writeVerifierKey } from '#record';
import type { Host } from './support/host.ts';
import { SELLA_ENTRIES, counterpart, root, serve, until, witness } from './support/host.ts';
import { begun } from './support/ends.ts';
import { Person, seenIn } from './support/table.ts';

/** A host, two witnesses and a charter that asks for both, as programs of their own. */
const { folder, hosting } = begun(afterEach);

const LOG = writeVerifierKey('counterpart/none', publicKeyOf(caseKeySeed('confirm', 'none')));
const keysOf = (host: Host): readonly string[] => host.out().trim().split('\n');
const report = (id: string) => ({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: id }, accounts: [{ by: 'MISSION', stance: 'asserts', text: { en: 'Open.' } }] } }) as const;

test('what the charter’s witnesses have cosigned is confirmed; a host that was set back must not go on', async () => {
  const places = [folder(), folder()], data = folder(), files = folder();
  // A witness makes its keys at its first start; the charter names them; then it is told of the log.
  const first = await Promise.all(places.map((place, index) => witness(place, '--name', `witness.example/${index}`, '--log', LOG)));
  const keys = first.map(keysOf), ports = first.map(({ url }) => new URL(url).port);
  await Promise.all(first.map((one) => one.stop()));
  cpSync(join(root, 'cases/sella'), files, { recursive: true });
  const confirmation = { witnesses: keys.map(([ed = ''], index) => ({ id: `w${index}`, key: ed, url: `http://127.0.0.1:${ports[index]}` })), groups: [{ id: 'both', needs: 2, of: ['w0', 'w1'] }], quorum: 'both' };
  writeFileSync(join(files, 'case.yaml'), readFileSync(join(files, 'case.yaml'), 'utf8').replace('    host: {', `    confirmation: ${JSON.stringify(confirmation)}\n    host: {`));
  expect(counterpart('case', 'load', files, '--data', data)).toMatchObject({ code: 0 });
  const host = await hosting(serve(data, '--demo')), vkey = (await (await fetch(`${host.url}/sella/host.vkey`)).text()).trim();
  const read = async (path: string): Promise<string> => (await fetch(`${host.url}/sella/${path}`)).text();
  expect((await fetch(`${host.url}/sella/confirmed`)).status).toBe(404);
  expect(await read('record/3')).toContain('not yet: it is recorded');

  const again = (index: number): Promise<Host> => hosting(witness(places[index] ?? '', '--log', vkey, '--port', ports[index] ?? ''));
  await again(0);
  const second = await again(1);
  const note = await until(() => read('confirmed'), (text) => text.startsWith('counterpart/'));
  const known = (text: string) => { const key = readVerifierKey(text); if (!key.ok) throw new Error(text); return key.value; };
  const policy = { logs: [{ key: known(vkey), url: null }], witnesses: keys.map(([ed = ''], index) => ({ name: `w${index}`, key: known(ed), url: null })), groups: [{ name: 'both', threshold: 2, members: ['w0', 'w1'] }], quorum: 'both' };
  expect(checkPolicy(policy, note)).toMatchObject({ ok: true, value: { checkpoint: { size: SELLA_ENTRIES }, cosigned: [{ name: 'w0' }, { name: 'w1' }] } });
  expect(await until(() => read('record/3'), (page) => page.includes('yes: the witnesses'))).toContain(`${SELLA_ENTRIES} of them are confirmed`);

  // A new entry is recorded at once, and confirmed once both have seen it.
  const backup = folder();
  cpSync(join(data, 'counterpart.sqlite'), join(backup, 'counterpart.sqlite'));
  await second.stop();
  const process = /counterpart\/([0-9a-f]{64})/.exec(note)?.[1] ?? '', monitor = Person.ofCase(process, 'sella-1', 'sorrin', 'monitor');
  const say = async (to: Host, id: string) => fetch(`${to.url}/sella/entries`, { method: 'POST', body: monitor.write(report(id), seenIn(note), 1_780_000_000) as BodyInit });
  expect((await say(host, 'seen-by-one')).status).toBe(200);
  expect(await read(`record/${SELLA_ENTRIES}`)).toContain('not yet: it is recorded');
  await again(1);
  await until(() => read(`record/${SELLA_ENTRIES}`), (page) => page.includes('yes: the witnesses'));

  // The backup knows nothing of it, and its witnesses do.
  await host.stop();
  const back = await hosting(serve(backup, '--demo')), refused = await say(back, 'told-another-way');
  expect([refused.status, await refused.json()]).toEqual([503, expect.objectContaining({ code: 'host.behind', size: SELLA_ENTRIES, last: SELLA_ENTRIES + 1 })]);
  expect((await fetch(`${back.url}/sella`)).status).toBe(200);
}, 90_000);
