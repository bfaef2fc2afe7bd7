import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { get as fromHost } from '#api';
import { Counterpart } from '#app';
import { readKeyFile, writeKeyFile } from '#record';
import { openStore } from '#store';
import { webApp } from '../src/web/index.ts';
import { asked, counterpart, done, running, serve } from './support/host.ts';
import type { Host } from './support/host.ts';
import { begun } from './support/ends.ts';
import { plain } from './support/opening.ts';
import { allMessages } from './support/site.ts';
import { valley } from './support/talks.ts';

/** Letters that are not for the table, from a charter on, as people would at their command lines: sealed, shared, released, erased. Each test goes on where the one before ended. */
const { ends, folder } = begun(afterAll);

const place = folder(), data = folder();
const file = (name: string): string => join(place, name);
const as = (id: string): readonly string[] => ['--key', file(`${id}.key`), '--as', id];
const SECRET = 'the stores hold flour for eleven days', NAME = 'Vardan of the upper mill';

const run = (...args: readonly string[]): string => done(counterpart(...args, '--data', data));
const refusedWith = (text: string, ...args: readonly string[]): void => { expect(counterpart(...args, '--data', data)).toMatchObject({ code: 1, notes: expect.stringContaining(text) }); };

function write(name: string, kind: string, content: object): string {
  writeFileSync(file(name), JSON.stringify({ kind, content }));
  return file(name);
}

const report = (id: string, words: string, by = 'OSM') => ({ id, category: 'observation', date: '2026-05-01', summary: { en: words }, accounts: [{ by, stance: 'asserts', text: { en: NAME } }] });

/** What a key opens, by position. */
const opens = (id: string, at = data): readonly { readonly position: number; readonly author: string; readonly shared: string | null; readonly wrong: unknown; readonly content: { readonly summary?: { readonly en: string } } }[] =>
  JSON.parse(done(counterpart('letters', 'valley', ...as(id), '--json', '--data', at))) as never;

/** Every byte that the folder of a host holds. */
const everything = (at: string): string => readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n');

beforeAll(() => valley(place, data), 60_000);

