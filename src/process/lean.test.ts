import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { Sheets } from '#base';
import { TestShelf } from '../base/test-shelf.ts';
import { FileShelf } from '../store/shelf.ts';
import type { Kind } from './bodies.ts';
import { evolve, passOver } from './growth.ts';
import { lean } from './lean.ts';
import { headOf, latest, rooted } from './people.ts';
import { bindsItsSide } from './sides.ts';
import { randomBody } from './random-body.ts';
import { randomStory } from './random-story.ts';
import { generator } from './random-names.ts';
import { decide } from './rules.ts';
import type { Origin, ProcessState } from './state.ts';
import { TABLE_KINDS } from './table.ts';
import { DOCUMENTARY, LIVE, PEOPLE, documentaryTable, liveTable, report, said, statement } from './test-table.ts';

const KINDS: readonly Kind[] = [...TABLE_KINDS, 'patrol', 'verification', 'question', 'reply', 'link', 'likeness', 'claim', 'split', 'appearance', 'document', 'erasure', 'accreditation', 'vocabulary', 'gazetteer', 'geography', 'instrument', 'signature', 'commitment', 'statement', 'report', 'meeting', 'finding', 'act', 'act', 'coverage', 'correction', 'correction', 'withdrawal'];

/** What came of them, admitted by its kind or refused by its code, in all runs. */
const met = new Set<string>();
/** Among others these. */
const ADMITTED_AND_NOT = ['correction', 'withdrawal', 'report', 'patrol', 'erasure', 'verification', 'link', 'split', 'appearance', 'window-step', 'act', 'process.item.withdrawn', 'process.item.not-yours', 'process.id.taken', 'process.erasure.rests', 'process.erased',
  'process.power.consent-not-on-record', 'process.appearance.twice', 'process.window.cancelled', 'process.audience.narrower', 'process.audience.names', 'process.likeness.merged', 'process.document.sentence', 'process.verification.own-side'];

/** An origin as it says, wherever it lies. */
const plain = ({ entry, position, author, capacity, madeAt, recorded, known }: Origin): Origin => ({ entry, position, author, capacity, madeAt, recorded, known });

/** Everybody who ever spoke, in their order, and how each is looked for. */
const speaking = (state: ProcessState): readonly unknown[] => [state.participants.size, ...[...state.participants].map(([by, { id, key, root, capacity, actor, ...more }]) => [
  by, id, key, root, capacity, actor, 'fullPowers' in more ? more.fullPowers : undefined, latest(state, id)?.key, root === undefined ? undefined : rooted(state, root)?.key, headOf(state, actor ?? '')?.key, bindsItsSide({ id, key, capacity, name: '', ...more }),
]), latest(state, 'nobody'), rooted(state, 'none'), headOf(state, 'nowhere')];

/** What is held of the items by whoever holds all. */
const bare = ({ items }: ProcessState): readonly unknown[] => [...items.values()].map(({ kind, value, source, history }) => ({ kind, id: value.id, source: plain(source), powers: value.accounts.filter(({ powers = [] }) => powers.length > 0), history: history.map((change) => [change.kind, plain(change.source)]) }));

/** Where all stands, whose it is, and what is about what. */
const standing = ({ size, positions, voices, erased, matters, upon, alike }: ProcessState): readonly unknown[] => [
  size, [...positions].sort(), [...voices], [...erased], [...alike], [...matters].map(([id, { kind, source }]) => [id, kind, plain(source)]).sort(),
  [...upon].flatMap(([id, list]) => list.map(({ kind, value, source }) => [id, kind, value.id, plain(source)])).sort(([one], [other]) => String(one).localeCompare(String(other))),
];

