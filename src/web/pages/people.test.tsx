import { afterEach, describe, expect, test } from 'vitest';
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

  test('of a documentary record is its editors', async () => {
    const { request, end } = await deskOf('lachin-2020');
    ends.push(end);
    expect(text(await (await request('/lachin-2020/people')).text())).toContain('Editors of this record');
  });
});
