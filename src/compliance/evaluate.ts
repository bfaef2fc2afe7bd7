import type { Instant, Interval } from '#base';
import { FOREVER, assert, endOf, shift } from '#base';
import type { ActorId, Commitment, Duty } from '#agreement';
import { judgeAbstain } from './abstain.ts';
import { judgeAchieve } from './achieve.ts';
import { judgeAssessed } from './assessed.ts';
import type { Claims } from './evidence.ts';
import { isOnRecord, lastOf } from './evidence.ts';
import type { Judgement } from './judgement.ts';
import { judgeMaintain } from './maintain.ts';
import { nameOf, occasions, patternsOf } from './occasions.ts';
import { empowered } from './powers.ts';
import type { Empowered } from './powers.ts';
import type { Reader } from './reader.ts';
import { renewed } from './renewal.ts';
import { reader } from './reader.ts';
import type { AsOf, Because, InstanceStatus, Performance, Perspective, Position, Settlement, Status } from './status.ts';
import type { Occasion, Opened, Waiting } from './window.ts';
import { openWindow } from './window.ts';

/** One instance judged, with its window. */
interface Judged {
  readonly occasion: Occasion;
  readonly opened: Opened | null;
  readonly judgement: Judgement;
}

interface Evaluation {
  readonly judged: readonly Judged[];
  readonly powers: Empowered;
}

/** Evaluates commitments for one perspective at given times. Results are kept: a commitment that others wait for is judged once. */
export interface Evaluator {
  /** One status for each reading of the commitment; one, with `reading: null`, if it has no rival readings. */
  statuses(commitment: string): readonly Status[];
}

/** `status(commitment, perspective, validAsOf, recordAsOf)`: a pure function of the evidence on record by then. */
export function evaluator(record: Claims, perspective: Perspective, asOf: AsOf, absent: ReadonlySet<string> = new Set()): Evaluator {
  const whole = reader(record, perspective, asOf, absent);
  const bases = new Map<string, Evaluation | 'under way'>();
  const base = (id: string): Evaluation | 'under way' => {
    const kept = bases.get(id);
    if (kept !== undefined) return kept;
    bases.set(id, 'under way');
    const commitment = record.evidence.commitments.get(id)?.value;
    const first = commitment?.readings?.[0];
    const duty = commitment?.duty ?? first?.duty;
    const result = commitment === undefined || duty === undefined ? { judged: [], powers: NO_POWERS } : evaluate(commitment, duty);
    bases.set(id, result);
    return result;
  };
  const fulfilled = (id: string): { readonly at: Interval | null; readonly performance: Performance } => {
    const evaluation = base(id);
    if (evaluation === 'under way') return { at: null, performance: 'blocked' };
    const last = evaluation.judged.map((item) => item.judgement.fulfilledAt).findLast((at) => at !== undefined);
    return { at: last ?? null, performance: worst(evaluation.judged)?.judgement.performance ?? 'unknown' };
  };
  const evaluate = (commitment: Commitment, duty: Duty): Evaluation => {
    const reading = whole.of(commitment);
    if (reading === null) return { judged: [], powers: NO_POWERS };
    const powers = empowered(commitment, reading.powers(commitment.id));
    const remedied = remediedBy(record, commitment.id);
    const breaches = remedied === undefined ? null : breachesOf(base(remedied));
    const found = occasions(commitment, duty, reading, record.evidence.charter.zone, breaches, powers.tenures);
    const nexts = nextOnes(found);
    const judged = found.map((occasion, index) => {
      const opened = openWindow({ record, reader: reading, commitment, fulfilled }, scheduled(commitment, powers.window, occasion), occasion);
      return { occasion, ...judge(commitment, duty, opened, powers, { ...occasion, next: nexts[index] ?? FOREVER }, record, reading) };
    });
    return { judged, powers };
  };
  return {
    statuses: (id) => {
      const held = record.evidence.commitments.get(id);
      assert(held !== undefined, `the commitment ${id} is on record`);
      const commitment = held.value;
      const readings = commitment.readings ?? [];
      const versions = readings.length === 0 ? [{ name: null, commitment }] : readings.map((item) => ({ name: item.id, commitment: { ...commitment, ...(item.duty && { duty: item.duty }), ...(item.window && { window: item.window }) } }));
      return versions.map(({ name, commitment: version }) => {
        if (version.duty === undefined) return bare(id, name, perspective, asOf, 'not-expressed');
        const reading = whole.of(version);
        if (reading === null) return bare(id, name, perspective, asOf, 'no-account', 'agreed.no-rule');
        return status(version, version.duty, name, evaluate(version, version.duty), { record, reader: reading, fulfilled });
      });
    },
  };
}

const NO_POWERS = empowered({ bearers: { actors: [] } }, []);

