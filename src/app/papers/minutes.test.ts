import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import type { App } from '#app';
import { appointments } from '#views';
import { createWords } from '#words';
import type { Minutes, Proposal } from '#process';
import { LIVE, Table, at } from '../../process/test-table.ts';
import { allMessages } from '../../../tests/support/site.ts';
import { calendarOf } from './calendar.ts';
import { remindersOf } from './reminders.ts';
import { paperOf, textsOf } from './text.ts';

/** A meeting of Upland and Lowland with the mediator on 1 March 2024, and its minutes. */
const meet = (more: Partial<Proposal> = {}): Proposal => ({ id: 'meet', what: 'meeting', by: 'A', to: ['B', 'MED'], title: { en: 'On the road' }, meeting: { from: '2024-03-01T10:00Z', to: '2024-03-01T13:00Z', mode: 'hall', placeText: 'The mill' }, ...more });
const decision = (more: Partial<Proposal> = {}): Proposal => ({ id: 'dec', what: 'decision', by: 'A', to: ['B', 'C'], title: { en: 'The road opens' }, decision: { rule: 'consensus' }, ...more });
const answer = (to: string, by: string, how: 'accept' | 'decline' = 'accept') => ({ id: `an-${to}-${by}`, to, by, answer: how, ...(how === 'decline' ? { reason: { en: 'Not so' } } : {}) });
const corrected = (id: string, by: string, paragraph: string, en: string) => ({ id, minutes: 'min', paragraph, by, text: { en } });
const approval = (by: string, seen: readonly string[] = []) => ({ id: `ap-${by}`, minutes: 'min', with: seen, by });
const HELD = 1_709_300_000, CIRCULATED = 1_709_400_000;
const MINUTES: Minutes = {
  id: 'min', meeting: 'meet', session: 'ses', title: { en: 'Minutes of 1 March', hy: 'Արձանագրություն' }, languages: ['en', 'hy'], date: '2024-03-01', correctionsUntil: '2024-03-20',
  paragraphs: [
    { id: '1', type: 'record', text: { en: 'They met.', hy: 'Հանդիպեցին։' } },
    { id: '2', type: 'said', by: 'B', text: { en: 'Lowland said that the road is shut.', hy: 'Ճանապարհը փակ է։' } },
    { id: '3', type: 'action', owner: 'A', due: '2024-04-01', text: { en: 'Upland keeps the road open.', hy: 'Ճանապարհը բաց է։' } },
  ],
};
const minuted = (of: Table): Table => of.add('head-a', 'proposal', meet()).add('head-b', 'answer', answer('meet', 'B'))
  .add('mediator', 'session', { id: 'ses', meeting: 'meet', by: 'MED', opened: '2024-03-01T10:05Z', chair: 'MED', mode: 'hall', present: ['A', 'B', 'MED'].map((actor, index) => ({ participant: ['head-a', 'head-b', 'mediator'][index] as string, actor })) }, { recorded: HELD })
  .add('mediator', 'minutes', MINUTES, { recorded: CIRCULATED });
const frozen = (of: Table): Table => minuted(of).add('head-a', 'approval', approval('A')).add('head-b', 'approval', approval('B'));

const messages = allMessages(), words = createWords({ locale: 'en', messages: messages['en'] ?? {}, zone: 'UTC' });
const table = (): Table => new Table({ ...LIVE, withoutPrejudice: { en: 'Without prejudice to status.' } });

/** The use cases over a state made by hand: what nobody signed has no bytes to prove. */
const appOver = ({ state }: Table): App => ({
  dossier: async () => ({ slug: 'talks', state, head: { size: state.size, root: 'r', checkpoint: '', hostKey: 'h', origin: 'o' }, perspectives: [], range: { from: 0, to: 0, known: 0 } }),
  entry: async () => null, status: async () => null,
}) as unknown as App;

