import { describe, expect, it } from 'vitest';
import type { Entered, Erasure } from './bodies.ts';
import { evolve, passOver } from './growth.ts';
import { Table, documentaryTable, liveTable, report, said } from './test-table.ts';

const REASON = { en: 'A name.' };
const erasure = (...entries: readonly string[]): Erasure => ({ entries: entries.map((entry) => ({ entry })), reason: REASON });
const seen = report('seen', { accounts: [said('MON')] });

/** A report, corrected and then withdrawn, with the entries of the three. */
function changed(): { readonly table: Table; readonly three: readonly [string, string, string] } {
  const table = liveTable().add('monitor', 'report', seen)
    .add('monitor', 'correction', { id: 'c', corrects: 'seen', reason: REASON, date: '2024-01-02', replacement: { ...seen, summary: { en: 'again' } } as never })
    .add('monitor', 'withdrawal', { id: 'w', withdraws: 'seen', reason: REASON, date: '2024-01-02' });
  const [one, two, three] = table.entries.slice(-3).map(({ entry }) => entry);
  return { table, three: [one ?? '', two ?? '', three ?? ''] };
}

describe('an erasure', () => {
  it('is of one’s own side’s words, with all that changes them, once', () => {
    const { table, three } = changed();
    expect(table.submit('head-a', 'erasure', erasure(...three))).toEqual({ code: 'process.erasure.not-yours', entry: three[0] });
    expect(table.submit('monitor', 'erasure', erasure('f'.repeat(64)))).toEqual({ code: 'process.erasure.nothing', entry: 'f'.repeat(64) });
    expect(table.submit('monitor', 'erasure', erasure(three[0]))).toEqual({ code: 'process.erasure.rests', entry: three[0], other: three[1] });
    expect(table.submit('monitor', 'erasure', erasure(three[1]))).toEqual({ code: 'process.erasure.rests', entry: three[1], other: three[0] });
    table.add('monitor', 'erasure', erasure(...three));
    expect([table.state.items.has('seen'), table.state.erased.size]).toEqual([false, 3]);
    expect(table.submit('monitor', 'erasure', erasure(three[0]))).toEqual({ code: 'process.erased', entry: three[0] });
    expect(table.submit('monitor', 'report', seen)).toBeNull();
    expect(documentaryTable().submit('editor', 'erasure', erasure(three[0]))).toMatchObject({ code: 'process.kind.not-for-capacity' });
  });

  it('is not of what was agreed, nor of a letter that is not there; a letter that is erased is not released', () => {
    const table = liveTable(), treaty = table.entries.find(({ body }) => body.kind === 'instrument')?.entry ?? '';
    expect(table.submit('mediator', 'erasure', erasure(treaty))).toEqual({ code: 'process.erasure.nothing', entry: treaty });
    const byWord = (entry: string): Erasure => ({ entries: [{ entry, sealed: { letter: 'l', word: 'w', cipher: 'c' } }], reason: REASON });
    expect(table.submit('mediator', 'erasure', byWord(treaty))).toEqual({ code: 'process.erasure.nothing', entry: treaty });
    table.add('mediator', 'sealed', { digest: 'd' }, { author: 'key-host', capacity: 'host' });
    const letter = table.entries.at(-1)?.entry ?? '';
    table.add('observer', 'erasure', byWord(letter));
    const release = { sealed: 'd', letter: { blinding: 'b', line: 'l', signature: 's' }, erase: 'e', cipher: 'c', consents: [] };
    expect(table.submit('monitor', 'release', release, { released: { entry: 'x', author: 'key-monitor', capacity: 'monitor', madeAt: 1, readers: ['monitor'], body: null } })).toEqual({ code: 'process.erased', entry: letter });
  });

  it('leaves what a copy comes to that never had the words', () => {
    const { table, three } = changed();
    table.add('monitor', 'erasure', erasure(...three)).add('monitor', 'report', report('seen', { accounts: [said('MON', { text: { en: 'anew' } })] }));
    let bare = liveTable().state;
    const behind = (one: Entered) => passOver(bare, { ...one, kind: one.body.kind });
    for (const one of table.entries.slice(bare.size - 1)) bare = three.includes(one.entry) ? behind(one) : evolve(bare, one);
    expect([...bare.items]).toEqual([...table.state.items]);
    expect([...bare.positions].sort()).toEqual([...table.state.positions].sort());
    expect([...bare.erased]).toEqual([...table.state.erased]);
  });
});
