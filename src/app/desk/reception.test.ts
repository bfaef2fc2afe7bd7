import { afterEach, describe, expect, test } from 'vitest';
import type { Result } from '#base';
import type { Participant } from '#process';
import { caseKeySeed } from '#record';
import { deskOf } from '../../../tests/support/desk.ts';
import { deviceFrom } from '../../../tests/support/devices.ts';
import { base64, signInBytes } from '#record';
import { sign } from '../../record/primitives/node.ts';

const ORIGIN = 'http://localhost', DAY = 86_400;
const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });

async function sella() {
  const desk = await deskOf('sella'), { state } = desk.dossier;
  ends.push(desk.end);
  const person = (id: string): Participant => { const found = [...state.participants.values()].find((one) => one.id === id); if (found === undefined) throw new Error(id); return found; };
  const heads = [...state.participants.values()].filter(({ capacity }) => capacity === 'head');
  const seedOf = (id: string): Uint8Array => caseKeySeed(state.charter.seed ?? '', id);
  return { ...desk, state, person, heads, head: heads[0] as Participant, other: heads[1] as Participant, seedOf };
}
const code = (result: Result<unknown>): string | null => (result.ok ? null : result.refusal.code);
const value = <T>(result: Result<T>): T => { if (!result.ok) throw new Error(JSON.stringify(result.refusal)); return result.value; };

describe('signing in with a key', () => {
  test('takes a signature over what this host asked, at this origin, once', async () => {
    const { reception, state, head, seedOf, clock } = await sella(), seed = seedOf(head.id);
    const shown = (challenge: string, origin = ORIGIN, process = state.process) => ({ key: head.key, signature: base64(sign(seed, signInBytes(process, origin, challenge))) });
    const challenge = await reception.challenge(state), token = value(await reception.signIn(null, state, { origin: ORIGIN, challenge }, shown(challenge)));
    expect((await reception.reader(token, state))?.id).toBe(head.id);
    expect(code(await reception.signIn(null, state, { origin: ORIGIN, challenge }, shown(challenge)))).toBe('desk.challenge.over');
    const relayed = await reception.challenge(state);
    expect(code(await reception.signIn(null, state, { origin: ORIGIN, challenge: relayed }, shown(relayed, 'https://elsewhere.example')))).toBe('record.sign-in.signature');
    const late = await reception.challenge(state);
    clock.time += 300;
    expect(code(await reception.signIn(null, state, { origin: ORIGIN, challenge: late }, shown(late)))).toBe('desk.challenge.over');
  });

  test('is for who takes part, with a key that speaks; the session ends when it speaks no more', async () => {
    const { reception, state, head, seedOf } = await sella(), stranger = deviceFrom(9);
    const challenge = await reception.challenge(state);
    expect(code(await reception.signIn(null, state, { origin: ORIGIN, challenge }, { key: stranger.key, signature: stranger.signIn(state.process, ORIGIN, challenge) }))).toBe('process.author.unknown');
    const again = await reception.challenge(state), signature = base64(sign(seedOf(head.id), signInBytes(state.process, ORIGIN, again))), silent = { ...state, revoked: new Map([[head.key, 7]]) };
    const token = value(await reception.signIn(null, state, { origin: ORIGIN, challenge: again }, { key: head.key, signature }));
    expect([await reception.reader(token, silent), (await reception.reader(token, state))?.id]).toEqual([null, head.id]);
    const last = await reception.challenge(silent);
    expect(code(await reception.signIn(null, silent, { origin: ORIGIN, challenge: last }, { key: head.key, signature: base64(sign(seedOf(head.id), signInBytes(state.process, ORIGIN, last))) }))).toBe('process.key.revoked');
  });

  test('from one address it is not looked at for ever', async () => {
    const { reception, clock } = await sella();
    for (let tries = 0; tries < 30; tries++) expect(code(reception.tried('192.0.2.1'))).toBeNull();
    expect([reception.tried('192.0.2.1'), code(reception.tried('192.0.2.2'))]).toEqual([{ ok: false, refusal: { code: 'desk.often', seconds: 600 } }, null]);
    clock.time += 600;
    expect(code(reception.tried('192.0.2.1'))).toBeNull();
  });
});