describe('minutes on paper, read by mammoth', () => {
  const text = async (of: Table, copyOf: string | null = null): Promise<string> => (await mammoth.extractRawText({ buffer: Buffer.from(await paperOf(appOver(of), 'talks', 'min', copyOf, words) ?? []) })).value;

  test('circulated: it says that nobody has agreed to it, in both languages, with what is to be done', async () => {
    const found = await text(minuted(table()));
    expect(found).toContain('Circulated, and not approved by every party. Open to corrections until 20 March 2024.');
    for (const part of ['They met.', 'Հանդիպեցին։', 'To be done', '1 April 2024', 'Without prejudice to status.']) expect(found).toContain(part);
  });

  test('approved: in the corrected words, and what was not accepted stands as its side’s note', async () => {
    const of = minuted(table())
      .add('head-b', 'minutes-correction', corrected('k1', 'B', '2', 'Lowland said that the road was shut.')).add('head-a', 'answer', answer('k1', 'A'))
      .add('head-b', 'minutes-correction', corrected('k2', 'B', '3', 'Upland opens the road.')).add('head-a', 'answer', answer('k2', 'A', 'decline'))
      .add('head-a', 'approval', approval('A', ['k1'])).add('head-b', 'approval', approval('B', ['k1']));
    const [upper, lower] = [await text(of, 'A'), await text(of, 'B')];
    expect(upper).not.toContain('Circulated, and not approved');
    expect(upper).toContain('Lowland said that the road was shut.');
    expect(upper).not.toContain('Lowland said that the road is shut.');
    expect(upper.slice(upper.indexOf('Corrections that were not accepted'))).toContain('Note of Lowland, to paragraph 3');
    expect([upper.includes('Upland · Lowland'), lower.includes('Lowland · Upland')]).toEqual([true, true]);
    expect(upper.match(/An approval of this text/g)?.length).toBe(2);
    expect(textsOf(of.state).map(({ id }) => id)).toEqual(['min']);
  });
});

describe('dates of the table', () => {
  const dates = ({ state }: Table) => appointments(state, [], [], state.recorded ?? 0).map(({ key, what, at: when, state: standing, of, changes }) => [key, what, 'day' in when ? when.day : when.from, standing, of, changes]);

  test('a proposed meeting is tentative, an accepted one confirmed, one in whose place another came cancelled, each under its own name', () => {
    const of = table().add('head-a', 'proposal', meet()), time = at('2024-03-01') + 36_000;
    expect(dates(of)).toEqual([['proposal/meet', 'meeting', time, 'tentative', ['A', 'B', 'MED'], 0]]);
    expect(dates(of.add('head-b', 'answer', answer('meet', 'B')))).toEqual([['proposal/meet', 'meeting', time, 'confirmed', ['A', 'B', 'MED'], 1]]);
    of.add('head-a', 'proposal', meet({ id: 'later', instead: 'meet', meeting: { from: '2024-03-08', mode: 'online' } }));
    expect(dates(of)).toEqual([['proposal/meet', 'meeting', time, 'cancelled', ['A', 'B', 'MED'], 2], ['proposal/later', 'meeting', '2024-03-08', 'tentative', ['A', 'B', 'MED'], 0]]);
  });

  test('who has not answered is asked by the date; a silence ends for everybody at its second', () => {
    const of = new Table({ ...LIVE, procedure: { silence: { atLeast: 'PT72H' } } }).add('head-a', 'proposal', decision({ answerBy: '2024-02-01' })).add('head-b', 'answer', answer('dec', 'B'));
    expect(dates(of)).toEqual([['asked/dec', 'answer', '2024-02-01', 'confirmed', ['C'], 1]]);
    of.add('head-a', 'proposal', decision({ id: 'quiet', decision: { rule: 'silence', expires: '2024-01-20T12:00Z' } }));
    expect(dates(of)[0]).toEqual(['asked/quiet', 'silence', at('2024-01-20') + 43_200, 'confirmed', ['B', 'C'], 0]);
    of.add('head-c', 'answer', answer('quiet', 'C', 'decline'));
    expect(dates(of)[0]).toEqual(['asked/quiet', 'silence', at('2024-01-20') + 43_200, 'cancelled', ['B', 'C'], 1]);
  });

  test('minutes are open to corrections until their day; once they are frozen what they say is due', () => {
    expect(dates(minuted(table())).filter(([, what]) => what !== 'meeting')).toEqual([['corrections/min', 'corrections', '2024-03-20', 'confirmed', ['A', 'B'], 0]]);
    expect(dates(frozen(table())).filter(([, what]) => what !== 'meeting')).toEqual([['action/min/3', 'action', '2024-04-01', 'confirmed', ['A'], 0]]);
  });

  test('reach those whom they concern, in their calendar and by letter, with what silence means', async () => {
    const of = minuted(table()), app = appOver(of), speak = (locale: string, zone: string) => createWords({ locale, messages: messages[locale] ?? {}, fallback: messages['en'] ?? {}, zone });
    const reader = [...of.state.participants.values()].find(({ id }) => id === 'head-c'), own = await calendarOf(app, 'talks', words, reader === undefined ? {} : { reader });
    expect(own).not.toContain('BEGIN:VEVENT');
    expect(await calendarOf(app, 'talks', words)).toContain('Corrections until: Minutes of 1 March');
    const letters = await remindersOf(app, 'talks', speak, { from: CIRCULATED, to: CIRCULATED + 30 * 86_400 }) ?? [];
    expect(letters.map(({ name }) => name.slice(0, 20))).toEqual(['2024-03-20-delegate-', '2024-03-20-envoy-mfa', '2024-03-20-head-a-02', '2024-03-20-head-b-02'].map((name) => expect.stringContaining(name.slice(0, 17))));
  });
});
