import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyPublished } from '#audit';
import { readBag, readBody } from '#wire';
import { siteWith } from '../../tests/support/site.ts';

let sella: Awaited<ReturnType<typeof siteWith>>;
beforeAll(async () => { sella = await siteWith('sella'); });
afterAll(() => sella.end());
const get = (path: string, headers: Record<string, string> = {}) => sella.site.request(`http://host${path}`, { headers });

describe('files that leave the house', () => {
  test.each([
    ['/sella/calendar.ics', 'text/calendar; charset=utf-8', 'inline; filename="sella.ics"'], ['/sella/changes.atom', 'application/atom+xml; charset=utf-8', 'inline; filename="sella.atom"'],
    ['/sella/texts/SU.docx?copy=ORR', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'attachment; filename="SU.ORR.docx"'],
  ])('%s: what it is, and not sent twice', async (path, type, name) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('Content-Disposition')]).toEqual([200, type, name]);
    expect((await get(path, { 'If-None-Match': answer.headers.get('ETag') ?? '' })).status).toBe(304);
  });

  test.each(['/sella/texts/none.docx', '/sella/texts/SU.docx?copy=MED', '/sella/texts/SU.docx?copy=__proto__', '/sella/texts/__proto__.docx', '/atlantis/calendar.ics', '/sella/texts/SU'])('%s: 404', async (path) => expect((await get(path)).status).toBe(404));

  test('with a paper goes the record in one file, which the check of a copy finds right', async () => {
    const answer = await get('/sella/record.bag'), opened = readBag(new Uint8Array(await answer.arrayBuffer())), dossier = await sella.app.dossier('sella');
    expect([answer.headers.get('Content-Disposition'), opened.ok]).toEqual(['attachment; filename="sella.bag"', true]);
    const files = opened.ok ? opened.value : new Map<string, Uint8Array>(), found = await verifyPublished(async (path) => files.get(`${dossier?.state.process}/${path}`) ?? null, { read: readBody });
    expect([found.wrong, found.size, found.root]).toEqual([null, dossier?.head.size, dossier?.head.root]);
  });

  test('the page offers each text to each party, in the order of their ids, and the addresses for other programs', async () => {
    const html = await (await get('/sella/papers')).text();
    expect(html.indexOf('/sella/texts/SU.docx?copy=ORR')).toBeLessThan(html.indexOf('/sella/texts/SU.docx?copy=TOL'));
    for (const address of ['http://host/sella/calendar.ics', 'http://host/sella/changes.atom']) expect(html).toContain(address);
  });

  test('the archive holds every entry with its number and digest', async () => {
    const html = await (await get('/sella/archive')).text(), dossier = await sella.app.dossier('sella');
    expect([...html.matchAll(/id="entry-(\d+)"/g)].map(([, position]) => Number(position))).toEqual(Array.from({ length: dossier?.head.size ?? 0 }, (_, index) => index));
    for (const { source } of dossier?.state.instruments.values() ?? []) expect(html).toContain(source.entry);
    expect(html).not.toContain('Not shown here');
  });
});
