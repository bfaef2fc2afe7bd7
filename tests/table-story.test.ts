import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '#api';
import type { Refusal } from '#base';
import { Counterpart, packed, unpacked } from '#app';
import type { Body, ProcessState } from '#process';
import { assertedOnly, correctionStanding, outcomeOf, paragraphsOf, phaseOf } from '#process';
import { caseKeySeed, readSubmissions, signAmendment } from '#record';
import { openStore } from '#store';
import { readBag, writeBag } from '#wire';
import { StillClock, heldCase } from './support/case.ts';
import { getFrom } from './support/dishonest.ts';
import { freshFolder } from './support/host.ts';
import { NOTHING_SEEN, Person, seenIn } from './support/table.ts';

const NOW = 1_780_000_000, DAY = 86_400, URL_OF = 'http://host/sella';
const at = (second: number): string => new Date(second * 1000).toISOString().replace('.000Z', 'Z');
const PEOPLE = { maerith: 'head', orsavie: 'head', hedra: 'head', torvyn: 'delegate', jovain: 'delegate', sorrin: 'monitor', fennick: 'observer' } as const;
type Who = keyof typeof PEOPLE;

const en = (words: string) => ({ en: words });
const meeting = { id: 'meet-1', what: 'meeting' as const, by: 'ORR', to: ['TOL', 'MED'], title: en('The bridge'), meeting: { from: at(NOW + DAY), mode: 'rooms' as const, placeText: 'The customs house' } };
const session = { id: 'held-1', meeting: 'meet-1', by: 'MED', opened: at(NOW + DAY), chair: 'MED', mode: 'rooms' as const, present: [{ participant: 'maerith', actor: 'ORR' }, { participant: 'orsavie', actor: 'TOL' }, { participant: 'hedra', actor: 'MED' }] };
const minutes = {
  id: 'min-1', meeting: 'meet-1', session: 'held-1', title: en('Minutes'), languages: ['en'], date: at(NOW + DAY), correctionsUntil: at(NOW + 20 * DAY),
  paragraphs: [{ id: '1', type: 'record' as const, text: en('They met in two rooms.') }, { id: '2', type: 'action' as const, owner: 'ORR', text: en('Orrumar mends the bridge.') }, { id: '3', type: 'action' as const, owner: 'TOL', text: en('Tollaven sends the timber.') }],
};
const correction = (id: string, by: string, paragraph: string, words: string) => ({ id, minutes: 'min-1', paragraph, by, text: en(words) });
const approval = (id: string, by: string, seen: readonly string[]) => ({ id, minutes: 'min-1', with: seen, by });
const promise = (id: string, clause: string, owner: string, quote: string, by: string) => ({ id, instrument: 'min-1', clause, quote: en(quote), title: en(quote), bearers: { actors: [owner] }, track: 'infrastructure' as const, duty: { shape: 'assessed' as const, assessors: ['MISSION'] }, assertedBy: [by] });
const answer = (id: string, to: string, by: string, how: 'accept' | 'decline' | 'withdraw') => ({ id, to, by, answer: how, ...(how === 'decline' ? { reason: en('Not so.') } : {}) });

type Act = readonly [Who, Body];
const body = <K extends Body['kind']>(kind: K, content: Extract<Body, { kind: K }>['content']): Body => ({ kind, content }) as Body;

const BEFORE: readonly Act[] = [['maerith', body('proposal', meeting)], ['orsavie', body('answer', answer('yes-tol', 'meet-1', 'TOL', 'accept'))], ['hedra', body('answer', answer('yes-med', 'meet-1', 'MED', 'accept'))]];
const HELD: readonly Act[] = [
  ['hedra', body('session', session)], ['hedra', body('draft', { id: 'd1', minutes: 'min-1', meeting: 'meet-1', paragraph: '1', says: { type: 'record', text: en('They met.') } })],
  ['hedra', body('minutes', minutes)],
  ['orsavie', body('minutes-correction', correction('k-yes', 'TOL', '1', 'They met in two rooms, the Mediation between them.'))],
  ['maerith', body('answer', answer('k-yes-orr', 'k-yes', 'ORR', 'accept'))],
  ['maerith', body('minutes-correction', correction('k-note', 'ORR', '2', 'Orrumar mends the bridge when it can.'))],
  ['orsavie', body('answer', answer('k-note-tol', 'k-note', 'TOL', 'decline'))],
];
const APPROVED: readonly Act[] = [['maerith', body('approval', approval('ap-orr', 'ORR', ['k-yes']))], ['orsavie', body('approval', approval('ap-tol', 'TOL', ['k-yes']))]];
const PROMISED: readonly Act[] = [
  ['orsavie', body('commitment', promise('mend', '2', 'ORR', 'mends the bridge', 'TOL'))], ['maerith', body('commitment', promise('timber', '3', 'TOL', 'sends the timber', 'ORR'))],
  ['maerith', body('confirmation', { id: 'ours', commitment: 'mend', by: 'ORR' })],
];

