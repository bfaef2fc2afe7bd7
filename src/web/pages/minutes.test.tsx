import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { circulated, drafted, frozen, held, talksVisit } from '../../../tests/samples/talks.ts';
import { minutesPage } from './minutes.tsx';

const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const page = async (table = frozen(), reader?: string) => render((await minutesPage(talksVisit(table, 'minutes/min1', reader), { id: 'min1' }))?.main as VNode);

describe('the page of minutes', () => {
  it('being drafted: every hand, and what each changed, in each language', async () => {
    const html = await page(drafted()), words = text(html);
    expect(words).toMatch(/1 · Said by Upland Upland said that the road is open\. Le Haut Pays dit que la route est ouverte\./);
    expect(words).toMatch(/Draft by delegate-a, 22 February 2024 entry \d+ English Upland said that the road taken out: was closed put in: is open \. French/);
    expect(html).toContain('<li aria-current="step">Drafted by several hands.');
  });

  it('circulated: corrections against what was circulated, with the answer of every other party', async () => {
    const words = text(await page(circulated()));
    expect(words).toContain('Circulated on 23 February 2024; open to corrections by those present until 10 March 2024.');
    expect(words).toMatch(/Of paragraph 2 by Lowland accepted by every other party English Lowland opens the put in: lower sluice by 1 April\. Reason: There are two\. Upland : accepts it\./);
    expect(words).toMatch(/Notes of sides .*? Of paragraph 1 by Lowland kept as this side’s note .*? Upland : declines it\. entry \d+ That was not said\./);
    expect(words).toMatch(/2 · Record corrected Lowland opens the lower sluice by 1 April\. Le Bas Pays ouvre la vanne/);
    expect(words).toMatch(/Upland : has not approved it\. Lowland : has not approved it\./);
  });

  it('approved by one for other words than stand now: that approval does not count', async () => {
    const table = circulated().add('head-a', 'approval', { id: 'ap-a', minutes: 'min1', with: ['c-b'], by: 'A' });
    table.add('head-a', 'answer', { id: 'x-later', to: 'c-note', by: 'A', answer: 'accept' });
    expect(text(await page(table))).toContain('Upland : approved other words than stand now; its approval does not count for these.');
  });

  it('frozen: the text, its entry with proof, and each commitment by whom it is asserted or confirmed', async () => {
    const html = await page(), words = text(html);
    expect(words).toContain('Approved by every party, the last on 12 March 2024. Nothing in them changes any more.');
    expect(words).toMatch(/Lower sluice opened confirmed by Lowland entry \d+ It rests on the words opens the lower sluice Sluice opened each spring asserted by Upland, not confirmed by Lowland/);
    expect(words).toMatch(/Lowland , interpretative statement: Of this year only\./);
    expect(words).toMatch(/Not signed besides by Upland and Lowland\..*?had approved the same text, with its proof: entry \d+/);
    expect(html).not.toContain('/act/');
  });

  it('offers confirmation to the owner’s side alone, and corrections no more', async () => {
    expect(await page(frozen(), 'head-b')).toContain('href="/pass/act/confirm?commitment=K2"');
    expect(await page(frozen(), 'head-a')).not.toContain('/act/confirm');
    expect(await page(frozen(), 'head-b')).not.toContain('/act/correct-minutes');
    expect(await page(circulated(), 'head-b')).toContain('/act/correct-minutes?minutes=min1&amp;paragraph=2');
    expect(await page(circulated(), 'head-a')).toContain('href="/pass/act/approve?minutes=min1&amp;with=c-b"');
  });

  it('marks every language and is not there where there are none', async () => {
    expect(await page()).toMatch(/<p lang="fr" dir="auto">Le Bas Pays/);
    expect(await minutesPage(talksVisit(held(), 'minutes/min1'), { id: 'min1' })).toBeNull();
  });
});
