import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Sheets } from '#base';
import { TestShelf } from '../base/test-shelf.ts';
import type { Charter } from './bodies.ts';
import { begin } from './charter.ts';
import { evolve, passOver } from './growth.ts';
import { lean } from './lean.ts';
import { outcomeOf } from './outcome.ts';
import { decide } from './rules.ts';
import { decision, tableUnder } from './test-story.ts';
import { ACTORS, LIVE, ORDER, Table, charterSubmission, liveTable, refusalOf, report, said, statement } from './test-table.ts';

const words = { en: 'words' }, DAY = '2023-12-01', TABLE = { audience: 'table' } as const, PUBLIC = { audience: 'public' } as const;

/** Whoever holds only what the rules read is asked the same: a host does. */
beforeAll(() => {
  const submit = Table.prototype.submit;
  vi.spyOn(Table.prototype, 'submit').mockImplementation(function (this: Table, ...asked: Parameters<Table['submit']>) {
    const found = submit.apply(this, asked), [first] = this.state.charterHistory, begun = begin(charterSubmission(first?.value ?? LIVE), 'p');
    if (this.state.sealed.size > 0 || !begun.ok) return found; // A letter that no entry of this table brought.
    const other = this.entries.reduce(evolve, lean(begun.value, new Sheets(new TestShelf(), 1)));
    expect(refusalOf(decide(other, this.by(...asked)))).toEqual(found);
    return found;
  } as Table['submit']);
});