describe('from a charter on', () => {
  test('heads sign it before there is a log, and nobody else can open it', () => {
    const open = () => counterpart('charter', 'open', file('charter.json'), 'valley', ...as('anna'), '--data', data);
    expect(done(counterpart('charter', 'check', file('charter.json')))).toContain('Still to sign: anna and boris');
    done(counterpart('charter', 'sign', file('charter.json'), ...as('anna')));
    expect(open()).toMatchObject({ code: 1, notes: expect.stringContaining('boris') });
    expect(counterpart('charter', 'sign', file('charter.json'), '--key', file('olga.key'), '--as', 'boris')).toMatchObject({ code: 1, notes: expect.stringContaining('names another key for boris') });
    done(counterpart('charter', 'sign', file('charter.json'), ...as('boris')));
    expect(counterpart('charter', 'sign', file('charter.json'), ...as('boris'))).toMatchObject({ code: 1, notes: expect.stringContaining('signed this charter already') });
    expect(counterpart('charter', 'open', file('charter.json'), 'valley', ...as('anna'), '--data', place)).toMatchObject({ code: 3, notes: expect.stringContaining('does not keep the log') });
    expect(done(open())).toContain('valley is open');
    expect(done(counterpart('audit', 'valley', '--data', data))).toMatch(/./);
  });

  test('an entry for everybody, one for the table, and letters to some; the host’s files hold no word of a letter', () => {
    expect(run('sign', 'valley', write('r1.json', 'report', report('open-1', 'The road is open.')), ...as('olga'))).toContain('No. 1');
    expect(run('sign', 'valley', write('s1.json', 'statement', { id: 'table-1', type: 'proposal', date: '2026-05-01', summary: { en: 'For the table.' }, accounts: [{ by: 'A', stance: 'asserts' }] }), ...as('anna'), '--table')).toContain('No. 2');
    expect(run('sign', 'valley', write('l1.json', 'report', report('sealed-1', SECRET)), ...as('olga'), '--for', 'mira')).toContain('No. 3');
    expect(run('sign', 'valley', write('l2.json', 'report', report('sealed-2', `${SECRET} in A`)), ...as('mira'), '--for', 'A')).toContain('No. 4');
    const bytes = everything(data);
    expect(bytes).toContain('The road is open.');
    for (const hidden of [SECRET, NAME + '!', 'sealed-1']) expect(bytes.includes(hidden)).toBe(false);
    expect(opens('mira').map(({ position, author, wrong }) => ({ position, author, wrong }))).toEqual([{ position: 3, author: 'olga', wrong: null }, { position: 4, author: 'mira', wrong: null }]);
    expect(opens('aram').map(({ position, content }) => [position, content.summary?.en])).toEqual([[4, `${SECRET} in A`]]);
    expect(opens('boris')).toEqual([]);
    expect(done(counterpart('audit', 'valley', '--data', data))).toMatch(/./);
  });

  test('a lost device loses no letter of its side: the recovery opens them', () => {
    expect((JSON.parse(done(counterpart('letters', 'valley', '--key', file('recovery-a.key'), '--as', 'anna', '--json', '--data', data))) as readonly unknown[]).length).toBe(1);
  });

  test('whoever left is written to no more, and keeps what was for them', () => {
    run('sign', 'valley', write('left.json', 'revocation', { participant: 'aram', reason: 'left' }), ...as('anna'));
    refusedWith('Nobody called aram', 'sign', 'valley', file('l2.json'), ...as('mira'), '--for', 'aram');
    run('sign', 'valley', write('l3.json', 'report', report('sealed-3', 'After he left.')), ...as('mira'), '--for', 'A');
    expect(opens('aram').map(({ position }) => position)).toEqual([4]);
    expect(opens('anna').map(({ position }) => position)).toEqual([4, 6]);
    refusedWith('speaks for aram', 'sign', 'valley', file('r1.json'), ...as('aram'));
  });

  test('a reader is added by a letter of one’s own, with the proof', () => {
    refusedWith('No letter at 3', 'share', 'valley', '3', '--for', 'anna', ...as('boris'));
    expect(run('share', 'valley', '3', '--for', 'anna', ...as('mira'))).toContain('No. 7');
    const seen = opens('anna').find(({ position }) => position === 3);
    expect(seen).toMatchObject({ author: 'olga', shared: 'mira', wrong: null, content: { summary: { en: SECRET } } });
  });
});

describe('a lost key', () => {
  test('is replaced with the root that a head keeps on paper, which signs nothing else; letters go to the new key from then on', () => {
    done(counterpart('keys', 'new', file('boris-2.key')));
    refusedWith('is not the key that speaks for boris', 'sign', 'valley', file('r1.json'), '--key', file('root-b.key'), '--as', 'boris');
    refusedWith('is not the key that speaks for boris', 'keys', 'replace', 'valley', file('boris-2.key'), '--key', file('recovery-a.key'), '--as', 'boris');
    run('keys', 'replace', 'valley', file('boris-2.key'), '--key', file('root-b.key'), '--as', 'boris');
    refusedWith('is not the key that speaks for boris', 'sign', 'valley', file('r1.json'), ...as('boris'));
    const place = /No\. (\d+)/.exec(run('sign', 'valley', write('l4.json', 'report', report('sealed-4', 'To the new key.')), ...as('olga'), '--for', 'boris'))?.[1];
    expect(opens('boris')).toEqual([]);
    writeFileSync(file('boris.key'), readFileSync(file('boris-2.key')));
    expect(opens('boris').map(({ position }) => String(position))).toEqual([place]);
    expect(counterpart('audit', 'valley', '--data', data).code).toBe(0);
  });
});

