import type { Interval, Text } from '#base';
import { civilDay, intersection, span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import type { HeldItem, Origin, ProcessState } from '#process';
import { inOrder } from '../corridor-states.ts';
import { itemsAsOf, withdrawalOf } from '../timeline-asof.ts';
import { accountsOf, wholeOf } from '../timeline-entry.ts';
import { accessViews } from './access.ts';
import { claimViews } from './claim-filter.ts';
import { REGISTERS, registerRows } from './registers.ts';
import type { RegisterRow } from './registers.ts';
import { warningsOf } from './supplies.ts';
import { mattersOf } from './upon.ts';

export const DAY_TOPICS = ['watched', 'passages', 'reports', 'late', 'checks', 'said', 'claims', 'replies', 'access', 'warnings'] as const;
export type DayTopic = (typeof DAY_TOPICS)[number];

/** One sentence of a day's summary: how many, or what, by whose account, and the things that it rests on. */
export interface DayLine {
  readonly topic: DayTopic;
  readonly by: ActorId | null;
  /** Words of the record that the line repeats: what was said, or what the one report says that it counts. */
  readonly text: Text | null;
  /** How many things; how many of them somebody disputes. */
  readonly count: number;
  readonly disputed: number;
  /** What else the sentence names: an outcome, a category, a direction, minutes lost. */
  readonly facts: { readonly [name: string]: string | number };
  readonly sources: readonly Sourced[];
}

/** A thing that a line rests on: its id, the page of it inside the process, its entry. */
export interface Sourced {
  readonly id: string;
  readonly page: string;
  readonly position: number;
}

/** What a record tells of one civil day, by what was known then, in the order of topics and of screens. `asOf.valid`: the end of that day. */
export function dayLines(state: ProcessState, day: Interval & { readonly to: number }, asOf: AsOf): readonly DayLine[] {
  const rows = REGISTERS.flatMap((name) => registerRows(state, asOf, name)).filter((row) => row.standing === 'counted' && row.held.kind === 'report' && overlaps(row.at, day)), then = { valid: day.to, known: asOf.known };
  return [
    ...watched(state, day, asOf), ...passages(state, rows), ...reports(state, rows), ...late(state, day, asOf), ...checks(state, day, asOf), ...said(state, day, asOf),
    ...claims(state, day, then), ...replies(state, day, asOf), ...access(state, day, then), ...warnings(state, day, asOf),
  ];
}

const overlaps = (a: Interval, b: Interval): boolean => intersection([a], [b]).length > 0;
const within = (instant: number, day: Interval & { readonly to: number }): boolean => instant >= day.from && instant < day.to;
const line = (topic: DayTopic, by: ActorId | null, sources: readonly Sourced[], more: Partial<DayLine> = {}): DayLine => ({ topic, by, text: null, count: sources.length, disputed: 0, facts: {}, sources, ...more });
const to = (page: string, id: string, { position }: Origin): Sourced => ({ id, page: `${page}/${encodeURIComponent(id)}`, position });
const entry = (id: string, { position }: Pick<Origin, 'position'>): Sourced => ({ id, page: `record/${position}`, position });

function dayOf({ charter: { zone } }: ProcessState, when: string): Interval | null {
  const read = span(when, zone);
  return read.ok ? read.value : null;
}

const isOn = (state: ProcessState, when: string, day: Interval): boolean => { const at = dayOf(state, when); return at !== null && overlaps(at, day); };

/** Who says that they watched something on that day: only then does nothing seen mean something. */
function watched(state: ProcessState, day: Interval, { known }: AsOf): readonly DayLine[] {
  return [...state.coverage.values()].flatMap(({ value, source }) => {
    const from = dayOf(state, value.from), until = dayOf(state, value.to);
    if (source.known > known || from === null || until === null || !overlaps({ from: from.from, to: until.to }, day)) return [];
    return [line('watched', wholeOf(state, value.by), [entry(value.id, source)], { text: state.vocabulary.get(value.fact)?.label ?? null })];
  });
}

type Reports = readonly (RegisterRow & { readonly held: Extract<RegisterRow['held'], { readonly kind: 'report' }> })[];
const reportsIn = (rows: readonly RegisterRow[]): Reports => rows as Reports;

/** By account, direction and outcome, with the minutes lost where reports give them. */
function passages(state: ProcessState, rows: readonly RegisterRow[]): readonly DayLine[] {
  const all = reportsIn(rows).filter(({ held }) => held.value.passage !== undefined);
  return bySource(state, all, ({ held: { value: { passage } } }) => JSON.stringify([passage?.direction ?? 'none', passage?.outcome ?? 'unknown'])).map(({ by, key, group }) => {
    const [direction = '', outcome = ''] = JSON.parse(key) as readonly string[], minutes = group.reduce((sum, { held }) => sum + (held.value.passage?.delayMinutes ?? 0), 0);
    return lineOf('passages', by, group, { direction, outcome, minutes });
  });
}

function reports(state: ProcessState, rows: readonly RegisterRow[]): readonly DayLine[] {
  return bySource(state, reportsIn(rows).filter(({ held }) => held.value.passage === undefined), ({ category }) => category).map(({ by, key, group }) => lineOf('reports', by, group, { category: key }));
}

const lineOf = (topic: DayTopic, by: ActorId, group: Reports, facts: DayLine['facts']): DayLine =>
  line(topic, by, group.map(({ held }) => to('reports', held.value.id, held.source)), { text: group.length === 1 ? group[0]?.held.value.summary ?? null : null, disputed: group.filter(({ disputed }) => disputed).length, facts });

/** Under each account that asserts it, never added up over accounts. */
function bySource(state: ProcessState, rows: Reports, keyOf: (row: Reports[number]) => string): readonly { readonly by: ActorId; readonly key: string; readonly group: Reports }[] {
  return inOrder(state, [...new Set(rows.flatMap(({ sources }) => sources))]).flatMap((by) => [...Map.groupBy(rows.filter(({ sources }) => sources.includes(by)), keyOf)].map(([key, group]) => ({ by, key, group })));
}

/** What came on record on that day and tells of days before it. */
function late(state: ProcessState, day: Interval & { readonly to: number }, { known }: AsOf): readonly DayLine[] {
  const came = itemsAsOf(state, known).filter((item): item is Extract<HeldItem, { readonly kind: 'report' }> => item.kind === 'report' && withdrawalOf(item) === null && within(item.source.known - (state.charter.kind === 'live' ? 0 : 1), day) && (dayOf(state, item.value.dateEnd ?? item.value.date)?.to ?? day.to) <= day.from);
  const told = inOrder(state, [...new Set(came.flatMap((item) => assertedBy(state, item)))]);
  return told.map((by) => line('late', by, came.filter((item) => assertedBy(state, item).includes(by)).map(({ value, source }) => to('reports', value.id, source))));
}

const assertedBy = (state: ProcessState, item: HeldItem): readonly ActorId[] => [...new Set(accountsOf(item).filter(({ stance }) => stance === 'asserts').map(({ by }) => wholeOf(state, by)))];

function checks(state: ProcessState, day: Interval, { known }: AsOf): readonly DayLine[] {
  const all = mattersOf(state, 'verification', known).filter(({ value }) => isOn(state, value.date, day)), who = inOrder(state, [...new Set(all.map(({ value }) => value.by))]);
  return who.flatMap((by) => [...Map.groupBy(all.filter(({ value }) => value.by === by), ({ value }) => value.step)].map(([step, group]) => line('checks', by, group.map(({ value, source }) => ({ ...to('reports', value.report, source), id: value.report })), { facts: { step } })));
}

const PAGE_OF: { readonly [kind: string]: string } = { statement: 'statements' };

/** Statements, meetings, findings, exercises of powers: each in its own words. */
function said(state: ProcessState, day: Interval, { known }: AsOf): readonly DayLine[] {
  const items = itemsAsOf(state, known).filter((item) => item.kind !== 'report' && withdrawalOf(item) === null && isOn(state, item.value.date, day));
  return items.map((item) => { const page = PAGE_OF[item.kind]; return line('said', assertedBy(state, item)[0] ?? null, [page === undefined ? entry(item.value.id, item.source) : to(page, item.value.id, item.source)], { text: item.value.summary, facts: { kind: item.kind } }); });
}

/** Claims first public on that day; where the day is not known, on the last possible one. */
function claims(state: ProcessState, day: Interval & { readonly to: number }, asOf: AsOf): readonly DayLine[] {
  return claimViews(state, asOf).filter(({ claim: { value: { first } } }) => isOn(state, first.atEnd ?? first.at, day)).map(({ claim: { value, source }, became }) => line('claims', null, [to('claims', value.id, source)], { text: value.words, facts: { became, asserter: value.id } }));
}

function replies(state: ProcessState, day: Interval, { known }: AsOf): readonly DayLine[] {
  const page = (about: string, source: Origin): Sourced => (state.matters.get(about)?.kind === 'claim' ? to('claims', about, source) : state.items.get(about)?.kind === 'report' ? to('reports', about, source) : entry(about, source));
  const about = (id: string): string => { const held = state.matters.get(id); return held?.kind === 'question' ? held.value.about : id; };
  return [
    ...mattersOf(state, 'reply', known).filter(({ value }) => isOn(state, value.date, day)).map(({ value, source }) => line('replies', value.by, [page(about(value.to), source)], { text: value.text, facts: { what: 'reply', about: about(value.to) } })),
    ...mattersOf(state, 'outcome', known).filter(({ value }) => isOn(state, value.date, day)).map(({ value, source }) => line('replies', value.by, [page(value.claim, source)], { text: value.text, facts: { what: value.outcome, about: value.claim } })),
  ];
}

/** Windows of safe access on that day: who of those notified acknowledged or objected, and what became of it. */
function access(state: ProcessState, day: Interval, asOf: AsOf): readonly DayLine[] {
  return accessViews(state, asOf).filter(({ window: { value } }) => { const from = dayOf(state, value.from), until = dayOf(state, value.to); return from !== null && until !== null && overlaps({ from: from.from, to: until.to }, day); }).flatMap(({ window: { value, source }, notified, outcomes }) => {
    const count = (step: string): number => notified.filter((one) => one.step?.value.step === step).length, sources = [{ id: value.id, page: `registers/windows#${value.id}`, position: source.position }];
    return [
      line('access', value.by, sources, { text: value.what, facts: { step: 'asked', notified: notified.length, acknowledged: count('acknowledged'), objected: count('objected') } }),
      ...outcomes.map((outcome) => line('access', outcome.value.by, sources, { text: outcome.value.text ?? null, facts: { step: outcome.value.step } })),
    ];
  });
}

/** Warnings that stood at the end of that day. */
function warnings(state: ProcessState, day: Interval & { readonly to: number }, asOf: AsOf): readonly DayLine[] {
  return warningsOf(state, asOf).filter(({ warning: { value }, ended }) => (dayOf(state, value.date)?.from ?? day.to) < day.to && (ended === null || (dayOf(state, ended.value.date)?.from ?? day.to) >= day.to))
    .map(({ warning: { value, source } }) => line('warnings', value.by, [entry(value.id, source)], { text: value.text, facts: { level: value.level } }));
}

/** The civil days that something on this record is dated with, in order: for going from one to the next. */
export function toldDays(state: ProcessState, { known }: AsOf): readonly string[] {
  const { zone } = state.charter, whens = [...itemsAsOf(state, known).map(({ value }) => value.date), ...mattersOf(state, 'claim', known).map(({ value: { first } }) => first.atEnd ?? first.at)];
  return [...new Set(whens.flatMap((when) => { const at = when.length < 10 ? null : dayOf(state, when); return at === null ? [] : [civilDay(at.from, zone)]; }))].sort();
}
