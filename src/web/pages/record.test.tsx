import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteWith } from '../../../tests/support/site.ts';
import type { EntryWithProof } from '#app';
import type { ProofStep } from '../proof.ts';
import { checkProof } from '../proof.ts';

let sella: Awaited<ReturnType<typeof siteWith>>, lachin: Awaited<ReturnType<typeof siteWith>>;
beforeAll(async () => { [sella, lachin] = [await siteWith('sella'), await siteWith('lachin-2020')]; });
afterAll(async () => { await sella.end(); await lachin.end(); });

const html = async (path: string): Promise<string> => (await (path.startsWith('/lachin') ? lachin : sella).site.request(`http://host${path}`)).text();
const text = (page: string): string => page.replace(/<[^>]+>/g, ' ').replace(/&quot;/g, '"').replace(/\s+/g, ' ');
const positions = (page: string): readonly number[] => [...page.matchAll(/<th[^>]*data-label="Entry"[^>]*><div><a href="[^"]*record\/(\d+)/g)].map(([, position]) => Number(position));
const found = (page: string): number => Number(/(\d[\d,]*) entr(?:y|ies) found/.exec(page)?.[1]?.replace(',', '') ?? 0);
const dossierOf = async (slug: string) => (await (slug === 'sella' ? sella : lachin).app.dossier(slug)) as NonNullable<Awaited<ReturnType<typeof sella.app.dossier>>>;

describe('the record', () => {
  test('lists every entry of the log, the charter first, fifty on a page', async () => {
    const { head } = await dossierOf('sella');
    const pages = await Promise.all(Array.from({ length: Math.ceil(head.size / 50) }, (_, index) => html(`/sella/record?page=${index + 1}`)));
    expect(pages.flatMap(positions)).toEqual(Array.from({ length: head.size }, (_, index) => index));
    expect(found(pages[0] ?? '')).toBe(head.size);
  });

  test.each(['0', '-3', '1e9', 'x', ''])('page %s is one that there is', async (page) => {
    expect(positions(await html(`/sella/record?page=${page}`)).length).toBeGreaterThan(0);
  });

  test('nothing found says so, and offers all', async () => {
    const page = await html('/sella/record?q=zeppelin');
    expect(text(page)).toContain('No entry found');
    expect(page).toContain('>Show all</a>');
    expect(positions(page)).toEqual([]);
  });

  test('narrows by kind, by who signed, by words and by id; its pages and its form keep what was asked', async () => {
    const page = await html('/sella/record?kind=commitment&lang=ru&page=1');
    expect(found(page)).toBe((await dossierOf('sella')).state.commitments.size);
    expect(page).toContain('<input type="hidden" name="lang" value="ru"');
    expect(page).toMatch(/<option value="commitment" selected/);
    const entry = (await sella.app.entry('sella', 40))?.id ?? '';
    expect(positions(await html(`/sella/record?q=${entry.slice(0, 12)}`))).toEqual([40]);
    const [someone] = [...(await dossierOf('sella')).state.participants.values()];
    expect(found(await html(`/sella/record?author=${someone?.id}`))).toBeGreaterThan(0);
    const asked = await html('/sella/record?q=the');
    expect(asked).toMatch(/href="\/sella\/record\?q=the&amp;page=2" ?/);
  });

  test('gives the head to compare, and the command that checks all of it', async () => {
    const page = await html('/sella/record');
    const { head } = await dossierOf('sella');
    for (const one of [head.root, head.origin, 'counterpart audit sella']) expect(page).toContain(one);
  });

  test('what was there from the beginning of a documentary record has no date', async () => {
    expect(text(await html('/lachin-2020/record'))).not.toContain('1970');
  });
});

