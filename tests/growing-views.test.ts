import { expect, it } from 'vitest';
import type { Perspective } from '#compliance';
import { Standing } from '#compliance';
import type { Body, Kind, ProcessState } from '#process';
import { allegations, commitmentView, contacts, daysOf, followed, recordList, register, REGISTERS, registerTotals, sites, timeline, voices } from '#views';
import { takeIn } from '../src/app/fold.ts';
import { randomBody } from '../src/process/random-body.ts';
import { generator } from '../src/process/random-names.ts';
import { TABLE_KINDS } from '../src/process/table.ts';
import { DOCUMENTARY, LIVE, PEOPLE, documentaryTable, liveTable } from '../src/process/test-table.ts';

const KINDS: readonly Kind[] = [...TABLE_KINDS, 'patrol', 'patrol', 'verification', 'verification', 'question', 'likeness', 'likeness', 'claim', 'split', 'access-window', 'person', 'warning', 'erasure', 'accreditation', 'instrument', 'signature', 'commitment', 'statement', 'report', 'report', 'report', 'meeting', 'meeting', 'finding', 'act', 'coverage'];

/** Something about an item that is there, by who said it or by anybody: chance alone hardly hits on what is admitted. */
function aboutOne({ items, participants }: ProcessState, turn: number, random: ReturnType<typeof generator>): { readonly who: string | undefined; readonly body: Body } | null {
  const { id: who, actor: by = 'MON' } = random.pick(PEOPLE), date = random.pick(['2024-01-01', '2023-11-30', '2023-12']);
  const reported: Body = { kind: 'report', content: { id: `seen-${turn}`, date, category: random.pick(['incident', 'closure', 'living-conditions', 'outage']), summary: { en: 'Seen.' }, accounts: [{ by, stance: random.pick(['asserts', 'asserts', 'disputes']) }] } };
  if (items.size === 0) return { who, body: reported };
  const { kind, value, source, history } = random.pick([...items.values()]), other = random.pick([...items.keys()]), common = { id: `change-${turn}`, reason: { en: 'Otherwise.' }, date: value.date }, own = participants.get(source.author)?.id;
  const said = random.pick([{}, { sources: [{ url: `https://example.org/${turn % 3}` }] }]);
  switch (random.below(6)) {
    case 0: return { who: own, body: { kind: 'withdrawal', content: { ...common, withdraws: value.id } } };
    case 1: return kind === 'act' ? null : { who: own, body: { kind: 'correction', content: { ...common, corrects: value.id, replacement: { ...value, ...said, date, summary: { en: `Turn ${turn}` } } } } };
    case 2: return { who: own, body: { kind: 'erasure', content: { entries: [source, ...history.map((change) => change.source)].map(({ entry }) => ({ entry })), reason: common.reason } } };
    case 3: return { who, body: { kind: 'verification', content: { ...common, by, sources: [{ title: 's' }], report: value.id, step: random.pick(['being-checked', 'not-substantiated', 'substantiated']) } } };
    case 4: return { who, body: { kind: 'likeness', content: { ...common, by, keep: value.id, same: [other], step: random.pick(['merged', 'merged', 'unmerged']) } } };
    default: return { who, body: reported };
  }
}

/** Views that are kept while a record grows; some of them, by chance. */
function viewsOf(state: ProcessState, standing: Standing, { valid, known }: { readonly valid: number; readonly known: number }, random: ReturnType<typeof generator>): readonly unknown[] {
  const asOf = { valid, known }, perspectives: readonly Perspective[] = ['A', 'MON'].map((id) => ({ id, kind: 'actor', members: [id] })), folded = { state, perspectives, range: { from: 0, to: valid, known } };
  const commitments = [...state.commitments.keys()], commitment = commitments.length === 0 ? '' : random.pick(commitments);
  const views: readonly (() => unknown)[] = [
    () => timeline(state, asOf), () => timeline(state, asOf, { kind: 'report' }), ...REGISTERS.map((name) => () => register(state, asOf, name)), () => registerTotals(state, asOf), () => allegations(state, asOf), () => contacts(state, asOf), () => recordList({ ...state }), () => voices(state), () => sites(state), () => daysOf(state),
    () => (commitment === '' ? null : commitmentView(folded, commitment, perspectives.flatMap((one) => standing.statuses(commitment, one, asOf)), asOf)),
  ];
  return views.map((view) => (random.below(3) === 0 ? null : view())); // Some have not looked for a while.
}

it.each([11, 4_201, 77_003])('views that go on with a record show what views of the whole record show, after every entry, with chance of seed %i', (seed) => {
  console.log(`seed ${seed}`);
  const random = generator(seed), met = new Set<string>();
  for (const charter of [LIVE, DOCUMENTARY]) {
    const table = charter === LIVE ? liveTable() : documentaryTable(), people = charter === LIVE ? PEOPLE : charter.participants;
    let kept = followed(table.state), standing = new Standing(kept);
    table.state = kept;
    for (let turn = 0; turn < 800; turn += 1) {
      const about = turn % 2 === 0 ? aboutOne(table.state, turn, random) : null, { kind, content } = about?.body ?? randomBody(random.pick(KINDS), random), chosen = about?.who ?? random.pick(people).id, who = people.some(({ id }) => id === chosen) && [...table.state.participants.values()].some(({ id }) => id === chosen) ? chosen : people[0]?.id ?? '', before = table.state.size;
      if (table.submit(who, kind, content as never) !== null) continue;
      table.add(who, kind, content as never);
      expect(table.state.size).toBe(before + 1);
      met.add(kind);
      if (kind === 'erasure' || kind === 'amendment') {
        kept = followed(table.state);
        standing = new Standing(kept);
        table.state = kept;
      } else takeIn({ standing, growth: kept.growth }, { kind, content } as Body, table.state);
      const last = table.state.recorded ?? 0, asOf = { valid: random.pick([last, last, Number.MAX_SAFE_INTEGER, 1_700_000_000]), known: random.pick([last, last, last, last - 600]) };
      const again = generator(turn), { growth: _, ...alone } = table.state as typeof kept;
      expect(viewsOf(table.state, standing, asOf, again), `${kind} at ${before}`).toEqual(viewsOf(alone, standing, asOf, generator(turn)));
    }
  }

  for (const kind of ['correction', 'withdrawal', 'erasure', 'verification', 'likeness', 'report']) expect(met, kind).toContain(kind);
});
