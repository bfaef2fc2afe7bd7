import { gzipSync } from 'node:zlib';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Counterpart } from '#app';
import { REGISTERS } from '#views';
import { createWords } from '#words';
import { messages } from '../../../tests/samples/visit.ts';
import { heldCase } from '../../../tests/support/case.ts';
import { asOfTimes } from '../asof.ts';
import { registerPage, registersPage } from './register-page.tsx';

let app: Counterpart, end: () => Promise<void>;

beforeAll(async () => {
  ({ app, end } = await heldCase('lachin-2020'));
});
afterAll(() => end?.());

async function page(path: string) {
  const dossier = await app.dossier('lachin-2020'), url = new URL(`http://localhost/lachin-2020/registers${path}`);
  if (dossier === null) throw new Error('the case is not held');
  const asOf = asOfTimes(url, dossier), name = url.pathname.split('/')[3];
  if (!asOf.ok) throw new Error(JSON.stringify(asOf.refusal));
  const visit = { app, dossier, url, asOf: asOf.value, words: createWords({ locale: 'en', messages, zone: dossier.state.charter.zone }) };
  const made = await (name === undefined ? registersPage(visit, {}) : registerPage(visit, { name }));
  const html = made === null ? '' : render(made.main as VNode);
  return { status: made?.status, html, text: html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') };
}

describe('the registers of the Lachin case', () => {
  it('reproduce the check of the file: 85 days by the one rule and 90 by the other, outage by outage', async () => {
    const { text } = await page('/infrastructure');
    expect(text).toContain('The report looks at 150 days, 13 December 2022 to 12 May 2023. This account has 7 outages on this record');
    const rows = [...text.matchAll(/ (G\w+) \d+ \w+ 202\d \d+ \w+ 202\d(?: end unknown; to the day to which its report speaks)? (\d+) (\d+)(?= )/g)].map(([, , sum, union]) => [Number(sum), Number(union)]);
    expect(rows.map(([sum]) => sum)).toEqual([3, 12, 8, 5, 3, 3, 51]);
    expect(rows.map(([, union = 0]) => union).reduce((all, one) => all + one, 0)).toBe(90);
    expect(text).toContain('Together 85 days 90 days Rule 1 leads to 85, the number of the report; rule 2 does not.');
    expect(text).toContain('shows nothing of whether it is true or who is responsible');
  });

  it('have movements with counts by source, and what passed in the numbers given', async () => {
    const { text } = await page('/corridors');
    expect(text).toMatch(/Counts by source: what is told of [^,]*, as far as was on record on/);
    expect(text).toContain('Convoys and medical evacuations');
    expect(text).toMatch(/patients Stepanakert\/Khankendi → Armenia denied 25 /);
  });

  it('are narrowed by the address, and say what of it cannot be read', async () => {
    const narrowed = await page('/corridors?category=passage&from=2022-12-27&to=2022-12-30'), wrong = await page('/corridors?category=moon&from=never');
    expect(narrowed.text).toMatch(/3 rows of \d+ match what you chose/);
    expect([wrong.status, wrong.html.match(/href="#register-(\w+)"/g)]).toEqual([400, ['href="#register-from"', 'href="#register-category"']]);
  });

  it('are light, one after another, and none is without its page', async () => {
    for (const name of REGISTERS) {
      const { html } = await page(`/${name}`);
      expect(gzipSync(html, { level: 9 }).length, name).toBeLessThan(13_000);
      expect(html, name).not.toMatch(/ style=|<script/);
    }
    expect((await page('')).text).toContain('Corridors and checkpoints');
    expect((await page('/moon')).html).toBe('');
  });
});
