import { describe, expect, it } from 'vitest';
import type { Charter } from './bodies.ts';
import { begin } from './charter.ts';
import { LIVE, Table, charterSubmission, documentaryTable, liveTable, refusalOf, statement } from './test-table.ts';

const ROOTED: Charter = { ...LIVE, participants: LIVE.participants.map((person) => person.id === 'head-a' ? { ...person, root: 'root-a' } : person) };
const rooted = () => new Table(ROOTED);
const opening = (charter: Partial<Charter>) => refusalOf(begin(charterSubmission({ ...LIVE, ...charter }), 'p'));
const change = (participant: string, key: string, reason: 'rotated' | 'lost' = 'rotated') => ({ participant, key, proof: 's', reason });

describe('keys', () => {
  it('are proven, and never the host’s', () => {
    expect(opening({ participants: LIVE.participants.map(({ proof: _proof, ...person }) => person) })).toEqual({ code: 'process.key.unproven', participant: 'delegate-a' });
    expect(opening({ participants: LIVE.participants.map((person) => person.id === 'monitor' ? { ...person, key: 'key-host' } : person) })).toEqual({ code: 'process.key.hosts', participant: 'monitor' });
    expect(liveTable().submit('head-a', 'accreditation', { id: 'n', name: 'n', actor: 'A', capacity: 'delegate', key: 'k' })).toEqual({ code: 'process.key.unproven', participant: 'n' });
    expect(liveTable().submit('head-a', 'key', change('head-a', 'key-host'))).toEqual({ code: 'process.key.hosts', participant: 'head-a' });
    expect(rooted().submit('head-a', 'key', change('head-a', 'root-a'))).toEqual({ code: 'process.participant.key-used', participant: 'head-a', other: 'head-a', key: 'root-a' });
  });

  it('are changed by their holder: the old one is silent from then on, and keeps what it signed', () => {
    const table = rooted().add('delegate-a', 'statement', statement('s1', { accounts: [] }));
    const before = table.by('delegate-a', 'statement', statement('s2'));
    table.add('delegate-a', 'key', change('delegate-a', 'fresh'));
    expect(table.state.items.get('s1')?.source.author).toBe('key-delegate-a');
    expect(table.submit('delegate-a', 'statement', statement('s2'), { author: before.author })).toEqual({ code: 'process.key.revoked', author: 'key-delegate-a' });
    expect(table.submit('delegate-a', 'statement', statement('s2'), { author: 'fresh' })).toBeNull();
    expect(table.submit('delegate-a', 'key', change('delegate-a', 'key-delegate-a'), { author: 'fresh' })).toMatchObject({ code: 'process.participant.key-used' });
  });

  it('are changed and revoked by the head of one’s side, and by nobody else', () => {
    for (const who of ['head-b', 'mediator', 'adviser-a']) expect(rooted().submit(who, 'key', change('delegate-a', 'fresh', 'lost'))).toEqual({ code: 'process.key.not-yours', participant: 'delegate-a' });
    expect(rooted().submit('head-b', 'revocation', { participant: 'head-a', reason: 'compromised' })).toEqual({ code: 'process.key.not-yours', participant: 'head-a' });
    expect(rooted().submit('head-a', 'revocation', { participant: 'nobody', reason: 'left' })).toEqual({ code: 'process.key.nobody', participant: 'nobody' });
    const table = rooted().add('head-a', 'revocation', { participant: 'envoy-mfa', reason: 'left' });
    expect(table.submit('envoy-mfa', 'statement', statement('s'))).toEqual({ code: 'process.key.revoked', author: 'key-envoy-mfa' });
    expect(table.submit('head-a', 'revocation', { participant: 'envoy-mfa', reason: 'left' })).toEqual({ code: 'process.key.nobody', participant: 'envoy-mfa' });
  });

  it('come back by the root key, which says nothing else', () => {
    const table = rooted().add('head-a', 'revocation', { participant: 'head-a', reason: 'compromised' });
    expect(table.submit('head-a', 'statement', statement('s'), { author: 'root-a' })).toEqual({ code: 'process.author.unknown', author: 'root-a' });
    table.add('head-a', 'key', change('head-a', 'fresh', 'lost'), { author: 'root-a' });
    expect(table.submit('head-a', 'statement', statement('s'), { author: 'fresh' })).toBeNull();
  });

  it('of a documentary record are published, and stay', () => {
    expect(documentaryTable().submit('editor', 'key', change('editor', 'k'))).toMatchObject({ code: 'process.kind.not-for-capacity' });
  });
});
