import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { caseKeySeed, checkReceipt, leafHash, leafOf, readKeyFile, readReceipt, readSubmissions, readVerifierKey, writeKeyFile } from '#record';
import { checkProof } from '../src/web/proof.ts';
import type { Provable } from '../src/web/proof.ts';
import type { Host } from './support/host.ts';
import { SELLA_ENTRIES, counterpart, holdCases, serve } from './support/host.ts';
import { begun } from './support/ends.ts';
import { Person, seenIn } from './support/table.ts';

/** The host is lost, or retires: the heads put another in its place on a copy, as they would at their command lines. */
const { folder, hosting } = begun(afterEach);

const serving = (path: string): Promise<Host> => hosting(serve(path, '--demo'));

const HEADS = ['maerith', 'orsavie', 'hedra'];
const report = (id: string) => ({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: id }, accounts: [{ by: 'MISSION', stance: 'asserts', text: { en: 'Open.' } }] } }) as const;
const read = async (host: Host, path: string): Promise<string> => (await fetch(`${host.url}/sella/${path}`)).text();

async function say(host: Host, id: string) {
  const seen = await read(host, 'checkpoint'), process = /counterpart\/([0-9a-f]{64})/.exec(seen)?.[1] ?? '';
  const bytes = Person.ofCase(process, 'sella-1', 'sorrin', 'monitor').write(report(id), seenIn(seen), 1_780_000_000);
  const answer = await fetch(`${host.url}/sella/entries`, { method: 'POST', body: bytes as BodyInit });
  return { bytes, status: answer.status, said: await answer.json() as { readonly results: readonly { readonly recorded: number; readonly receipt: string; readonly refused?: { readonly code: string } }[] } };
}

/** Key files of the heads, whose seeds the fictional case publishes. */
function keysOf(place: string): readonly string[] {
  return HEADS.map((head) => {
    const file = join(place, `${head}.key`);
    writeFileSync(file, writeKeyFile(caseKeySeed('sella-1', head)));
    return file;
  });
}

