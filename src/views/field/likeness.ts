import type { Interval } from '#base';
import { byCodeUnits, endOf, parseDuration, span } from '#base';
import type { AsOf } from '#compliance';
import type { Participant, PersonFile, ProcessState, Report } from '#process';
import { itemsAsOf, withdrawalOf } from '../timeline-asof.ts';
import { filesFor } from './sought.ts';
import { alikeBy } from './upon.ts';

/** A day: times of two accounts of one matter differ by as much, where neither says how far its own may be off. */
const DAY = 86_400;
/** Share of the larger by which two counts of one thing may differ. */
const COUNTS = 0.1;
/** Mean length of a degree of latitude, in metres. */
const DEGREE = 111_195;

interface Compared {
  readonly report: Report;
  /** Widened by what it may be off. */
  readonly time: Interval;
}

/**
 * Which reports tell of what may be the same matter: of one category, at one place, at one time, and with no number that speaks against it.
 * A suggestion and no more: alike is what somebody signs (`likeness`). By id, the ids of those on record; what was told alike before is not suggested again.
 */
export function likenesses(state: ProcessState, asOf: AsOf, reports: readonly Report[]): ReadonlyMap<string, readonly string[]> {
  const alike = alikeBy(state, asOf.known), there = placedAt(state, asOf, new Set(reports.flatMap(namesNear)), alike);
  return new Map(reports.flatMap((report) => {
    const [own] = alike.has(report.id) ? [] : timed(state, report), found = new Set<string>();
    if (own === undefined) return [];
    for (const name of namesNear(report)) for (const other of there.get(name) ?? []) { if (found.size >= MOST) break; if (other.report.id !== report.id && areAlike(own, other)) found.add(other.report.id); }
    return found.size === 0 ? [] : [[report.id, [...found].toSorted(byCodeUnits)] as const];
  }));
}

