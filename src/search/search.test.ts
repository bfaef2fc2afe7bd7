import { beforeAll, describe, expect, it } from 'vitest';
import { assert } from '#base';
import { evolve, passOver } from '#process';
import type { Document, ProcessState } from '#process';
import { readCase } from '#wire';
import { caseFiles } from '../../tests/support/case.ts';
import { caseLog } from '../app/case-log.ts';
import { begin } from '../process/charter.ts';
import type { Table } from '../process/test-table.ts';
import { LIVE, charterSubmission, liveTable, said, statement } from '../process/test-table.ts';
import * as talks from '../../tests/samples/talks.ts';
import { Search } from './search.ts';
import type { Asked, Hit } from './search.ts';

const ask = (text: string, more: Partial<Asked> = {}): Asked => ({ text, known: Number.MAX_SAFE_INTEGER, kind: null, language: null, by: null, ...more });
const idsOf = (search: Search, text: string, more: Partial<Asked> = {}): readonly string[] => search.find(ask(text, more), 0, 1_000).hits.map(({ thing }) => thing.id).toSorted();
const markedIn = ({ marked }: Hit): readonly string[] => marked.flatMap((part) => (part.marked ? [part.words] : []));
const document = (id: string, sentences: readonly string[], more: Partial<Document> = {}): Document => ({ id, title: { en: id }, author: { en: 'A mission' }, language: 'en', sentences, ...more });

/** A state as a copy has it that is given only what is for everybody. */
function publicly({ entries }: Table): ProcessState {
  const begun = begin(charterSubmission(LIVE), 'p');
  assert(begun.ok, 'the charter is good');
  return entries.reduce((state, entered) => (entered.audience === 'table' ? passOver(state, { ...entered, kind: entered.body.kind }) : evolve(state, entered)), begun.value);
}

describe('the texts of the fictional case', () => {
  let search: Search;
  beforeAll(() => {
    const read = readCase(caseFiles('sella')), log = read.ok ? caseLog(read.value) : read;
    assert(log.ok, 'the case is good');
    search = new Search().at(log.value.state);
  });

  it('are found in Russian in every form of a word, the form that was asked for or another', () => {
    const forms = ['дорога', 'дороги', 'дорогу', 'дорог', 'Дорогами', 'дорогой'].map((form) => idsOf(search, form));
    expect(new Set(forms.map(String)).size).toBe(1);
    expect(forms[0]).toEqual(expect.arrayContaining(['s-2024-04-orr', 's-2024-04-tol']));
    const [first] = search.find(ask('закрытой дорогой', { by: 'ORR' })).hits;
    expect(first?.passage).toMatchObject({ language: 'ru', words: 'Дорога закрыта с осени, и закрытая дорога вредит обоим её концам.' });
    expect(first === undefined ? [] : markedIn(first)).toEqual(['Дорога', 'закрыта', 'закрытая', 'дорога']);
    const [sheet] = search.find(ask('опоры проехала', { kind: 'document' })).hits;
    expect([sheet?.passage, sheet === undefined ? [] : markedIn(sheet)]).toEqual([expect.objectContaining({ at: 4 }), ['опоре', 'проехали']]);
    expect(search.find(ask('закрытых дорогах', { kind: 'document' })).hits[0]?.passage.at).toBe(5);
    expect(idsOf(search, 'остается')).toEqual(idsOf(search, 'остаётся'));
  });

  it('are found in Arabic, too, with the article and without', () => {
    expect(idsOf(search, 'طريق')).toEqual(idsOf(search, 'الطريق'));
    expect(idsOf(search, 'الطريق')).toContain('s-2024-04-orr');
  });

  it('are chosen by kind, language and whose words they are, and say what there is to choose from', () => {
    const { kinds, languages, authors, total } = search.find(ask('road'));
    expect([kinds, languages]).toEqual([expect.arrayContaining(['report', 'statement']), expect.arrayContaining(['en'])]);
    expect(authors).toEqual(expect.arrayContaining(['ORR', 'TOL']));
    const chosen = idsOf(search, 'road', { kind: 'statement', by: 'TOL' });
    expect([chosen.length > 0, chosen.length < total]).toEqual([true, true]);
    expect(search.find(ask('road', { language: 'ru' })).total).toBe(0);
  });
});

