import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteWith } from '../../../tests/support/site.ts';

const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the preconditions of a side in the case of Lachin', () => {
  let here: Awaited<ReturnType<typeof siteWith>>;
  beforeAll(async () => { here = await siteWith('lachin-2020'); });
  afterAll(() => here?.end());
  const words = async (query = ''): Promise<string> => text(await (await here.site.request(`/lachin-2020/preconditions${query}`)).text());

  it('stand under its name, each with what would meet it and where it stands by each account', async () => {
    const found = await words();
    expect(found).toMatch(/Put forward by de facto authorities in Nagorno-Karabakh\. No signature of Azerbaijan is on record\./);
    expect(found).toMatch(/First: checkpoint on the Hakari bridge removed Asked of Azerbaijan What would meet it somebody’s account that the border checkpoint was removed \(.*?\) no account by anybody/);
    expect(found).toMatch(/First: gas supplied again .*?de facto authorities in Nagorno-Karabakh: open without a date/);
    expect(found).toMatch(/Inclusive and representative mechanism .*?names no assessor/);
  });

  it('stand beside the texts that the other side put forward, in the same form', async () => expect(await words()).toMatch(/Ceasefire of 20 September 2023, terms as published by Azerbaijan .*?Put forward by Azerbaijan\. No signature of de facto authorities in Nagorno-Karabakh is on record\./));

  it('are not there before they were published', async () => expect(await words('?valid=2023-06-01&known=2023-06-01')).not.toContain('checkpoint on the Hakari bridge removed'));
});

describe('a record without any', () => {
  it('says so', async () => {
    const { site, end } = await siteWith('sella');
    expect(text(await (await site.request('/sella/preconditions?valid=2024-01-01')).text())).toContain('No text of one side alone is on record.');
    await end();
  });
});