/** What somebody tries, and the rule that stops it: before the minutes are frozen, and after. */
const FORGED: readonly (readonly [string, ...Act])[] = [
  ['process.by.not-yours', 'orsavie', body('proposal', { ...meeting, id: 'f1' })],
  ['process.proposal.past', 'maerith', body('proposal', { ...meeting, id: 'f2', meeting: { ...meeting.meeting, from: at(NOW - DAY) } })],
  ['process.proposal.to-self', 'maerith', body('proposal', { ...meeting, id: 'f3', to: ['ORR'], meeting: { ...meeting.meeting, from: at(NOW + 30 * DAY) } })],
  ['process.answer.not-asked', 'sorrin', body('answer', answer('f4', 'meet-1', 'MISSION', 'accept'))],
  ['process.answer.late', 'orsavie', body('answer', answer('f5', 'meet-1', 'TOL', 'decline'))],
  ['process.answer.not-proposer', 'orsavie', body('answer', answer('f6', 'meet-1', 'TOL', 'withdraw'))],
  ['process.silence.none', 'maerith', body('proposal', { id: 'f7', what: 'decision', by: 'ORR', to: ['TOL'], title: en('x'), decision: { rule: 'silence', expires: at(NOW + 30 * DAY) } })],
  ['process.decision.party-left-out', 'maerith', body('proposal', { id: 'f8', what: 'decision', by: 'ORR', to: ['MED'], title: en('x'), decision: { rule: 'consensus' } })],
  ['process.meeting.not-in', 'fennick', body('session', { ...session, id: 'f9', by: 'JTC' })],
  ['process.session.side', 'hedra', body('session', { ...session, id: 'f10', present: [{ participant: 'orsavie', actor: 'ORR' }] })],
  ['process.draft.closed', 'maerith', body('draft', { id: 'f11', minutes: 'min-1', meeting: 'meet-1', paragraph: '1', says: { type: 'record', text: en('x') }, was: 'd1' })],
  ['process.minutes.corrections-short', 'hedra', body('minutes', { ...minutes, id: 'f12', correctionsUntil: at(NOW + 5 * DAY) })],
  ['process.minutes.absent', 'torvyn', body('minutes-correction', correction('f13', 'ORR', '2', 'x'))],
  ['process.paragraph.unknown', 'maerith', body('minutes-correction', correction('f14', 'ORR', '9', 'x'))],
  ['process.approval.changed', 'maerith', body('approval', approval('f15', 'ORR', []))],
  ['process.approval.not-party', 'hedra', body('approval', approval('f16', 'MED', ['k-yes']))],
  ['process.kind.not-for-capacity', 'fennick', body('approval', approval('f17', 'JTC', ['k-yes']))],
  ['process.minutes.not-frozen', 'maerith', body('progress', { id: 'f18', minutes: 'min-1', paragraph: '2', by: 'ORR', step: 'done', date: at(NOW) })],
  ['process.instrument.unknown', 'orsavie', body('commitment', promise('f19', '2', 'ORR', 'mends the bridge', 'TOL'))],
  ['process.amendment.too-few', 'maerith', body('amendment', { id: 'f20', changes: { evidenceWindow: 'P1D' }, reason: en('x'), agreedBy: [{ participant: 'maerith', signature: `${'A'.repeat(86)}==` }] })],
];
const AFTER: readonly (readonly [string, ...Act])[] = [
  ['process.minutes.frozen', 'orsavie', body('minutes-correction', correction('g1', 'TOL', '1', 'x'))],
  ['process.commitment.quote', 'orsavie', body('commitment', promise('g2', '2', 'ORR', 'builds a new bridge', 'TOL'))],
  ['process.confirmation.not-bearer', 'orsavie', body('confirmation', { id: 'g3', commitment: 'mend', by: 'TOL' })],
  ['process.confirmation.nothing', 'maerith', body('confirmation', { id: 'g4', commitment: 'mend', by: 'ORR' })],
  ['record.amendment.signature', 'maerith', body('amendment', { id: 'g5', changes: { evidenceWindow: 'P1D' }, reason: en('x'), agreedBy: ['maerith', 'orsavie', 'hedra'].map((participant) => ({ participant, signature: `${'A'.repeat(86)}==` })) })],
];

