import type { Charter, Minutes, Proposal, Session } from '#process';
import { createWords } from '#words';
import { at, LIVE, Table } from '../../src/process/test-table.ts';
import { messages, dossier, sampleApp } from './visit.ts';

/** A story at an invented table: a meeting proposed, answered and held, its minutes drafted, corrected, approved and followed. Each chapter goes on from the one before. */
export const CHARTER: Charter = { ...LIVE, languages: ['en', 'fr'], participants: LIVE.participants.map((one) => (one.id === 'delegate-a' ? { ...one, fullPowers: { en: 'to sign' } } : one)) };

export const MEETING: Proposal = {
  id: 'm1', what: 'meeting', by: 'A', to: ['B', 'MED'], title: { en: 'The road and the water' }, text: { en: 'One morning at the pass.' }, answerBy: '2024-02-10',
  meeting: { from: '2024-02-20T10:00Z', placeText: 'The hut', mode: 'rooms', host: 'MED', interpretation: ['fr'] },
};
const SESSION: Session = {
  id: 's-med', meeting: 'm1', by: 'MED', opened: '2024-02-20T10:05Z', closed: '2024-02-20T13:00Z', chair: 'MED', mode: 'rooms',
  present: [{ participant: 'head-a', actor: 'A', gender: 'woman' }, { participant: 'delegate-a', actor: 'A', fullPowers: true }, { participant: 'head-b', actor: 'B', gender: 'man', groups: ['farmers'] }, { name: 'A keeper', actor: 'MED', role: 'note-taker' }],
  spoke: [{ actor: 'A', from: '2024-02-20T10:10Z', seconds: 600, as: 'statement' }, { actor: 'B', from: '2024-02-20T10:20Z', seconds: 480, as: 'statement' }, { actor: 'B', from: '2024-02-20T10:28Z', seconds: 30, as: 'point-of-order' }],
};
export const MINUTES: Minutes = {
  id: 'min1', meeting: 'm1', session: 's-med', title: { en: 'Minutes of 20 February' }, languages: ['en', 'fr'], date: '2024-02-20', correctionsUntil: '2024-03-10',
  paragraphs: [
    { id: '1', type: 'said', by: 'A', text: { en: 'Upland said that the road is open.', fr: 'Le Haut Pays dit que la route est ouverte.' } },
    { id: '2', type: 'record', text: { en: 'Lowland opens the sluice by 1 April.', fr: 'Le Bas Pays ouvre la vanne avant le 1er avril.' } },
    { id: '3', type: 'action', text: { en: 'The mediator sends the map.', fr: 'Le médiateur envoie la carte.' }, owner: 'MED', due: '2024-03-20' },
    { id: '4', type: 'action', text: { en: 'The weather service is asked for its series.', fr: 'On demande ses données au service météo.' }, ownerText: 'Weather service' },
  ],
};

const on = (day: string) => ({ recorded: at(day), madeAt: at(day) });

export const proposed = (): Table => new Table(CHARTER)
  .add('mediator', 'vocabulary', { facts: [{ id: 'sluice.open', kind: 'event', keys: [], label: { en: 'sluice open' }, holds: { en: 'the sluice was opened' }, holdsNot: { en: 'the sluice was not opened' } }] })
  .add('head-a', 'proposal', MEETING, on('2024-02-01'));

export const held = (): Table => proposed()
  .add('head-b', 'answer', { id: 'x-b', to: 'm1', by: 'B', answer: 'accept' }, on('2024-02-03'))
  .add('mediator', 'answer', { id: 'x-med', to: 'm1', by: 'MED', answer: 'accept' }, on('2024-02-03'))
  .add('head-b', 'agenda', { id: 'ag-b', meeting: 'm1', items: [{ id: 'i1', title: { en: 'The lower sluice' }, track: 'infrastructure', by: 'B', minutes: 40 }, { id: 'i2', title: { en: 'The missing' }, track: 'humanitarian' }] }, on('2024-02-12'))
  .add('mediator', 'session', SESSION, on('2024-02-20'))
  .add('head-b', 'session', { ...SESSION, id: 's-b', by: 'B', chair: 'B', present: SESSION.present.slice(0, 3), spoke: [] }, on('2024-02-21'));

