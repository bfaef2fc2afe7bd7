import { describe, expect, it } from 'vitest';
import { Sheets } from '#base';
import type { Claim, Document, Likeness, PersonFile, Verified, WindowStep } from './field-bodies.ts';
import { evolve } from './growth.ts';
import { lean } from './lean.ts';
import { decide } from './rules.ts';
import type { Table } from './test-table.ts';
import { documentaryTable, liveTable, report, said, statement } from './test-table.ts';

const DAY = '2023-12-01', LATER = '2031-01-01';
const words = { en: 'words' };
const verified = (id: string, by: string, more: Partial<Verified> = {}): Verified => ({ id, by, date: DAY, report: 'seen', step: 'substantiated', reason: words, ...more });
const claim = (id: string, more: Partial<Claim> = {}): Claim => ({ id, date: DAY, asserter: { en: 'A diplomat who asked not to be named' }, anonymity: 'unnamed', words, quoted: true, concerns: ['A'], first: { outlet: 'The Courier', at: DAY }, ...more });
const document = (id: string, more: Partial<Document> = {}): Document => ({ id, title: words, author: { en: 'A mission' }, language: 'en', sentences: ['One.', 'Two.'], ...more });
const person = (id: string, more: Partial<PersonFile> = {}): PersonFile => ({ id, by: 'REL', date: DAY, status: 'missing', consent: [{ to: 'A' }], fields: { full_name: 'N. N.' }, ...more });
const step = (id: string, by: string, what: WindowStep['step']): WindowStep => ({ id, by, date: DAY, window: 'w', step: what });
const alike = (id: string, more: Partial<Likeness> = {}): Likeness => ({ id, by: 'MON', date: DAY, keep: 'c', same: ['c2'], step: 'merged', reason: words, ...more });

/** A report of the monitors, one of a party, a statement, a claim, a window. */
const table = (): Table => liveTable()
  .add('monitor', 'report', report('seen')).add('delegate-a', 'report', report('ours', { accounts: [said('A')] })).add('head-b', 'statement', statement('s', { accounts: [said('B')] }))
  .add('observer', 'claim', claim('c', { from: 's' }))
  .add('relief', 'access-window', { id: 'w', by: 'REL', purpose: 'harvest', what: words, place: 'pass', from: LATER, to: LATER, notify: ['A', 'B'], monitor: 'MON' });

describe('a patrol', () => {
  it('is one entry, and each of its observations a report', () => {
    const { state } = table().add('monitor', 'patrol', { id: 'p', by: 'MON', date: DAY, reports: [report('p-1'), report('p-2')] });
    expect([...state.items.values()].filter(({ source }) => source.entry === state.matters.get('p')?.source.entry).map(({ value }) => value.id)).toEqual(['p-1', 'p-2']);
    expect(state.positions.get('p-2')).toBe(state.matters.get('p')?.source.position);
  });

  it('names each observation once, and another patrol that is there', () => {
    expect(table().submit('monitor', 'patrol', { id: 'p', by: 'MON', date: DAY, reports: [report('x'), report('x')] })).toEqual({ code: 'process.patrol.id-twice', id: 'x' });
    expect(table().submit('monitor', 'patrol', { id: 'p', by: 'MON', date: DAY, reports: [report('seen')] })).toMatchObject({ code: 'process.id.taken', id: 'seen' });
    expect(table().submit('monitor', 'patrol', { id: 'p', by: 'MON', date: DAY, pair: 'seen', reports: [report('x')] })).toEqual({ code: 'process.patrol.unknown', id: 'seen' });
    expect(table().submit('monitor', 'patrol', { id: 'p', by: 'MON', date: DAY, reports: [report('x', { place: 'moon' })] })).toMatchObject({ code: 'process.place.unknown' });
  });
});

