import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { at } from '../../process/test-table.ts';
import { MEETING, circulated, frozen, proposed, talksVisit } from '../../../tests/samples/talks.ts';
import { askedPage } from './asked.tsx';

const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const page = async (table: ReturnType<typeof proposed>, reader?: string) => render((await askedPage(talksVisit(table, 'asked', reader), {}))?.main as VNode);
const on = (day: string) => ({ recorded: at(day), madeAt: at(day) });

describe('what is asked of whoever is signed in', () => {
  it('is nothing where nobody is, and says so', async () => expect(text(await page(proposed()))).toContain('This page is for whoever is signed in.'));

  it('is an answer, with its date and what silence means; not of the side that proposed', async () => {
    const html = await page(proposed(), 'head-b'), words = text(html);
    expect(words).toMatch(/One thing is asked of your side.*?Answer a proposal: The road and the water from Upland By 10 February 2024 If your side does not answer, the record says that it let the date pass\. Accept Decline with a reason/);
    expect(html).toContain('href="/pass/meetings/m1"');
    expect(text(await page(proposed(), 'head-a'))).toContain('Nothing is asked of your side.');
  });

  it('is not an answer to what another has answered with a proposal of its own: that one is asked', async () => {
    const table = proposed(), other = { ...MEETING, id: 'm2', by: 'B', to: ['A', 'MED'], title: { en: 'The road first' }, instead: 'm1' };
    table.add('head-b', 'proposal', other, on('2024-02-02'));
    expect(text(await page(table, 'mediator'))).toContain('Answer a proposal: The road first');
    expect(text(await page(table, 'mediator'))).not.toContain('The road and the water');
    expect(text(await page(table, 'head-a'))).toContain('Answer a proposal: The road first');
  });

  it('is to read minutes, to answer corrections of others, and to approve: with a date first what has one', async () => {
    const open = circulated().add('head-b', 'minutes-correction', { id: 'c-open', minutes: 'min1', paragraph: '4', by: 'B', text: { en: 'The weather service is asked.' } }, on('2024-02-26'));
    expect(text(await page(open, 'head-a'))).toMatch(/Read the minutes, and correct them if need be: .*? By 10 March 2024 .*?Answer a correction of minutes: .*? from Lowland No date If your side has not answered when the text is approved, the correction is kept as a note of Lowland, outside the text\..*?Approve minutes:/);
    expect(text(await page(open, 'head-b'))).not.toContain('Answer a correction');
    expect(text(await page(open, 'mediator'))).toContain('Nothing is asked of your side.');
  });

  it('is to confirm what another wrote down, until it is confirmed, and to do what the minutes say', async () => {
    expect(text(await page(frozen(), 'head-b'))).toMatch(/Confirm a commitment that another wrote down for your side: Sluice opened each spring from Upland No date Until then it stands as asserted by Upland, not confirmed by your side\./);
    expect(text(await page(frozen(), 'head-b'))).not.toContain('Lower sluice opened');
    expect(text(await page(frozen(), 'mediator'))).not.toContain('sends the map');
  });

  it('is to settle credentials in question, of either side', async () => {
    const table = proposed().add('head-b', 'challenge', { id: 'ch', participant: 'adviser-a', by: 'B', step: 'challenged', reason: { en: 'No letter.' } }, on('2024-02-02'));
    expect(text(await page(table, 'head-a'))).toContain('Credentials in question: adviser-a from Lowland');
    expect(text(await page(table, 'head-b'))).toContain('Until it is settled the person keeps the seat, with the same rights.');
    expect(text(await page(table, 'mediator'))).not.toContain('Credentials in question');
  });

  describe('by the field', () => {
    const words = { en: 'Why was the road shut?' };
    const table = () => proposed().add('monitor', 'report', { id: 'seen', category: 'closure', date: '2024-01-30', summary: { en: 'The road is shut' }, accounts: [{ by: 'MON', stance: 'asserts' }] }, on('2024-02-02'));

    it('is comment on a report, with its limit, until somebody of the side has replied', async () => {
      const asked = table().add('monitor', 'question', { id: 'q', by: 'MON', about: 'seen', to: 'A', until: '2024-02-20', text: words }, on('2024-02-02')), html = await page(asked, 'delegate-a');
      expect(text(html)).toMatch(/You are asked for comment: Why was the road shut\? from Monitors By 20 February 2024 If your side does not comment, the page says so/);
      expect(html).toContain('href="/pass/reports/seen#q"');
      expect(text(await page(asked, 'head-b'))).not.toContain('asked for comment');
      expect(text(await page(asked.add('head-a', 'reply', { id: 'r', by: 'A', to: 'q', text: words, date: '2024-02-03' }, on('2024-02-03')), 'delegate-a'))).not.toContain('asked for comment');
    });

    it('is a reply to a claim that concerns the side, while there is time', async () => {
      const claim = table().add('observer', 'claim', { id: 'c', date: '2024-02-01', asserter: { en: 'A radio' }, anonymity: 'unnamed', words: { en: 'They shut it themselves' }, quoted: true, concerns: ['B'], first: { outlet: 'Radio', at: '2024-02-01' }, replyUntil: '2024-02-25' }, on('2024-02-02'));
      expect(text(await page(claim, 'head-b'))).toMatch(/A claim that concerns you: They shut it themselves By 25 February 2024/);
      expect(text(await page(claim, 'head-a'))).not.toContain('A claim that concerns you');
    });

    it('is a task of a person, or of anybody of their side, until it is done', async () => {
      const given = (participant?: string) => table().add('mediator', 'task', { id: 't', by: 'MED', to: 'MON', ...(participant === undefined ? {} : { participant }), what: { en: 'Look again' }, due: '2024-02-09' }, on('2024-02-02'));
      for (const one of [given(), given('monitor')]) expect(text(await page(one, 'monitor'))).toMatch(/A task: Look again from Mediator By 9 February 2024/);
      expect(text(await page(given(), 'head-a'))).not.toContain('A task');
      expect(text(await page(given().add('monitor', 'task-step', { id: 'ts', by: 'MON', task: 't', step: 'done', date: '2024-02-03' }, on('2024-02-03')), 'monitor'))).not.toContain('A task');
    });

    it('is notice of safe access before it begins, and to acknowledge is no permission', async () => {
      const told = table().add('mediator', 'gazetteer', { places: [{ id: 'pass', names: { en: 'Pass' } }] }, on('2024-02-02')).add('relief', 'access-window', { id: 'w', by: 'REL', purpose: 'harvest', what: { en: 'Apples' }, place: 'pass', from: '2024-03-01', to: '2024-03-02', notify: ['A', 'B'] }, on('2024-02-02'));
      expect(text(await page(told, 'head-a'))).toMatch(/Notice of safe access: Apples from Relief By 1 March 2024 .*?it is no permission, and none is needed\. We have been told We object/);
      told.add('delegate-a', 'window-step', { id: 'ws', by: 'A', window: 'w', step: 'acknowledged', date: '2024-02-03' }, on('2024-02-03'));
      expect([text(await page(told, 'head-a')).includes('Notice of safe access'), text(await page(told, 'head-b')).includes('Notice of safe access')]).toEqual([false, true]);
    });
  });
});