const breachesOf = (evaluation: Evaluation | 'under way'): Judgement['breaches'] => (evaluation === 'under way' ? [] : evaluation.judged.flatMap((item) => item.judgement.breaches));

/** For each occasion, when the next of the same kind came. */
function nextOnes(occasions: readonly Occasion[]): readonly Instant[] {
  const seen = new Map<string, Instant>();
  return occasions.toReversed().map(({ bindings, at }) => {
    const name = nameOf(bindings), next = seen.get(name) ?? FOREVER;
    if (at !== null) seen.set(name, at.from);
    return next;
  }).reverse();
}

function remediedBy(record: Claims, remedy: string): string | undefined {
  for (const [id, { value }] of record.evidence.commitments) if (value.onBreach?.includes(remedy) === true) return id;
  return undefined;
}

/** A period of a schedule closes with the period, unless the commitment says otherwise. */
function scheduled(commitment: Commitment, window: NonNullable<Commitment['window']>, occasion: Occasion): NonNullable<Commitment['window']> {
  if (commitment.trigger?.kind !== 'schedule' || window.closes !== undefined || occasion.at === null) return window;
  return { ...window, closes: { trigger: true, endpoint: 'by' } };
}

function judge(commitment: Commitment, duty: Duty, opened: Opened | Waiting, powers: Empowered, occasion: Occasion & { readonly next: Instant }, record: Claims, reading: Reader): { readonly opened: Opened | null; readonly judgement: Judgement } {
  if ('waitsFor' in opened) return { opened: null, judgement: waiting(opened) };
  const paused = powers.suspended;
  const { bindings } = occasion;
  const trigger: readonly Because[] = occasion.at === null ? [] : occasion.entries.map((entry) => ({ role: 'trigger', entry, at: occasion.at as Interval }));
  const ended = [...(powers.from !== null && (powers.position === 'released' || powers.position === 'terminated') ? [powers.from] : []), ...(occasion.tenure?.to == null ? [] : [occasion.tenure.to])];
  const stopped = ended.length === 0 ? null : Math.min(opened.closes.latest, ...ended);
  const { zone } = record.evidence.charter, ends = commitment.renewal === undefined ? opened.closes : renewed(opened.closes, commitment.renewal, powers.acts, reading.asOf.valid, zone);
  const closes = duty.shape === 'achieve' ? putOff(ends, paused) : ends;
  const opens = takenOn(opened.opens, occasion.tenure?.from ?? null), last = duty.shape === 'achieve' ? closes.latest : stopped ?? closes.latest;
  const moved = { from: opens.from, to: last === FOREVER ? null : last };
  const window: Opened = { ...opened, opens, because: [...trigger, ...powers.because, ...opened.because.map((reason) => (reason.role === 'window' ? { ...reason, ...moved } : reason))], closes: stopped === null ? closes : { earliest: Math.min(closes.earliest, stopped), latest: stopped } };
  const early = reading.asOf.valid <= opens.from;
  const judgement = duty.shape === 'achieve' ? judgeAchieve(duty, window, bindings, record, reading, { next: occasion.next, inPeriod: commitment.trigger?.kind === 'schedule' })
    : duty.shape === 'maintain' ? judgeMaintain(duty, window, paused, bindings, reading)
      : duty.shape === 'abstain' ? judgeAbstain(duty, window, paused, bindings, reading)
        : judgeAssessed(duty, commitment.id, window, reading);
  if (early && judgement.performance !== 'done-in-time') return { opened: window, judgement: { ...notDue('window.not-open', window.because), since: null } };
  if (duty.shape === 'achieve' && stopped !== null && stopped < closes.latest && judgement.fulfilledAt === undefined) return { opened: window, judgement: notDue('power.ended', window.because) };
  if (judgement.performance === 'overdue' && (commitment.persists === false || commitment.trigger?.kind === 'schedule')) return { opened: window, judgement: { ...judgement, performance: 'missed' } };
  return { opened: window, judgement };
}

/** Whoever a duty is assigned to owes it from then on. */
const takenOn = (opens: Interval, from: Instant | null): Interval => (from === null || from <= opens.from ? opens : { from, to: from + 1 });

/** A deadline that falls into a suspension is put off to its end. */
const putOff = (closes: Opened['closes'], paused: readonly Interval[]): Opened['closes'] =>
  paused.reduce((bound, pause) => (pause.from < bound.latest && bound.latest <= endOf(pause) ? { earliest: endOf(pause), latest: endOf(pause) } : bound), closes);

