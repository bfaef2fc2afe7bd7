import type { Instant } from '#base';
import { byCodeUnits } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import type { HeldMatter, ProcessState, Verified } from '#process';
import type { HeldReport } from '../corridor-outages.ts';
import type { Step } from '../growth.ts';
import { foldOf } from '../growth.ts';
import { itemAsOf, withdrawalOf } from '../timeline-asof.ts';
import { wholeOf } from '../timeline-entry.ts';
import type { MatterOf, Told } from './upon.ts';
import { alikeBy, frontsBy, toldBy, upon } from './upon.ts';

/** What the checks of a report come to. `differ`: those who finished theirs do not agree; no view is put before another. */
export type Checked = 'unchecked' | Verified['step'] | 'differ';

/** How far the check of a report is. */
export interface Scrutiny {
  readonly word: Checked;
  /** Every step, in the order of the log. */
  readonly steps: readonly MatterOf<'verification'>[];
  /** The last word of each side that checked it. */
  readonly last: readonly { readonly by: ActorId; readonly step: Verified['step'] }[];
  /** Seconds since it was on record: to its first finding, or while there is none to the time at which one looks. */
  readonly age: number;
  readonly found: Instant | null;
}

const isFinding = (step: Verified['step']): boolean => step !== 'being-checked';

/** How far the check of a report was by what was known then. */
export function scrutinyOf(state: ProcessState, report: HeldReport, { known }: AsOf): Scrutiny {
  const steps = upon(state, report.value.id, 'verification', known);
  const last = [...new Map(steps.map(({ value }) => [wholeOf(state, value.by), value.step]))].map(([by, step]) => ({ by, step }));
  const finished = [...new Set(last.map(({ step }) => step).filter(isFinding))], [only] = finished;
  const found = steps.find(({ value }) => isFinding(value.step))?.source.known ?? null;
  return { word: finished.length > 1 ? 'differ' : only ?? (steps.length > 0 ? 'being-checked' : 'unchecked'), steps, last, found, age: Math.max(0, (found ?? known) - report.source.known) };
}

/** A report as it stood then, or `null` where nobody had made it. */
export function reportAsOf(state: ProcessState, id: string, { known }: AsOf): HeldReport | null {
  const item = state.items.get(id), then = item === undefined ? null : itemAsOf(item, known);
  return then?.kind === 'report' ? then : null;
}

/** A question with what was answered to it, by whoever was asked. */
export interface Asked {
  readonly question: MatterOf<'question'>;
  readonly replies: readonly MatterOf<'reply'>[];
}

/** What was asked of a thing, and what was replied: to the questions, and to the thing itself. */
export interface Exchange {
  readonly asked: readonly Asked[];
  readonly replies: readonly MatterOf<'reply'>[];
}

/** What was asked about a report, statement or claim, and every reply, in the order of the log. */
export function exchangeOn(state: ProcessState, id: string, { known }: AsOf): Exchange {
  const asked = upon(state, id, 'question', known).map((question) => ({ question, replies: upon(state, question.value.id, 'reply', known) }));
  return { asked, replies: upon(state, id, 'reply', known) };
}

/** Things told alike with this one: the one in front, and the others behind it, without the thing itself. */
export interface Kin {
  readonly keep: string | null;
  readonly same: readonly string[];
  /** Told by one party of another's words, this one's or of those behind it, and agreed by nobody: they stay where they are. */
  readonly pending: readonly Told[];
  /** Who said so, and who said otherwise later. */
  readonly said: readonly MatterOf<'likeness'>[];
}

export function kinOf(state: ProcessState, id: string, { known }: AsOf): Kin {
  const fronts = frontsBy(state, known), front = fronts.get(id) ?? id;
  const same = [...fronts].filter(([other, keep]) => keep === front && other !== id).map(([other]) => other);
  const pending = [...toldBy(state, known).values()].filter((one) => !one.agreed && (one.id === id || one.keep === id));
  return { keep: front === id ? null : front, same, pending, said: upon(state, id, 'likeness', known) };
}

/** A report that asserts something that somebody may have to answer for, or on which a check or a question was begun: what a reader expects to be found out. */
export interface Allegation {
  readonly report: HeldReport;
  readonly scrutiny: Scrutiny;
}

const CHARGES: readonly string[] = ['incident', 'closure', 'outage', 'detention'];
const begun = ({ kind }: HeldMatter): boolean => kind === 'verification' || kind === 'question';

function isCharge({ value: { category, passage, accounts } }: HeldReport): boolean {
  const stopped = passage?.outcome === 'denied' || passage?.outcome === 'delayed';
  return (CHARGES.includes(category) || stopped) && accounts.some(({ stance }) => stance === 'asserts');
}

const isBegun = (state: ProcessState, { value: { id } }: HeldReport, known: Instant): boolean => (state.upon.get(id) ?? []).some((one) => begun(one) && one.source.known <= known);

/** Reports that charge somebody, as they stand or as they once stood. */
class Charges {
  readonly reports = new Set<string>();

  take(steps: readonly Step[]): void {
    for (const { now } of steps) if (now.kind === 'report' && [now.value, ...now.history.map(({ before }) => before)].some((value) => isCharge({ ...now, value } as HeldReport))) this.reports.add(now.value.id);
  }
}

/** Allegations without a finding first, the oldest on record first; then those found, the newest finding first. Withdrawn ones, and those told and agreed to be the same as another, are left out. */
export function allegations(state: ProcessState, asOf: AsOf): readonly Allegation[] {
  const alike = alikeBy(state, asOf.known), charged = foldOf(Charges, state).reports, looked = [...state.upon.keys()].filter((id) => state.items.has(id) && !charged.has(id));
  const reports = [...charged, ...looked].flatMap((id) => reportAsOf(state, id, asOf) ?? []).toSorted((a, b) => a.source.position - b.source.position || byCodeUnits(a.value.id, b.value.id));
  const all = reports.flatMap((report): readonly Allegation[] => (withdrawalOf(report) !== null || alike.has(report.value.id) || !(isCharge(report) || isBegun(state, report, asOf.known)) ? [] : [{ report, scrutiny: scrutinyOf(state, report, asOf) }]));
  return all.toSorted((a, b) => Number(a.scrutiny.found !== null) - Number(b.scrutiny.found !== null) || (b.scrutiny.found ?? 0) - (a.scrutiny.found ?? 0) || b.scrutiny.age - a.scrutiny.age);
}