describe('a question', () => {
  const table = liveTable()
    .add('monitor', 'document', document('first', ['The Mission recorded 7,333 ceasefire violations.', 'Its movement was restricted.']))
    .add('monitor', 'document', document('second', ['Nobody violated anything.']))
    .add('head-a', 'statement', statement('accuses', { accounts: [said('A', { text: { en: 'The ceasefire was violated twice. The road is open.' } })] }));
  const search = new Search().at(table.state);

  it('finds the words in another order and other forms; small words are not asked for', () => {
    expect(idsOf(search, 'violations of the ceasefire')).toEqual(['accuses', 'first']);
    expect(idsOf(search, 'ceasefire violation')).toEqual(['accuses', 'first']);
    expect(idsOf(search, 'restrictions of movement')).toEqual(['first']);
    expect(idsOf(search, '7333')).toEqual(['first']);
  });

  it('finds the same, in the same order, whichever of its words is rare', () => {
    const many = liveTable();
    for (let index = 0; index < 40; index += 1) many.add('monitor', 'document', document(`d${index}`, [`A convoy ${'waited '.repeat(1 + (index % 5))}at the gate${index % 7 === 0 ? ' for ferrymen' : ''}.`]));
    const found = new Search().at(many.state), order = (text: string): readonly string[] => found.find(ask(text), 0, 99).hits.map(({ thing }) => thing.id);
    expect(order('ferrymen convoy waiting').toSorted()).toEqual(['d0', 'd14', 'd21', 'd28', 'd35', 'd7']);
    for (const text of ['convoy ferrymen waiting', 'waiting convoy ferrymen']) expect(order(text)).toEqual(order('ferrymen convoy waiting'));
    expect(found.find(ask('convoy waits')).total).toBe(40);
  });

  it('shows the sentence that has most of them, by its number in a document', () => {
    const [hit] = search.find(ask('movement restrictions', { kind: 'document' })).hits;
    expect([hit?.passage.at, hit === undefined ? [] : markedIn(hit)]).toEqual([2, ['movement', 'restricted']]);
    const [told] = search.find(ask('violating ceasefire', { kind: 'statement' })).hits;
    expect(told?.passage.words).toBe('The ceasefire was violated twice.');
  });

  it('that nothing answers whole finds what has some of it, and says so', () => {
    expect(search.find(ask('violated helicopters'))).toMatchObject({ all: false, total: 3 });
    expect(search.find(ask('helicopters'))).toMatchObject({ all: true, total: 0 });
    for (const nothing of ['', ' … ', '<mark>']) expect(search.find(ask(nothing)).total).toBe(0);
    expect(search.find(ask('x'.repeat(5_000))).total).toBe(0);
  });

  it('about a place finds it under all its names, and what was told there', () => {
    const named = liveTable().add('mediator', 'gazetteer', { places: [{ id: 'town', names: { en: 'Shushi', 'en-az': 'Shusha', ru: 'Шуши' } }] })
      .add('monitor', 'document', document('other-name', ['A convoy left Shusha.'])).add('head-a', 'statement', statement('there', { place: 'town' })), found = new Search().at(named.state);
    for (const name of ['Shushi', 'shusha', 'Шуши']) expect(idsOf(found, name)).toEqual(['other-name', 'there']);
    expect(markedIn(found.find(ask('convoy Shushi')).hits[0] as Hit)).toEqual(['convoy', 'Shusha']);
  });

  it('finds what is in a tag that has the form of a language and is none', () => {
    for (const tag of ['en-a', 'en-orr', 'en-x', 'zz-1']) expect(idsOf(new Search().at(liveTable().add('head-a', 'statement', statement('odd', { summary: { [tag]: 'The bridges are shut.' } })).state), 'bridges')).toEqual(['odd']);
  });

  it('in a language without stems finds words by how they begin', () => {
    const spoken = new Search().at(liveTable().add('monitor', 'document', document('az', ['Yolun bağlanması.'], { language: 'az' })).state);
    expect(idsOf(spoken, 'yol')).toEqual(['az']);
    expect(markedIn(spoken.find(ask('yol')).hits[0] as Hit)).toEqual(['Yolun']);
  });
});

