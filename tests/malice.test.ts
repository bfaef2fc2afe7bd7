import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { api } from '#api';
import { Counterpart } from '#app';
import type { Followed } from '#app';
import { verifyPublished } from '#audit';
import type { Get } from '#ports';
import type { Body } from '#process';
import { TILE_WIDTH, caseKeySeed, checkForkProof, leafOf, readBodies, readBundle, readForkProof, readSubmissions, sha256, tilePath, utf8 } from '#record';
import { openStore } from '#store';
import { readBody } from '#wire';
import { webApp } from '../src/web/index.ts';
import { StillClock, heldCase } from './support/case.ts';
import { getFrom, rootText, showing } from './support/dishonest.ts';
import type { Shown } from './support/dishonest.ts';
import { freshFolder, root } from './support/host.ts';
import { plain } from './support/opening.ts';
import { allMessages } from './support/site.ts';
import { NOTHING_SEEN, Person } from './support/table.ts';

/** A host that has its key and does what it likes: who catches it, when, and with which words. The table of docs/reference/malice.md, row by row. */
const NOW = 1_780_000_000, AT = 'http://host/sella';
const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0).reverse()) await end(); });

const report = (id: string): Body => ({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: id }, accounts: [{ by: 'MISSION', stance: 'asserts', text: { en: 'Open.' } }] } });

/** An honest log as its host shows it, and a party that may hold a copy of it already. */
async function table() {
  const held = await heldCase('sella', new StillClock(NOW)), get = getFrom(api(held.app)), dossier = await held.app.dossier('sella');
  ends.push(held.end);
  if (dossier === null) throw new Error('held');
  const { head: { size }, state: { process } } = dossier;
  const bytes = async (path: string): Promise<Uint8Array> => (await get(`${AT}/${path}`)).bytes;
  const leaves = readBundle(await bytes(tilePath('entries', 0, size)), size), bodies = readBodies(await bytes(tilePath('bodies', 0, size)), size);
  if (!leaves.ok || !bodies.ok || size > TILE_WIDTH) throw new Error('one bundle');
  const shown: Shown[] = leaves.value.map((leaf, index) => ({ leaf, body: bodies.value[index] ?? null }));
  const folder = freshFolder(), store = await openStore({ folder: folder.path, mode: 'write' }), party = new Counterpart(store);
  ends.push(async () => { await store.close(); folder.remove(); });
  const host = (those: readonly Shown[]): Get => showing(process, 'sella-1', those, get);
  const write = (person: Person, body: Body, seen = NOTHING_SEEN, recorded = NOW): Shown => {
    const read = readSubmissions(person.write(body, seen, NOW));
    if (!read.ok || read.value[0] === undefined) throw new Error('form');
    return { leaf: leafOf(read.value[0], recorded), body: read.value[0].body };
  };
  const sees = async (those: readonly Shown[]): Promise<Followed> => party.mirror(host(those), AT, 'sella');
  return { shown, process, party, sees, write, host, monitor: Person.ofCase(process, 'sella-1', 'sorrin', 'monitor') };
}

const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
/** A wrong that is found where it should be. */
function wrongly(came: Followed, expected: readonly unknown[]): Followed {
  expect(caught(came)).toEqual(expected);
  return came;
}

const caught = (came: Followed) => (came.came === 'wrong' ? [came.wrong.step, came.wrong.position, came.wrong.refusal.code] : came.came);

/** What the party that finds it can show to others: a proof of two histories; entries that the host itself signed; bytes that no signature covers; nothing. */
type Keeps = 'fork' | 'signed' | 'shown' | '—';