function waiting(on: Waiting): Judgement {
  if (on.waitsFor === 'window-reversed' || on.waitsFor === 'rounding') return { ...notDue(`defect.${on.waitsFor}`, []), performance: 'not-evaluable' };
  const because: readonly Because[] = on.waitsFor === 'event' ? [] : [{ role: 'fulfilment', commitment: on.on, performance: on.waitsFor === 'blocked' ? 'blocked' : 'open' }];
  return on.waitsFor === 'blocked' ? { ...notDue('order.blocked', because), performance: 'blocked' } : notDue(`window.waits-for-${on.waitsFor}`, because);
}

function notDue(rule: string, because: readonly Because[]): Judgement {
  return { performance: 'not-due', knowledge: 'neither', since: null, decisive: FOREVER, rule, because, breaches: [] };
}

/** Which instance speaks for the commitment: the first of these performances that any of them has. */
const ORDER: readonly Performance[] = ['overdue', 'breached', 'missed', 'not-evaluable', 'blocked', 'disputed', 'open', 'unknown', 'done-late', 'restored', 'kept', 'done-in-time', 'graded', 'not-due'];

function worst(judged: readonly Judged[]): Judged | undefined {
  return judged.toSorted((a, b) => ORDER.indexOf(a.judgement.performance) - ORDER.indexOf(b.judgement.performance))[0];
}

interface Surroundings {
  readonly record: Claims;
  readonly reader: Reader;
  readonly fulfilled: (commitment: string) => { readonly at: Interval | null; readonly performance: Performance };
}

function status(commitment: Commitment, duty: Duty, name: string | null, evaluation: Evaluation, around: Surroundings): Status {
  const { record, reader: reading } = around;
  const chosen = worst(evaluation.judged);
  const excluded = [...evaluation.powers.excluded, ...relevant(commitment, duty).flatMap((pattern) => reading.excluded(pattern))];
  const byTextAlone = chosen?.judgement.rule === 'achieve.overdue-on-record' || chosen?.judgement.performance === 'not-evaluable';
  if (!byTextAlone && !hasAccount(commitment, duty, reading)) {
    const weak = excluded.some(({ why }) => why === 'too-few-sources' || why === 'graded-too-low');
    const silent = weak ? bare(commitment.id, name, reading.perspective, reading.asOf, 'unknown', 'agreed.not-enough') : bare(commitment.id, name, reading.perspective, reading.asOf, 'no-account');
    return { ...silent, position: position(evaluation, chosen), explanation: { ...silent.explanation, excluded } };
  }
  const spoken = determined(commitment, ordered(commitment, chosen?.judgement ?? notDue('trigger.none', []), around), reading);
  const instances = evaluation.judged.flatMap((item) => instance(item, commitment, around));
  const settled = settlement(commitment, spoken.judgement, record, reading);
  /** Others that stand as this one does may still be turned by late reports: then the whole may. */
  const open = instances.some((one) => one.performance === spoken.judgement.performance && one.settlement === 'provisional');
  const { judgement } = spoken;
  const rival = judgement.performance === 'open' && chosen?.opened ? { at: chosen.opened.closes.latest, becomes: isOnRecord(record, patternsOf(duty)[0]?.fact ?? '') ? 'overdue' : 'unknown' } as const : null;
  return {
    commitment: commitment.id, reading: name, perspective: reading.perspective.id, asOf: reading.asOf,
    position: position(evaluation, chosen), performance: judgement.performance, knowledge: judgement.knowledge,
    ...(spoken.determined ? { settlement: 'determined' } : open ? { ...settling(settled), settlement: 'provisional' } : settling(settled)), since: judgement.since,
    ...(evaluation.powers.acts.some(({ act }) => act.power === 'assign') && { bearers: owingAt(evaluation.powers, reading.asOf.valid) }),
    ...(judgement.quantity && { quantity: judgement.quantity }), ...(judgement.level !== undefined && { level: judgement.level }),
    breaches: evaluation.judged.flatMap((item) => item.judgement.breaches.map((breach) => breach.at)).toSorted((a, b) => a.from - b.from),
    instances,
    explanation: {
      rule: judgement.rule, because: judgement.because,
      excluded,
      next: rival !== null && rival.at !== FOREVER ? rival : settled.next, flips: [],
    },
  };
}

const owingAt = ({ tenures }: Empowered, valid: Instant): readonly ActorId[] => tenures.filter(({ from, to }) => (from ?? 0) < valid && (to === null || to >= valid)).map(({ actor }) => actor);

function instance({ occasion, opened, judgement }: Judged, commitment: Commitment, { record, reader: reading }: Surroundings): readonly InstanceStatus[] {
  if (opened === null) return [];
  const to = opened.closes.latest === FOREVER ? null : opened.closes.latest;
  return [{ key: occasion.key, window: { from: opened.opens.from, to }, performance: judgement.performance, knowledge: judgement.knowledge, ...settling(settlement(commitment, judgement, record, reading)), since: judgement.since, breaches: judgement.breaches.map(({ at, bindings }) => ({ ...at, key: nameOf(bindings) })) }];
}