/** Each of these was once admitted. */
describe('somebody who means harm', () => {
  it('silences nobody by an id for the table that is a word of others’ entries', () => {
    const table = liveTable();
    for (const id of ['B', 'asserts', 'pass', 'road.open', 'en']) table.add('head-a', 'statement', statement(id), TABLE);
    const open = report('open', { place: 'pass', accounts: [said('B', { facts: [{ fact: 'road.open', of: { road: 'pass' }, from: DAY }] })] });
    expect(table.submit('head-b', 'report', open, PUBLIC)).toBeNull();
  });

  it('carries no decision alone by asking a part of their own side', () => {
    const table = tableUnder({ decision: { rule: 'parties', atLeast: 2 } }).add('head-a', 'proposal', decision({ to: ['B', 'C', 'A-mfa'], decision: { rule: 'charter' } }));
    table.add('head-a', 'answer', { id: 'an', to: 'dec', by: 'A-mfa', answer: 'accept' });
    const outcome = () => outcomeOf(table.state, 'dec', table.state.recorded ?? 0).outcome;
    expect(outcome()).toBe('open');
    table.add('head-b', 'answer', { id: 'b', to: 'dec', by: 'B', answer: 'accept' });
    expect(outcome()).toBe('accepted');
  });

  it('counts no party twice, and binds none by who proposes without powers or for a part', () => {
    const charter = { decision: { rule: 'parties', atLeast: 3 } } as const, parts = [...ACTORS, { id: 'B-mfa', kind: 'authority' as const, partOf: 'B', label: words }];
    const table = tableUnder(charter, { actors: parts }).add('head-a', 'proposal', decision({ to: ['B', 'C', 'B-mfa'], decision: { rule: 'charter' } }));
    table.add('head-b', 'answer', { id: 'b', to: 'dec', by: 'B', answer: 'accept' }).add('head-b', 'answer', { id: 'b2', to: 'dec', by: 'B-mfa', answer: 'accept' });
    expect(outcomeOf(table.state, 'dec', table.state.recorded ?? 0).outcome).toBe('open');
    expect(table.submit('delegate-a', 'proposal', decision({ id: 'dec2', decision: { rule: 'charter' } }))).toEqual({ code: 'process.powers.full', participant: 'delegate-a', kind: 'proposal' });
    expect(table.submit('envoy-mfa', 'proposal', decision({ id: 'dec2', by: 'A-mfa', decision: { rule: 'charter' } }))).toEqual({ code: 'process.decision.party-left-out', party: 'A' });
  });

  it('checks no report of their own side through a part of it', () => {
    const table = liveTable().add('delegate-a', 'report', report('ours', { accounts: [said('A')] }));
    expect(table.submit('envoy-mfa', 'verification', { id: 'v', by: 'A-mfa', date: DAY, report: 'ours', step: 'substantiated', reason: words })).toEqual({ code: 'process.verification.own-side', report: 'ours', side: 'A' });
  });

  it('finds nothing of others through a part of a party', () => {
    const table = liveTable().add('head-a', 'instrument', { ...ORDER, id: 'FAKE', issuedBy: 'A-mfa', parties: ['B'] });
    expect(table.submit('envoy-mfa', 'finding', { id: 'f', body: 'A-mfa', date: DAY, summary: words, accounts: [] })).toEqual({ code: 'process.finding.by-party', body: 'A-mfa' });
  });

  it('ends no warning of others', () => {
    const table = liveTable().add('monitor', 'report', report('seen')).add('monitor', 'warning', { id: 'w', by: 'MON', date: DAY, level: 'alarm', threshold: words, about: ['seen'], text: words });
    const ended = (by: string) => ({ id: 'e', by, date: DAY, level: 'ended' as const, threshold: words, about: ['w'], text: words });
    expect(table.submit('head-a', 'warning', ended('A'))).toEqual({ code: 'process.warning.not-yours', id: 'w', by: 'MON' });
    expect(table.submit('monitor', 'warning', ended('MON'))).toBeNull();
  });

  it('takes no seat back with a root key once it was handed over', () => {
    const charter: Charter = { ...LIVE, participants: LIVE.participants.map((person) => person.id === 'head-a' ? { ...person, root: 'root-a' } : person) };
    const table = new Table(charter).add('head-a', 'accreditation', { id: 'next', name: 'n', actor: 'A', capacity: 'head', key: 'key-next', proof: 's', replaces: 'head-a' });
    expect(table.submit('head-a', 'key', { participant: 'head-a', key: 'again', proof: 's', reason: 'lost' }, { author: 'root-a' })).toEqual({ code: 'process.key.gone', participant: 'head-a' });
  });

  it('comes not back with a root key once their head said that they left', () => {
    const table = liveTable().add('head-a', 'accreditation', { id: 'spy', name: 'n', actor: 'A', capacity: 'delegate', key: 'key-spy', proof: 's', root: 'root-spy' }).add('head-a', 'revocation', { participant: 'spy', reason: 'left' });
    expect(table.submit('spy', 'key', { participant: 'spy', key: 'again', proof: 's', reason: 'lost' }, { author: 'root-spy' })).toEqual({ code: 'process.key.gone', participant: 'spy' });
    expect(table.submit('head-a', 'key', { participant: 'spy', key: 'again', proof: 's', reason: 'lost' })).toBeNull();
  });

  it('takes no entry’s digest as the name of an observation', () => {
    const digest = 'ab'.repeat(32);
    expect(liveTable().submit('monitor', 'patrol', { id: 'p', by: 'MON', date: DAY, reports: [report(digest)] })).toMatchObject({ code: 'process.id.reserved' });
    const table = liveTable().add('monitor', 'report', report('seen'));
    expect(table.submit('observer', 'split', { id: 'p', from: 'seen', claims: [{ id: digest, date: DAY, asserter: words, anonymity: 'office', words, quoted: true, from: 'seen', concerns: [], first: { outlet: 'o', at: DAY } }] })).toMatchObject({ code: 'process.id.reserved' });
  });

  it('releases no letter that names what is for the table only', () => {
    const table = liveTable().add('head-a', 'instrument', { ...ORDER, id: 'SECRET', kind: 'agreement', parties: ['A'] }, TABLE);
    table.state = { ...table.state, sealed: new Map([['d1', { entry: 'e1', position: 3, recorded: 0, whole: false }]]) };
    const released = { entry: 'e9', author: 'key-head-a', capacity: 'head' as const, madeAt: 0, readers: [], body: { kind: 'statement' as const, content: statement('told', { instruments: ['SECRET'], accounts: [said('A')] }) } };
    const release = { sealed: 'd1', letter: { blinding: 'b', line: 'l', signature: 's' }, erase: 'e', cipher: 'c', consents: [{ participant: 'head-a', signature: 's' }] };
    expect(table.submit('head-a', 'release', release, { ...PUBLIC, released })).toMatchObject({ code: 'process.audience.names', id: 'SECRET' });
  });

  it('hangs no paragraph for everybody on one that only the table reads', () => {
    const meet = { id: 'meet', what: 'meeting' as const, by: 'A', to: ['B'], title: words, meeting: { from: '2024-03-01T10:00Z', mode: 'hall' as const } };
    const table = liveTable().add('head-a', 'proposal', meet, PUBLIC).add('head-a', 'draft', { id: 'd1', minutes: 'min', meeting: 'meet', paragraph: 'p1', says: { type: 'record', text: words } }, TABLE);
    expect(table.submit('head-b', 'draft', { id: 'd2', minutes: 'min', meeting: 'meet', paragraph: 'p2', after: 'p1', says: { type: 'record', text: words } }, PUBLIC)).toMatchObject({ code: 'process.audience.names' });
  });

  it('keeps no file on a person from erasure by a note or by saying that it is one with their own', () => {
    const file = (id: string, by: string) => ({ id, by, date: DAY, status: 'missing' as const, consent: [], fields: {} });
    const table = liveTable().add('relief', 'person', file('h1', 'REL'), TABLE).add('head-a', 'person', file('h2', 'A'), TABLE).add('head-a', 'person', file('h3', 'A'), TABLE);
    const alike = (id: string, keep: string, same: string, step: 'merged' | 'unmerged') => ({ id, by: 'A', date: DAY, keep, same: [same], step, reason: words });
    table.add('head-a', 'likeness', alike('k1', 'h2', 'h1', 'merged'), TABLE).add('head-a', 'likeness', alike('k2', 'h2', 'h1', 'unmerged'), TABLE).add('head-a', 'likeness', alike('k3', 'h3', 'h1', 'merged'), TABLE)
      .add('head-a', 'person-note', { id: 'n', by: 'A', date: DAY, person: 'h1', text: words }, TABLE);
    const entry = (id: string): string => table.state.matters.get(id)?.source.entry ?? '', erasure = (...ids: readonly string[]) => ({ entries: ids.map((id) => ({ entry: entry(id) })), reason: words });
    expect(table.submit('relief', 'erasure', erasure('n'))).toMatchObject({ code: 'process.erasure.not-yours' });
    expect(table.submit('relief', 'erasure', erasure('h1', 'k1', 'k2', 'k3'))).toEqual({ code: 'process.erasure.rests', entry: entry('h1'), other: entry('n') });
    expect(table.submit('head-a', 'erasure', erasure('k2'))).toEqual({ code: 'process.erasure.rests', entry: entry('k2'), other: entry('k3') });
    const bare = [...table.entries], gone = ['h1', 'k1', 'k2', 'k3', 'n'].map(entry);
    const last = table.by('relief', 'erasure', erasure('h1', 'k1', 'k2', 'k3', 'n'));
    table.add('relief', 'erasure', erasure('h1', 'k1', 'k2', 'k3', 'n'));
    expect([table.state.alike.size, table.state.matters.has('h2'), table.state.matters.has('h1')]).toEqual([0, true, false]);
    let state = liveTable().state;
    for (const one of bare.slice(state.size - 1)) state = gone.includes(one.entry) ? passOver(state, { ...one, kind: one.body.kind }) : evolve(state, one);
    expect(decide(state, last)).toEqual({ ok: true, value: null });
    state = evolve(state, { ...last, position: state.size });
    expect([[...state.alike], [...state.forTable].sort(), [...state.matters.keys()]]).toEqual([[...table.state.alike], [...table.state.forTable].sort(), [...table.state.matters.keys()]]);
  });

  it('keeps no report of another side from erasure by a reply, a question, a check or a link of their own; what they said elsewhere is nobody’s to erase', () => {
    const made = liveTable().add('delegate-a', 'report', report('seen', { accounts: [said('A')] })).add('head-b', 'report', report('other', { accounts: [said('B')] })).add('head-b', 'reply', { id: 'r', by: 'B', date: DAY, to: 'seen', text: words }).add('head-b', 'question', { id: 'q', by: 'B', about: 'seen', to: 'A', until: '2030-01-01' })
      .add('delegate-a', 'reply', { id: 'qr', by: 'A', date: DAY, to: 'q', text: words }).add('head-b', 'verification', { id: 'v', by: 'B', date: DAY, report: 'seen', step: 'being-checked', reason: words }).add('head-b', 'link', { id: 'l', by: 'B', date: DAY, item: 'seen', commitments: ['T1'], bears: true }).add('monitor', 'question', { id: 'p', by: 'MON', about: 'other', to: 'B', until: '2030-01-01' }).add('head-b', 'reply', { id: 'pr', by: 'B', date: DAY, to: 'p', text: words });
    const entry = (id: string): string => (made.state.matters.get(id) ?? made.state.items.get(id))?.source.entry ?? '', erasure = (...ids: readonly string[]) => ({ entries: ids.map((id) => ({ entry: entry(id) })), reason: words }), all = ['seen', 'r', 'q', 'qr', 'v', 'l'];
    expect(made.submit('delegate-a', 'erasure', erasure('seen', 'r'))).toMatchObject({ code: 'process.erasure.rests' });
    expect(made.submit('delegate-a', 'erasure', erasure('q', 'qr'))).toEqual({ code: 'process.erasure.not-yours', entry: entry('q') });
    for (const id of ['pr', 'p', 'other']) expect(made.submit('delegate-a', 'erasure', erasure(...all, 'pr', id)), id).toMatchObject({ code: 'process.erasure.not-yours' });
    const bare = [...made.entries], gone = all.map(entry), last = made.by('delegate-a', 'erasure', erasure(...all));
    made.add('delegate-a', 'erasure', erasure(...all));
    expect([made.state.items.has('seen'), ['r', 'q', 'qr', 'v', 'l'].some((id) => made.state.matters.has(id)), made.state.matters.has('pr')]).toEqual([false, false, true]);
    let state = liveTable().state;
    for (const one of bare.slice(state.size - 1)) state = gone.includes(one.entry) ? passOver(state, { ...one, kind: one.body.kind }) : evolve(state, one);
    expect(decide(state, last)).toEqual({ ok: true, value: null });
    expect([...evolve(state, { ...last, position: state.size }).matters.keys()]).toEqual([...made.state.matters.keys()]);
  });

  it('of a people takes back, corrects or erases nothing that another of them said', () => {
    const folk = (id: string) => ({ id, name: id, actor: 'OBS', capacity: 'community' as const, key: `key-${id}`, proof: 's' });
    const table = new Table({ ...LIVE, participants: [...LIVE.participants, folk('elder')] });
    for (const id of ['anna', 'boris']) table.add('elder', 'accreditation', folk(id));
    table.add('anna', 'report', report('hunger', { accounts: [said('OBS')] }));
    const entry = table.state.items.get('hunger')?.source.entry ?? '', erasure = { entries: [{ entry }], reason: words }, withdrawal = { id: 'w', withdraws: 'hunger', reason: words, date: DAY };
    expect(table.submit('boris', 'withdrawal', withdrawal)).toEqual({ code: 'process.item.not-yours', id: 'hunger', by: 'OBS', yours: 'OBS' });
    expect(table.submit('boris', 'erasure', erasure)).toEqual({ code: 'process.erasure.not-yours', entry });
    for (const who of ['anna', 'elder']) expect([table.submit(who, 'withdrawal', withdrawal), table.submit(who, 'erasure', erasure)]).toEqual([null, null]);
  });

  it('puts nothing in the place of what another side asked for or published', () => {
    const later = '2031-01-01', access = (id: string, by: string, instead?: string) => ({ id, by, purpose: 'harvest' as const, what: words, place: 'pass', from: later, to: later, notify: ['A'], ...(instead === undefined ? {} : { instead }) });
    const text = (id: string, more: object = {}) => ({ id, title: words, author: words, language: 'en', sentences: ['One.'], ...more });
    const table = liveTable().add('relief', 'access-window', access('w', 'REL')).add('observer', 'document', text('d', { by: 'MON' }));
    expect(table.submit('head-a', 'access-window', access('w2', 'A', 'w'))).toEqual({ code: 'process.window.not-yours', window: 'w', step: 'replaced', by: 'A' });
    expect(table.submit('relief', 'access-window', access('w2', 'REL', 'w'))).toBeNull();
    expect(table.submit('head-a', 'document', text('d2', { instead: 'd' }))).toEqual({ code: 'process.document.not-yours', id: 'd', by: 'MON, OBS' });
    for (const who of ['monitor', 'observer']) expect(table.submit(who, 'document', text('d2', { instead: 'd' }))).toBeNull();
  });
});
