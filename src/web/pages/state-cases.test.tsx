import { gzipSync } from 'node:zlib';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Counterpart } from '#app';
import { createWords } from '#words';
import { large, largeStatuses } from '../../../tests/samples/large.ts';
import { messages, sampleApp, visitTo } from '../../../tests/samples/visit.ts';
import { heldCase } from '../../../tests/support/case.ts';
import { asOfTimes } from '../asof.ts';
import { commitmentPage } from './commitment.tsx';
import { statePage } from './state.tsx';

let app: Counterpart, end: () => Promise<void>;

beforeAll(async () => {
  ({ app, end } = await heldCase('lachin-2020'));
});
afterAll(() => end?.());

async function visit(path: string) {
  const dossier = await app.dossier('lachin-2020');
  if (dossier === null) throw new Error('the case is not held');
  const url = new URL(`http://localhost/lachin-2020${path}`);
  const asOf = asOfTimes(url, dossier);
  if (!asOf.ok) throw new Error(JSON.stringify(asOf.refusal));
  return { app, dossier, url, asOf: asOf.value, words: createWords({ locale: 'en', messages, zone: dossier.state.charter.zone }) };
}
const weight = (html: string): number => gzipSync(html, { level: 9 }).length;

describe('the pages of a real case', () => {
  it.each(['', '?valid=2020-11-12', '?valid=2022-12-13&known=2022-12-14', '?valid=2023-06-20&since=2022-12-01'])('show its state, light and without a missing sentence: %s', async (query) => {
    const page = await statePage(await visit(query), {});
    const html = render(page?.main as VNode);
    expect(html).toContain('Safety of movement along the Lachin corridor');
    expect(weight(html)).toBeLessThan(14_000);
  });

  it('show each commitment at three times, light and without a missing sentence', async () => {
    const { dossier } = await visit('');
    for (const id of dossier.state.commitments.keys()) {
      for (const query of ['', '?valid=2020-11-12', '?valid=2023-03-01&known=2023-03-02']) {
        const page = await commitmentPage(await visit(`/commitments/${id}${query}`), { id });
        expect(weight(render(page?.main as VNode)), `${id}${query}`).toBeLessThan(16_000);
      }
    }
  });

  it('set the accounts of the corridor side by side as they stood on 1 March 2023', async () => {
    const page = await commitmentPage(await visit('/commitments/TS6d?valid=2023-03-01'), { id: 'TS6d' });
    const words = render(page?.main as VNode).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toMatch(/Accounts differ\. kept so far Azerbaijan since 12 December 2022 · settled not kept Armenia since 12 December 2022/);
  });
});

it('sixty commitments by fourteen accounts weigh less than 30 kB', async () => {
  const page = await statePage({ ...visitTo('/pass', sampleApp(() => largeStatuses)), dossier: large }, {});
  const html = render(page?.main as VNode);
  expect(html.match(/<td role="cell"/g)?.length).toBeGreaterThan(800);
  expect(weight(html)).toBeLessThan(12_000);
});