describe('a split', () => {
  const out = (id: string, more: Partial<Claim> = {}): Claim => claim(id, { from: 's', ...more });

  it('is one entry, and each of its claims a claim that can be answered', () => {
    const made = table().add('observer', 'split', { id: 'p', from: 's', claims: [out('p-1'), out('p-2')] }), { state } = made;
    expect(['p-1', 'p-2'].map((id) => [state.matters.get(id)?.kind, state.positions.get(id)])).toEqual(['p-1', 'p-2'].map(() => ['claim', state.matters.get('p')?.source.position]));
    expect(state.upon.get('s')?.map(({ value }) => value.id)).toEqual(['c', 'p', 'p-1', 'p-2']);
    expect(made.submit('head-a', 'reply', { id: 'r', by: 'A', date: DAY, to: 'p-2', text: words })).toBeNull();
    expect(made.submit('observer', 'claim', claim('p-1'))).toMatchObject({ code: 'process.id.taken', id: 'p-1' });
  });

  it('names each claim once, all out of one statement that is there, by the rules of claims', () => {
    const split = (from: string, ...claims: readonly Claim[]) => table().submit('observer', 'split', { id: 'p', from, claims });
    expect(split('s', out('x'), out('x'))).toEqual({ code: 'process.split.id-twice', id: 'x' });
    expect(split('s', out('p'))).toEqual({ code: 'process.split.id-twice', id: 'p' });
    expect(split('s', out('c'))).toMatchObject({ code: 'process.id.taken', id: 'c' });
    expect(split('s', out('x', { from: 'seen' }))).toEqual({ code: 'process.split.other', id: 'x', from: 's' });
    expect(split('nowhere', out('x', { from: 'nowhere' }))).toEqual({ code: 'process.matter.unknown', id: 'nowhere' });
    expect(split('s', out('x', { concerns: ['moon'] }))).toMatchObject({ code: 'process.actor.unknown' });
    expect(split('s', out('x', { replyUntil: DAY }))).toMatchObject({ code: 'process.question.past' });
    expect(documentaryTable().submit('editor', 'split', { id: 'p', from: 's', claims: [out('x')] })).toMatchObject({ code: 'process.kind.not-for-capacity' });
  });

  it('goes with its claims where its words are erased, after what was said of any of them', () => {
    const made = table().add('observer', 'split', { id: 'p', from: 's', claims: [out('p-1'), out('p-2')] }).add('observer', 'appearance', { id: 'a', claim: 'p-2', appearance: { outlet: 'The Herald', at: DAY } });
    const entry = (id: string): string => made.state.matters.get(id)?.source.entry ?? '', split = entry('p'), erasure = { entries: [{ entry: split }], reason: words };
    expect(made.submit('observer', 'erasure', erasure)).toEqual({ code: 'process.erasure.rests', entry: split, other: entry('a') });
    made.add('observer', 'erasure', { entries: [{ entry: entry('a') }], reason: words }).add('observer', 'erasure', erasure);
    expect(['p', 'p-1', 'p-2'].map((id) => [made.state.matters.has(id), made.state.positions.has(id)])).toEqual(Array(3).fill([false, false]));
    expect(made.state.upon.get('s')?.map(({ value }) => value.id)).toEqual(['c']);
  });
});

describe('a document', () => {
  it('is its author’s, whoever records it, and one may take the place of another', () => {
    expect(table().submit('delegate-a', 'document', document('d', { by: 'MON' }))).toBeNull();
    expect(table().submit('delegate-a', 'document', document('d', { by: 'moon' }))).toMatchObject({ code: 'process.actor.unknown' });
    expect(table().submit('delegate-a', 'document', document('d', { date: LATER }))).toMatchObject({ code: 'process.date.future' });
    expect(table().submit('delegate-a', 'document', document('d', { instead: 'c' }))).toEqual({ code: 'process.document.unknown', id: 'c' });
    expect(table().add('delegate-a', 'document', document('d')).submit('delegate-a', 'document', document('d2', { instead: 'd' }))).toBeNull();
  });

  it('is linked, answered and asked about; a link can name one of its sentences', () => {
    const made = table().add('delegate-a', 'document', document('d')), link = (more: object) => made.submit('monitor', 'link', { id: 'l', by: 'MON', date: DAY, item: 'd', commitments: ['T1'], bears: true, ...more });
    expect(link({})).toBeNull();
    expect(link({ at: 2 })).toBeNull();
    expect(link({ at: 3 })).toEqual({ code: 'process.document.sentence', item: 'd', at: 3 });
    expect(link({ item: 's', at: 1 })).toEqual({ code: 'process.document.sentence', item: 's', at: 1 });
    expect(made.submit('head-b', 'reply', { id: 'r', by: 'B', date: DAY, to: 'd', text: words })).toBeNull();
    expect(made.submit('monitor', 'likeness', alike('l', { keep: 'c', same: ['d'] }))).toMatchObject({ code: 'process.likeness.other' });
  });
});

