import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Proposal } from '#process';
import { at, Table } from '../../process/test-table.ts';
import { CHARTER, talksVisit } from '../../../tests/samples/talks.ts';
import { decisionsPage } from './decisions.tsx';

const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const on = (day: string) => ({ recorded: at(day), madeAt: at(day) });
const SILENCE: Proposal = { id: 'q1', what: 'decision', by: 'A', to: ['B', 'C'], title: { en: 'A joint gauge' }, decision: { rule: 'silence', expires: '2024-02-10T12:00Z' } };
const CONSENSUS: Proposal = { ...SILENCE, id: 'q2', title: { en: 'A second gauge' }, decision: { rule: 'consensus' } };
const quiet = (): Table => new Table({ ...CHARTER, procedure: { silence: { atLeast: 'P3D', late: 'PT6H' } } }).add('head-a', 'proposal', SILENCE, on('2024-02-01'));
const later = (table: Table, when: string): Table => table.add('head-a', 'statement', { id: `s-${when.slice(0, 10)}-${when.length}`, type: 'statement', date: '2024-02-01', summary: { en: 'a word' }, accounts: [] }, { recorded: at(when), madeAt: at(when) });
const page = async (table: Table, reader?: string) => render((await decisionsPage(talksVisit(table, 'decisions', reader), {}))?.main as VNode);

describe('decisions', () => {
  it('by silence last until they expire, wait for objections made in time, and are then adopted', async () => {
    expect(text(await page(quiet()))).toMatch(/A joint gauge silence lasts .*?The silence ends 10 February 2024, 12:00 \(UTC\) .*?Lowland : Has not answered yet\./);
    expect(text(await page(later(quiet(), '2024-02-10T14:00Z')))).toContain('silence has ended; an objection made before may still come');
    expect(text(await page(later(quiet(), '2024-02-11')))).toContain('adopted by silence 10 February 2024');
  });

  it('by silence are broken by one objection, which stands with its reason', async () => {
    const table = quiet().add('head-c', 'answer', { id: 'x', to: 'q1', by: 'C', answer: 'decline', reason: { en: 'Not on our bank.' } }, on('2024-02-05'));
    expect(text(await page(table))).toMatch(/not adopted: the silence was broken 5 February 2024 .*?Coast : Declined after 4 days, 5 February 2024\. entry 2 Not on our bank\./);
    expect(await page(table, 'head-b')).not.toContain('/act/decline');
    expect(await page(quiet(), 'head-b')).toContain('href="/pass/act/decline?to=q1"');
  });

  it('by consensus are adopted once every party asked has accepted; what is attached stands beside', async () => {
    const table = new Table(CHARTER).add('head-a', 'proposal', CONSENSUS, on('2024-02-01')).add('head-b', 'answer', { id: 'x1', to: 'q2', by: 'B', answer: 'accept' }, on('2024-02-02'));
    expect(text(await page(table))).toMatch(/A second gauge open .*?consensus of all parties asked .*?Lowland : Accepted after 1 day/);
    table.add('head-c', 'answer', { id: 'x2', to: 'q2', by: 'C', answer: 'accept' }, on('2024-02-03')).add('head-c', 'reservation', { id: 'r', to: 'q2', by: 'C', type: 'reservation', text: { en: 'Not in winter.' } }, on('2024-02-03'));
    expect(text(await page(table))).toMatch(/adopted 3 February 2024 .*?Reservations and interpretative statements Coast , reservation: Not in winter\./);
  });

  it('are none where none was put', async () => expect(text(await page(new Table(CHARTER)))).toContain('No decision was put to the table.'));
});