it.each([[3, 1024], [20_261_128, 1], [90_001, 2]])('whoever holds only what the rules read gives the same verdicts, with chance of seed %i and %i sheets at hand', (seed, atHand) => {
  const random = generator(seed);
  for (const charter of [LIVE, DOCUMENTARY]) {
    const table = charter === LIVE ? liveTable() : documentaryTable(), people = charter === LIVE ? PEOPLE : charter.participants;
    let other = lean((charter === LIVE ? liveTable() : documentaryTable()).state, new Sheets(new TestShelf(), atHand));
    for (let turn = 0; turn < 2500; turn += 1) {
      const { who, body: { kind, content } } = turn % 3 === 0 ? { who: random.pick(people).id, body: randomBody(random.below(200) === 0 ? 'revocation' : random.pick(KINDS), random) } : randomStory(table.state, turn, random), more = charter === LIVE ? { audience: random.below(5) === 0 ? 'table' : 'public' } as const : {};
      const submission = table.by(who, kind, content as never, more), verdict = decide(table.state, submission), { about: _about, ...entered } = submission;
      expect(decide(other, submission)).toEqual(verdict);
      met.add(verdict.ok ? kind : verdict.refusal.code);
      if (!verdict.ok) continue;
      other = evolve(other, { ...entered, position: other.size });
      table.add(who, kind, submission.body.content as never, more);
    }
    expect(bare(other)).toEqual(bare(table.state));
    expect(standing(other)).toEqual(standing(table.state));
    expect(speaking(other)).toEqual(speaking(table.state));
    expect([...other.items.values()].some(({ kind, value }) => kind !== 'act' && 'summary' in value)).toBe(false);
  }
});

it.each([[5, 1], [77, 1024]])('whoever comes, changes their key, hands over or goes is held and looked for the same, with chance of seed %i and %i sheets at hand', (seed, atHand) => {
  const random = generator(seed), came = new Set<string>();
  for (let round = 0; round < 60; round += 1) {
    const table = liveTable();
    let other = lean(liveTable().state, new Sheets(new TestShelf(), atHand));
    for (let turn = 0; turn < 100; turn += 1) {
      const people = [...table.state.participants.values()], who = random.pick(random.below(3) === 0 ? people : people.filter(({ capacity }) => capacity === 'head')), one = random.pick([random.pick(people).id, `p${random.below(200)}`]), key = `key-${random.below(200)}`, root = random.pick([...people.flatMap((person) => person.root !== undefined && table.state.revoked.has(person.key) ? [person.root] : []), ...people.flatMap((person) => person.root ?? []).slice(0, 2), `root-${turn}`]), owner = people.findLast((person) => person.root === root), byRoot = random.below(3) === 0 && owner !== undefined;
      const newcomer = { id: one, name: 'n', key, proof: 's', actor: random.below(9) === 0 ? 'A-mfa' : who.actor ?? 'A', capacity: random.pick(['delegate', 'adviser', 'delegate', 'head'] as const), ...random.pick([{}, { root }]), ...random.pick([{}, { fullPowers: { en: 'all' } }]), ...(random.below(12) === 0 ? { capacity: 'head', replaces: who.id } as const : {}) };
      const revoked = { participant: random.below(3) > 0 ? one : who.id, reason: random.pick(['lost', 'left'] as const) };
      const [kind, content] = random.pick([['accreditation', newcomer], ['accreditation', newcomer], ['key', { participant: byRoot ? owner.id : random.pick([one, who.id]), key, proof: 's', reason: 'rotated' }], random.below(2) > 0 ? ['statement', statement(`s${turn}`, { accounts: [said(who.actor ?? 'A')] })] : ['revocation', revoked]] as const);
      const submission = table.by(who.id, kind, content as never, kind === 'key' && byRoot ? { author: root, capacity: owner.capacity } : {}), verdict = decide(table.state, submission), { about: _about, ...entered } = submission;
      expect(decide(other, submission)).toEqual(verdict);
      came.add(verdict.ok ? `${kind}${submission.author === root ? ' by root' : ''}` : verdict.refusal.code);
      if (!verdict.ok) continue;
      other = evolve(other, { ...entered, position: other.size });
      table.add(who.id, kind, content as never, { author: submission.author, capacity: submission.capacity });
    }
    expect(speaking(other)).toEqual(speaking(table.state));
  }
  expect([...came]).toEqual(expect.arrayContaining(['accreditation', 'key', 'key by root', 'revocation', 'statement', 'process.participant.key-used', 'process.participant.id-taken', 'process.key.revoked', 'process.key.not-yours', 'process.key.gone', 'process.head.twice', 'process.accreditation.handover']));
});

