import { describe, expect, it } from 'vitest';
import type { Accreditation } from './bodies.ts';
import { decide } from './rules.ts';
import { LIVE, Table, documentaryTable, liveTable, refusalOf, said, statement } from './test-table.ts';

const newcomer = (id: string, actor: string, capacity: Accreditation['capacity'], more: Partial<Accreditation> = {}): Accreditation => ({ id, name: id, actor, capacity, key: `key-${id}`, proof: 's', ...more });

describe('accreditation', () => {
  it('is for a head, not for a delegate', () => {
    expect(liveTable().submit('delegate-a', 'accreditation', newcomer('n', 'A', 'delegate'))).toMatchObject({ code: 'process.kind.not-for-capacity', kind: 'accreditation' });
  });

  it('is of one’s own side', () => {
    expect(liveTable().submit('head-a', 'accreditation', newcomer('n', 'B', 'delegate'))).toEqual({ code: 'process.accreditation.not-yours', actor: 'B', yours: 'A' });
    expect(liveTable().submit('mediator', 'accreditation', newcomer('n', 'A', 'mediator'))).toEqual({ code: 'process.accreditation.not-yours', actor: 'A', yours: 'MED' });
  });

  it('of a third party is by its head if it has one, else by those whom the charter names', () => {
    const led = new Table({ ...LIVE, participants: [...LIVE.participants, { id: 'chief', name: 'Chief', actor: 'MON', capacity: 'head', key: 'key-chief', proof: 's' }] });
    expect(led.submit('monitor', 'accreditation', newcomer('n', 'MON', 'monitor'))).toEqual({ code: 'process.accreditation.not-head', actor: 'MON', may: 'chief' });
    expect(led.submit('chief', 'accreditation', newcomer('n', 'MON', 'monitor'))).toBeNull();
    const unled = liveTable().add('monitor', 'accreditation', newcomer('n', 'MON', 'monitor'));
    expect(unled.submit('n', 'accreditation', newcomer('m', 'MON', 'monitor'))).toEqual({ code: 'process.accreditation.not-head', actor: 'MON', may: 'monitor' });
  });

  it('makes nobody a second head, and no party its own court', () => {
    expect(liveTable().submit('head-a', 'accreditation', newcomer('n', 'A', 'head'))).toEqual({ code: 'process.head.twice', actor: 'A', first: 'head-a', second: 'n' });
    expect(liveTable().submit('head-a', 'accreditation', newcomer('n', 'A', 'court'))).toEqual({ code: 'process.accreditation.capacity', capacity: 'court', may: 'adviser, delegate' });
    expect(liveTable().submit('relief', 'accreditation', newcomer('n', 'REL', 'monitor'))).toEqual({ code: 'process.accreditation.capacity', capacity: 'monitor', may: 'adviser, humanitarian' });
    expect(liveTable().submit('head-a', 'accreditation', newcomer('n', 'A', 'editor'))).toEqual({ code: 'process.editor.live', participant: 'n', capacity: 'editor' });
  });

  it('lets a head hand over, as a whole and only themselves: then the successor leads, and the other speaks no more', () => {
    const table = liveTable(), successor = newcomer('n', 'A', 'head', { replaces: 'head-a' });
    expect(table.submit('head-b', 'accreditation', successor)).toEqual({ code: 'process.accreditation.handover', replaces: 'head-a' });
    expect(table.submit('head-a', 'accreditation', { ...successor, capacity: 'delegate' })).toEqual({ code: 'process.accreditation.handover', replaces: 'head-a' });
    expect(table.submit('head-a', 'accreditation', newcomer('n', 'A', 'delegate', { replaces: 'delegate-a' }))).toEqual({ code: 'process.accreditation.handover', replaces: 'delegate-a' });
    expect(table.submit('head-a', 'accreditation', { ...successor, replaces: 'head-b' })).toEqual({ code: 'process.accreditation.handover', replaces: 'head-b' });
    expect(table.submit('mediator', 'accreditation', newcomer('n', 'MED', 'mediator', { replaces: 'nobody' }))).toEqual({ code: 'process.accreditation.handover', replaces: 'nobody' });
    table.add('head-a', 'accreditation', successor);
    expect(table.submit('head-a', 'accreditation', newcomer('m', 'A', 'delegate'))).toMatchObject({ code: 'process.key.revoked' });
    expect(table.submit('n', 'accreditation', newcomer('m', 'A', 'delegate'))).toBeNull();
    expect(table.submit('n', 'accreditation', newcomer('m', 'A', 'head'))).toMatchObject({ code: 'process.head.twice' });
    expect(table.submit('n', 'accreditation', newcomer('m', 'A', 'head', { replaces: 'head-a' }))).toMatchObject({ code: 'process.accreditation.handover' });
    table.add('n', 'accreditation', newcomer('m', 'A', 'head', { replaces: 'n' }));
    expect(table.submit('m', 'key', { participant: 'delegate-a', key: 'new', proof: 's', reason: 'lost' })).toBeNull();
  });

  it('refuses a key or an id in use, an actor that is not there or not named', () => {
    expect(liveTable().submit('head-a', 'accreditation', newcomer('n', 'A', 'delegate', { key: 'key-monitor' }))).toEqual({ code: 'process.participant.key-used', participant: 'n', other: 'monitor', key: 'key-monitor' });
    expect(liveTable().submit('head-a', 'accreditation', newcomer('head-b', 'A', 'delegate', { key: 'k' }))).toEqual({ code: 'process.participant.id-taken', participant: 'head-b' });
    expect(liveTable().submit('head-a', 'accreditation', newcomer('n', 'X', 'delegate'))).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'actor' });
    const { actor: _actor, ...nobodys } = newcomer('n', 'A', 'delegate');
    expect(liveTable().submit('head-a', 'accreditation', nobodys)).toEqual({ code: 'process.participant.without-actor', participant: 'n' });
  });

  it('gives the newcomer a voice from then on', () => {
    const table = liveTable();
    const words = { kind: 'statement', content: statement('s', { accounts: [said('A-mfa')] }) } as const;
    const submission = { ...table.by('head-a', words.kind, words.content), author: 'key-n', capacity: 'delegate' } as const;
    expect(refusalOf(decide(table.state, submission))).toMatchObject({ code: 'process.author.unknown' });
    table.add('head-a', 'accreditation', newcomer('n', 'A-mfa', 'delegate'));
    expect(table.submit('n', words.kind, words.content)).toBeNull();
  });

  it('in a documentary record is of another editor', () => {
    expect(documentaryTable().submit('editor', 'accreditation', newcomer('n', 'A', 'delegate'))).toEqual({ code: 'process.editor.only', participant: 'n', capacity: 'delegate' });
    expect(documentaryTable().submit('editor', 'accreditation', { id: 'n', name: 'n', capacity: 'editor', key: 'k' })).toBeNull();
  });
});