function relevant(commitment: Commitment, duty: Duty): ReturnType<typeof patternsOf> {
  return [...patternsOf(duty), ...(commitment.trigger?.kind === 'each' ? [commitment.trigger.event] : [])];
}

function hasAccount(commitment: Commitment, duty: Duty, reading: Reader): boolean {
  return relevant(commitment, duty).some((pattern) => reading.claims(pattern).some((claim) => reading.isOwn(claim)) || reading.coverage(pattern).length > 0)
    || reading.grades(commitment.id).length > 0 || reading.determinations(commitment.id).length > 0 || reading.powers(commitment.id).some((power) => !power.onRecord);
}

/** A commitment that waits for others is not due until they are fulfilled - unless it was done all the same. A circle of waiting is blocked. */
function ordered(commitment: Commitment, judgement: Judgement, { record, fulfilled }: Surroundings): Judgement {
  if (commitment.after === undefined || judgement.fulfilledAt !== undefined) return judgement;
  const open = commitment.after.filter((id) => fulfilled(id).at === null);
  if (open.length === 0) return judgement;
  const circle = open.some((id) => waitsOn(record, id, commitment.id, new Set()));
  const because: readonly Because[] = open.map((id) => ({ role: 'fulfilment', commitment: id, performance: fulfilled(id).performance }));
  return circle ? { ...notDue('order.blocked', because), performance: 'blocked' } : notDue('order.waiting', because);
}

function waitsOn(record: Claims, from: string, target: string, seen: Set<string>): boolean {
  if (from === target) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (record.evidence.commitments.get(from)?.value.after ?? []).some((id) => waitsOn(record, id, target, seen));
}

function determined(commitment: Commitment, judgement: Judgement, reading: Reader): { readonly judgement: Judgement; readonly determined: boolean } {
  const competent = commitment.verification?.determinedBy ?? [];
  const now = reading.asOf.valid - 1;
  const found = reading.determinations(commitment.id).filter((item) => competent.includes(item.by) && item.at.from <= now && now <= lastOf(item.at)).toSorted((a, b) => a.known - b.known || (a.entry < b.entry ? -1 : 1)).at(-1);
  if (found === undefined) return { judgement, determined: false };
  const because: Because = { role: 'determination', entry: found.entry, by: found.by, outcome: found.outcome, at: found.at };
  const performance = found.outcome === 'kept' ? 'kept' : 'breached';
  return { determined: true, judgement: { ...judgement, performance, knowledge: found.outcome === 'kept' ? 'supported' : 'refuted', since: found.at, rule: `determined.${found.outcome}`, because: [...judgement.because, because] } };
}

/** Settled once the evidence window after the last second that matters has closed, by the time of record asked for. */
function settlement(commitment: Commitment, judgement: Judgement, record: Claims, reading: Reader): { readonly settlement: Settlement; readonly next: Status['explanation']['next'] } {
  const { charter } = record.evidence;
  if (judgement.decisive === FOREVER) return { settlement: 'provisional', next: null };
  const closes = shift(judgement.decisive + 1, commitment.verification?.evidenceWindow ?? charter.evidenceWindow, charter.zone);
  assert(closes.ok, 'the evidence window of an admitted charter can be added');
  return reading.asOf.known >= closes.value ? { settlement: 'settled', next: null } : { settlement: 'provisional', next: { at: closes.value, becomes: 'settled' } };
}

const settling = ({ settlement: how, next }: ReturnType<typeof settlement>): Pick<InstanceStatus, 'settlement' | 'settlesAt'> => ({ settlement: how, ...(next === null ? {} : { settlesAt: next.at }) });

function position(evaluation: Evaluation, chosen: Judged | undefined): Position {
  if (evaluation.powers.position !== null) return evaluation.powers.position;
  if (chosen === undefined || chosen.opened === null || chosen.judgement.performance === 'not-due') return 'conditional';
  const single = evaluation.judged.length === 1;
  if (single && chosen.judgement.fulfilledAt !== undefined) return 'fulfilled';
  return single && chosen.judgement.rule.startsWith('maintain.missed') ? 'expired' : 'in-force';
}

function bare(id: string, name: string | null, perspective: Perspective, asOf: AsOf, performance: 'not-expressed' | 'no-account' | 'unknown', rule: string = performance): Status {
  return {
    commitment: id, reading: name, perspective: perspective.id, asOf, position: 'in-force', performance, knowledge: 'neither', settlement: 'provisional',
    since: null, breaches: [], instances: [], explanation: { rule, because: [], excluded: [], next: null, flips: [] },
  };
}
