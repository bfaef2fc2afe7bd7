import type { Charter } from './bodies.ts';
import type { Draft, Minutes, Procedure, Proposal } from './table-bodies.ts';
import { LIVE, Table, ROAD } from './test-table.ts';

/** A meeting of Upland and Lowland with the mediator, for the tests of the table: what it begins with on 1 January 2024, and how far it came. */
export const meet = (more: Partial<Proposal> = {}): Proposal => ({ id: 'meet', what: 'meeting', by: 'A', to: ['B', 'MED'], title: { en: 'On the road' }, meeting: { from: '2024-03-01T10:00Z', to: '2024-03-01T13:00Z', mode: 'hall', placeText: 'The mill' }, ...more });
export const decision = (more: Partial<Proposal> = {}): Proposal => ({ id: 'dec', what: 'decision', by: 'A', to: ['B', 'C'], title: { en: 'The road opens' }, decision: { rule: 'consensus' }, ...more });
export const answer = (to: string, by: string, how: 'accept' | 'decline' | 'withdraw' = 'accept', id = `an-${to}-${by}-${how}`) => ({ id, to, by, answer: how, ...(how === 'decline' ? { reason: { en: 'Not so' } } : {}) });

export const tableUnder = (procedure: Procedure, more: Partial<Charter> = {}): Table => new Table({ ...LIVE, procedure, ...more });

export const SESSION = {
  id: 'ses', meeting: 'meet', by: 'MED', opened: '2024-03-01T10:05Z', closed: '2024-03-01T12:30Z', chair: 'MED', mode: 'hall' as const, placeText: 'The mill',
  present: [{ participant: 'head-a', actor: 'A' }, { participant: 'head-b', actor: 'B', fullPowers: true }, { participant: 'mediator', actor: 'MED' }, { name: 'An elder', actor: 'B', gender: 'woman' as const, groups: ['the village'] }],
  spoke: [{ actor: 'A', participant: 'head-a', item: 'road', from: '2024-03-01T10:10Z', seconds: 300, as: 'statement' as const }],
};
export const AGENDA = { id: 'ag', meeting: 'meet', items: [{ id: 'road', title: { en: 'The road' }, track: 'infrastructure' as const, by: 'A', minutes: 30 }] };

/** The meeting was agreed to, has an agenda, and was held on 1 March 2024. */
export const met = (table: Table): Table => table
  .add('head-a', 'proposal', meet()).add('head-b', 'answer', answer('meet', 'B')).add('head-a', 'agenda', AGENDA)
  .add('mediator', 'session', SESSION, { recorded: 1_709_300_000 });

export const MINUTES: Minutes = {
  id: 'min', meeting: 'meet', session: 'ses', title: { en: 'Minutes of 1 March', hy: 'Արձանագրություն' }, languages: ['en', 'hy'], date: '2024-03-01', correctionsUntil: '2024-03-20',
  paragraphs: [
    { id: '1', type: 'record', text: { en: 'They met.', hy: 'Հանդիպեցին։' }, item: 'road' },
    { id: '2', type: 'said', by: 'B', text: { en: 'Lowland said that the road is shut.', hy: 'Ճանապարհը փակ է։' } },
    { id: '3', type: 'action', owner: 'A', due: '2024-04-01', text: { en: 'Upland keeps the road open.', hy: 'Ճանապարհը բաց է։' } },
  ],
};
export const CIRCULATED = 1_709_400_000;
/** The minutes of it are circulated, on 2 March. */
export const minuted = (table: Table): Table => met(table).add('mediator', 'minutes', MINUTES, { recorded: CIRCULATED });

export const corrected = (id: string, by: string, paragraph: string, en: string) => ({ id, minutes: 'min', paragraph, by, text: { en } });
export const approval = (by: string, seen: readonly string[] = []) => ({ id: `ap-${by}-${seen.join('-')}`, minutes: 'min', with: seen, by });
export const frozen = (table: Table): Table => minuted(table).add('head-a', 'approval', approval('A')).add('head-b', 'approval', approval('B'));

export const draft = (id: string, paragraph: string, en: string | null, more: Partial<Draft> = {}): Draft =>
  ({ id, minutes: 'min', meeting: 'meet', paragraph, ...(en === null ? {} : { says: { type: 'record', text: { en } } }), ...more });
/** What was promised in paragraph 3, as somebody writes it down. */
export const promised = (id: string, assertedBy?: readonly string[]) => ({ ...ROAD, id, instrument: 'min', clause: '3', quote: { en: 'keeps the road open' }, ...(assertedBy === undefined ? {} : { assertedBy }) });