/** Reports that count, by each of the wanted places that they were at: only these are looked at closely, however many there are. */
function placedAt(state: ProcessState, { known }: AsOf, wanted: ReadonlySet<string>, alike: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Compared[]> {
  const there = new Map<string, Compared[]>();
  for (const held of itemsAsOf(state, known)) {
    const names = held.kind === 'report' ? namesOfPlace(held.value).filter((name) => wanted.has(name)) : [];
    if (held.kind !== 'report' || names.length === 0 || withdrawalOf(held) !== null || alike.has(held.value.id)) continue;
    for (const one of timed(state, held.value)) for (const name of names) { const list = there.get(name); if (list === undefined) there.set(name, [one]); else list.push(one); }
  }
  return there;
}

/** Suggestions for one report. */
const MOST = 5;
/** Side of a cell of the grid in which points are looked up, in degrees; and the metres within which a point still tells where something was. */
const CELL = 0.5, PLACED = 10_000;
const isPlaced = ({ point }: Report): boolean => point !== undefined && point.precision <= PLACED;
const cell = ({ category }: Report, lat: number, lon: number): string => `${category} at ${Math.floor(lat / CELL)} ${Math.floor(lon / CELL)}`;

/** Where a report is kept for being found. */
const namesOfPlace = (report: Report): readonly string[] => [
  ...(report.place === undefined ? [] : [`${report.category} in ${report.place}`]), ...(report.point === undefined || !isPlaced(report) ? [] : [cell(report, report.point.lat, report.point.lon)]), ...(report.placeText === undefined ? [] : [`${report.category} near ${report.placeText.toLowerCase()}`]),
];

/** The same, with the cells around its own. */
function namesNear(report: Report): readonly string[] {
  const { point } = report, around = point === undefined || !isPlaced(report) ? [] : [-CELL, 0, CELL].flatMap((north) => [-CELL, 0, CELL].map((east) => cell(report, point.lat + north, point.lon + east)));
  return [...new Set([...namesOfPlace(report), ...around])];
}

function timed({ charter: { zone } }: ProcessState, report: Report): readonly Compared[] {
  const from = span(report.outage?.from ?? report.date, zone), to = span(report.outage?.to ?? report.dateEnd ?? report.outage?.from ?? report.date, zone);
  if (!from.ok || !to.ok) return [];
  const said = report.uncertainty === undefined ? null : parseDuration(report.uncertainty), off = said?.ok === true ? said.value.days * DAY + said.value.seconds : report.date.includes('T') ? DAY : 0;
  return [{ report, time: { from: from.value.from - off, to: endOf(to.value) + off } }];
}

const areAlike = (one: Compared, other: Compared): boolean =>
  one.time.from < endOf(other.time) && other.time.from < endOf(one.time) && isOnePlace(one.report, other.report) && one.report.outage?.service === other.report.outage?.service && numbersAgree(one.report, other.report);

/** The same place of the gazetteer, points no farther apart than both are unsure of, or the same words. Without a place nothing is like anything. */
function isOnePlace(one: Report, other: Report): boolean {
  if (one.place !== undefined && other.place !== undefined) return one.place === other.place;
  if (one.point !== undefined && other.point !== undefined) {
    const { lon, lat, precision } = one.point, metres = Math.hypot((other.point.lat - lat) * DEGREE, (other.point.lon - lon) * DEGREE * Math.cos((lat * Math.PI) / 180));
    return metres <= precision + other.point.precision;
  }
  return one.placeText !== undefined && one.placeText.toLowerCase() === other.placeText?.toLowerCase();
}

function numbersAgree(one: Report, other: Report): boolean {
  const counts = numbersOf(other);
  return [...numbersOf(one)].every(([what, value]) => { const there = counts.get(what); return there === undefined || Math.abs(value - there) <= COUNTS * Math.max(Math.abs(value), Math.abs(there)); });
}

const numbersOf = ({ persons = [], quantities = [] }: Report): ReadonlyMap<string, number> => new Map([
  ...persons.flatMap(({ group, count }) => (count === undefined ? [] : [[`persons ${group}`, count] as const])),
  ...quantities.flatMap(({ what, unit, value }) => (value === undefined ? [] : [[`${what} ${unit}`, value] as const])),
]);

/** Whose files may be of one person: a note says so (PFIF: `linked_person_record_id`), or name and birth, or name and age, are the same. By id, the ids of those on record that this reader may see: nobody finds out by a name who is sought. */
export function likePersons(state: ProcessState, asOf: AsOf, persons: readonly PersonFile[], reader: Participant): ReadonlyMap<string, readonly string[]> {
  const alike = alikeBy(state, asOf.known), files = filesFor(state, asOf, reader), known = files.map(({ person }) => person).filter(({ id }) => !alike.has(id));
  const links = files.flatMap(({ notes }) => notes).flatMap(({ person, fields }) => (fields?.['linked_person_record_id'] === undefined ? [] : [[person, fields['linked_person_record_id']] as const]));
  const linked = (one: PersonFile, other: PersonFile): boolean => links.some(([person, to]) => (person === one.id && to === other.fields['person_record_id']) || (person === other.id && to === one.fields['person_record_id']));
  return new Map(persons.flatMap((one) => {
    const found = alike.has(one.id) ? [] : known.filter((other) => other.id !== one.id && (linked(one, other) || namedAlike(one, other)));
    return found.length === 0 ? [] : [[one.id, found.map(({ id }) => id).toSorted(byCodeUnits)] as const];
  }));
}

function namedAlike({ fields: one }: PersonFile, { fields: other }: PersonFile): boolean {
  const name = nameOf(one);
  return name !== '' && name === nameOf(other) && ['date_of_birth', 'age'].some((field) => one[field] !== undefined && one[field] === other[field]);
}

const nameOf = (fields: PersonFile['fields']): string => (fields['full_name'] ?? [fields['given_name'], fields['family_name']].filter((part) => part !== undefined).join(' ')).toLowerCase().replace(/\s+/g, ' ').trim();