describe('verification', () => {
  it('is by somebody else', () => {
    expect(table().submit('mediator', 'verification', verified('v', 'MED'))).toBeNull();
    expect(table().submit('monitor', 'verification', verified('v', 'MON'))).toEqual({ code: 'process.verification.own', report: 'seen' });
    expect(table().submit('head-a', 'verification', verified('v', 'A', { report: 'ours' }))).toEqual({ code: 'process.verification.own-side', report: 'ours', side: 'A' });
    expect(table().submit('head-b', 'verification', verified('v', 'B', { report: 'ours' }))).toBeNull();
    expect(table().submit('mediator', 'verification', verified('v', 'MED', { report: 's' }))).toEqual({ code: 'process.report.unknown', id: 's' });
    expect(table().submit('mediator', 'verification', verified('v', 'MON'))).toMatchObject({ code: 'process.by.not-yours' });
  });
});

describe('questions and replies', () => {
  it('are asked with time to answer, and answered by whoever is asked', () => {
    const asked = table().add('monitor', 'question', { id: 'q', by: 'MON', about: 'c', to: 'A', until: LATER });
    expect(asked.submit('envoy-mfa', 'reply', { id: 'r', by: 'A-mfa', date: DAY, to: 'q', text: words })).toBeNull();
    expect(asked.submit('head-b', 'reply', { id: 'r', by: 'B', date: DAY, to: 'q', text: words })).toEqual({ code: 'process.reply.not-asked', to: 'A', by: 'B' });
    expect(asked.submit('head-b', 'reply', { id: 'r', by: 'B', date: DAY, to: 'c', text: words })).toBeNull();
    expect(asked.submit('monitor', 'question', { id: 'q2', by: 'MON', about: 'c', to: 'A', until: '2023-12-01' })).toMatchObject({ code: 'process.question.past', when: '2023-12-01', field: 'until' });
    expect(asked.submit('monitor', 'question', { id: 'q2', by: 'MON', about: 'T', to: 'A', until: LATER })).toEqual({ code: 'process.matter.unknown', id: 'T' });
  });
});

describe('links and likeness', () => {
  it('a link names commitments that are there', () => {
    expect(table().submit('monitor', 'link', { id: 'l', by: 'MON', date: DAY, item: 'seen', commitments: ['T1'], bears: true })).toBeNull();
    expect(table().submit('monitor', 'link', { id: 'l', by: 'MON', date: DAY, item: 'seen', commitments: ['none'], bears: true })).toMatchObject({ code: 'process.commitment.unknown' });
  });

  it('like is merged with like, once, and told apart again', () => {
    const two = table().add('observer', 'claim', claim('c2')).add('observer', 'claim', claim('c3'));
    expect(two.submit('monitor', 'likeness', alike('k', { same: ['seen'] }))).toEqual({ code: 'process.likeness.other', id: 'seen', keep: 'c' });
    expect(two.submit('monitor', 'likeness', alike('k', { step: 'unmerged' }))).toEqual({ code: 'process.likeness.apart', id: 'c2', keep: 'c' });
    two.add('monitor', 'likeness', alike('k'));
    expect(two.state.alike.get('c2')).toBe('c');
    expect(two.submit('monitor', 'likeness', alike('k2', { keep: 'c3' }))).toEqual({ code: 'process.likeness.merged', id: 'c2', into: 'c' });
    expect(two.submit('mediator', 'likeness', alike('k2', { by: 'MED' }))).toBeNull(); // Somebody agrees.
    two.add('monitor', 'likeness', alike('k2', { step: 'unmerged' }));
    expect(two.state.alike.size).toBe(0);
  });
});