describe('released', () => {
  test('by everybody named, in whole: it counts from then on, in its author’s name', () => {
    run('release', 'draft', 'valley', '3', file('whole.json'), ...as('olga'));
    done(counterpart('release', 'sign', file('whole.json'), ...as('olga')));
    refusedWith('mira is named in the letter', 'release', 'enter', 'valley', file('whole.json'), ...as('olga'));
    done(counterpart('release', 'sign', file('whole.json'), '--key', file('boris.key'), '--as', 'mira'));
    refusedWith('not signed with', 'release', 'enter', 'valley', file('whole.json'), ...as('olga'));
    run('release', 'draft', 'valley', '3', file('whole.json'), ...as('olga'));
    for (const id of ['olga', 'mira']) done(counterpart('release', 'sign', file('whole.json'), ...as(id)));
    const edited = readFileSync(file('whole.json'), 'utf8').replace('eleven', 'twelve');
    writeFileSync(file('edited.json'), edited);
    refusedWith('', 'release', 'enter', 'valley', file('edited.json'), ...as('olga'));
    run('release', 'enter', 'valley', file('whole.json'), ...as('mira'));
    refusedWith('released in whole already', 'release', 'enter', 'valley', file('whole.json'), ...as('mira'));
    expect(done(counterpart('audit', 'valley', '--data', data))).toMatch(/./);
  });

  test('in part: what is shown is proven, what is kept back stays unknown', () => {
    run('release', 'draft', 'valley', '6', file('part.json'), ...as('mira'), '--hide', 'accounts.0.text', '--hide', 'id');
    for (const id of ['mira', 'anna']) done(counterpart('release', 'sign', file('part.json'), ...as(id)));
    const draft = readFileSync(file('part.json'), 'utf8');
    expect(draft).toContain('After he left.');
    expect(draft).not.toContain(NAME);
    run('release', 'enter', 'valley', file('part.json'), ...as('mira'));
    writeFileSync(file('forged.json'), draft.replace('After he left.', 'Before he left'));
    refusedWith('', 'release', 'enter', 'valley', file('forged.json'), ...as('mira'));
  });
});

