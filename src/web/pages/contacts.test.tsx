import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWords } from '#words';
import { asserts, dayStart, heldItem, testRecord } from '../../../tests/samples/record.ts';
import { dossier, messages, sampleApp } from '../../../tests/samples/visit.ts';
import { siteWith } from '../../../tests/support/site.ts';
import { contactsPage } from './contacts.tsx';

const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the ledger of a small record', () => {
  const actors = [{ id: 'A', kind: 'party' as const, label: { en: 'Upland' } }, { id: 'B', kind: 'party' as const, label: { en: 'Lowland' } }];
  const of = (id: string, known: string, status: string, by: string, words: string) =>
    heldItem('meeting', { id, status: status as 'held', date: '2021-03-20', title: { en: 'The <road>' }, participants: ['A', 'B'], ...(status === 'proposed' ? { proposedBy: by } : {}), accounts: [asserts(by, { text: { en: words } })] }, { known, position: id.length });
  const page = async (items: Parameters<typeof testRecord>[0]['items'] = []) => {
    const state = testRecord({ actors, items }), whole = dayStart('2022-01-01');
    const visit = { app: sampleApp(), words: createWords({ locale: 'en', messages, zone: state.charter.zone }), url: new URL('http://localhost/pass/contacts'), dossier: { ...dossier, state }, asOf: { valid: whole, known: whole } };
    return render((await contactsPage(visit, {}))?.main as VNode);
  };

  it('says who proposed, who answered, how and after how long, each with its entry', async () => {
    const html = await page([of('m', '2021-03-01', 'proposed', 'A', 'Come.'), of('mm', '2021-03-04', 'declined', 'B', 'Not so.')]);
    expect(text(html)).toMatch(/The &lt;road> Meeting of 20 March 2021 Proposed it, 1 March 2021\. entry 1 Come\. Declined after 3 days, 4 March 2021\. entry 2 Not so\./);
    expect(html).toContain('href="/pass/record/2"');
    expect(text(html)).not.toMatch(/%|per ?cent|rank|average|score of (?!anybody)/i);
  });

  it('says where there is nothing', async () => expect(text(await page())).toContain('No contact is on record.'));
});

describe('the ledgers of the two cases', () => {
  const sites = new Map<string, Awaited<ReturnType<typeof siteWith>>>();
  beforeAll(async () => { for (const slug of ['lachin-2020', 'sella']) sites.set(slug, await siteWith(slug)); });
  afterAll(async () => { for (const { end } of sites.values()) await end(); });
  const words = async (slug: string, query = ''): Promise<string> => text(await (await sites.get(slug)?.site.request(`/${slug}/contacts${query}`))?.text() ?? '');

  it('set both accounts of the meeting of 1 March 2023 side by side', async () => {
    const found = await words('lachin-2020');
    expect(found).toMatch(/Second meeting at the peacekeepers’ headquarters .*The record does not say who proposed it\..*Was there\. Says of it: Contacts with Armenian residents.*Was there\. Says of it: Commander named/);
    expect(found).toContain('what a side proposed or answered without a page that says so is not here');
  });

  it('know nothing of a meeting before its day', async () => expect(await words('lachin-2020', '?valid=2023-02-28')).not.toContain('Second meeting at the peacekeepers’ headquarters'));

  it('count the same acts for each side of Sella', async () => {
    const found = await words('sella');
    expect(found).toMatch(/Orrumar 2 4 2 2 0 4 0 0 0 2 days/);
    expect(found).toMatch(/Tollaven 2 4 2 2 0 4 0 0 0 2 to 3 days/);
  });
});