const ROWS: readonly (readonly [does: string, code: string, keeps: Keeps, tried: () => Promise<Followed>])[] = [
  ['tells one history to one party and another to another', 'mirror.fork', 'fork', async () => {
    const { shown, party, sees, write, monitor } = await table();
    expect(caught(await sees([...shown, write(monitor, report('north'))]))).toBe('grown');
    const fork = await sees([...shown, write(monitor, report('south')), write(monitor, report('more'))]);
    expect(caught(fork)).toEqual(['fork', shown.length, 'mirror.fork']);
    const proof = fork.came === 'wrong' ? readForkProof(fork.fork ?? '') : null;
    expect(proof?.ok === true && checkForkProof(proof.value).ok).toBe(true);
    expect(await party.audit('sella')).toMatchObject({ ok: true, size: shown.length + 1 });
    return fork;
  }],
  ['takes back entries that it had shown', 'mirror.fork', 'fork', async () => {
    const { shown, sees, write, monitor } = await table();
    await sees([...shown, write(monitor, report('one')), write(monitor, report('two'))]);
    return wrongly(await sees([...shown, write(monitor, report('another'))]), ['fork', null, 'mirror.fork']);
  }],
  ['alters what an entry says', 'record.body.digest', 'shown', async () => {
    const { shown, sees } = await table();
    return wrongly(await sees(shown.map((one, index) => (index === 60 ? { ...one, body: flipped(one.body ?? new Uint8Array(), 30) } : one))), ['body', 60, 'record.body.digest']);
  }],
  ['alters a signed header', 'record.entry.signature', 'signed', async () => {
    const { shown, sees } = await table();
    const altered = shown.map((one, index) => (index === 60 ? { ...one, leaf: utf8(new TextDecoder().decode(one.leaf).replace(/"madeAt":(\d+)/, (_, time: string) => `"madeAt":${Number(time) + 1}`)) } : one));
    return wrongly(await sees(altered), ['signature', 60, 'record.entry.signature']);
  }],
  ['serves an entry that is not the one in its own tree', 'mirror.entry', 'shown', async () => {
    const { shown, party, host } = await table(), honest = host(shown), other = host(shown.map((one, index) => (index === 9 ? { ...one, leaf: flipped(one.leaf, 40) } : one)));
    return wrongly(await party.mirror((url) => (url.includes('tile/entries') ? other(url) : honest(url)), AT, 'sella'), ['entry', 9, 'mirror.entry']);
  }],
  ['leaves an entry out, in a copy that somebody takes anew', 'record.seen.ahead', 'signed', async () => {
    const { shown, sees } = await table();
    return wrongly(await sees(shown.filter((_, index) => index !== 100)), ['seen', 100, 'record.seen.ahead']);
  }],
  ['puts two entries in each other’s place', 'record.seen.ahead', 'signed', async () => {
    const { shown, sees } = await table(), [a, b] = [shown[100], shown[101]];
    if (a === undefined || b === undefined) throw new Error('there');
    return wrongly(await sees(shown.with(100, b).with(101, a)), ['seen', 100, 'record.seen.ahead']);
  }],
  ['dates an entry back', 'record.recorded.order', 'signed', async () => {
    const { shown, sees, write, monitor } = await table();
    return wrongly(await sees([...shown, write(monitor, report('late'), NOTHING_SEEN, 1_600_000_000)]), ['recorded', shown.length, 'record.recorded.order']);
  }],
  ['admits an entry of somebody who takes no part', 'process.author.unknown', 'signed', async () => {
    const { shown, sees, write, process } = await table();
    return wrongly(await sees([...shown, write(new Person(process, 'monitor', sha256(utf8('stranger'))), report('forged'))]), ['rules', shown.length, 'process.author.unknown']);
  }],
  ['admits an entry against the rules', 'process.account.not-yours', 'signed', async () => {
    const { shown, sees, write, monitor } = await table();
    const foreign: Body = { kind: 'report', content: { ...report('theirs').content, accounts: [{ by: 'ORR', stance: 'asserts' }] } as never };
    return wrongly(await sees([...shown, write(monitor, foreign)]), ['rules', shown.length, 'process.account.not-yours']);
  }],
  ['shows an author a head that it later denies', 'record.seen.fork', 'signed', async () => {
    const { shown, sees, write, monitor } = await table(), secret = write(monitor, report('shown-to-one'));
    const seen = { size: shown.length + 1, root: rootText([...shown, secret].map(({ leaf }) => leaf)) };
    const answer = write(monitor, report('answers-it'), seen);
    return wrongly(await sees([...shown, write(monitor, report('shown-to-others')), answer]), ['seen', shown.length + 1, 'record.seen.fork']);
  }],
  ['keeps back a content that is for everybody', 'record.body.missing', 'shown', async () => {
    const { shown, sees } = await table();
    return wrongly(await sees(shown.map((one, index) => (index === 20 ? { ...one, body: null } : one))), ['body', 20, 'record.body.missing']);
  }],
  ['signs with another key than the log’s', 'record.note.unsigned', '—', async () => {
    const { shown, party, process, host } = await table(), other = showing(process, 'another-seed', shown, host(shown));
    return wrongly(await party.mirror(other, AT, 'sella'), ['checkpoint', null, 'record.note.unsigned']);
    expect(caseKeySeed('another-seed', 'host')).not.toEqual(caseKeySeed('sella-1', 'host'));
  }],
];

