import type { Instant, Result } from '#base';
import { FOREVER, assert, ok, refuse, shift } from '#base';
import type { Commitment, Keys } from '#agreement';
import { nameOf } from './occasions.ts';
import { Column } from './stream-column.ts';
import type { Found, Reports } from './stream-judge.ts';
import { judgeKey, reportsFor } from './stream-judge.ts';
import type { Plan, Reading, Setting } from './stream-plan.ts';
import { planOf } from './stream-plan.ts';
import type { AsOf, Settlement } from './status.ts';

/** An instance of a commitment that is not kept, as the evaluator would name it: `instance` is its key, `breach` the key of what broke it. `settlesAt` while a late report may still turn it. */
export interface Finding {
  readonly commitment: string;
  readonly instance: string;
  readonly breach: string;
  readonly performance: 'overdue' | 'missed' | 'done-late' | 'breached';
  readonly from: Instant;
  readonly to: Instant | null;
  readonly settlement: Exclude<Settlement, 'determined'>;
  readonly settlesAt?: Instant;
}

/**
 * Follows commitments over a stream of plain reports of one perspective: something happened, at an exact second, known from a second on.
 * A deadline is no event: what is due follows from the time asked for. In any order of arrival the findings are the same, and they are the evaluator's.
 */
export interface Monitor {
  /** Takes a report in, late or not. Refuses `stream.keys` if it lacks a key that a commitment reads; one that no commitment reads is passed over. */
  add(fact: string, of: Keys, at: Instant, known: Instant): Result<null>;
  /** All that is not kept by these times, in the order of commitments, then of time. */
  findings(asOf: AsOf): readonly Finding[];
  /** The same for the instances alone that a report of this fact with these keys bears upon: what one more report costs. */
  findingsAbout(fact: string, of: Keys, asOf: AsOf): readonly Finding[];
}

/** Compiles commitments. Refuses `stream.unsupported` at the first one that the stream cannot follow exactly; the evaluator can. */
export function monitor(commitments: readonly Commitment[], setting: Setting): Result<Monitor> {
  const remedies = new Set(commitments.flatMap(({ onBreach = [] }) => onBreach));
  const followers: Follower[] = [];
  for (const commitment of commitments) {
    const plan = planOf(commitment, setting, remedies);
    if (!plan.ok) return plan;
    followers.push(new Follower(plan.value, setting.charter.zone));
  }
  return ok(monitorOf(followers));
}

const DONE = ok(null);