describe('an entry', () => {
  test('every entry of both cases has its page: who signed, when, what it says, the bytes; and is right', async () => {
    for (const [slug, { app }] of [['sella', sella], ['lachin-2020', lachin]] as const) {
      const { head } = await dossierOf(slug);
      for (let position = 0; position < head.size; position += 1) {
        const page = await html(`/${slug}/record/${position}`);
        const entry = (await app.entry(slug, position)) as EntryWithProof;
        expect(checkProof(entry, head.origin).ok).toBe(true);
        expect(page, `${slug} ${position}`).not.toContain('role="alert"');
        expect(page).toContain(entry.id);
        expect(page).not.toMatch(/\bundefined\b|\[object|\bNaN\b|Invalid Date/);
      }
    }
  });

  test('leaves nothing out: every word of its content stands on the page', async () => {
    for (const position of [0, 20, 45, 100, 150, 200]) {
      const entry = (await sella.app.entry('sella', position)) as EntryWithProof;
      const page = await html(`/sella/record/${position}`);
      const shown = text(page.slice(page.indexOf('What it says'), page.indexOf('<h2>Proof')));
      const summary = ((JSON.parse(entry.body) as { readonly content: { readonly summary?: { readonly en: string }; readonly title?: { readonly en: string } } }).content);
      for (const words of [summary.summary?.en, summary.title?.en]) if (words !== undefined) expect(shown).toContain(words.replace(/\s+/g, ' '));
    }
  });

  test('one that was corrected or withdrawn says so, and by which entry', async () => {
    const { state } = await dossierOf('sella');
    const changed = [...state.items.values()].filter(({ history }) => history.length > 0);
    expect(changed.length).toBeGreaterThan(0);
    for (const { source, history } of changed) {
      const page = await html(`/sella/record/${source.position}`);
      for (const change of history) expect(page).toContain(`href="/sella/record/${change.source.position}"`);
      expect(text(page)).toMatch(/(?:Corrected|Withdrawn) on \d+ \w+ \d{4}, by Entry/);
    }
  });

  test('served as data, it is the same bytes', async () => {
    const answer = await sella.site.request('http://host/sella/record/12.json');
    expect(await answer.json()).toEqual(await sella.app.entry('sella', 12));
  });

  test('with scripts off it says how to check it', async () => {
    expect(await html('/sella/record/12')).toMatch(/<noscript>.*counterpart audit sella.*<\/noscript>/s);
  });
});

describe('the check of an entry names what fails', () => {
  const cases: readonly (readonly [ProofStep, (entry: EntryWithProof, other: EntryWithProof) => Partial<EntryWithProof>])[] = [
    ['entry', ({ leaf }) => ({ leaf: leaf.slice(0, -1) })],
    ['entry', ({ leaf }) => ({ leaf: leaf.replace('"kind":"', '"kind": "') })],
    ['entry', (_, { id }) => ({ id })],
    ['entry', (_, { leaf }) => ({ leaf })],
    ['signature', (entry, other) => ({ leaf: entry.leaf.replace(entry.leaf.split('\n')[1] ?? '', other.leaf.split('\n')[1] ?? '') })],
    ['body', ({ body }) => ({ body: body.replace('a', 'o') })],
    ['checkpoint', ({ checkpoint }) => ({ checkpoint: checkpoint.replace(/\n\d+\n/, '\n1\n') })],
    ['host', ({ charter }) => ({ charter: charter.replace('"fictional":true', '"fictional":false') })],
    ['host', ({ charter }, { body }) => ({ charter, succession: { leaf: '', body } })],
    ['checkpoint', () => ({ checkpoint: '' })],
    ['inclusion', ({ proof }) => ({ proof: proof.slice(1) })],
    ['inclusion', ({ proof }) => ({ proof: [...proof, proof[0] ?? ''] })],
    ['inclusion', () => ({ proof: ['not base64!'] })],
    ['inclusion', ({ position }) => ({ position: position + 1 })],
    ['inclusion', ({ leaf }) => ({ leaf: leaf.replace(/\n(\d+)\n$/, (_, second: string) => `\n${Number(second) + 1}\n`) })],
  ];

  test.each(cases)('%s', async (step, alter) => {
    const entry = (await sella.app.entry('sella', 60)) as EntryWithProof, other = (await sella.app.entry('sella', 61)) as EntryWithProof;
    const { head } = await dossierOf('sella');
    expect(checkProof({ ...entry, ...alter(entry, other) }, head.origin)).toEqual({ ok: false, step });
  });

  test('an entry of another process is none of this one', async () => {
    const foreign = (await lachin.app.entry('lachin-2020', 60)) as EntryWithProof;
    expect(checkProof(foreign, (await dossierOf('sella')).head.origin)).toEqual({ ok: false, step: 'entry' });
  });
});

describe('about this case', () => {
  test('counts who speaks, in the order of the screens, silent ones named', async () => {
    const whole = text(await html('/lachin-2020/about')), page = whole.slice(whole.lastIndexOf('Who speaks'));
    expect(page.indexOf('Armenia')).toBeLessThan(page.indexOf('Azerbaijan'));
    expect(page).toContain('Without any account in this record:');
    expect(page).toMatch(/\d+ pages of \d+ sites/);
  });

  test('views on status are those of whoever holds them; a self-designation is a quotation', async () => {
    const page = await html('/lachin-2020/about');
    expect(page).toMatch(/<q><bdi lang="en">Republic of Artsakh/);
    expect(text(page)).toContain('View of Azerbaijan : part of Azerbaijan');
  });

  test('says what a proof is not', async () => {
    for (const path of ['/sella/about', '/lachin-2020/about']) {
      const page = text(await html(path));
      for (const limit of ['Tamper-evident', 'Not complete', 'Not true because it is signed', 'Nor does it prove a person']) expect(page).toContain(limit);
    }
  });
});