describe('tasks', () => {
  it('are given to somebody who is there, and taken by them', () => {
    const given = table().add('mediator', 'task', { id: 't', by: 'MED', to: 'MON', participant: 'monitor', what: words });
    expect(given.submit('monitor', 'task-step', { id: 'ts', by: 'MON', date: DAY, task: 't', step: 'taken' })).toBeNull();
    expect(given.submit('relief', 'task-step', { id: 'ts', by: 'REL', date: DAY, task: 't', step: 'taken' })).toEqual({ code: 'process.task.not-yours', task: 't', to: 'MON', by: 'REL' });
    expect(given.submit('monitor', 'task-step', { id: 'ts', by: 'MON', date: DAY, task: 'c', step: 'taken' })).toEqual({ code: 'process.task.unknown', id: 'c' });
    expect(given.submit('mediator', 'task', { id: 't2', by: 'MED', to: 'MON', participant: 'judge', what: words })).toEqual({ code: 'process.task.nobody', participant: 'judge', to: 'MON' });
  });
});

describe('claims', () => {
  it('one claim, ten appearances', () => {
    const told = table().add('observer', 'appearance', { id: 'a2', claim: 'c', appearance: { outlet: 'The Herald', at: DAY } });
    expect(told.submit('observer', 'appearance', { id: 'a3', claim: 'c', appearance: { outlet: 'The Courier', at: DAY } })).toEqual({ code: 'process.appearance.twice', claim: 'c', outlet: 'The Courier' });
    expect(told.submit('observer', 'appearance', { id: 'a3', claim: 's', appearance: { outlet: 'The Courier', at: DAY } })).toEqual({ code: 'process.claim.unknown', id: 's' });
    const again = { id: 'a3', claim: 'c', appearance: { outlet: 'The Herald', at: DAY } };
    expect([told.submit('observer', 'appearance', again), told.submit('observer', 'appearance', { ...again, appearance: { ...again.appearance, url: 'https://herald.example' } })]).toEqual([{ code: 'process.appearance.twice', claim: 'c', outlet: 'The Herald' }, null]);
    told.add('observer', 'erasure', { entries: [{ entry: told.state.matters.get('a2')?.source.entry ?? '' }], reason: words });
    expect(told.submit('observer', 'appearance', again)).toBeNull();
  });

  it('ten thousand appearances are looked through by none that comes', () => {
    const start = lean(table().state, new Sheets()), more = table().by('observer', 'appearance', { id: 'a', claim: 'c', appearance: { outlet: 'o', at: DAY } });
    const all = Array.from({ length: 10_000 }, (_, at) => ({ ...more, entry: `${at}`.padStart(64, 'a'), body: { kind: 'appearance' as const, content: { id: `a${at}`, claim: 'c', appearance: { outlet: `Outlet ${at}`, at: DAY } } } }));
    const state = all.reduce((before, one) => (decide(before, one).ok ? evolve(before, { ...one, position: before.size }) : before), start);
    expect(state.appeared.size).toBe(10_000);
  });

  it('is taken back by whoever made it; others say what they found', () => {
    const theirs = table().add('observer', 'claim', claim('mine', { by: 'B' }));
    const outcome = (by: string, what: 'denied' | 'withdrawn') => ({ id: 'o', by, date: DAY, claim: 'mine', outcome: what, text: words });
    expect(theirs.submit('head-a', 'outcome', outcome('A', 'denied'))).toBeNull();
    expect(theirs.submit('head-a', 'outcome', outcome('A', 'withdrawn'))).toEqual({ code: 'process.outcome.not-theirs', claim: 'mine', by: 'A' });
    expect(theirs.submit('head-b', 'outcome', outcome('B', 'withdrawn'))).toBeNull();
    expect(table().submit('observer', 'claim', claim('x', { replyUntil: '2023-11' }))).toMatchObject({ code: 'process.question.past' });
  });

  it('is what an editor writes down, with where its outcome can be read', () => {
    const record = documentaryTable().add('editor', 'claim', claim('c'));
    expect(record.submit('editor', 'outcome', { id: 'o', by: 'A', date: DAY, claim: 'c', outcome: 'denied', text: words })).toEqual({ code: 'process.source.missing', id: 'o' });
    expect(record.submit('editor', 'outcome', { id: 'o', by: 'A', date: DAY, claim: 'c', outcome: 'denied', text: words, sources: [{ title: 'Gazette' }] })).toBeNull();
    expect(record.submit('editor', 'task', { id: 't', by: 'MED', to: 'MON', what: words })).toMatchObject({ code: 'process.kind.not-for-capacity' });
  });
});

