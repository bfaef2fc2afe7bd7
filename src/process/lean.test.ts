import { expect, it } from 'vitest';
import type { Body, Kind } from './bodies.ts';
import { evolve } from './growth.ts';
import { lean } from './lean.ts';
import { randomBody } from './random-body.ts';
import { generator } from './random-names.ts';
import { decide } from './rules.ts';
import type { ProcessState } from './state.ts';
import { TABLE_KINDS } from './table.ts';
import { DOCUMENTARY, LIVE, PEOPLE, documentaryTable, liveTable, said, statement } from './test-table.ts';

const KINDS: readonly Kind[] = [...TABLE_KINDS, 'patrol', 'verification', 'question', 'reply', 'link', 'likeness', 'claim', 'split', 'appearance', 'document', 'revocation', 'erasure', 'accreditation', 'vocabulary', 'gazetteer', 'geography', 'instrument', 'signature', 'commitment', 'statement', 'report', 'meeting', 'finding', 'act', 'act', 'coverage', 'correction', 'correction', 'withdrawal'];

/** A correction or withdrawal of something that is there: chance alone hardly hits on one that is admitted. */
function changeOf({ items }: ProcessState, turn: number, random: ReturnType<typeof generator>): Body | null {
  if (items.size === 0) return null;
  const { kind, value } = random.pick([...items.values()]), common = { id: `change-${turn}`, reason: { en: 'Otherwise.' }, date: value.date };
  return kind === 'act' || random.below(4) === 0 ? { kind: 'withdrawal', content: { ...common, withdraws: value.id } } : { kind: 'correction', content: { ...common, corrects: value.id, replacement: { ...value, summary: { en: `Turn ${turn}` } } } };
}

it.each([3, 20_261_128, 90_001])('whoever holds of the items only what the rules read gives the same verdicts, with chance of seed %i', (seed) => {
  const random = generator(seed), met = new Set<string>();
  for (const charter of [LIVE, DOCUMENTARY]) {
    const table = charter === LIVE ? liveTable() : documentaryTable(), people = charter === LIVE ? PEOPLE : charter.participants;
    let other = (charter === LIVE ? liveTable() : documentaryTable()).state;
    for (let turn = 0; turn < 4000; turn += 1) {
      const { kind, content } = (turn % 3 === 0 ? changeOf(table.state, turn, random) : null) ?? (({ kind }) => randomBody(kind, random))({ kind: random.pick(KINDS) }), who = random.pick(people).id, submission = table.by(who, kind, content as never), verdict = decide(table.state, submission), { about: _about, ...entered } = submission;
      expect(decide(other, submission)).toEqual(verdict);
      met.add(verdict.ok ? kind : verdict.refusal.code);
      if (!verdict.ok) continue;
      other = evolve(other, { ...entered, position: other.size });
      lean(other, submission.body);
      table.add(who, kind, submission.body.content as never);
    }
    expect([other.size, [...other.items.keys()]]).toEqual([table.state.size, [...table.state.items.keys()]]);
    expect([...other.items.values()].some(({ kind, value }) => kind !== 'act' && 'summary' in value)).toBe(false);
  }
  for (const code of ['correction', 'withdrawal', 'report', 'process.item.withdrawn', 'process.item.not-yours', 'process.id.taken']) expect(met, code).toContain(code);
});

it('of the accounts those that exercise a power are left: others may consent in the same terms', () => {
  const powers = [{ power: 'waive', commitment: 'T1', at: '2023-12-01', form: 'written' }] as const, saying = { id: 'w', accounts: [said('A', { powers }), said('A')] };
  const table = liveTable(), content = statement('w', saying), state = evolve(table.state, { ...table.by('head-a', 'statement', content), position: table.state.size });
  lean(state, { kind: 'statement', content });
  expect(state.items.get('w')?.value).toEqual({ id: 'w', accounts: [said('A', { powers })] });
});