const ends: (() => Promise<void>)[] = [];
afterAll(async () => { for (const end of ends.splice(0).reverse()) await end(); });

async function host() {
  const clock = new StillClock(NOW), held = await heldCase('sella', clock);
  ends.push(held.end);
  const first = await held.app.dossier('sella');
  if (first === null) throw new Error('held');
  const seen = seenIn(first.head.checkpoint);
  const enter = async ([who, what]: Act): Promise<Refusal | null> => {
    const read = readSubmissions(Person.ofCase(first.state.process, 'sella-1', who, PEOPLE[who]).write(what, seen, clock.time));
    if (!read.ok) throw new Error(read.refusal.code);
    const [outcome] = await held.app.submit('sella', read.value) ?? [];
    return outcome === undefined ? { code: 'none' } : 'wrong' in outcome ? outcome.wrong.refusal : null;
  };
  const all = async (acts: readonly Act[]): Promise<readonly (string | null)[]> => {
    const codes = [];
    for (const act of acts) codes.push((await enter(act))?.code ?? null);
    return codes;
  };
  return { app: held.app, clock, all };
}

describe('from a first contact to frozen minutes, at a host', () => {
  let state: ProcessState, table: Awaited<ReturnType<typeof host>>;
  const admitted: (string | null)[] = [], refused: (string | null)[] = [];

  beforeAll(async () => {
    table = await host();
    const tried = (acts: readonly (readonly [string, ...Act])[]): Promise<readonly (string | null)[]> => table.all(acts.map(([, ...act]) => act));
    admitted.push(...await table.all(BEFORE));
    table.clock.time = NOW + 2 * DAY;
    admitted.push(...await table.all(HELD));
    refused.push(...await tried(FORGED));
    admitted.push(...await table.all(APPROVED), ...await table.all(PROMISED));
    refused.push(...await tried(AFTER));
  }, 120_000);

  it('every act is admitted, and each forged one refused with its rule', () => {
    expect(admitted).toEqual([...BEFORE, ...HELD, ...APPROVED, ...PROMISED].map(() => null));
    expect(refused).toEqual([...FORGED, ...AFTER].map(([code]) => code));
  });

  it('a mirror replays it to the same head and the same state, refusals and all', async () => {
    const folder = freshFolder(), store = await openStore({ folder: folder.path, mode: 'write' }), mirror = new Counterpart(store);
    ends.push(async () => { await store.close(); folder.remove(); });
    expect(await mirror.mirror(getFrom(api(table.app)), URL_OF, 'sella')).toMatchObject({ came: 'grown', withheld: 0 });
    const own = await mirror.dossier('sella');
    if (own === null) throw new Error('mirrored');
    state = own.state;
    expect(own.head).toEqual((await table.app.dossier('sella'))?.head);
    expect(await mirror.audit('sella')).toMatchObject({ ok: true });
    const told = [...state.ground.values()].flatMap(({ value }) => (value.kind === 'refusal' ? [value.content.code] : []));
    expect(told).toEqual(expect.arrayContaining([...new Set([...FORGED, ...AFTER].map(([code]) => code))]));
  }, 120_000);

  it('comes to frozen minutes with one correction made and one kept as a note, one promise confirmed and one only asserted', () => {
    const now = state.recorded ?? 0;
    expect(outcomeOf(state, 'meet-1', now).outcome).toBe('accepted');
    expect([phaseOf(state, 'min-1'), correctionStanding(state, 'k-yes'), correctionStanding(state, 'k-note')]).toEqual(['frozen', 'accepted', 'declined']);
    expect(paragraphsOf(state, 'min-1').map(({ text }) => text['en'])).toEqual(['They met in two rooms, the Mediation between them.', 'Orrumar mends the bridge.', 'Tollaven sends the timber.']);
    expect([assertedOnly(state, 'mend', now), assertedOnly(state, 'timber', now)]).toEqual([null, { by: ['ORR'], unconfirmed: ['TOL'] }]);
  });
});

