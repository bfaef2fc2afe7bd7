import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { counterpart, freshFolder, holdCases } from './support/host.ts';
import { siteWith } from './support/site.ts';

const data = freshFolder(), out = freshFolder();
beforeAll(() => { holdCases(['sella'], data.path); });
afterAll(() => { data.remove(); out.remove(); });
const run = (...args: readonly string[]) => counterpart('export', ...args, '--data', data.path);

test('a text for each party with the record that proves it; twice the same bytes', () => {
  const [once, again] = [join(out.path, 'a'), join(out.path, 'b')];
  expect(run('text', 'sella', 'SU', once)).toMatchObject({ code: 0, out: expect.stringContaining('SU.ORR.docx and SU.TOL.docx') });
  expect(run('text', 'sella', 'SU', again).code).toBe(0);
  expect(readdirSync(once).sort()).toEqual(['SU.ORR.docx', 'SU.TOL.docx', 'sella.bag']);
  for (const name of readdirSync(once)) expect(readFileSync(join(once, name)).equals(readFileSync(join(again, name))), name).toBe(true);
  expect(counterpart('bag', 'open', join(once, 'sella.bag'), '--data', join(out.path, 'copy'))).toMatchObject({ code: 0, out: expect.stringContaining('each verified') });
});

test('dates as a calendar; letters of two weeks, none where nothing comes', () => {
  const file = join(out.path, 'dates.ics'), letters = join(out.path, 'letters');
  const count = Number(/^(\d+) dates/.exec(run('dates', 'sella', file).out)?.[1]);
  expect(new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8')) as unknown as [string, object[], object[]]).getAllSubcomponents('vevent').length).toBe(count);
  expect(run('reminders', 'sella', letters, '--valid', '2026-03-25').out).toContain('Open each in a mail program');
  expect(readdirSync(letters).every((name) => /^2026-(?:03|04)-\d\d-[a-z-]+-[0-9a-f]{8}\.eml$/.test(name))).toBe(true);
  expect(run('reminders', 'sella', join(out.path, 'none'), '--valid', '2035-01-01')).toMatchObject({ code: 0, out: expect.stringContaining('no letter to write') });
});

test('what may be published: twice the same bytes, which sha256sum finds right; the zip of the page holds the same', async () => {
  const [once, again] = [join(out.path, 'public'), join(out.path, 'public-again')], { app, site, end } = await siteWith('sella');
  expect(run('public', 'sella', once)).toMatchObject({ code: 0, out: expect.stringContaining('read them before you publish') });
  expect(run('public', 'sella', again).code).toBe(0);
  const zip = unzipSync(new Uint8Array(await (await site.request('http://host/sella/publication.zip?lang=ru')).arrayBuffer())), names = readdirSync(once).sort(), dossier = await app.dossier('sella');
  expect(Object.keys(zip).sort()).toEqual(names);
  for (const name of names) expect([readFileSync(join(again, name)), Buffer.from(zip[name] ?? [])].every((bytes) => bytes.equals(readFileSync(join(once, name)))), name).toBe(true);
  expect(spawnSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: once }).status).toBe(0);
  const readme = readFileSync(join(once, 'README.txt'), 'utf8');
  expect(readme).toContain(dossier?.head.root);
  for (const name of names) for (const { name: person } of dossier?.state.participants.values() ?? []) expect(readFileSync(join(once, name), 'utf8'), name).not.toContain(person);
  await end();
});

test('the summary of a day in another language, and in English where there is none of it', async () => {
  for (const [language, said] of [['hy', 'Պարտավորություններ'], ['fr', 'Commitments that stand otherwise']] as const) {
    const file = join(out.path, `${language}.eml`);
    expect(run('summary', 'sella', file, '--valid', '2025-08-27', '--language', language).code).toBe(0);
    expect((await PostalMime.parse(readFileSync(file))).text).toContain(said);
  }
});

test('what is not there is refused in words, and a folder may be called like a command', () => {
  expect(run('text', 'sella', 'none', out.path)).toMatchObject({ code: 1, notes: expect.stringContaining('There is no text none on this record') });
  expect(run('dates', 'atlantis', join(out.path, 'x'))).toMatchObject({ code: 1, notes: expect.stringContaining('No process atlantis') });
  expect(run('reminders', 'sella', out.path, '--valid', 'soon')).toMatchObject({ code: 1, notes: expect.stringContaining('soon') });
  expect(run('text', 'sella').code).toBe(1); // A process called text, to a folder called sella.
  expect(run('text').code).toBe(2);
});
