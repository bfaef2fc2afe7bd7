import { describe, expect, it } from 'vitest';
import type { Charter, Confirmation } from './bodies.ts';
import { begin } from './charter.ts';
import { LIVE, Table, charterSubmission, documentaryTable, entryId, liveTable, refusalOf, statement } from './test-table.ts';

const opening = (charter: Partial<Charter>) => refusalOf(begin(charterSubmission({ ...LIVE, ...charter }), 'p'));
const BY_HOST = { author: 'key-host', capacity: 'host' } as const;
const refused = (table: Table, more: object = {}) => ({ submission: entryId(900), body: entryId(901), author: 'key-monitor', code: 'process.id.taken', received: table.state.recorded ?? 0, ...more });
const succession = (size: number, heads: readonly string[]) => ({ host: { key: 'key-second', delay: 'PT1H' }, from: { size, root: 'r' }, reason: { en: 'lost' }, agreedBy: heads.map((participant) => ({ participant, signature: 's' })) });

describe('witnesses of a charter', () => {
  const confirmation: Confirmation = {
    witnesses: [{ id: 'w-a', actor: 'A', key: 'a' }, { id: 'w-b', actor: 'B', key: 'b' }, { id: 'w-m', key: 'm' }],
    groups: [{ id: 'thirds', needs: 1, of: ['w-m'] }, { id: 'all', needs: 3, of: ['w-a', 'w-b', 'thirds'] }], quorum: 'all',
  };
  it('are named once, of the charter’s actors, in groups that can be fulfilled', () => {
    expect(opening({ confirmation })).toBeNull();
    expect(opening({ confirmation: { ...confirmation, witnesses: [...confirmation.witnesses, { id: 'w-a', key: 'x' }] } })).toEqual({ code: 'process.charter.witness-twice', id: 'w-a' });
    expect(opening({ confirmation: { ...confirmation, witnesses: [{ id: 'w-a', actor: 'X', key: 'a' }], groups: [], quorum: 'w-a' } })).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'witnesses.w-a.actor' });
    expect(opening({ confirmation: { ...confirmation, quorum: 'none' } })).toEqual({ code: 'process.charter.witness-unknown', id: 'none', group: 'quorum' });
    expect(opening({ confirmation: { ...confirmation, groups: [{ id: 'all', needs: 1, of: ['all'] }] } })).toEqual({ code: 'process.charter.witness-unknown', id: 'all', group: 'all' });
    expect(opening({ confirmation: { ...confirmation, groups: [{ id: 'all', needs: 3, of: ['w-a', 'w-b'] }] } })).toEqual({ code: 'process.charter.group', id: 'all', needs: 3, members: 2 });
    expect(opening({ succession: { heads: 4 } })).toEqual({ code: 'process.charter.succession', heads: 4, there: 3 });
  });
});

describe('the host', () => {
  it('enters refusals and a freeze, in no voice of the table, and alone', () => {
    const table = liveTable();
    expect(table.submit('monitor', 'refusal', refused(table))).toEqual({ code: 'process.host.only', kind: 'refusal', author: 'key-monitor' });
    expect(table.submit('monitor', 'freeze', { reason: { en: 'x' } }, { author: 'key-host' })).toEqual({ code: 'process.host.only', kind: 'freeze', author: 'key-host' });
    expect(table.submit('monitor', 'statement', statement('s'), BY_HOST)).toEqual({ code: 'process.author.unknown', author: 'key-host' });
    expect(documentaryTable().submit('editor', 'freeze', { reason: { en: 'x' } })).toMatchObject({ code: 'process.kind.not-for-capacity' });
  });

  it('records a refusal once, of somebody who takes part, of what is not on record', () => {
    const table = liveTable();
    const offered = (more: object) => table.submit('monitor', 'refusal', refused(table, more), BY_HOST);
    expect(offered({})).toBeNull();
    expect(offered({ author: 'key-stranger' })).toEqual({ code: 'process.author.unknown', author: 'key-stranger' });
    expect(offered({ submission: entryId(1) })).toEqual({ code: 'process.entry.repeated', entry: entryId(1) });
    expect(offered({ received: (table.state.recorded ?? 0) + 999 })).toMatchObject({ code: 'process.recorded.earlier' });
    table.add('monitor', 'refusal', refused(table), BY_HOST);
    expect(offered({})).toEqual({ code: 'process.entry.repeated', entry: entryId(900) });
  });
});

describe('a succession', () => {
  const ALL = ['head-a', 'head-b', 'head-c'];
  it('is agreed by as many heads as the charter asks, for the log as it is', () => {
    const table = liveTable(), { size } = table.state;
    expect(table.submit('head-a', 'succession', succession(size - 1, ALL))).toEqual({ code: 'process.succession.elsewhere', named: size - 1, size });
    expect(table.submit('head-a', 'succession', succession(size, ['head-a', 'head-a', 'head-b']))).toEqual({ code: 'process.succession.too-few', heads: 2, needs: 3 });
    expect(table.submit('head-a', 'succession', succession(size, [...ALL, 'monitor']))).toEqual({ code: 'process.succession.not-head', participant: 'monitor' });
    expect(table.submit('head-a', 'succession', { ...succession(size, ALL), host: { key: 'key-host', delay: 'PT1H' } })).toEqual({ code: 'process.key.hosts', participant: 'host' });
    expect(table.submit('mediator', 'succession', succession(size, ALL))).toMatchObject({ code: 'process.kind.not-for-capacity' });
    const two = new Table({ ...LIVE, succession: { heads: 2 } });
    expect(two.submit('head-a', 'succession', succession(1, ['head-a', 'head-b']))).toBeNull();
  });

  it('is all that follows a freeze; then the second host keeps the log, and the first is nobody', () => {
    const table = liveTable().add('monitor', 'freeze', { reason: { en: 'the host retires' } }, BY_HOST);
    expect(table.submit('monitor', 'statement', statement('s'))).toEqual({ code: 'process.frozen' });
    expect(table.submit('monitor', 'freeze', { reason: { en: 'again' } }, BY_HOST)).toEqual({ code: 'process.frozen' });
    table.add('head-b', 'succession', succession(table.state.size, ALL));
    expect(table.state).toMatchObject({ frozen: false, host: { key: 'key-second' } });
    expect(table.submit('monitor', 'freeze', { reason: { en: 'x' } }, BY_HOST)).toEqual({ code: 'process.host.only', kind: 'freeze', author: 'key-host' });
    expect(table.submit('monitor', 'statement', statement('s'))).toBeNull();
  });
});
