import { describe, expect, it } from 'vitest';
import { LIVE, charterBody, documentaryTable, entryId, liveTable, report, said, sourced, statement } from './test-table.ts';

describe('the rules common to all kinds', () => {
  const table = liveTable();
  const good = statement('s', { accounts: [said('A')] });

  it('refuse a stranger, and a voice that the author does not have', () => {
    expect(table.submit('head-a', 'statement', good, { author: 'key-stranger' })).toEqual({ code: 'process.author.unknown', author: 'key-stranger' });
    expect(table.submit('head-a', 'statement', good, { capacity: 'mediator' })).toEqual({ code: 'process.capacity.not-held', participant: 'head-a', capacity: 'mediator', holds: 'head' });
  });

  it('refuse a kind to a capacity that is not for it', () => {
    expect(table.submit('adviser-a', 'statement', good)).toEqual({ code: 'process.kind.not-for-capacity', kind: 'statement', capacity: 'adviser', record: 'live', may: 'community, court, delegate, guarantor, head, humanitarian, mediator, monitor, observer' });
    expect(table.submit('monitor', 'vocabulary', { facts: [] })).toMatchObject({ code: 'process.kind.not-for-capacity', may: 'delegate, head, mediator' });
  });

  it('refuse a second charter, to anybody', () => {
    const body = charterBody(LIVE);
    if (body.kind !== 'charter') throw new Error('a charter');
    expect(table.submit('head-a', 'charter', body.content)).toEqual({ code: 'process.charter.second' });
    expect(documentaryTable().submit('editor', 'charter', body.content)).toEqual({ code: 'process.charter.second' });
  });

  it('refuse the same entry twice, and a record that runs backwards', () => {
    expect(table.submit('head-a', 'statement', good, { entry: entryId(2) })).toEqual({ code: 'process.entry.repeated', entry: entryId(2) });
    expect(table.submit('head-a', 'statement', good, { recorded: 1704067200 })).toEqual({ code: 'process.recorded.earlier', recorded: '2024-01-01T00:00:00Z', previous: '2024-01-01T00:06:00Z' });
    expect(table.submit('head-a', 'statement', good, { recorded: -1e15 })).toMatchObject({ code: 'process.recorded.earlier', recorded: '-1000000000000000' });
    expect(table.submit('head-a', 'statement', good, { recorded: table.state.recorded ?? 0 })).toBeNull();
  });

  it('refuse an answer to an entry that is not there, even where a case id has that name', () => {
    expect(table.submit('head-a', 'statement', good, { about: [entryId(1), entryId(77)] })).toEqual({ code: 'process.about.unknown', entry: entryId(77) });
    expect(table.submit('head-a', 'statement', good, { about: ['T1'] })).toEqual({ code: 'process.about.unknown', entry: 'T1' });
    expect(table.submit('head-a', 'statement', good, { about: [entryId(1)] })).toBeNull();
  });

  it('refuse an id that is taken, or that could be taken for something else', () => {
    expect(table.submit('head-a', 'statement', { ...good, id: 'T1' })).toEqual({ code: 'process.id.taken', id: 'T1', position: 5 });
    expect(table.submit('head-a', 'statement', { ...good, id: 'charter' })).toEqual({ code: 'process.id.reserved', id: 'charter' });
    expect(table.submit('head-a', 'statement', { ...good, id: entryId(99) })).toEqual({ code: 'process.id.reserved', id: entryId(99) });
  });

  it('let editors enter everything in a documentary record, in their own voice only', () => {
    const record = documentaryTable();
    expect(record.submit('editor', 'statement', statement('s', sourced('A')))).toBeNull();
    expect(record.submit('editor', 'report', report('r', sourced('MON')))).toBeNull();
    expect(record.submit('editor', 'statement', statement('s', sourced('A')), { capacity: 'head' })).toMatchObject({ code: 'process.capacity.not-held', holds: 'editor' });
  });

  it('change nothing by asking', () => {
    const before = JSON.stringify([...table.state.positions, table.state.size]);
    table.submit('head-a', 'statement', good);
    expect(JSON.stringify([...table.state.positions, table.state.size])).toBe(before);
  });
});