describe('safe access', () => {
  it('is acknowledged by those notified, reported by whoever asked or monitors, and over once cancelled', () => {
    expect(table().submit('head-a', 'window-step', step('x', 'A', 'acknowledged'))).toBeNull();
    expect(table().submit('head-c', 'window-step', step('x', 'C', 'acknowledged'))).toEqual({ code: 'process.window.not-yours', window: 'w', step: 'acknowledged', by: 'C' });
    expect(table().submit('head-a', 'window-step', step('x', 'A', 'held'))).toMatchObject({ code: 'process.window.not-yours' });
    expect(table().submit('monitor', 'window-step', step('x', 'MON', 'monitored'))).toBeNull();
    const over = table().add('relief', 'window-step', step('x', 'REL', 'cancelled'));
    expect(over.submit('head-a', 'window-step', step('y', 'A', 'acknowledged'))).toEqual({ code: 'process.window.cancelled', window: 'w' });
    expect(table().submit('head-a', 'window-step', { ...step('x', 'A', 'acknowledged'), window: 'c' })).toEqual({ code: 'process.window.unknown', id: 'c' });
  });

  it('is asked for before it is over', () => {
    const window = { id: 'w2', by: 'REL', purpose: 'repair', what: words, place: 'pass', notify: ['A'] } as const;
    expect(table().submit('relief', 'access-window', { ...window, from: DAY, to: DAY })).toMatchObject({ code: 'process.window.past', when: DAY, field: 'to' });
    expect(table().submit('relief', 'access-window', { ...window, from: '2031-02-01', to: LATER })).toEqual({ code: 'process.window.reversed', from: '2031-02-01', to: LATER });
  });
});

describe('people who are sought', () => {
  it('are never for everybody', () => {
    expect(table().submit('relief', 'person', person('h'), { audience: 'public' })).toEqual({ code: 'process.person.public' });
    const known = table().add('relief', 'person', person('h'), { audience: 'table' });
    expect(known.submit('monitor', 'person-note', { id: 'n', by: 'MON', date: DAY, person: 'h', step: 'searched' }, { audience: 'public' })).toMatchObject({ code: 'process.audience.names', id: 'h' });
    expect(known.submit('monitor', 'person-note', { id: 'n', by: 'MON', date: DAY, person: 'h', step: 'searched' }, { audience: 'table' })).toBeNull();
    expect(known.submit('monitor', 'person-note', { id: 'n', by: 'MON', date: DAY, person: 'c', step: 'searched' }, { audience: 'table' })).toEqual({ code: 'process.person.unknown', id: 'c', note: 'n' });
  });
});