describe('a succession', () => {
  test('after a host that is lost: on a mirror, from its head; old receipts verify, people go on signing, the old host is nobody', async () => {
    const old = folder(), copy = folder(), place = folder(), draft = join(place, 'succession.json'), keys = keysOf(place);
    holdCases(['sella'], old);
    const first = await serving(old), before = await say(first, 'before-the-loss'), oldKey = (await read(first, 'host.vkey')).trim();
    expect(counterpart('mirror', `${first.url}/sella`, '--data', copy).code).toBe(0);
    await first.kill();

    const made = counterpart('keys', 'host', '--data', copy), key = made.out.trim();
    expect(counterpart('succession', 'draft', 'sella', draft, '--host-key', 'nonsense', '--reason', 'x', '--data', copy).code).toBe(1);
    expect(counterpart('succession', 'draft', 'sella', draft, '--host-key', key, '--reason', 'The host is gone.', '--data', copy)).toMatchObject({ code: 0, out: expect.stringContaining(`after ${SELLA_ENTRIES + 1} entries`) });
    const open = () => counterpart('succession', 'open', draft, '--key', keys[0] ?? '', '--as', 'maerith', '--data', copy);
    expect(open()).toMatchObject({ code: 1, notes: expect.stringContaining('No head has signed this yet') });
    writeFileSync(draft, readFileSync(draft, 'utf8').trimEnd()); // As an editor may leave it.
    for (const [index, head] of HEADS.slice(0, 2).entries()) expect(counterpart('succession', 'sign', draft, '--key', keys[index] ?? '', '--as', head).code).toBe(0);
    expect(counterpart('succession', 'sign', draft, '--key', keys[0] ?? '', '--as', 'maerith')).toMatchObject({ code: 1, notes: expect.stringContaining('has signed this already') });
    expect(open()).toMatchObject({ code: 1, notes: expect.stringContaining('the charter asks for 3') });
    const kept = readFileSync(draft, 'utf8');
    expect(counterpart('succession', 'sign', draft, '--key', keys[0] ?? '', '--as', 'hedra').code).toBe(0);
    expect(open()).toMatchObject({ code: 1, notes: expect.stringContaining('not signed with') });
    writeFileSync(draft, kept);
    expect(counterpart('succession', 'sign', draft, '--key', keys[2] ?? '', '--as', 'hedra').code).toBe(0);
    expect(open()).toMatchObject({ code: 0, out: expect.stringContaining(`${SELLA_ENTRIES + 2} entries`) });
    expect(open()).toMatchObject({ code: 1, notes: expect.stringContaining(`and this log has ${SELLA_ENTRIES + 2}`) });
    expect(counterpart('audit', 'sella', '--data', copy).code).toBe(0);

    const second = await serving(copy), after = await say(second, 'after-the-loss'), newKey = (await read(second, 'host.vkey')).trim();
    expect([after.status, newKey === oldKey]).toEqual([200, false]);
    const receipt = readReceipt(before.said.results[0]?.receipt ?? ''), known = readVerifierKey(oldKey), submitted = readSubmissions(before.bytes);
    if (!receipt.ok || !known.ok || !submitted.ok || submitted.value[0] === undefined) throw new Error('a receipt');
    expect(checkReceipt(receipt.value, leafHash(leafOf(submitted.value[0], before.said.results[0]?.recorded ?? 0)), { logs: [{ key: known.value, url: null }], witnesses: [], groups: [], quorum: 'none' }).ok).toBe(true);
    const entry = JSON.parse(await read(second, 'record/3.json')) as Provable, origin = oldKey.split('+')[0] ?? '';
    expect(checkProof(entry, origin).ok).toBe(true);
    expect(checkProof({ ...entry, succession: null }, origin)).toEqual({ ok: false, step: 'checkpoint' });
    expect(checkProof({ ...entry, succession: entry.succession === null ? null : { ...entry.succession, body: entry.succession.body.replace('maerith', 'lisbrit') } }, origin)).toEqual({ ok: false, step: 'host' });
    const fresh = folder();
    expect(counterpart('mirror', `${second.url}/sella`, '--data', fresh)).toMatchObject({ code: 0, out: expect.stringContaining(`${SELLA_ENTRIES + 3} entries`) });
    const again = await serving(old);
    await say(again, 'the-old-host-comes-back');
    await say(again, 'and-goes-on');
    await say(again, 'for-nobody');
    expect(counterpart('mirror', `${again.url}/sella`, '--data', fresh)).toMatchObject({ code: 1, out: expect.stringContaining(`since entry ${SELLA_ENTRIES + 1} another keeps it`) });
    const past = folder();
    expect(counterpart('mirror', `${again.url}/sella`, '--data', past).code).toBe(0);
    expect(counterpart('mirror', `${second.url}/sella`, '--data', past)).toMatchObject({ code: 1, out: expect.stringContaining(`Its last 3 entries, from number ${SELLA_ENTRIES + 1} on`) });
    expect(readdirSync(past).filter((name) => name.startsWith('fork-'))).toEqual([]);
    expect(await read(await serving(past), '')).toContain(`with entry ${SELLA_ENTRIES + 1}, and this copy followed the old host past that`);
    expect(await read(second, 'record')).toContain('Succession of the host');
  }, 90_000);

  test('after a freeze: the host says its last word, pages say so, and only the succession follows', async () => {
    const data = folder(), place = folder(), draft = join(place, 'succession.json'), keys = keysOf(place);
    holdCases(['sella'], data);
    expect(counterpart('freeze', 'sella', '--data', data).code).toBe(1);
    expect(counterpart('freeze', 'sella', '--reason', 'The host retires.', '--data', data)).toMatchObject({ code: 0, out: expect.stringContaining(`${SELLA_ENTRIES + 1} entries`) });
    expect(counterpart('freeze', 'sella', '--reason', 'Again.', '--data', data).code).toBe(1);
    const frozen = await serving(data);
    expect((await say(frozen, 'too-late')).said.results[0]?.refused?.code).toBe('process.frozen');
    expect(await read(frozen, '')).toContain('has frozen this log');
    await frozen.stop();
    const key = counterpart('keys', 'host', '--data', data).out.trim();
    expect(counterpart('succession', 'draft', 'sella', draft, '--host-key', key, '--reason', 'The host retired.', '--data', data).code).toBe(0);
    for (const [index, head] of HEADS.entries()) expect(counterpart('succession', 'sign', draft, '--key', keys[index] ?? '', '--as', head).code).toBe(0);
    expect(counterpart('succession', 'open', draft, '--key', keys[1] ?? '', '--as', 'orsavie', '--data', data).code).toBe(0);
    const next = await serving(data);
    expect((await say(next, 'in-time')).status).toBe(200);
    expect(await read(next, '')).not.toContain('has frozen this log');
  }, 90_000);
});

test('a key on a file: for its owner alone, never written over, a letter copied wrongly is noticed', () => {
  const place = folder(), file = join(place, 'root.key'), made = counterpart('keys', 'new', file);
  const text = readFileSync(file, 'utf8'), opened = readKeyFile(text);
  expect([made.code, opened.ok && opened.value.key, statSync(file).mode & 0o777]).toEqual([0, made.out.trim(), 0o600]);
  expect(made.out).not.toContain(text.split('\n')[3]?.slice('secret '.length));
  expect(counterpart('keys', 'new', file)).toMatchObject({ code: 1, notes: expect.stringContaining('never written over') });
  expect(readKeyFile(text.replace(/secret ./, (start) => (start.endsWith('A') ? 'secret B' : 'secret A')))).toMatchObject({ ok: false, refusal: { code: 'record.keyfile.key' } });
  expect(readKeyFile(text.slice(0, -5))).toMatchObject({ ok: false, refusal: { code: 'record.keyfile.form' } });
});