describe('a host that', () => {
  test.each(ROWS)('%s is caught: %s, and leaves to show: %s', async (_, code, keeps, tried) => {
    const came = await tried();
    if (came.came !== 'wrong') throw new Error(came.came);
    expect([came.fork !== null, came.shown !== null, came.signed]).toEqual([keeps === 'fork', keeps === 'signed' || keeps === 'shown', keeps === 'fork' || keeps === 'signed']);
    if (came.shown === null) return;
    const { shown } = came, judged = await verifyPublished(async (path) => shown.get(path) ?? null, { read: readBody });
    expect([judged.wrong?.position, judged.signed]).toEqual([came.wrong.position, keeps === 'signed']);
    if (keeps === 'signed') expect(judged.wrong?.refusal.code).toBe(code);
    // Whoever takes the paper along cannot make a proof of it that is none: another head, another entry.
    const forged = (path: string, edit: (bytes: Uint8Array) => Uint8Array) => verifyPublished(async (asked) => { const bytes = shown.get(asked) ?? null; return bytes !== null && asked.startsWith(path) ? edit(bytes) : bytes; }, { read: readBody });
    for (const path of ['tile/0/', 'checkpoint']) expect((await forged(path, (bytes) => flipped(bytes, bytes.length - 9))).signed).toBe(false);
    expect((await forged('tile/entries/', (bytes) => flipped(bytes, 300))).signed).toBe(false);
  });

  test('has its pages say what was shown wrong and signed by nobody, until that is shown right; how the record is kept says so from then on', async () => {
    const { shown, party, sees } = await table(), site = webApp({ app: party, messages: allMessages(), assets: { style: '/assets/style.css' }, build: 'test' }), page = async (path: string): Promise<string> => plain(await (await site.request(path)).text());
    await sees(shown.slice(0, 100));
    await sees(shown.map((one, index) => (index === 120 ? { ...one, body: flipped(one.body ?? new Uint8Array(), 30) } : one)));
    expect(await page('/sella/about')).toMatch(/failed the check at the step “body”\. No signature covers that/);
    await sees(shown);
    expect(await page('/sella/about')).not.toContain('No signature covers that');
    expect(await page('/sella/keeping')).toMatch(new RegExp(`Failed the check at the step “body”; right under a head of ${shown.length} entries`));
  });

  test('is described in docs/reference/malice.md, row by row', () => {
    const documented = [...readFileSync(join(root, 'docs/reference/malice.md'), 'utf8').matchAll(/^\| ([^|]+) \| [^|]+ \| [^|]+ \| `([a-z.-]+)` \| ([^|]+) \|$/gm)].map(([, does, code, keeps]) => [does, code, keeps]);
    expect(documented).toEqual(ROWS.map(([does, code, keeps]) => [does, code, keeps]));
  });
});