describe('early warning', () => {
  it('rests on what is there, and is ended by naming it', () => {
    const raised = table().add('monitor', 'warning', { id: 'x', by: 'MON', date: DAY, level: 'alarm', threshold: words, about: ['seen'], text: words });
    expect(raised.submit('monitor', 'warning', { id: 'y', by: 'MON', date: DAY, level: 'ended', threshold: words, about: ['x'], text: words })).toBeNull();
    expect(raised.submit('monitor', 'warning', { id: 'y', by: 'MON', date: DAY, level: 'ended', threshold: words, about: ['seen'], text: words })).toEqual({ code: 'process.warning.unknown', id: 'seen' });
  });
});

describe('for whom an entry is', () => {
  it('what everybody must have to judge the rest is for everybody', () => {
    expect(table().submit('mediator', 'gazetteer', { places: [] }, { audience: 'table' })).toEqual({ code: 'process.audience.for-all', kind: 'gazetteer' });
  });

  it('what everybody may read names nothing that is for the table', () => {
    const hidden = table().add('head-b', 'statement', statement('quiet', { accounts: [said('B')] }), { audience: 'table' });
    expect(hidden.submit('observer', 'claim', claim('x', { from: 'quiet' }), { audience: 'public' })).toEqual({ code: 'process.audience.names', id: 'quiet' });
    expect(hidden.submit('observer', 'claim', claim('x', { from: 'quiet' }), { audience: 'table' })).toBeNull();
  });

  it('what acts upon a thing is for whom the thing is', () => {
    expect(table().submit('head-b', 'withdrawal', { id: 'x', withdraws: 's', reason: words, date: DAY }, { audience: 'table' })).toEqual({ code: 'process.audience.narrower', kind: 'withdrawal', id: 's' });
    expect(table().submit('head-b', 'withdrawal', { id: 'x', withdraws: 's', reason: words, date: DAY }, { audience: 'public' })).toBeNull();
    expect(table().submit('monitor', 'link', { id: 'l', by: 'MON', date: DAY, item: 'seen', commitments: ['T1'], bears: true }, { audience: 'table' })).toBeNull();
  });
});

describe('words that are erased', () => {
  it('go after what was said of them: a copy without them judges the rest as one that has them', () => {
    const checked = table().add('mediator', 'verification', verified('v', 'MED')), entryOf = (id: string): string => (checked.state.items.get(id) ?? checked.state.matters.get(id))?.source.entry ?? '';
    const erasure = (id: string) => ({ entries: [{ entry: entryOf(id) }], reason: words });
    expect(checked.submit('monitor', 'erasure', erasure('seen'))).toEqual({ code: 'process.erasure.rests', entry: entryOf('seen'), other: entryOf('v') });
    expect(checked.submit('observer', 'erasure', erasure('c'))).toBeNull();
    expect(checked.add('observer', 'appearance', { id: 'a2', claim: 'c', appearance: { outlet: 'The Herald', at: DAY } }).submit('observer', 'erasure', erasure('c'))).toMatchObject({ code: 'process.erasure.rests', other: entryOf('a2') });
    checked.add('mediator', 'erasure', erasure('v'));
    expect(checked.submit('monitor', 'erasure', erasure('seen'))).toBeNull();
  });

  it('of a judgement that things are the same go with all that was said later of the same', () => {
    const merged = table().add('observer', 'claim', claim('c2')).add('monitor', 'likeness', alike('k'));
    expect(merged.submit('monitor', 'erasure', { entries: [{ entry: merged.state.matters.get('k')?.source.entry ?? '' }], reason: words })).toBeNull();
  });

  it('leave what a copy comes to that never had them', () => {
    const gone = table().add('monitor', 'patrol', { id: 'p', by: 'MON', date: DAY, reports: [report('p-1')] }), entry = gone.state.matters.get('p')?.source.entry ?? '';
    gone.add('monitor', 'erasure', { entries: [{ entry }], reason: words });
    expect([gone.state.matters.has('p'), gone.state.items.has('p-1'), gone.state.withheld.has(entry)]).toEqual([false, false, true]);
  });
});
