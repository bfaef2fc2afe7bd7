import { describe, expect, it } from 'vitest';
import type { Accreditation } from '#process';
import { liveTable } from '../process/test-table.ts';
import { openChallenges, peopleAt, personView } from './people.ts';

const newcomer = (id: string, actor: string, capacity: Accreditation['capacity'], more: Partial<Accreditation> = {}): Accreditation => ({ id, name: id, actor, capacity, key: `key-${id}`, proof: 's', ...more });
const of = (table: ReturnType<typeof liveTable>, id: string) => peopleAt(table.state).flatMap(({ found }) => found).filter((one) => one.id === id).map((one) => personView(table.state, one))[0];

describe('who sits at the table', () => {
  it('is told by side, in an order that favours nobody, a ministry’s people apart', () => {
    const sides = peopleAt(liveTable().state);
    expect(sides.map(({ actor }) => actor)).toEqual(['A', 'B', 'C', 'A-mfa', 'MED', 'MON', 'CRT', 'OBS', 'REL'].filter((actor) => sides.some((side) => side.actor === actor)).toSorted((a, b) => sides.findIndex((side) => side.actor === a) - sides.findIndex((side) => side.actor === b)));
    expect(sides[0]).toMatchObject({ actor: 'A', here: 3, gone: 0, found: [{ id: 'head-a' }, { id: 'delegate-a' }, { id: 'adviser-a' }] });
    expect(of(liveTable(), 'head-a')).toMatchObject({ seated: 0, gone: null });
  });

  it('is found by name or id, side and capacity; who speaks no more comes last, and is counted apart', () => {
    const table = liveTable(), found = (text: string, side = '', capacity = '') => peopleAt(table.state, { text, side, capacity }).flatMap((one) => one.found.map(({ id }) => id));
    table.add('head-a', 'accreditation', { ...newcomer('n', 'A', 'delegate'), name: 'Ծովինար Ó Briain' }).add('head-a', 'revocation', { participant: 'delegate-a', reason: 'left' });
    expect([found(' ծովինար '), found('Ó BRI'), found('delegate'), found('', 'A'), found('', 'A', 'head'), found('', '', 'mediator'), found('nobody of that name')]).toEqual([['n'], ['n'], expect.arrayContaining(['delegate-a']), ['head-a', 'adviser-a', 'n', 'delegate-a'], ['head-a'], ['mediator'], []]);
    expect(peopleAt(table.state, { text: 'nobody', side: '', capacity: '' })[0]).toMatchObject({ actor: 'A', here: 3, gone: 1, found: [] });
  });

  it('keeps who was accredited, with full powers and their scan; and by which entry', () => {
    const scan = { digest: 'd'.repeat(64), bytes: 7, name: 'powers.pdf' }, table = liveTable(), position = table.state.size;
    table.add('head-a', 'accreditation', newcomer('n', 'A', 'delegate', { fullPowers: { en: 'To sign.' }, evidence: [scan], root: 'r' }));
    expect(of(table, 'n')).toEqual({ id: 'n', name: 'n', capacity: 'delegate', seated: position, keys: [{ key: 'key-n', from: position, to: null }], gone: null, fullPowers: { en: 'To sign.' }, evidence: [scan], root: true, challenges: [] });
  });

  it('keeps every key with the entries from which and to which it spoke', () => {
    const table = liveTable(), position = table.state.size;
    table.add('head-a', 'key', { participant: 'delegate-a', key: 'new', proof: 's', reason: 'lost' });
    expect(of(table, 'delegate-a')).toMatchObject({ gone: null, keys: [{ key: 'key-delegate-a', from: 0, to: position }, { key: 'new', from: position, to: null }] });
  });

  it('says why somebody speaks no more, and who follows', () => {
    const table = liveTable(), position = table.state.size;
    table.add('head-a', 'revocation', { participant: 'delegate-a', reason: 'left' }).add('head-b', 'accreditation', newcomer('n', 'B', 'head', { replaces: 'head-b' }));
    expect(of(table, 'delegate-a')?.gone).toEqual({ why: 'left', position, successor: null });
    expect(of(table, 'head-b')?.gone).toEqual({ why: 'handed-over', position: position + 1, successor: 'n' });
    expect(of(table, 'n')?.gone).toBeNull();
  });

  it('keeps credentials in question until they are settled, each challenge with what settled it', () => {
    const table = liveTable(), position = table.state.size, reason = { en: 'No full powers seen.' }, seen = { en: 'Seen.' };
    table.add('head-b', 'challenge', { id: 'c1', participant: 'delegate-a', by: 'B', step: 'challenged', reason });
    expect(of(table, 'delegate-a')?.challenges).toEqual([{ by: 'B', reason, position, settled: null }]);
    table.add('head-b', 'challenge', { id: 'c2', participant: 'delegate-a', by: 'B', step: 'settled', reason: seen });
    expect(of(table, 'delegate-a')).toMatchObject({ gone: null, challenges: [{ by: 'B', settled: { by: 'B', reason: seen, position: position + 1 } }] });
  });
});
