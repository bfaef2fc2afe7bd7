import { byCodeUnits, span } from '#base';
import type { ActorId, Commitment } from '#agreement';
import type { AsOf } from '#compliance';
import type { Held, HeldItem, ProcessState, Report } from '#process';
import { patterns } from '../corridor-states.ts';
import { itemsAsOf } from '../timeline-asof.ts';
import { commitmentsOf } from '../timeline-entry.ts';
import type { MatterOf } from './upon.ts';
import { mattersOf, upon } from './upon.ts';

/** A commitment on which a thing bears, or does not: by the thing's own word, and by what others said since. */
export interface Bearing {
  readonly commitment: string;
  /** The entry itself names it. */
  readonly own: boolean;
  readonly links: readonly MatterOf<'link'>[];
  /** The last word of each who judged it: do they say that it bears? */
  readonly said: readonly { readonly by: ActorId; readonly bears: boolean }[];
}

/** Every commitment that an item, claim or document is told to bear on, or not to, in the order of ids. `at`: one sentence of it; `null`: the whole. */
export function bearingsOf(state: ProcessState, id: string, { known }: AsOf, at: number | null = null): readonly Bearing[] {
  const item = state.items.get(id), matter = state.matters.get(id);
  const own = item !== undefined ? commitmentsOf(state, item) : matter?.kind === 'claim' ? matter.value.commitments ?? [] : [];
  const links = upon(state, id, 'link', known).filter(({ value }) => value.item === id && (value.at ?? null) === at);
  return [...new Set([...own, ...links.flatMap(({ value }) => value.commitments)])].sort(byCodeUnits).map((commitment) => {
    const said = links.filter(({ value }) => value.commitments.includes(commitment));
    return { commitment, own: own.includes(commitment), links: said, said: [...new Map(said.map(({ value }) => [value.by, value.bears]))].map(([by, bears]) => ({ by, bears })) };
  });
}

/** Why a commitment is suggested: the report asserts a fact that it is about; it is about the report's place; reports from there, or of that category, bear on it. */
export type Why = 'fact' | 'place' | 'reports-there' | 'reports-alike';
export interface Suggestion {
  readonly commitment: string;
  readonly why: readonly Why[];
}

const MOST = 5;

/**
 * Commitments on which a report may bear, by place, category and time: a help to whoever judges it, never a link by itself.
 * Left out: what it is linked with already, by anybody and either way, and what was not yet owed when it happened.
 */
export function suggestionsFor(state: ProcessState, report: Extract<HeldItem, { readonly kind: 'report' }>, asOf: AsOf): readonly Suggestion[] {
  const known = new Set(bearingsOf(state, report.value.id, asOf).map(({ commitment }) => commitment)), linked = linkedReports(state, report.value.id, asOf);
  const found = [...state.commitments.values()].flatMap((held): readonly Suggestion[] => {
    if (known.has(held.value.id) || held.source.known > asOf.known || !owedThen(state, held, report.value)) return [];
    const why = reasons(held.value, report.value, linked.get(held.value.id) ?? []);
    return why.some((one) => one !== 'reports-alike') ? [{ commitment: held.value.id, why }] : [];
  });
  return found.toSorted((a, b) => b.why.length - a.why.length || byCodeUnits(a.commitment, b.commitment)).slice(0, MOST);
}

function reasons(commitment: Commitment, report: Report, linked: readonly Report[]): readonly Why[] {
  const about = [commitment.duty, ...(commitment.readings ?? []).map(({ duty }) => duty)].flatMap((duty) => (duty === undefined ? [] : patterns(duty)));
  const asserted = report.accounts.flatMap((account) => account.facts ?? []), wheres = [report.place, report.passage?.corridor, report.outage?.service].filter((one) => one !== undefined);
  const all: readonly (readonly [Why, boolean])[] = [
    ['fact', about.some(({ fact, of = {} }) => asserted.some((said) => said.fact === fact && Object.entries(of).every(([key, value]) => value.startsWith('?') || said.of[key] === value)))],
    ['place', about.some(({ of = {} }) => Object.values(of).some((value) => wheres.includes(value)))],
    ['reports-there', report.place !== undefined && linked.some(({ place }) => place === report.place)],
    ['reports-alike', linked.some(({ category }) => category === report.category)],
  ];
  return all.flatMap(([why, holds]) => (holds ? [why] : []));
}

/** Owed from the date of its text on; an end is not looked at, for what is late or broken bears on it, too. */
function owedThen({ instruments, charter: { zone } }: ProcessState, { value }: Held<Commitment>, { date, dateEnd }: Report): boolean {
  const begun = span(instruments.get(value.instrument)?.value.date ?? date, zone), seen = span(dateEnd ?? date, zone);
  return begun.ok && seen.ok && begun.value.from <= (seen.value.to ?? seen.value.from);
}

/** By commitment, the reports that bear on it: by their own word, or by somebody's link. */
function linkedReports(state: ProcessState, except: string, { known }: AsOf): ReadonlyMap<string, readonly Report[]> {
  const pairs: (readonly [string, Report])[] = [], reports = itemsAsOf(state, known).flatMap((item) => (item.kind === 'report' && item.value.id !== except ? [item.value] : []));
  for (const report of reports) for (const commitment of report.commitments ?? []) pairs.push([commitment, report]);
  const byId = new Map(reports.map((report) => [report.id, report]));
  for (const { value } of mattersOf(state, 'link', known)) {
    const report = byId.get(value.item);
    if (report !== undefined && value.bears) for (const commitment of value.commitments) pairs.push([commitment, report]);
  }
  return new Map([...Map.groupBy(pairs, ([commitment]) => commitment)].map(([commitment, group]) => [commitment, group.map(([, report]) => report)]));
}
