import { afterAll, beforeAll, expect, test } from 'vitest';
import { siteWith } from '../../../tests/support/site.ts';

let here: Awaited<ReturnType<typeof siteWith>>;
beforeAll(async () => { here = await siteWith('sella'); });
afterAll(() => here.end());
const get = (path: string) => here.site.request(`http://host.example/sella/${path}`);

test.each([
  ['registers/corridors.csv', 'text/csv; charset=utf-8', '#event+type'], ['registers/incidents.geojson', 'application/geo+json', '"FeatureCollection"'], ['windows.ics', 'text/calendar; charset=utf-8', 'Windows of safe access'],
])('%s', async (path, type, holds) => {
  const answer = await get(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
  expect(await answer.text()).toContain(holds);
});

test('every closure, outage, window and warning has an alert at its own address, as a test of a fictional process', async () => {
  const csv = await (await get('registers/corridors.csv')).text(), id = /^([^,\r\n]+),closure,/m.exec(csv)?.[1] ?? '';
  expect(await (await get('alerts.atom')).text()).toContain(`/sella/alerts/${id}.xml`);
  const alert = await (await get(`alerts/${id}.xml`)).text();
  expect(alert).toContain(`<identifier>${id}</identifier>`);
  expect(alert).toContain('<status>Test</status>');
});

test('as of a time; and what is not there, or for nobody who asks', async () => {
  expect((await (await get('registers/corridors.csv?known=2024-06-01')).text()).length).toBeLessThan((await (await get('registers/corridors.csv')).text()).length);
  for (const path of ['registers/shoes.csv', 'registers/people.xml', 'alerts/nothing.xml', 'registers/corridors.csv?known=2024-02-31']) expect([path, (await get(path)).status]).toEqual([path, 404]);
});
