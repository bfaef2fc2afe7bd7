import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { liveTable } from '../../process/test-table.ts';
import { dossier, visitTo } from '../../../tests/samples/visit.ts';
import type { Participant } from '#process';
import { actPage } from '../acting/page.tsx';
import { peoplePage } from './people.tsx';
import { deskOf } from '../../../tests/support/desk.ts';
import { Person, seenIn } from '../../../tests/support/table.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });
const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/&#39;/g, '’').replace(/\s+/g, ' ');

describe('who sits at the table', () => {
  test('stands by side for everybody; a challenge is told with its seat kept, and offered to who may', async () => {
    const { app, request, send, clock, dossier: { state, head }, end } = await deskOf('sella', { demo: true });
    ends.push(end);
    const page = async (): Promise<string> => (await request('/sella/people')).text();
    const before = text(await page());
    expect(before).toMatch(/Tollaven .* Orsavie Delmarenne , head of delegation Seated by the charter entry 0/);
    expect(before).not.toContain('Put these credentials in question');
    await send('/sella/sign-in/role', { role: 'orsavie' });
    const own = await page();
    expect([/act\/leave\?participant=jovain&amp;reason=left/.test(own), /act\/challenge\?participant=jovain/.test(own), /act\/challenge\?participant=maerith/.test(own), /act\/leave\?participant=maerith/.test(own)]).toEqual([true, false, true, false]);
    const { readSubmissions } = await import('#record'), orsavie = Person.ofCase(state.process, state.charter.seed ?? '', 'orsavie', 'head');
    const read = readSubmissions(orsavie.write({ kind: 'challenge', content: { id: 'q1', participant: 'maerith', by: 'TOL', step: 'challenged', reason: { en: 'No <full> powers were shown.' } } }, seenIn(head.checkpoint), clock.time));
    expect(read.ok && await app.submit('sella', read.value)).toMatchObject([{ position: state.size }]);
    const after = await page();
    expect(text(after)).toMatch(/Tollaven puts these credentials in question: No &lt;full> powers were shown\. entry \d+ Until it is settled the seat is kept, with the same rights\. Settle it/);
    expect(/act\/challenge\?participant=maerith/.test(after)).toBe(false);
  });

  test('can be written to, each who has a reading key, by who is signed in: also of a whole people', async () => {
    const table = liveTable(), seat = (id: string, more: object) => table.add('head-a', 'accreditation', { id, name: id, actor: 'A', capacity: 'delegate', key: `key-${id}`, proof: 's', ...more });
    for (let index = 0; index < 70; index += 1) seat(`p${index}`, {});
    seat('reads', { reading: 'age1reads' });
    const reader = [...table.state.participants.values()].find(({ id }) => id === 'head-a'), visit = { ...visitTo('/pass/people?q=reads'), dossier: { ...dossier, state: table.state } };
    const shown = async (more: object): Promise<string> => { const made = await peoplePage({ ...visit, ...more }, {}); return render(h('main', null, made?.main)); };
    expect((await shown({ reader })).match(/href="[^"]*act\/statement[^"]*"/g)).toEqual(['href="/pass/act/statement?audience=sealed&amp;readers=reads"']);
    expect(await shown({})).not.toContain('act/statement');
    const form = await actPage({ ...visit, reader: reader as Participant, url: new URL('http://host.test/pass/act/statement?audience=sealed&readers=reads') }, 'statement', null, 0);
    const html = render(h('main', null, form?.main));
    expect([html.includes('Not everybody is listed here.'), /name="readers" value="reads" checked/.test(html)]).toEqual([true, true]);
  });

  test('of a documentary record is its editors', async () => {
    const { request, end } = await deskOf('lachin-2020');
    ends.push(end);
    expect(text(await (await request('/lachin-2020/people')).text())).toContain('Editors of this record');
  });

  test('of a whole people is told by side in numbers and a page at a time, and found by name, side and capacity', async () => {
    const table = liveTable(), people = Array.from({ length: 90 }, (_, index) => `p${String(index).padStart(2, '0')}`);
    for (const id of people) table.add('head-a', 'accreditation', { id, name: `Person <${id}>`, actor: 'A', capacity: 'delegate', key: `key-${id}`, proof: 's' });
    table.add('head-a', 'revocation', { participant: 'p00', reason: 'left' });
    const page = async (query: string): Promise<string> => { const made = await peoplePage({ ...visitTo(`/pass/people${query}`), dossier: { ...dossier, state: table.state } }, {}); return render(h('main', null, made?.main)); };
    const ids = (html: string): readonly string[] => [...html.matchAll(/<article class="person" id="person-([^"]+)"/g)].map(([, id = '']) => id);
    const first = await page(''), all: string[] = [];
    for (let number = 1; number <= 3; number += 1) all.push(...ids(await page(`?page=${number}`)));
    expect([ids(first).length, all.length, new Set(all).size]).toEqual([40, table.state.participants.size, table.state.participants.size]);
    expect(all.filter((id) => people.includes(id))).toEqual([...people.slice(1), 'p00']);
    expect(text(first)).toContain(`${table.state.participants.size} people found.`);
    expect(ids(await page('?q=%3Cp7'))).toEqual(people.slice(70, 80));
    expect(await page('?q=%3Cp7')).toContain('Person &lt;p70>');
    expect(ids(await page('?side=B&capacity=head'))).toEqual(['head-b']);
    expect(await page('?side=A&page=2')).toContain('side=A&amp;page=1');
    for (const wrong of ['?page=99', '?page=-1', '?page=x', '?page=1e9']) expect(ids(await page(wrong)).length, wrong).toBeGreaterThan(0);
    expect(text(await page('?q=nobody'))).toContain('Nobody is found. Show everybody');
    expect(gzipSync(first, { level: 9 }).length).toBeLessThan(13_000);
  });
});
