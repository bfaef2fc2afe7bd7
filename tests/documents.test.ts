import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { assert } from '#base';
import { signed } from '#app';
import type { Document, Link } from '#process';
import { caseKeySeed, readSubmissions, writeKeyFile } from '#record';
import type { Submitted } from '#record';
import { readDocuments } from '#wire';
import { webApp } from '../src/web/index.ts';
import { StillClock, heldCase } from './support/case.ts';
import { counterpart, done, freshFolder, holdCases } from './support/host.ts';
import { REPORTS, haveMinsk, minskCase } from './support/minsk.ts';
import { allMessages } from './support/site.ts';

const plain = (html: string): string => html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');

describe.runIf(haveMinsk)('178 reports of monitors beside the text that they report on', () => {
  type Held = Awaited<ReturnType<typeof heldCase>>;
  let held: Held, documents: readonly Document[], site: ReturnType<typeof webApp>;
  const submission = async (kind: 'document' | 'link', content: Document | Link, who = 'monitor'): Promise<Submitted> => {
    const dossier = await held.app.dossier('minsk');
    assert(dossier !== null, 'the case is held');
    const bytes = signed({ state: dossier.state, head: dossier.head }, { kind, content }, { participant: who, seed: caseKeySeed('minsk-of-a-test', who) }, { clock: null, chance: { bytes: () => new Uint8Array(16) }, now: () => TIME } as never), read = bytes.ok ? readSubmissions(bytes.value) : bytes;
    assert(read.ok && read.value[0] !== undefined, 'it is signed');
    return read.value[0];
  };
  const TIME = Date.UTC(2023, 0, 1) / 1000;
  const page = async (path: string) => { const answer = await site.request(`http://host.test/minsk/${path}`), html = await answer.text(); return { status: answer.status, html, text: plain(html), weight: gzipSync(html, { level: 9 }).length }; };
  const enter = async (...all: readonly Submitted[]) => { for (const one of await held.app.submit('minsk', all) ?? []) if (!('position' in one)) throw new Error(JSON.stringify(one)); };

  beforeAll(async () => {
    held = await heldCase('minsk', new StillClock(TIME), undefined, minskCase);
    const read = readDocuments([{ file: 'reports_ukraine.jsonl', text: readFileSync(REPORTS ?? '', 'utf8') }], { author: null, by: 'SMM', language: 'en', date: null, url: null });
    assert(read.ok, 'the reports are read');
    documents = read.value.map(({ document }) => document);
    await enter(...await Promise.all(documents.map((document) => submission('document', document))));
    site = webApp({ app: held.app, messages: allMessages(), assets: { style: '/assets/style.css' }, build: 'test' });
  });
  afterAll(() => held?.end());

  it('are documents, each sentence whole, with what the page broke put together again', () => {
    const sentences = documents.flatMap((document) => document.sentences), all = sentences.join('\n');
    expect(documents.length).toBe(178);
    expect(sentences.length).toBeGreaterThan(2_500);
    expect(all).not.toMatch(/[\uF0B7•]|vio-\s?lations|ins ide|suita tion/u);
    expect(all.match(/\bviolations\b/g)?.length).toBeGreaterThan(300);
    expect(documents.find(({ id }) => id === 'report_UA_1')?.sentences).toContain('Overall since the beginning of 2021, the SMM has confirmed damage to 197 civilian objects and infrastructure sites.');
    // What follows a colon or semicolon is a piece of its own in the data, and stays one.
    expect(sentences.filter((sentence, index) => /^\p{Ll}/u.test(sentence) && !/^www|^http/.test(sentence) && !/[:;]$/.test(sentences[index - 1] ?? '')).length).toBeLessThan(0.03 * sentences.length);
  });

  it('are listed by when they were published, and chosen by author, language and year', async () => {
    const all = await page('documents'), some = await page('documents?year=2021&by=SMM&language=en');
    expect(all.text).toContain('178 documents.');
    expect(some.text).toMatch(/\d+ documents of 178 match/);
    expect(some.html).not.toContain('report_UA_3"');
    expect((await page('documents?year=1815')).status).toBe(400);
    expect(all.weight).toBeLessThan(15_000);
  });

  it('have an address for each sentence, and what it may bear on is suggested by the words that it shares', async () => {
    const { html, weight } = await page('documents/report_UA_1'), [, second = ''] = html.split('id="s2"'), part = second.split('id="s3"')[0] ?? '';
    expect(plain(part)).toContain('recorded 7,333 ceasefire violations');
    expect(part).toMatch(/href="\/minsk\/commitments\/M1"/);
    expect(plain(part)).toContain('shares “ceasefire” and “violations”');
    expect([weight < 15_000, (await page('documents/none')).status]).toEqual([true, 404]);
    expect(html).not.toMatch(/ style=|<script(?! type="module")/);
  });

  it('bear on a commitment by the word of who links a sentence with it: there, and at the commitment', async () => {
    const { sentences = [] } = documents.find(({ id }) => id === 'report_UA_1') ?? {}, at = sentences.findIndex((sentence) => sentence.includes('freedom of movement was restricted 62 times')) + 1;
    expect(at).toBeGreaterThan(0);
    await enter(await submission('link', { id: 'l-1', by: 'SMM', date: '2022-12-31', item: 'report_UA_1', at, commitments: ['M3'], bears: true }));
    await enter(await submission('link', { id: 'l-2', by: 'SIDE-A', date: '2022-12-31', item: 'report_UA_1', at, commitments: ['M3'], bears: false, reason: { en: 'It was mined.' } }, 'head-a'));
    const { html } = await page('documents/report_UA_1'), part = plain((html.split(`id="s${at}"`)[1] ?? '').split(`id="s${at + 1}"`)[0] ?? '');
    expect(part).toMatch(/M3 Monitoring by the OSCE: bears on it by the word of OSCE SMM; does not by the word of One side|M3.*OSCE SMM.*One side/);
    expect(part).toContain('It was mined.');
    expect((await page('commitments/M3')).html).toContain(`/minsk/documents/report_UA_1#s${at}`);
    expect((await page('commitments/M3')).text).toContain('A sentence of a document');
    expect((await page('documents?year=undated')).text).toContain('sentences, 1 linked');
  });

  it.each([
    // What somebody asks, and words that each sentence shown has a form of.
    ['violations of the ceasefire', [/ceasefire/i, /violat/i]], ['restricted movements', [/restrict/i, /mov/i]], ['withdraw heavy weapon', [/withdr/i, /weapon/i]],
    ['civilian casualty', [/civilian/i, /casualt/i]], ['disengagements', [/disengage/i]], ['drone OR uav jammed', [/uav/i, /jam/i]],
  ] as const)('are found by %s', async (question, forms) => {
    const { html, text, weight } = await page(`search?kind=document&q=${encodeURIComponent(question)}`), hits = [...html.matchAll(/<p class="hit"[^>]*>(.*?)<\/p>/g)].map(([, hit = '']) => hit);
    expect(text).toMatch(/have these words|have some of them/);
    expect(hits.length).toBeGreaterThan(5);
    for (const form of forms) expect(hits.filter((hit) => form.test(plain(hit))).length).toBeGreaterThanOrEqual(0.8 * hits.length);
    expect(hits[0]).toContain('<mark>');
    expect(weight).toBeLessThan(15_000);
  });

  it('are found in every report that has the words in any form: as many as a plain search for what the forms share', async () => {
    const has = (...forms: readonly RegExp[]): readonly string[] => documents.filter(({ sentences }) => forms.every((form) => sentences.some((sentence) => form.test(sentence)))).map(({ id }) => id).toSorted();
    const found = async (text: string): Promise<readonly string[]> => (await held.app.search('minsk', { text, known: TIME + 10, kind: 'document', language: null, by: null }, 0, 999))?.hits.map(({ thing }) => thing.id).toSorted() ?? [];
    expect(await found('ceasefire violation')).toEqual(has(/\bceasefires?\b/i, /\b(?:violations?|violat(?:es?|ed|ing))\b/i));
    expect(await found('restrictions')).toEqual(has(/\brestrict(?:ions?|s|ed|ing)?\b/i));
    expect(await found('civilian casualties')).toEqual(has(/\bcivilians?\b/i, /\bcasualt(?:y|ies)\b/i));
  });
});