describe('passkeys', () => {
  test('are refused where the host has no name, where nobody knows them, and what is no answer', async () => {
    const { reception, state, head } = await sella();
    expect([code(await reception.beginPasskey(state, head, 'http://127.0.0.1:8080')), code(await reception.beginShowing(state, 'http://[::1]:8080'))]).toEqual(['desk.passkey.address', 'desk.passkey.address']);
    const making = value(await reception.beginPasskey(state, head, ORIGIN)) as { readonly challenge: string; readonly rp: { readonly id: string } };
    expect(making.rp.id).toBe('localhost');
    expect(code(await reception.keepPasskey(state, head, { origin: ORIGIN, challenge: making.challenge }, { id: 'AAAA', response: {} }))).toBe('desk.passkey.wrong');
    const showing = async () => value(await reception.beginShowing(state, ORIGIN)) as { readonly challenge: string };
    expect(code(await reception.signInByPasskey(null, state, { origin: ORIGIN, challenge: (await showing()).challenge }, { id: 'AAAA' }))).toBe('desk.passkey.unknown');
    expect(code(await reception.signInByPasskey(null, state, { origin: ORIGIN, challenge: making.challenge }, { id: 'AAAA' }))).toBe('desk.challenge.over');
  });
});

describe('an invitation', () => {
  const asked = { capacity: 'delegate', name: 'Ana', recovery: 'head' } as const;

  test('is for one person and one use; nothing of it is kept here that could be used', async () => {
    const { reception, state, head, desk } = await sella(), { token, invited } = value(await reception.invite(state, head, asked, 7)), device = deviceFrom(1);
    expect(invited).toMatchObject({ participant: `${head.actor?.toLowerCase()}-delegate-1`, actor: head.actor, by: head.id });
    expect(JSON.stringify(await desk.of('invitation', state.process))).not.toContain(token);
    value(await reception.enrol(state.process, token, device.enrolled(state.process, invited.participant), state.process));
    expect((await reception.invitations(state, head)).map(({ enrolled }) => enrolled?.key)).toEqual([device.key]);
    expect(code(await reception.enrol(state.process, token, deviceFrom(2).enrolled(state.process, invited.participant), state.process))).toBe('desk.invitation.used');
    expect(code(await reception.enrol(state.process, token, device.enrolled(state.process, invited.participant), state.process))).toBeNull(); // The answer was lost; asked again.
    expect(value(await reception.invite(state, head, asked, 7)).invited.participant).toBe(`${head.actor?.toLowerCase()}-delegate-2`);
  });

  test('of two who use it at the same time one comes', async () => {
    const { reception, state, head } = await sella(), { token, invited } = value(await reception.invite(state, head, asked, 7));
    const came = await Promise.all([1, 2, 3].map((number) => reception.enrol(state.process, token, deviceFrom(number).enrolled(state.process, invited.participant), state.process)));
    expect(came.map(code).filter((one) => one === null)).toHaveLength(1);
    expect((await reception.invitations(state, head))[0]?.enrolled?.key).toBe(deviceFrom(came.findIndex(({ ok }) => ok) + 1).key);
  });

  test('ends, and says so', async () => {
    const { reception, state, head, clock } = await sella(), { token, invited } = value(await reception.invite(state, head, asked, 1)), device = deviceFrom(1);
    clock.time += DAY;
    expect([code(reception.stillOpen(value(await reception.invitation(state.process, token)))), code(await reception.enrol(state.process, token, device.enrolled(state.process, invited.participant), state.process))]).toEqual(['desk.invitation.expired', 'desk.invitation.expired']);
    clock.time += 90 * DAY;
    expect(code(await reception.invitation(state.process, token))).toBe('desk.invitation.unknown');
  });

  test('is taken back by the head; one that somebody else had used says so to whom it was for', async () => {
    const { reception, state, head } = await sella(), one = value(await reception.invite(state, head, asked, 7)), stolen = value(await reception.invite(state, head, asked, 7));
    const idOf = async (participant: string): Promise<string> => (await reception.invitations(state, head)).find((each) => each.participant === participant)?.id ?? '';
    value(await reception.cancel(state, head, await idOf(one.invited.participant), 'not-needed'));
    expect(code(await reception.enrol(state.process, one.token, deviceFrom(1).enrolled(state.process, one.invited.participant), state.process))).toBe('desk.invitation.cancelled');
    const thief = deviceFrom(6).enrolled(state.process, stolen.invited.participant);
    value(await reception.enrol(state.process, stolen.token, thief, state.process));
    value(await reception.cancel(state, head, await idOf(stolen.invited.participant), 'not-theirs'));
    expect([code(await reception.enrol(state.process, stolen.token, deviceFrom(1).enrolled(state.process, stolen.invited.participant), state.process)), code(await reception.enrol(state.process, stolen.token, thief, state.process))]).toEqual(['desk.invitation.stolen', 'desk.invitation.stolen']);
  });

  test('is of one side: the other neither sees it nor takes it back, and invites nobody for it', async () => {
    const { reception, state, head, other, person } = await sella();
    value(await reception.invite(state, head, asked, 7));
    const [own] = await reception.invitations(state, head);
    expect([await reception.invitations(state, other), code(await reception.cancel(state, other, own?.id ?? '', 'not-needed'))]).toEqual([[], 'desk.invitation.unknown']);
    const delegate = [...state.participants.values()].find(({ capacity }) => capacity === 'delegate' || capacity === 'adviser');
    expect(code(await reception.invite(state, delegate ?? person('nobody'), asked, 7))).toBe('desk.invitation.capacity');
    expect(code(await reception.invite(state, delegate ?? person('nobody'), { ...asked, capacity: 'head' }, 7))).toBe('desk.invitation.capacity');
    expect(reception.mayAsk(state, head).capacities.at(-1)).toBe('head'); // To hand over; nobody is a second head.
    expect(code(await reception.invite(state, head, { ...asked, capacity: 'monitor' }, 7))).toBe('desk.invitation.capacity');
  });

  test('takes a key that its holder shows to have, a name, and a root key where that is asked', async () => {
    const { reception, state, head } = await sella(), { token, invited } = value(await reception.invite(state, head, { ...asked, recovery: 'root' }, 7)), device = deviceFrom(1), whole = device.enrolled(state.process, invited.participant);
    const enrol = async (more: object): Promise<string | null> => code(await reception.enrol(state.process, token, { ...whole, root: deviceFrom(2).key, ...more }, state.process));
    expect(await enrol({ proof: deviceFrom(3).enrolled(state.process, invited.participant).proof })).toBe('record.possession.signature');
    expect(await enrol({ proof: device.enrolled(state.process, 'another').proof })).toBe('record.possession.signature');
    expect([await enrol({ name: '  ' }), await enrol({ name: 'a'.repeat(201) })]).toEqual(['desk.enrolment.name', 'desk.enrolment.name']);
    expect(code(await reception.enrol(state.process, token, whole, state.process))).toBe('desk.enrolment.root');
    expect(await enrol({ name: ' Ana ' })).toBeNull();
    expect((await reception.invitations(state, head))[0]?.enrolled).toMatchObject({ name: 'Ana', root: deviceFrom(2).key });
  });

  test('for another key is for oneself, and for those whom one leads', async () => {
    const { reception, state, head, other, heads } = await sella(), own = [...state.participants.values()].find(({ capacity, actor }) => capacity !== 'head' && actor === head.actor);
    expect(value(await reception.inviteKey(state, head, head.id, 7)).invited).toMatchObject({ for: 'key', participant: head.id });
    if (own !== undefined) expect(value(await reception.inviteKey(state, head, own.id, 7)).invited.participant).toBe(own.id);
    expect([code(await reception.inviteKey(state, head, other.id, 7)), heads.length > 1]).toEqual(['process.key.not-yours', true]);
  });
});
