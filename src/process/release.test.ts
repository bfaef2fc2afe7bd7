import { describe, expect, it } from 'vitest';
import type { Release, Released } from './bodies.ts';
import { decideSealing } from './keys.ts';
import { LIVE, Table, documentaryTable, entryId, liveTable, report, said, statement } from './test-table.ts';

const sealed = (table: Table, digest = 'd1') => table.add('mediator', 'sealed', { digest }, { author: 'key-host', capacity: 'host' });
const release = (consents: readonly string[], digest = 'd1'): Release => ({ sealed: digest, letter: { blinding: 'b', line: 'l', signature: 's' }, erase: 'e', cipher: 'c', consents: consents.map((participant) => ({ participant, signature: 's' })) });
const letter = (more: Partial<Released> = {}): Released => ({ entry: entryId(9999), author: 'key-monitor', capacity: 'monitor', madeAt: 1, readers: ['delegate-a', 'monitor'], body: null, ...more });
const whole = (more: Partial<Released> = {}): Released => letter({ body: { kind: 'report', content: report('seen', { accounts: [said('MON')] }) }, ...more });

describe('a sealed letter', () => {
  it('is entered by the host, in nobody’s name, once', () => {
    const table = liveTable();
    expect(table.submit('monitor', 'sealed', { digest: 'd1' })).toEqual({ code: 'process.host.only', kind: 'sealed', author: 'key-monitor' });
    sealed(table);
    expect(table.state.sealed.get('d1')).toMatchObject({ position: table.state.size - 1, whole: false });
    expect(table.submit('mediator', 'sealed', { digest: 'd1' }, { author: 'key-host', capacity: 'host' })).toEqual({ code: 'process.sealed.repeated', digest: 'd1' });
  });

  it('is handed in by who takes part, in the capacity that they hold, while the log goes on', () => {
    const { state } = liveTable().add('head-a', 'revocation', { participant: 'adviser-a', reason: 'left' });
    expect(decideSealing(state, 'key-observer', 'observer')).toBeNull();
    expect(decideSealing(state, 'key-observer', 'head')).toMatchObject({ code: 'process.capacity.not-held' });
    expect(decideSealing(state, 'stranger', 'head')).toMatchObject({ code: 'process.author.unknown' });
    expect(decideSealing(state, 'key-adviser-a', 'adviser')).toMatchObject({ code: 'process.key.revoked' });
    expect(decideSealing({ ...state, frozen: true }, 'key-observer', 'observer')).toMatchObject({ code: 'process.frozen' });
    expect(decideSealing(documentaryTable().state, 'key-editor', 'editor')).toMatchObject({ code: 'process.kind.not-for-capacity' });
  });
});

describe('a release', () => {
  it('is of a letter that is in the log, by everybody named or the heads of their sides, its author too', () => {
    const table = sealed(liveTable());
    expect(table.submit('monitor', 'release', release(['monitor'], 'd2'), { released: letter() })).toEqual({ code: 'process.sealed.unknown', digest: 'd2' });
    expect(table.submit('monitor', 'release', release(['monitor']), { released: letter() })).toEqual({ code: 'process.release.consent', participant: 'delegate-a', may: 'delegate-a, head-a' });
    expect(table.submit('monitor', 'release', release(['head-b', 'monitor']), { released: letter() })).toMatchObject({ code: 'process.release.consent' });
    expect(table.submit('monitor', 'release', release(['delegate-a']), { released: letter() })).toEqual({ code: 'process.release.consent', participant: 'monitor', may: 'monitor' });
    expect(table.submit('monitor', 'release', release(['head-a', 'monitor']), { released: letter() })).toBeNull();
    expect(table.submit('delegate-a', 'release', release(['delegate-a', 'monitor']), { released: letter() })).toBeNull();
  });

  it('is of what its author could say when it was sealed', () => {
    const before = liveTable().add('head-a', 'revocation', { participant: 'delegate-a', reason: 'left' }), late = sealed(before), early = sealed(liveTable()).add('head-a', 'revocation', { participant: 'delegate-a', reason: 'left' });
    const by = letter({ author: 'key-delegate-a', capacity: 'delegate', readers: ['monitor'] }), both = release(['head-a', 'monitor']);
    expect(late.submit('monitor', 'release', both, { released: by })).toEqual({ code: 'process.key.revoked', author: 'key-delegate-a' });
    expect(early.submit('monitor', 'release', both, { released: by })).toBeNull();
    expect(early.submit('monitor', 'release', both, { released: { ...by, author: 'stranger' } })).toEqual({ code: 'process.author.unknown', author: 'stranger' });
    expect(early.submit('monitor', 'release', both, { released: { ...by, capacity: 'head' } })).toMatchObject({ code: 'process.capacity.not-held' });
  });

  it('in whole counts from then on, in its author’s name, under the rules of its kind, once', () => {
    const table = sealed(liveTable()), both = release(['head-a', 'monitor']);
    expect(table.submit('monitor', 'release', both, { released: whole({ body: { kind: 'vocabulary', content: { facts: [] } } }) })).toMatchObject({ code: 'process.release.kind', kind: 'vocabulary', may: 'coverage, finding, meeting, report, statement' });
    expect(table.submit('monitor', 'release', both, { released: whole({ body: { kind: 'report', content: report('T1', { accounts: [said('MON')] }) } }) })).toMatchObject({ code: 'process.id.taken' });
    expect(table.submit('monitor', 'release', both, { released: whole({ body: { kind: 'report', content: report('r', { accounts: [said('B')] }) } }) })).not.toBeNull();
    table.add('delegate-a', 'release', both, { released: whole() });
    expect(table.state.items.get('seen')?.source).toMatchObject({ author: 'key-monitor', capacity: 'monitor', position: table.state.size - 1 });
    expect(table.state.positions.get('seen')).toBe(table.state.size - 1);
    expect(table.submit('monitor', 'release', both, { released: whole() })).toEqual({ code: 'process.release.repeated', digest: 'd1' });
  });

  it('in part brings nothing, and may come again', () => {
    const table = sealed(liveTable()), both = release(['head-a', 'monitor']), { size } = table.state.items;
    table.add('monitor', 'release', both, { released: letter() }).add('monitor', 'release', both, { released: letter() });
    expect(table.state.items.size).toBe(size);
  });

  it('is not for a documentary record', () => {
    expect(documentaryTable().submit('editor', 'release', release([]))).toMatchObject({ code: 'process.kind.not-for-capacity' });
    expect(new Table(LIVE).submit('monitor', 'release', release([]), { released: letter() })).toEqual({ code: 'process.sealed.unknown', digest: 'd1' });
  });
});

describe('statements', () => {
  it('are not letters', () => {
    expect(sealed(liveTable()).submit('monitor', 'statement', statement('d1'))).toBeNull();
  });
});