function monitorOf(followers: readonly Follower[]): Monitor {
  const uses = Map.groupBy(followers.flatMap((follower) => follower.uses), ({ reading }) => reading.fact);
  const sorted = (found: Finding[]): readonly Finding[] => found.sort((a, b) => a.from - b.from || compare(a.instance, b.instance) || compare(a.breach, b.breach));
  return {
    add: (fact, of, at, known) => {
      const read = uses.get(fact);
      if (read === undefined) return DONE;
      for (const { reading } of read) {
        const missing = lacking(reading, of);
        if (missing !== undefined) return refuse('stream.keys', { fact, key: missing });
      }
      for (const use of read) if (fits(use.reading, of)) use.follower.add(use, of, at, known);
      return DONE;
    },
    findings: (asOf) => followers.flatMap((follower) => {
      const found: Finding[] = [];
      for (let key = 0; key < follower.size; key += 1) follower.judge(key, asOf, found);
      return sorted(found);
    }),
    findingsAbout: (fact, of, asOf) => {
      const touched = new Map((uses.get(fact) ?? []).filter(({ reading }) => fits(reading, of)).map(({ follower, reading }) => [follower, follower.find(reading, of)]));
      return [...touched].flatMap(([follower, key]) => {
        const found: Finding[] = [];
        if (key !== undefined) follower.judge(key, asOf, found);
        return sorted(found);
      });
    },
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function lacking({ key, label }: Reading, of: Keys): string | undefined {
  for (const name of key) if (of[name] === undefined) return name;
  for (const name of label) if (of[name] === undefined) return name;
  return undefined;
}

function fits({ fixed }: Reading, of: Keys): boolean {
  for (const [name, value] of fixed) if (of[name] !== value) return false;
  return true;
}

interface Use {
  readonly reading: Reading;
  readonly column: Column;
  readonly follower: Follower;
}

/** One commitment followed: its keys numbered as they come, its reports in columns. */
class Follower {
  readonly uses: readonly Use[];
  readonly #plan: Plan;
  readonly #zone: string;
  readonly #keys = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #labels = new Map<string, number>();
  readonly #labelNames: string[] = [];
  readonly #subject = new Column();
  readonly #trigger: Column | null;
  readonly #goals: Column | null;
  readonly #priors: readonly Column[];
  readonly #reports: Reports;

  constructor(plan: Plan, zone: string) {
    this.#plan = plan;
    this.#zone = zone;
    this.#reports = reportsFor(plan);
    const trigger = this.#trigger = plan.trigger === null ? null : new Column();
    const goals = this.#goals = plan.goals.length === 0 ? null : new Column();
    const priors = this.#priors = plan.excuses.map(() => new Column());
    const use = (reading: Reading, column: Column): Use => ({ reading, column, follower: this });
    this.uses = [
      use(plan.subject, this.#subject), ...(plan.trigger === null || trigger === null ? [] : [use(plan.trigger, trigger)]),
      ...(goals === null ? [] : plan.goals.map((goal) => use(goal, goals))), ...plan.excuses.map(({ prior }, index) => use(prior, priors[index] as Column)),
    ];
  }

  get size(): number {
    return this.#names.length;
  }

  add({ reading, column }: Use, of: Keys, at: Instant, known: Instant): void {
    const key = numbered(joined(reading.key, of), this.#keys, this.#names);
    column.add(key, at, known, reading.label.length === 0 ? 0 : numbered(joined(reading.label, of), this.#labels, this.#labelNames));
  }

  find(reading: Reading, of: Keys): number | undefined {
    return this.#keys.get(joined(reading.key, of));
  }

  judge(key: number, asOf: AsOf, into: Finding[]): void {
    const reports = this.#reports;
    if (this.#subject.read(key, asOf, reports.subject).from === reports.subject.to) return;
    this.#trigger?.read(key, asOf, reports.trigger);
    this.#goals?.read(key, asOf, reports.goals);
    for (let index = 0; index < this.#priors.length; index += 1) this.#priors[index]?.read(key, asOf, reports.priors[index] as Reports['goals']);
    judgeKey(this.#plan, reports, asOf.valid, (...found) => into.push(this.#finding(key, asOf, found)));
  }

  #finding(key: number, { known }: AsOf, [performance, began, label, from, to, decisive]: Parameters<Found>): Finding {
    const { commitment, shape, variables, extra, evidenceWindow } = this.#plan;
    const bound = bindings(variables, this.#names[key] as string);
    const breach = nameOf(extra.length === 0 ? bound : { ...bound, ...bindings(extra, this.#labelNames[label] as string) });
    const instance = shape === 'achieve' ? breach : nameOf(bound);
    const settles = shift(decisive + 1, evidenceWindow, this.#zone);
    assert(settles.ok, 'the evidence window of an admitted charter can be added');
    return {
      commitment: commitment.id, instance: began === null ? '' : `${instance}${instance === '' ? '' : ' '}@${began}`, breach, performance, from, to,
      ...(known >= settles.value ? { settlement: 'settled' } : { settlement: 'provisional', settlesAt: Math.min(settles.value, FOREVER) }),
    };
  }
}

function numbered(name: string, numbers: Map<string, number>, names: string[]): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, names.length);
  return names.push(name) - 1;
}

/** The values of these keys as one string: one value as it is, several with the length of each before it. */
function joined(keys: readonly string[], of: Keys): string {
  if (keys.length === 1) return of[keys[0] as string] as string;
  let name = '';
  for (const key of keys) name += `${(of[key] as string).length} ${of[key]}`;
  return name;
}

/** The way back. */
function bindings(variables: readonly string[], name: string): Keys {
  if (variables.length === 1) return { [variables[0] as string]: name };
  let rest = name;
  return Object.fromEntries(variables.map((variable) => {
    const gap = rest.indexOf(' ') + 1, end = gap + Number(rest.slice(0, gap));
    const value = rest.slice(gap, end);
    rest = rest.slice(end);
    return [variable, value];
  }));
}
