// The status of 1,000 commitments by six perspectives: first, warm, and after one more report.
import { rfc3339 } from '#base';
import type { Commitment, Fact } from '#agreement';
import type { Evidence } from '#compliance';
import { Standing } from '#compliance';
import { DAY, chances } from './log.ts';

const COMMITMENTS = 1000, REPORTS = 20_000, ACTORS = ['A', 'B', 'M1', 'M2', 'M3', 'M4'], START = 1_700_000_000;
const label = (id: string) => ({ en: id });
const timed = (work: () => void): number => {
  const from = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - from) / 1e6;
};

function evidence(): Evidence {
  const chance = chances(6), source = (entry: string, known = 0) => ({ entry, known });
  const fact = (id: string, kind: Fact['kind']): [string, Fact] => [id, { id, kind, keys: ['road'], label: label(id), holds: label(id), holdsNot: label(id) }];
  const commitments = Array.from({ length: COMMITMENTS }, (_, index): Commitment => ({
    id: `C${index}`, instrument: 'I', clause: '1', title: label(`C${index}`), bearers: { actors: ['A'] }, track: 'infrastructure',
    duty: index % 4 === 0 ? { shape: 'abstain', act: { fact: 'fire', of: { road: `${index}` } } } : { shape: 'maintain', state: { fact: 'open', of: { road: `${index}` } }, tolerance: { single: 'PT24H' } },
  }));
  const report = (index: number) => {
    const at = START + index * 600, road = chance(COMMITMENTS), when = rfc3339(at);
    const said = road % 4 === 0 ? { fact: 'fire', of: { road: `${road}` }, at: when } : { fact: 'open', of: { road: `${road}` }, holds: chance(3) !== 0, from: when };
    return [`R${index}`, { kind: 'report', value: { accounts: [{ by: ACTORS[chance(6)] as string, stance: 'asserts' as const, facts: [said] }] }, source: source(`R${index}`, at + (chance(5) === 0 ? chance(7 * DAY) : 0)), history: [] }] as const;
  };
  return {
    charter: { zone: 'UTC', evidenceWindow: 'P14D' }, vocabulary: new Map([fact('fire', 'event'), fact('open', 'state')]), coverage: new Map(),
    instruments: new Map([['I', { value: { id: 'I', kind: 'agreement', title: label('I'), date: '2023-11-01', parties: [], clauses: [], sources: [] }, source: source('I') }]]),
    commitments: new Map(commitments.map((value) => [value.id, { value, source: source(value.id) }])),
    items: new Map(Array.from({ length: REPORTS }, (_, index) => report(index))),
  };
}

export interface Timed {
  readonly first: number;
  readonly warm: number;
  readonly afterOne: number;
  readonly what: string;
}

/** Milliseconds for all of them. */
export function statusTimes(): Timed {
  const given = evidence(), items = given.items as Map<string, (typeof given.items extends ReadonlyMap<string, infer Item> ? Item : never)>;
  const standing = new Standing(given), asOf = { valid: START + 400 * DAY, known: START + 400 * DAY };
  const ask = (): void => {
    for (const id of ACTORS) for (const commitment of given.commitments.keys()) standing.statuses(commitment, { id, kind: 'actor', members: [id] }, asOf);
  };
  const first = timed(ask), warm = Math.min(...Array.from({ length: 5 }, () => timed(ask)));
  const model = items.get('R0');
  if (model === undefined) throw new Error('no report');
  const afterOne = timed(() => {
    items.set('late', { ...model, source: { entry: 'late', known: asOf.known - DAY } });
    standing.item('late');
    ask();
  });
  return { first, warm, afterOne, what: `${COMMITMENTS} commitments by ${ACTORS.length} perspectives, ${REPORTS} reports` };
}