const folder = freshFolder(), data = join(folder.path, 'data');
beforeAll(() => { holdCases(['sella'], data); });
afterAll(() => folder.remove());
const file = (name: string, text: string): string => { const path = join(folder.path, name); mkdirSync(join(path, '..'), { recursive: true }); writeFileSync(path, text); return path; };
const TEXT = 'Weekly report\n\nThe Mission went to the mill on 2 May. Approx. 40 people\nwaited; the road was in good condi-\ntion.\n\n• Nobody passed the gate.\n• The condition of the gate is un-\nknown.\f\nPage 2';
const HTML = '<!doctype html><html lang="ru"><head><title>О дороге</title><meta property="article:published_time" content="2026-05-03T08:00:00Z"><script>let a = "нет";</script></head><body><nav>Главная</nav><article><h1>О дороге</h1><p>Дорога открыта. По дороге прошли<b>&nbsp;40</b> человек.</p><ul><li>Мост цел</li></ul></article></body></html>';

test('documents are shown sentence by sentence before anything is entered; with a key, what is new is signed; the same again brings nothing', () => {
  const key = file('sorrin.key', writeKeyFile(caseKeySeed('sella-1', 'sorrin'))), add = (path: string, ...more: readonly string[]) => counterpart('documents', 'add', 'sella', path, '--as', 'sorrin', '--author', 'The mission', '--data', data, ...more);
  file('texts/weekly.txt', TEXT);
  file('texts/road.html', HTML);
  const texts = join(folder.path, 'texts'), shown = JSON.parse(done(add(texts, '--json'))) as readonly { readonly file: string; readonly what: string; readonly mended: readonly string[]; readonly document: Document }[];
  const [road, weekly] = shown;
  expect(weekly?.document).toMatchObject({ id: 'weekly', language: 'en', sentences: ['Weekly report', 'The Mission went to the mill on 2 May.', 'Approx. 40 people waited; the road was in good condition.', 'Nobody passed the gate.', 'The condition of the gate is unknown.', 'Page 2'], author: { en: 'The mission' } });
  expect(road?.document).toMatchObject({ language: 'ru', title: { ru: 'О дороге' }, date: '2026-05-03', sentences: ['О дороге', 'Дорога открыта.', 'По дороге прошли 40 человек.', 'Мост цел'] });
  expect([shown.map(({ what }) => what), weekly?.mended, weekly?.document.evidence?.[0]?.bytes]).toEqual([['new', 'new'], ['condition', 'unknown'], Buffer.byteLength(TEXT)]);
  expect(done(add(texts, '--key', key, '--demo'))).toMatch(/2 documents of 10 sentences: 2 new, none known already, none refused\.\nRecorded as No\. \d+\.\nRecorded as No\. \d+\./);
  expect(done(add(texts))).toContain('2 documents of 10 sentences: none new, 2 known already');
});