it('minutes are found as they were circulated until they are frozen, then in the words that were approved; so is what the table says of them', () => {
  const search = new Search().at(talks.frozen().state), open = new Search().at(talks.circulated().state), kinds = (found: Search, text: string): readonly string[] => [...new Set(found.find(ask(text), 0, 99).hits.map(({ thing }) => thing.kind))].toSorted();
  expect(kinds(open, 'opening the sluice by April')).toEqual(['minutes', 'minutes-correction']);
  expect(open.find(ask('Lowland opens lower sluice April', { kind: 'minutes' })).all).toBe(true);
  const [frozen] = search.find(ask('Lowland opening lower sluice', { kind: 'minutes' })).hits;
  expect(frozen === undefined ? [] : [frozen.passage.words, markedIn(frozen)]).toEqual(['Lowland opens the lower sluice by 1 April.', ['Lowland', 'opens', 'lower', 'sluice']]);
  expect(kinds(search, 'that was not said')).toContain('answer');
  expect(kinds(search, 'of this year only')).toEqual(['reservation']);
});

describe('what is looked through', () => {
  const change = (table: Table): Table => table.add('head-a', 'correction', { id: 'k', corrects: 's', reason: { en: 'slip' }, date: '2023-12-02', replacement: statement('s', { summary: { en: 'The tunnel is shut' }, accounts: [said('A')] }) });
  const told = (): Table => liveTable().add('head-a', 'statement', statement('s', { summary: { en: 'The bridge is shut' }, accounts: [said('A')] }));

  it('is what was known then: the wording before its correction, and the one after it', () => {
    const table = told(), before = table.state.recorded ?? 0, search = new Search().at(change(table).state);
    expect([idsOf(search, 'bridge'), idsOf(search, 'tunnel')]).toEqual([[], ['s']]);
    expect([idsOf(search, 'bridge', { known: before }), idsOf(search, 'tunnel', { known: before })]).toEqual([['s'], []]);
    expect(idsOf(search, 'bridge', { known: before - 1 })).toEqual([]);
  });

  it('grows with the log to what it would be made anew, entry by entry', () => {
    const table = told(), search = new Search().at(table.state), anew = (): Search => new Search().at(table.state);
    const steps = [() => change(table), () => table.add('monitor', 'document', document('d', ['The tunnel is open.'])), () => table.add('head-a', 'withdrawal', { id: 'w', withdraws: 's', reason: { en: 'said too early' }, date: '2023-12-03' })];
    for (const step of steps) {
      step();
      const grown = search.at(table.state).find(ask('tunnel'), 0, 99), made = anew().find(ask('tunnel'), 0, 99);
      expect(grown.hits.map(({ thing, marked }) => ({ thing, marked }))).toEqual(made.hits.map(({ thing, marked }) => ({ thing, marked })));
      expect(search.size).toBe(anew().size);
    }
    expect(search.find(ask('tunnel', { kind: 'statement' })).hits[0]?.thing.withdrawn).toBe(true);
  });

  it('has no words that were erased', () => {
    const table = told(), search = new Search().at(table.state), entry = table.state.items.get('s')?.source.entry ?? '';
    table.add('head-a', 'erasure', { entries: [{ entry }], reason: { en: 'asked' } });
    expect(idsOf(search.at(table.state), 'bridge')).toEqual([]);
  });

  it('is for everybody what everybody may read, and at the table what the table may', () => {
    const table = told().add('head-a', 'statement', statement('hidden', { summary: { en: 'The bridge is mined' }, accounts: [said('A')] }), { audience: 'table' });
    expect(idsOf(new Search().at(publicly(table)), 'bridge')).toEqual(['s']);
    expect(idsOf(new Search().at(publicly(table)), 'mined')).toEqual([]);
    expect(idsOf(new Search().at(table.state), 'bridge mined')).toEqual(['hidden']);
  });

  it('holds no name of people who are sought, for nobody', () => {
    const table = told().add('relief', 'person', { id: 'h', by: 'REL', date: '2023-12-01', status: 'missing', consent: [{ to: 'A' }], fields: { full_name: 'Anush Bridgewater' } }, { audience: 'table' })
      .add('relief', 'person-note', { id: 'n', by: 'REL', date: '2023-12-01', person: 'h', text: { en: 'Anush was seen' } }, { audience: 'table' });
    expect(idsOf(new Search().at(table.state), 'Anush')).toEqual([]);
  });
});
