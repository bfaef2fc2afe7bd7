import { afterAll, beforeAll, expect, test } from 'vitest';
import { siteWith } from '../../../tests/support/site.ts';

let here: Awaited<ReturnType<typeof siteWith>>;
beforeAll(async () => { here = await siteWith('sella'); });
afterAll(() => here?.end());

test('of files on people the page signs nothing before somebody chooses that everybody at the table will hold them', async () => {
  const look = async (audience: string): Promise<string> => {
    const form = new FormData();
    form.set('file', new File(['person_record_id,source_date,full_name\nsella.counterpart.invalid/p1,2026-05-02T00:00:00Z,Nella Vaunt\n'], 'people.csv'));
    for (const [name, value] of [['as', 'sorrin'], ['audience', audience]] as const) form.set(name, value);
    return (await here.site.request('http://host.test/sella/intake', { method: 'POST', body: form, headers: { Origin: 'http://host.test' } })).text();
  };
  const [first, chosen] = [await look('public'), await look('table')];
  expect([first.includes('1 row: 1 new'), first.includes('These are files on people.'), first.includes('href="/sella/act/person"'), first.includes('id="intake-rows"')]).toEqual([true, true, true, false]);
  expect([chosen.includes('These are files on people.'), chosen.includes('Will be able to read it: everybody at the table'), chosen.includes('id="intake-rows"')]).toEqual([false, true, true]);
});
