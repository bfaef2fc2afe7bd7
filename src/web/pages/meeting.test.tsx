import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { frozen, held, proposed, talksVisit } from '../../../tests/samples/talks.ts';
import { meetingPage } from './meeting.tsx';
import { meetingsPage } from './meetings.tsx';

const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const page = async (table = held(), query = '', reader?: string) => render((await meetingPage(talksVisit(table, `meetings/m1${query}`, reader), { id: 'm1' }))?.main as VNode);

describe('the page of a meeting', () => {
  it('says where, how and with what interpretation it is meant to be, and who answered', async () => {
    const words = text(await page(proposed()));
    expect(words).toMatch(/When 20 February 2024, 10:00 .*? Where The hut Host Mediator How in two rooms, with a mediator between Interpretation French/);
    expect(words).toMatch(/Proposed by Upland entry 2 An answer is asked for by 10 February 2024\. Lowland : Has not answered yet\. Mediator : Has not answered yet\./);
    expect(words).toContain('Nobody has entered that it was held.');
  });

  it('has its agenda by track', async () => expect(text(await page())).toMatch(/Agenda humanitarian The missing entry \d infrastructure The lower sluice brought in by Lowland 40 minutes entry \d/i));

  it('marks points that are for the table only', async () => {
    const table = held(), id = table.state.agendas.get('m1')?.[0]?.value.id ?? '';
    expect(text(await page(table))).not.toContain('for the table only');
    table.state = { ...table.state, forTable: new Set([id]) };
    expect(text(await page(table))).toContain('The missing for the table only');
  });

  it('sets the accounts of how it was held side by side, seats and time in the same form for each side', async () => {
    const words = text(await page());
    expect(words).toContain('2 accounts of it are on record, each that of whoever entered it.');
    expect(words).toMatch(/As entered by Mediator .*? Upland 2 1 1 \(of 1 nothing is given\) – 10 minutes 0 Lowland 1 0 0 farmers 8 minutes and 30 seconds 1 Mediator 1 0 not given – – 0/);
    expect(words).toMatch(/As entered by Lowland .*?no speaking times are given/);
    expect(words).not.toMatch(/%|per ?cent|rank|average/i);
  });

  it('offers acts to whoever is signed in, with the meeting filled in, and to nobody else', async () => {
    expect(await page(proposed(), '', 'head-b')).toContain('href="/pass/act/decline?to=m1"');
    expect(await page(proposed())).not.toContain('/act/');
  });

  it('in large type has the clock’s sides and what changes apart', async () => {
    const html = await page(held(), '?screen=1');
    expect(html).toMatch(/<div id="live">.*?<\/div><section id="clock"/);
    expect(html).toContain('data-sides="[[&quot;A&quot;,&quot;Upland&quot;],[&quot;B&quot;,&quot;Lowland&quot;],[&quot;MED&quot;,&quot;Mediator&quot;]]"');
    expect(html).toMatch(/data-session>/);
  });

  it('is not there where there is no such meeting', async () => expect(await meetingPage(talksVisit(held(), 'meetings/none'), { id: 'none' })).toBeNull());
});

describe('the page of meetings', () => {
  const list = async (table = held()) => text(render((await meetingsPage(talksVisit(table, 'meetings'), {}))?.main as VNode));

  it('says of each where it stands', async () => {
    expect(await list(proposed())).toMatch(/One meeting ahead .*? 20 February 2024, 10:00 .*? The road and the water Upland Lowland Mediator Proposed; not every party has answered\./);
    expect(await list()).toMatch(/One meeting held, passed or declined .*? Held\./);
  });

  it('lists what somebody is to do from approved minutes: owner, date, reports; overdue is not undone, without a date nothing is overdue', async () => {
    const words = await list(frozen());
    expect(words).toMatch(/The mediator sends the map\. Mediator by 20 March 2024 Mediator : done, 15 March 2024 entry \d+/);
    expect(words).toMatch(/The weather service is asked for its series\. Weather service no date; open since 12 March 2024 No report\./);
  });
});