describe('the same story by file only', () => {
  it('ends on both machines with the same log and the same statuses, though no packet passed between them', async () => {
    const clock = new StillClock(NOW), near = await heldCase('sella', clock), place = freshFolder(), store = await openStore({ folder: place.path, mode: 'write' }), far = new Counterpart(store);
    ends.push(near.end, async () => { await store.close(); place.remove(); });
    const process = (await near.app.dossier('sella'))?.state.process ?? '', kept = new Map<string, Uint8Array>();
    const carry = async (from: Counterpart, to: Counterpart, entries: readonly Uint8Array[]): Promise<void> => {
      const slug = (await from.list())[0]?.slug ?? '', bag = readBag(writeBag(await packed(from, slug, 0, entries) ?? new Map()));
      if (!bag.ok) throw new Error(bag.refusal.code);
      for (const taken of await unpacked(to, bag.value, () => undefined)) expect(taken).not.toMatchObject({ came: { came: 'wrong' } });
    };
    await carry(near.app, far, []);
    for (const [index, [who, what]] of [...BEFORE, ...HELD, ...APPROVED, ...PROMISED].entries()) {
      clock.time = NOW + (index < BEFORE.length ? 0 : 2 * DAY);
      const bytes = Person.ofCase(process, 'sella-1', who, PEOPLE[who]).write(what, NOTHING_SEEN, clock.time), read = readSubmissions(bytes);
      if (!read.ok || read.value[0] === undefined) throw new Error('form');
      if (who === 'orsavie') kept.set(read.value[0].entry.id, bytes);
      else await near.app.submit('sella', read.value);
      await carry(far, near.app, [...kept.values()]);
      await carry(near.app, far, []);
    }
    const [one, other] = [await near.app.dossier(process), await far.dossier(process)];
    expect(other?.head.root).toBe(one?.head.root);
    expect(other?.state.minutes.get('min-1')?.frozen).not.toBeNull();
    expect([...other?.state.ground.values() ?? []].filter(({ value }) => value.kind === 'refusal')).toEqual([]);
    const asOf = { valid: clock.time, known: clock.time };
    expect((await far.status(process, asOf))?.digest).toBe((await near.app.status(process, asOf))?.digest);
  }, 120_000);
});

describe('an amendment that every head has signed', () => {
  it('holds from then on in what a host has derived already, as in what another derives anew', async () => {
    const { app, clock, all } = await host(), asOf = { valid: NOW + DAY, known: NOW + DAY };
    const before = await app.status('sella', asOf), process = (await app.dossier('sella'))?.state.process ?? '';
    const agreed = { id: 'wait-less', changes: { evidenceWindow: 'PT1H' }, reason: en('Reports come at once now.') };
    const agreedBy = ['maerith', 'orsavie', 'hedra'].map((participant) => ({ participant, signature: signAmendment({ ...agreed, process }, caseKeySeed('sella-1', participant)) }));
    clock.time = NOW + DAY;
    expect(await all([['maerith', body('amendment', { ...agreed, agreedBy })]])).toEqual([null]);
    const folder = freshFolder(), store = await openStore({ folder: folder.path, mode: 'write' }), mirror = new Counterpart(store);
    ends.push(async () => { await store.close(); folder.remove(); });
    await mirror.mirror(getFrom(api(app)), URL_OF, 'sella');
    const [here, there] = [await app.status('sella', asOf), await mirror.status('sella', asOf)];
    expect(here?.digest).toBe(there?.digest);
    expect(here?.digest).not.toBe(before?.digest);
    expect((await mirror.dossier('sella'))?.state.charter.evidenceWindow).toBe('PT1H');
  }, 120_000);
});