export const drafted = (): Table => held()
  .add('mediator', 'draft', { id: 'd1', minutes: 'min1', meeting: 'm1', paragraph: '1', says: { type: 'said', by: 'A', text: { en: 'Upland said that the road was closed.', fr: 'Le Haut Pays dit que la route est fermée.' } } }, on('2024-02-21'))
  .add('delegate-a', 'draft', { id: 'd2', minutes: 'min1', meeting: 'm1', paragraph: '1', was: 'd1', says: { type: 'said', by: 'A', text: MINUTES.paragraphs[0]?.text ?? {} } }, on('2024-02-22'))
  .add('head-b', 'draft', { id: 'd3', minutes: 'min1', meeting: 'm1', paragraph: '2', after: '1', says: { type: 'record', text: MINUTES.paragraphs[1]?.text ?? {} } }, on('2024-02-22'));

export const circulated = (): Table => drafted()
  .add('mediator', 'minutes', MINUTES, on('2024-02-23'))
  .add('head-b', 'minutes-correction', { id: 'c-b', minutes: 'min1', paragraph: '2', by: 'B', text: { en: 'Lowland opens the lower sluice by 1 April.' }, reason: { en: 'There are two.' } }, on('2024-02-24'))
  .add('head-b', 'minutes-correction', { id: 'c-note', minutes: 'min1', paragraph: '1', by: 'B', text: { en: 'Upland said that it holds the road open.' } }, on('2024-02-24'))
  .add('head-a', 'answer', { id: 'x-c-b', to: 'c-b', by: 'A', answer: 'accept' }, on('2024-02-25'))
  .add('head-a', 'answer', { id: 'x-c-note', to: 'c-note', by: 'A', answer: 'decline', reason: { en: 'That was not said.' } }, on('2024-02-25'));

export const frozen = (): Table => circulated()
  .add('head-a', 'approval', { id: 'ap-a', minutes: 'min1', with: ['c-b'], by: 'A' }, on('2024-03-11'))
  .add('head-b', 'approval', { id: 'ap-b', minutes: 'min1', with: ['c-b'], by: 'B' }, on('2024-03-12'))
  .add('head-a', 'commitment', { id: 'K1', instrument: 'min1', clause: '2', title: { en: 'Lower sluice opened' }, bearers: { actors: ['B'] }, track: 'infrastructure', assertedBy: ['A'], quote: { en: 'opens the lower sluice' }, duty: { shape: 'achieve', goal: { fact: 'sluice.open' } }, window: { closes: { at: '2024-04-01', endpoint: 'by' } } }, on('2024-03-13'))
  .add('head-a', 'commitment', { id: 'K2', instrument: 'min1', clause: '2', title: { en: 'Sluice opened each spring' }, bearers: { actors: ['B'] }, track: 'infrastructure', assertedBy: ['A'], notExpressed: { en: 'not said for other years' } }, on('2024-03-13'))
  .add('head-b', 'confirmation', { id: 'k-b', commitment: 'K1', by: 'B' }, on('2024-03-14'))
  .add('mediator', 'progress', { id: 'pr-1', minutes: 'min1', paragraph: '3', by: 'MED', step: 'done', date: '2024-03-15' }, on('2024-03-15'))
  .add('head-b', 'reservation', { id: 'r-b', to: 'min1', by: 'B', type: 'interpretative-statement', text: { en: 'Of this year only.' } }, on('2024-03-15'));

/** A visit to the record so far, at its head, by one of its people or by nobody. */
export function talksVisit(table: Table, path: string, reader?: string) {
  const { state } = table, head = state.recorded ?? 0, person = [...state.participants.values()].find(({ id }) => id === reader);
  return {
    app: sampleApp(), words: createWords({ locale: 'en', messages, zone: state.charter.zone }), url: new URL(`http://localhost/pass/${path}`), asOf: { valid: head, known: head },
    dossier: { ...dossier, state, perspectives: [], range: { from: 0, to: head, known: head } }, ...(person === undefined ? {} : { reader: person }),
  };
}
