import { parse } from 'yaml';
import type { Result } from '#base';
import type { Actor, Fact } from '#agreement';
import type { ProcessState } from '#process';
import { readCase } from '#wire';
import { caseLog } from '../../src/app/case-log.ts';

/** A file of tests/scenarios: what was agreed, who said what and when it became known, and what follows. What a case file needs besides is filled in. */
export interface Scenario {
  /** The point, in one sentence. */
  readonly scenario: string;
  readonly zone?: string;
  readonly evidenceWindow?: string;
  /** NORTH and SOUTH are parties and MISSION a monitor unless the file says otherwise. */
  readonly actors?: Readonly<Record<string, Actor['kind'] | (Partial<Actor> & Pick<Actor, 'kind'>)>>;
  readonly vocabulary: readonly (Pick<Fact, 'id' | 'kind'> & { readonly holds: string; readonly keys?: readonly string[]; readonly onRecord?: boolean })[];
  readonly instrument: { readonly date: string; readonly text: string };
  /** As in case files; the instrument, its clause, the title and the track are filled in. */
  readonly commitments: readonly object[];
  readonly told?: readonly Told[];
  readonly watched?: readonly { readonly by: string; readonly fact: string; readonly of?: object; readonly from: string; readonly to: string }[];
  readonly corrections?: readonly (Omit<Told, 'by'> & { readonly of: string })[];
  readonly withdrawals?: readonly { readonly of: string; readonly known: string }[];
  readonly findings?: readonly { readonly body: string; readonly known: string; readonly determines: readonly object[] }[];
  readonly acts?: readonly { readonly by: readonly string[]; readonly known: string; readonly powers: readonly object[] }[];
  readonly expect?: readonly Expected[];
  /** In bad/: the code of the first thing that is wrong with it. */
  readonly refused?: string;
}

/** An account: by whom, and when it became known. */
interface Told {
  readonly id?: string;
  readonly by: string;
  readonly known: string;
  readonly facts?: readonly object[];
  readonly powers?: readonly object[];
  readonly grades?: readonly object[];
  readonly grade?: object;
}

/** A status by the account of `as` (an actor, `agreed`, or several joined by plus), of what was so to the end of `at`, as known at the end of `known`; without `known`, when everything is. */
export interface Expected {
  readonly commitment?: string;
  readonly reading?: string;
  readonly as: string;
  readonly at: string;
  readonly known?: string;
  readonly since?: string | null;
  readonly breaches?: number;
  readonly instances?: readonly string[];
  readonly rule?: string;
  readonly [member: string]: unknown;
}

/** Times stay as written. */
export const readScenario = (text: string): Scenario => parse(text, { version: '1.2', schema: 'core' }) as Scenario;

/** The state of a documentary record of it, made through the same doors as a case: shape, references and rules of procedure. Refuses as they do. */
export function stateOf(scenario: Scenario): Result<ProcessState> {
  const read = readCase(new Map([['scenario.json', JSON.stringify(caseOf(scenario))]]));
  const log = read.ok ? caseLog(read.value) : read;
  return log.ok ? { ok: true, value: log.value.state } : log;
}

const SOURCE = [{ title: 'Invented for this scenario' }];

function caseOf({ scenario, zone = 'UTC', evidenceWindow = 'P14D', actors, vocabulary, instrument, commitments, told = [], watched = [], corrections = [], withdrawals = [], findings = [], acts = [] }: Scenario): object {
  const cast = Object.entries({ NORTH: 'party', SOUTH: 'party', MISSION: 'monitor', ...actors } as NonNullable<Scenario['actors']>);
  const parties = cast.filter(([, one]) => (typeof one === 'string' ? one : one.kind) === 'party').map(([id]) => id);
  const reports = told.map(({ id, ...one }, index) => report(id ?? `report-${index}`, one));
  return {
    case: {
      slug: 'scenario', seed: 'scenario', recordedAt: '2036-01-01T00:00:00Z', signedBy: 'editor',
      charter: { kind: 'documentary', fictional: true, title: scenario, purpose: scenario, zone, languages: ['en'], rules: 1, evaluator: 1, zoneTable: '2026c', evidenceWindow, host: { delay: 'PT1H' } },
    },
    people: [{ id: 'editor', name: 'The editor', capacity: 'editor' }],
    actors: cast.map(([id, one]) => ({ id, label: id, ...(typeof one === 'string' ? { kind: one } : one) })),
    vocabulary: vocabulary.map((fact) => ({ keys: [], label: fact.holds, holdsNot: `not: ${fact.holds}`, ...fact })),
    instruments: [{ id: 'text', kind: 'agreement', title: 'The text', date: instrument.date, parties, clauses: [{ id: 1, text: instrument.text }], sources: SOURCE }],
    commitments: commitments.map((one) => ({ instrument: 'text', clause: '1', title: instrument.text, track: 'security', ...one })),
    reports,
    coverage: watched.map((one, index) => ({ id: `watch-${index}`, of: {}, ...one })),
    corrections: corrections.map(({ of, ...one }, index) => ({ id: `correction-${index}`, corrects: of, reason: 'Put right by its author', date: one.known, replacement: report(of, { by: byWhom(told, of), ...one }) })),
    withdrawals: withdrawals.map(({ of, known }, index) => ({ id: `withdrawal-${index}`, withdraws: of, reason: 'Taken back by its author', date: known })),
    findings: findings.map(({ body, known, determines }, index) => ({ ...item(`finding-${index}`, known), body, accounts: [], determines })),
    acts: acts.map(({ by, known, powers }, index) => ({ ...item(`act-${index}`, known), accounts: by.map((one) => ({ by: one, stance: 'asserts' })), powers })),
  };
}

const item = (id: string, known: string) => ({ id, date: known, summary: 'As told', sources: SOURCE });
const byWhom = (told: readonly Told[], id: string): string => told.find((one) => one.id === id)?.by ?? '';

function report(id: string, { by, known, grade, facts = [], ...said }: Omit<Told, 'id'>): object {
  const account = { by, stance: 'asserts', facts: facts.map((one) => ({ of: {}, ...one })), ...said };
  return { ...item(id, known), category: 'observation', ...(grade === undefined ? {} : { grade }), accounts: [account] };
}
