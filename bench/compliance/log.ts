// The four commitments, as data, and a seeded log of what happened and when it became known, in flat arrays.
import type { Commitment, Fact, Keys } from '#agreement';
import type { Setting } from '#compliance';

export const HOUR = 3600, DAY = 86_400;
export const FACTS = ['request', 'grant', 'closure', 'reopening', 'notice', 'act', 'report', 'finding'] as const;
export type FactName = (typeof FACTS)[number];
const KEYS: { readonly [fact in FactName]: readonly string[] } = { request: ['case'], grant: ['case'], closure: ['road'], reopening: ['road'], notice: ['operation', 'zone'], act: ['operation', 'zone'], report: ['matter', 'source'], finding: ['matter'] };

const label = (id: string) => ({ en: id });
const commitment = (id: string, rest: Partial<Commitment>): Commitment => ({ id, instrument: 'I', clause: '1', title: label(id), bearers: { actors: ['A'] }, track: 'security', ...rest });
const answered = (event: FactName, goal: FactName, of: Keys, plus: string): Partial<Commitment> => ({ trigger: { kind: 'each', event: { fact: event, of } }, duty: { shape: 'achieve', goal: { fact: goal, of } }, window: { closes: { trigger: true, plus, endpoint: 'by' } } });
const OPERATION = { operation: '?operation', zone: '?zone' }, MATTER = { matter: '?matter' };

export const COMMITMENTS: readonly Commitment[] = [
  commitment('response', answered('request', 'grant', { case: '?case' }, 'PT72H')),
  commitment('reopening', answered('closure', 'reopening', { road: '?road' }, 'PT24H')),
  commitment('notice', { duty: { shape: 'abstain', act: { fact: 'act', of: OPERATION }, unless: [{ prior: { fact: 'notice', of: OPERATION }, atLeast: 'PT24H', why: label('notice') }] } }),
  commitment('sources', { duty: { shape: 'abstain', act: { fact: 'finding', of: MATTER }, unless: [{ prior: { fact: 'report', of: MATTER }, atMost: 'PT168H', distinct: { key: 'source', count: 2 }, why: label('sources') }] } }),
];

const fact = (id: FactName): Fact => ({ id, kind: 'event', keys: KEYS[id], label: label(id), holds: label(id), holdsNot: label(id), onRecord: true });
/** All eight are acts of the record: what is not entered was not done. */
export const SETTING: Setting = {
  charter: { zone: 'UTC', evidenceWindow: 'P14D' }, vocabulary: new Map(FACTS.map((id) => [id, fact(id)])),
  instruments: new Map([['I', { value: { id: 'I', kind: 'agreement', title: label('I'), date: '2020-01-01T00:00:00Z', parties: [], clauses: [], sources: [] }, source: { entry: 'I', known: 0 } }]]),
};

/** Event `i`: what, of which case, road, operation or matter, with which zone or source, when, known when. */
export interface Log {
  readonly size: number;
  readonly what: Uint8Array;
  readonly which: Int32Array;
  readonly other: Uint8Array;
  readonly at: Float64Array;
  readonly known: Float64Array;
}

export type Chance = (below: number) => number;
export function chances(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const START = 1_600_000_000, SPAN = 730 * DAY;

/** Two years in which about one case in fifty goes wrong: too late, never, too short, one source twice. `late`: one report in five is known up to seven days after. Sorted by when it became known. */
export function logOf(size: number, late: boolean, seed: number): Log {
  const chance = chances(seed), rows = { what: new Uint8Array(size), which: new Int32Array(size), other: new Uint8Array(size), at: new Float64Array(size), known: new Float64Array(size) };
  let filled = 0;
  const add = (name: FactName, which: number, at: number, other = 0): void => {
    if (filled === size) return;
    rows.what[filled] = FACTS.indexOf(name);
    rows.which[filled] = which;
    rows.other[filled] = other;
    rows.at[filled] = at;
    rows.known[filled] = at + (late && chance(5) === 0 ? chance(7 * DAY) : 0);
    filled += 1;
  };
  const rounds = Math.ceil(size / 8.5), roads = Math.ceil(rounds / 10);
  for (let round = 0; filled < size; round += 1) happen(round, START + Math.floor((round / rounds) * SPAN), round % roads, chance, add);
  const order = Uint32Array.from({ length: size }, (_, index) => index).sort((a, b) => (rows.known[a] as number) - (rows.known[b] as number) || a - b);
  return { size, what: rows.what.map((_, index) => rows.what[order[index] as number] as number), which: rows.which.map((_, index) => rows.which[order[index] as number] as number), other: rows.other.map((_, index) => rows.other[order[index] as number] as number), at: rows.at.map((_, index) => rows.at[order[index] as number] as number), known: rows.known.map((_, index) => rows.known[order[index] as number] as number) };
}

function happen(round: number, now: number, road: number, chance: Chance, add: (name: FactName, which: number, at: number, other?: number) => void): void {
  const after = (hours: number): number => (chance(100) === 0 ? hours * HOUR + 1 + chance(5 * DAY) : chance(hours * HOUR + 1));
  add('request', round, now);
  if (chance(100) !== 0) add('grant', round, now + after(72));
  add('closure', road, now);
  if (chance(100) !== 0) add('reopening', road, now + after(24));
  const zone = round % 40, act = now + 3 * DAY;
  if (chance(100) !== 0) add('notice', round, chance(100) === 0 ? act - 24 * HOUR + 1 + chance(DAY) : act - 24 * HOUR - chance(2 * DAY), zone);
  add('act', round, act, zone);
  const source = chance(6), found = now + 8 * DAY;
  add('report', round, found - chance(7 * DAY + 1), source);
  add('report', round, chance(100) === 0 ? found - 7 * DAY - 1 - chance(DAY) : found - chance(7 * DAY + 1), chance(100) === 0 ? source : (source + 1 + chance(5)) % 6);
  if (chance(2) === 0) add('report', round, found - chance(8 * DAY), chance(6));
  add('finding', round, found);
}

const numbers = (prefix: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const ZONES = numbers('zone-', 40), SOURCES = numbers('source-', 6);

/** The keys of an event as a report gives them. */
export function keysOf(log: Log, index: number): Keys {
  const which = `${log.which[index]}`, other = log.other[index] as number;
  switch (log.what[index]) {
    case 0: case 1: return { case: which };
    case 2: case 3: return { road: which };
    case 4: case 5: return { operation: which, zone: ZONES[other] as string };
    case 6: return { matter: which, source: SOURCES[other] as string };
    default: return { matter: which };
  }
}
