import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { liveTable } from '../../process/test-table.ts';
import { dossier, visitTo } from '../../../tests/samples/visit.ts';
import { archivePage } from './archive.tsx';

test('a long record is printed part by part, each entry in one of them; any part is found by its number', async () => {
  const table = liveTable();
  for (let index = 0; index < 2_100; index += 1) table.add('head-a', 'accreditation', { id: `p${index}`, name: `p${index}`, actor: 'A', capacity: 'delegate', key: `key-${index}`, proof: 's' });
  const part = async (query: string): Promise<string> => { const visit = visitTo(`/pass/archive${query}`), made = await archivePage({ ...visit, app: { ...visit.app, entry: () => Promise.resolve(null) }, dossier: { ...dossier, state: table.state } }, {}); return render(h('main', null, made?.main)); };
  const shown = (html: string): readonly number[] => [...html.matchAll(/<section class="archived" id="entry-(\d+)"/g)].map(([, position]) => Number(position)), all = [await part(''), await part('?part=2'), await part('?part=3')];
  expect(all.flatMap(shown)).toEqual(Array.from({ length: table.state.size }, (_, position) => position));
  expect(all.map((html) => [/rel="prev" href="([^"]+)"/.exec(html)?.[1], /rel="next" href="([^"]+)"/.exec(html)?.[1], /name="part"[^>]* value="(\d)"/.exec(html)?.[1]])).toEqual([[undefined, '/pass/archive?part=2', '1'], ['/pass/archive?part=1', '/pass/archive?part=3', '2'], ['/pass/archive?part=2', undefined, '3']]);
  for (const [wrong, is] of [['?part=99', 2_000], ['?part=-1', 0], ['?part=x', 0]] as const) expect(shown(await part(wrong))[0], wrong).toBe(is);
});
