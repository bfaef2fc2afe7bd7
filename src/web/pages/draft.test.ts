import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteWith } from '../../../tests/support/site.ts';

describe('drafting a commitment', () => {
  let held: Awaited<ReturnType<typeof siteWith>>;
  beforeAll(async () => { held = await siteWith('lachin-2020'); });
  afterAll(async () => held.end());
  const post = async (text: string): Promise<{ readonly status: number; readonly page: string }> => {
    const answer = await held.site.request('http://localhost/lachin-2020/draft', { method: 'POST', body: new URLSearchParams({ text }) });
    return { status: answer.status, page: await answer.text() };
  };
  const OPEN = 'commitment D-1 of TS clause "6"\n  title en "The road stays open"\n  owed by AZE\n  track humanitarian\n  maintain corridor.passable (corridor lachin)\n  from 2022-01-01\n  done until 2023-01-01\n';

  test('shows when it would be owed and what each account would make of it', async () => {
    const { status, page } = await post(OPEN.replace('clause "6"', 'clause 6d'));
    expect(status).toBe(200);
    expect(page).toContain('The road stays open');
    expect(page).toMatch(/Armenia.*missed/s);
    expect(page).toContain('owed from 1 January 2022');
    expect(page).not.toContain('class="complaint"');
  });

  test('names what is wrong, with line, column and the keyword that was meant', async () => {
    const { page } = await post(OPEN.replace('maintain', 'mantain'));
    expect(page).toContain('Line 5, column 3:');
    expect(page).toContain('Did you mean “maintain”?');
  });

  test('says what the rules would have against it', async () => {
    const { page } = await post(OPEN.replace('corridor.passable', 'corridor.imaginary').replace('clause "6"', 'clause 6d'));
    expect(page).toContain('class="complaint"');
    expect(page).toContain('corridor.imaginary');
  });

  test('enters nothing, and takes no more than a draft', async () => {
    const before = (await held.app.dossier('lachin-2020'))?.head.root;
    expect(await post('#'.repeat(70_000))).toMatchObject({ status: 413, page: expect.stringContaining('Nothing was lost') as string });
    expect((await held.app.dossier('lachin-2020'))?.head.root).toBe(before);
    expect((await held.app.dossier('lachin-2020'))?.state.commitments.has('D-1')).toBe(false);
  });

  test('begins with a commitment of the record', async () => {
    const page = await (await held.site.request('http://localhost/lachin-2020/draft?commitment=TS6d')).text();
    expect(page).toContain('commitment TS6d of TS clause 6d');
  });
});