describe('on copies', () => {
  let host: Host;
  beforeAll(async () => {
    host = await serve(data);
    ends.push(() => host.kill());
  });

  test('a public mirror verifies all of it without the rest; one of the table has that too, and its letters open', async () => {
    const open = folder(), table = folder();
    expect(done(counterpart('mirror', `${host.url}/valley`, '--data', open))).toContain('6 contents are not for everybody');
    expect(everything(open)).not.toContain('For the table.');
    done(counterpart('mirror', `${host.url}/valley`, '--key', file('anna.key'), '--data', table));
    expect(everything(table)).toContain('For the table.');
    expect(opens('anna', table).map(({ position }) => position)).toEqual([3, 4, 6, 7]);
    expect(opens('anna', open)).toEqual([]);
    for (const at of [open, table]) expect(counterpart('audit', 'valley', '--data', at).code).toBe(0);
    const stranger = await asked(`${host.url}/valley/tile/bodies/000.p/1`, { headers: { 'counterpart-reading': 'x' } });
    expect([stranger.status, await stranger.json()]).toEqual([403, { code: 'record.reading.form' }]);
    expect(counterpart('mirror', `${host.url}/valley`, '--key', file('recovery-a.key'), '--data', folder()).code).toBe(3);
  });

  test('a host that does not give what is missing, though it has the entries, is told of', async () => {
    const copy = folder(), half = createServer((request, response) => {
      if (request.url?.includes('/tile/bodies/') === true) return void response.writeHead(503).end();
      get(`${host.url}${request.url}`, { agent: false }, (answer) => { answer.pipe(response.writeHead(answer.statusCode ?? 500)); });
    });
    await new Promise<void>((resolve) => { half.listen(0, '127.0.0.1', resolve); });
    ends.push(() => half.close());
    done(counterpart('mirror', `${host.url}/valley`, '--data', copy));
    const came = await running('mirror', `http://127.0.0.1:${(half.address() as AddressInfo).port}/valley`, '--key', file('anna.key'), '--data', copy);
    expect([came.code, came.notes, came.out]).toEqual([0, '', expect.stringContaining('One bundle of contents that are missing here was not given by the host')]);
    expect(everything(copy)).not.toContain('For the table.');

    // A node that goes on running asks again, and only until it has been given all.
    let gives = false, questions = 0;
    const anna = readKeyFile(readFileSync(file('anna.key'), 'utf8')), store = await openStore({ folder: copy, mode: 'write' });
    let now = Math.floor(Date.now() / 1000);
    const clock = { now: () => now, turn: async () => undefined }, app = new Counterpart(store, { clock, chance: { bytes: (count) => new Uint8Array(count) }, seedOf: async () => null, demo: false });
    const follow = () => app.mirror(async (url, reading) => {
      if (url.includes('/tile/bodies/')) questions += 1;
      return url.includes('/tile/bodies/') && !gives ? { status: 503, bytes: new Uint8Array() } : fromHost(url, reading);
    }, `${host.url}/valley`, 'valley', anna.ok ? anna.value.seed : undefined);
    app.follows('valley', `${host.url}/valley`);
    const since = now, ungiven = async () => (await app.dossier('valley'))?.ungiven, size = (await app.dossier('valley'))?.head.size;
    expect(await follow()).toMatchObject({ unfilled: 1 });
    expect(await ungiven()).toEqual({ count: 1, entries: [[0, size]], since, again: since + 30 });
    const site = webApp({ app: app.forEverybody(), messages: allMessages(), assets: { style: '/assets/style.css' }, build: 'test' }), said = `was not given by its host, though it has the entries: of entries 0 to ${(size ?? 0) - 1}. It was first asked at`;
    for (const path of ['/valley', '/valley/keeping']) expect(plain(await (await site.request(path)).text())).toContain(said);
    // Not at each poll, for to ask takes reading the whole copy; and each time after twice as long.
    for (const [later, again] of [[10, 30], [30, 60], [60, 120], [119, 120], [120, 240]] as const) {
      const before = questions;
      now = since + later;
      await follow();
      expect([later, questions - before, (await ungiven())?.again]).toEqual([later, later === 10 || later === 119 ? 0 : 1, since + again]);
    }
    gives = true;
    now += 120;
    expect(await follow()).toMatchObject({ filled: expect.any(Number) as number });
    const enough = questions;
    expect(await follow()).not.toHaveProperty('filled');
    expect([questions, await ungiven()]).toEqual([enough, undefined]);
    expect(await (await site.request('/valley')).text()).not.toContain('not given by its host');
    await store.close();
  });

  test('who comes to sit at the table fills in a copy that was taken without its words, from the host or from a bag', () => {
    const before = folder(), carried = folder(), bag = file('table.bag');
    for (const at of [before, carried]) expect(done(counterpart('mirror', `${host.url}/valley`, '--data', at))).toContain('contents are not for everybody');
    expect(done(counterpart('mirror', `${host.url}/valley`, '--key', file('anna.key'), '--data', before))).toContain('contents that were missing here');
    done(counterpart('mirror', `${host.url}/valley`, '--key', file('anna.key'), '--data', before));
    done(counterpart('bag', 'pack', 'valley', bag, '--table', '--data', before));
    expect(done(counterpart('bag', 'open', bag, '--data', carried))).toContain('contents that were missing here');
    for (const at of [before, carried]) {
      expect(everything(at)).toContain('For the table.');
      expect(opens('anna', at).map(({ position }) => position)).toEqual([3, 4, 6, 7]);
      expect(counterpart('audit', 'valley', '--data', at).code).toBe(0);
    }
    const [one, other] = [before, carried].map((at) => JSON.parse(done(counterpart('status', 'valley', '--json', '--data', at))) as { readonly digest: string });
    expect(one?.digest).toBe(other?.digest);
  });

  test('the host’s word that something will be on record is kept, and compared', async () => {
    const own = folder(), signed = file('r9.json');
    done(counterpart('mirror', `${host.url}/valley`, '--key', file('boris.key'), '--data', own));
    write('r9.json', 'statement', { id: 'promised-1', type: 'proposal', date: '2026-05-02', summary: { en: 'Promised.' }, accounts: [{ by: 'B', stance: 'asserts' }] });
    const said = done(counterpart('sign', 'valley', signed, ...as('boris'), '--to', `${host.url}/valley`, '--promise', '--data', own)), entry = /that ([0-9a-f]{12})/.exec(said)?.[1] ?? '?';
    const came = () => counterpart('submitted', 'valley', '--data', own);
    expect(came()).toMatchObject({ code: 0, notes: '', out: expect.stringContaining(`${entry}  waiting, promised by 20`) });
    done(counterpart('mirror', `${host.url}/valley`, '--key', file('boris.key'), '--data', own));
    expect(came()).toMatchObject({ code: 0, out: expect.stringContaining(`${entry}  recorded as No. `) });
    expect(counterpart('sign', 'valley', file('r1.json'), '--key', file('recovery-a.key'), '--as', 'boris', '--to', `${host.url}/valley`, '--promise', '--data', own).code).toBe(1);
  });

  test('a receipt is kept of what a host took, of a letter too, and is checked off line against one’s own copy', async () => {
    const own = folder(), at = ['--data', own], to = [...as('boris'), '--to', `${host.url}/valley`, ...at];
    done(counterpart('mirror', `${host.url}/valley`, '--key', file('boris.key'), ...at));
    done(counterpart('sign', 'valley', write('r10.json', 'statement', { id: 'receipt-1', type: 'proposal', date: '2026-05-02', summary: { en: 'Receipted.' }, accounts: [{ by: 'B', stance: 'asserts' }] }), ...to));
    done(counterpart('sign', 'valley', write('l10.json', 'report', report('sealed-10', 'A letter.')), ...to, '--for', 'mira'));
    const papers = readdirSync(join(own, 'receipts')).map((name) => join(own, 'receipts', name));
    expect(papers).toHaveLength(2);
    for (const paper of papers) expect(counterpart('receipt', paper, ...at)).toMatchObject({ code: 0, out: expect.stringContaining('does not go so far yet') });
    expect(counterpart('submitted', 'valley', ...at)).toMatchObject({ code: 0, out: expect.stringMatching(/waiting; No\. \d+ by the host’s receipt[^]*waiting; No\. \d+ by the host’s receipt/) });
    done(counterpart('mirror', `${host.url}/valley`, '--key', file('boris.key'), ...at));
    for (const paper of papers) expect(counterpart('receipt', paper, ...at)).toMatchObject({ code: 0, out: expect.stringContaining('This copy holds it there') });
    expect(done(counterpart('submitted', 'valley', ...at)).match(/recorded as No\. /g)).toHaveLength(2);
    const forged = file('forged.receipt');
    writeFileSync(forged, readFileSync(papers[0] ?? '', 'utf8').replace(/\nindex (\d+)/, (_, index: string) => `\nindex ${Number(index) - 1}`));
    expect(counterpart('receipt', forged, ...at).code).toBe(1);
    expect(counterpart('receipt', file('r10.json'), ...at)).toMatchObject({ code: 1 });
  });

  test('what is signed while the host is not reached is kept, and not lost', () => {
    const own = folder();
    done(counterpart('mirror', `${host.url}/valley`, '--key', file('boris.key'), '--data', own));
    expect(counterpart('sign', 'valley', write('r11.json', 'statement', { id: 'kept-1', type: 'proposal', date: '2026-05-02', summary: { en: 'Kept.' }, accounts: [{ by: 'B', stance: 'asserts' }] }), ...as('boris'), '--to', 'http://127.0.0.1:1/valley', '--data', own)).toMatchObject({ code: 0, out: expect.stringContaining('kept here') });
    expect(counterpart('submitted', 'valley', '--data', own)).toMatchObject({ code: 0, out: expect.stringContaining('waiting') });
  });

  test('evidence streams to the host under its digest, for everybody once an entry names it; sealed, for those to whom it is', async () => {
    const photo = file('photo.bin'), bytes = Buffer.alloc(3_000_000, 'snow on the pass '), to = ['--to', `${host.url}/valley`, '--data', data], url = (digest: string) => `${host.url}/valley/evidence/${digest}`;
    writeFileSync(photo, bytes);
    const open = JSON.parse(done(counterpart('evidence', 'add', 'valley', photo, ...as('olga'), ...to))) as { readonly digest: string; readonly bytes: number };
    expect([open.bytes, (await asked(url(open.digest))).status]).toEqual([3_000_000, 404]);
    done(counterpart('sign', 'valley', write('e1.json', 'report', { ...report('with-photo', 'A photograph.'), evidence: [open] }), ...as('olga'), ...to));
    const answer = await asked(url(open.digest)), rest = await asked(url(open.digest), { headers: { range: 'bytes=2999990-' } });
    expect([Buffer.from(await answer.arrayBuffer()).equals(bytes), rest.status, (await rest.arrayBuffer()).byteLength]).toEqual([true, 206, 10]);
    const closed = JSON.parse(done(counterpart('evidence', 'add', 'valley', photo, ...as('olga'), '--for', 'anna', ...to))) as { readonly digest: string };
    expect(everything(data).split('snow on the pass snow on').length).toBe(everything(join(data, 'evidence')).split('snow on the pass snow on').length);
    done(counterpart('evidence', 'get', 'valley', closed.digest, file('opened.bin'), '--sealed', ...as('anna'), '--data', data));
    expect(readFileSync(file('opened.bin')).equals(bytes)).toBe(true);
    expect(counterpart('evidence', 'get', 'valley', closed.digest, file('opened.bin'), '--sealed', ...as('anna'), '--data', data)).toMatchObject({ code: 3, notes: expect.stringContaining('nothing is written over') });
    expect(counterpart('evidence', 'add', 'valley', file('none.bin'), ...as('olga'), ...to)).toMatchObject({ code: 3, notes: expect.stringMatching(/none\.bin cannot be read: ENOENT/) });
    writeFileSync(file('other.key'), writeKeyFile(new Uint8Array(32).fill(9)));
    expect(counterpart('evidence', 'add', 'valley', photo, '--key', file('other.key'), '--as', 'olga', ...to)).toMatchObject({ code: 1, notes: expect.stringMatching(/kept here, and the host did not take it. It answered 403: Nobody with the key /) });
    expect(counterpart('evidence', 'get', 'valley', closed.digest, file('no.bin'), '--sealed', ...as('boris'), '--data', data)).toMatchObject({ code: 1, notes: expect.stringContaining('not sealed to this key') });
    expect((await asked(url('0'.repeat(64)), { method: 'PUT', body: 'x' })).status).toBe(403);
  });

  test('words are erased from every copy, and every proof still verifies', async () => {
    const copy = folder();
    done(counterpart('mirror', `${host.url}/valley`, '--key', file('anna.key'), '--data', copy));
    expect(everything(copy)).toContain('The road is open.');
    const to = ['--to', `${host.url}/valley`, '--data', data];
    const before = readFileSync(join(data, 'counterpart.sqlite')).length;
    expect(counterpart('erase', 'valley', '1', '--reason', 'Named a person.', ...as('boris'), ...to)).toMatchObject({ code: 1, notes: expect.stringContaining('another side’s') });
    done(counterpart('erase', 'valley', '1', '--reason', 'Named a person.', ...as('olga'), ...to));
    expect(counterpart('erase', 'valley', '4', '--reason', 'x', ...as('anna'), ...to)).toMatchObject({ code: 1, notes: expect.stringContaining('does not erase the letter') });
    done(counterpart('erase', 'valley', '4', '--reason', 'Consent withdrawn.', ...as('mira'), ...to));
    const status = await asked(`${host.url}/valley/timeline`);
    expect([status.status, (await status.text()).includes('The road is open.')]).toEqual([200, false]);
    done(counterpart('mirror', `${host.url}/valley`, '--key', file('anna.key'), '--data', copy));
    const late = folder();
    done(counterpart('mirror', `${host.url}/valley`, '--key', file('anna.key'), '--data', late));
    await host.stop();
    for (const at of [data, copy, late]) {
      expect(everything(at).includes('The road is open.'), at).toBe(false);
      expect(counterpart('audit', 'valley', '--data', at).code).toBe(0);
      expect(opens('anna', at).map(({ position }) => position)).toEqual([3, 6, 7]);
    }
    expect(before).toBeGreaterThan(0);
    expect(counterpart('status', 'valley', '--data', copy).out).toBe(counterpart('status', 'valley', '--data', late).out);
  });
});