test('words are searched at the command line in any of their forms', () => {
  const { out, code } = counterpart('search', 'sella', 'закрытой дорогой', '--by', 'ORR', '--data', data);
  expect([code, out]).toEqual([0, expect.stringMatching(/^Statement s-2024-04-orr, Orrumar \(\d+\)\n {2}\*Дорога\* \*закрыта\* с осени, и \*закрытая\* \*дорога\* вредит обоим её концам\.\n/)]);
  expect(JSON.parse(done(counterpart('search', 'sella', 'опоры проехала', '--json', '--data', data)))).toMatchObject({ total: 1, all: true, hits: [{ kind: 'document', id: 'd-2025-07-sheet', at: 4, language: 'ru' }] });
  expect(done(counterpart('search', 'sella', 'zzyzx', '--data', data))).toContain('That nobody wrote them down means nothing by itself.');
});

test.each<readonly [string, string, RegExp, (readonly string[])?]>([
  ['no.jsonl', '{"id":"a","text":"One."}\n{"id":', /no\.jsonl:2 - This is no JSON/], ['none.jsonl', '{"id":"a"}', /none\.jsonl:1 - There is no text here: it goes under “text”/], ['empty.txt', ' \n', /empty\.txt:1 - There are no sentences in it/],
  ['twice.jsonl', '{"id":"a","text":"One."}\n{"id":"a","text":"Two."}', /twice\.jsonl:2 - The id “a” is there already/], ['whose.txt', 'One.', /whose\.txt:1 - Nothing says whose text it is/, []], ['odd.jsonl', '{"id":"a","text":"One.","segments":[1,{}]}', /odd\.jsonl:1 - There is no text here: it goes under “segments”/],
])('%s is named with what is wrong, and nothing of it is read', (name, text, said, author = ['--author', 'The mission']) => {
  expect(counterpart('documents', 'add', 'sella', file(name, text), '--as', 'sorrin', '--data', data, ...author)).toMatchObject({ code: 1, notes: expect.stringMatching(said) });
});