it.each(ADMITTED_AND_NOT)('%s was met', (what) => expect(met).toContain(what));

it('of the accounts those that exercise a power are left: others may consent in the same terms', () => {
  const powers = [{ power: 'waive', commitment: 'T1', at: '2023-12-01', form: 'written' }] as const, saying = { id: 'w', accounts: [said('A', { powers }), said('A')] };
  const table = liveTable(), state = evolve(lean(table.state), { ...table.by('head-a', 'statement', statement('w', saying)), position: table.state.size });
  expect(state.items.get('w')?.value).toEqual({ id: 'w', accounts: [said('A', { powers })] });
});

it('what was there before, and what comes without its words, is held the same', () => {
  const table = liveTable().add('monitor', 'report', report('seen', { accounts: [said('MON')] })), before = [...table.state.positions], voices = [...table.state.voices];
  const held = lean(table.state), passed = passOver(held, { entry: 'f'.repeat(64), position: held.size, recorded: 9, author: 'key-monitor', kind: 'report' });
  expect([...passed.positions]).toEqual(expect.arrayContaining([...before, ['f'.repeat(64), held.size]]));
  expect([...passed.voices]).toEqual([...voices, ['f'.repeat(64), { author: 'key-monitor', position: held.size, kind: 'report', recorded: 9, id: null, item: null }]]);
  expect([held.items.get('seen')?.kind, held.items.get('nowhere'), held.items.size]).toEqual(['report', undefined, 1]);
});

it('a letter that is released is its author’s, though the release is another’s', () => {
  const table = liveTable().add('mediator', 'sealed', { digest: 'd1' }, { author: 'key-host', capacity: 'host' });
  const release = { sealed: 'd1', letter: { blinding: 'b', line: 'l', signature: 's' }, erase: 'e', cipher: 'c', consents: ['head-a', 'monitor'].map((participant) => ({ participant, signature: 's' })) };
  const released = { entry: 'e'.repeat(64), author: 'key-monitor', capacity: 'monitor', madeAt: 1, readers: ['delegate-a', 'monitor'], body: { kind: 'report', content: report('seen', { accounts: [said('MON')] }) } } as const;
  const held = lean(table.state), after = evolve(held, { ...table.by('delegate-a', 'release', release, { released }), position: held.size });
  expect(after.items.get('seen')?.source).toMatchObject({ author: 'key-monitor', capacity: 'monitor', madeAt: 1, position: held.size });
  expect([after.positions.get('seen'), after.positions.get('e'.repeat(64))]).toEqual([held.size, held.size]);
});

it('an entry of a report takes less than 300 bytes, and less than 100 beside a shelf, where whoever shows the record holds more than that', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void, held = (): number => { collect(); collect(); collect(); const { heapUsed, arrayBuffers } = process.memoryUsage(); return heapUsed + arrayBuffers; };
  const REPORTS = 10_000, bytes = (state: ProcessState): number => {
    const before = held();
    let at = state;
    for (let turn = 0; turn < REPORTS; turn += 1) {
      const id = `mission-${turn}`, recorded = (at.recorded ?? 0) + 60, entry = createHash('sha256').update(id).digest('hex');
      at = evolve(at, { entry, author: 'key-monitor', capacity: 'monitor', madeAt: recorded, recorded, body: { kind: 'report', content: report(id, { summary: { en: `Patrol ${turn}: the road was open.` }, accounts: [said('MON')] }) }, position: at.size });
    }
    const after = held();
    expect(at.positions.get(`mission-${REPORTS - 1}`)).toBe(at.size - 1);
    return (after - before) / REPORTS;
  };
  const folder = mkdtempSync(join(tmpdir(), 'shelf-')), shelf = new FileShelf(folder);
  const whole = bytes(liveTable().state), inColumns = bytes(lean(liveTable().state)), shelved = bytes(lean(liveTable().state, new Sheets(shelf, 8)));
  rmSync(folder, { recursive: true });
  console.log(`${Math.round(whole)}, ${Math.round(inColumns)}, ${Math.round(shelved)} bytes an entry`);
  expect([shelved < 100, inColumns < 300, whole > inColumns]).toEqual([true, true, true]);
});
