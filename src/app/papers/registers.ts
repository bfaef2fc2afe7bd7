import type { Json } from '#base';
import { byCodeUnits, rfc3339 } from '#base';
import type { AsOf } from '#compliance';
import type { Participant, ProcessState, Report } from '#process';
import { REGISTERS, filesFor, namesOf, registerRows, scrutinyOf } from '#views';
import type { RegisterName, RegisterRow } from '#views';
import { writeGeoJson, writePeople, writeReports } from '#wire';
import type { Located, RowOut } from '#wire';

/** A register as CSV with HXL hashtags, as known then. Files on people are not in it: they go by consent (`peopleOut`). */
const registerTable = (state: ProcessState, asOf: AsOf, name: RegisterName): string => writeReports(registerRows(state, asOf, name).flatMap((row) => rowOut(state, asOf, row) ?? []));

function rowOut(state: ProcessState, asOf: AsOf, row: RegisterRow): RowOut | null {
  const { held, sources, category, standing } = row, told = { by: sources.join(' '), standing, recorded: String(held.source.position), 'place.name': placeWords(state, row.place) };
  switch (held.kind) {
    case 'report': return { report: held.value, category, told: { ...told, disputedBy: unique(held.value.accounts.flatMap(({ by, stance }) => (stance === 'disputes' ? [by] : []))).join(' '), checked: scrutinyOf(state, held, asOf).word } };
    case 'access-window': return { report: { id: held.value.id, date: held.value.from, dateEnd: held.value.to, place: held.value.place, summary: held.value.what }, category, told };
    case 'warning': return { report: { id: held.value.id, date: held.value.date, ...(held.value.place === undefined ? {} : { place: held.value.place }), summary: held.value.text }, category: `warning-${held.value.level}`, told };
    case 'person': return null;
  }
}

/** A register for maps. A report stands at its own point, or at its place, as exactly as the gazetteer has it; nobody's file is on it. */
const registerGeoJson = (state: ProcessState, asOf: AsOf, name: RegisterName): string => writeGeoJson(registerRows(state, asOf, name).flatMap((row) => located(state, row) ?? []));

function located(state: ProcessState, row: RegisterRow): Located | null {
  const { held, category, at, place, sources, disputed, standing } = row;
  if (held.kind === 'person') return null;
  const point = (held.kind === 'report' ? held.value.point : undefined) ?? pointOf(state, place), text = held.kind === 'report' ? held.value.summary : held.kind === 'access-window' ? held.value.what : held.value.text;
  const properties: { readonly [name: string]: Json } = {
    category, from: rfc3339(at.from), ...(at.to === null ? {} : { to: rfc3339(at.to) }), ...(place === null ? {} : { place, placeName: placeWords(state, place) }),
    summary: { ...text }, by: [...sources], disputed, standing, recorded: held.source.position, ...(held.kind === 'report' ? numbersOf(held.value) : {}),
  };
  return { id: held.value.id, at: point, properties };
}

const numbersOf = ({ persons = [] }: Report): { readonly [name: string]: Json } => (persons.length === 0 ? {} : { persons: Object.fromEntries(persons.flatMap(({ group, count }) => (count === undefined ? [] : [[group, count] as const]))) });
const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted(byCodeUnits);

/** Every side's name for a place, in the first language of the process. */
function placeWords({ places, charter }: ProcessState, place: string | null): string {
  const names = place === null ? undefined : places.get(place)?.names;
  return names === undefined ? '' : namesOf(names, 'both', [...charter.languages.slice(0, 1), 'en']).map(({ words }) => words).join(' / ');
}

function pointOf({ places }: ProcessState, place: string | null): Located['at'] {
  const { lon, lat, precision } = (place === null ? undefined : places.get(place)) ?? {};
  return lon === undefined || lat === undefined ? null : { lon, lat, ...(precision === undefined ? {} : { precision }) };
}

/** Files on people that may be given to somebody now, with what is said of them, as PFIF. Nobody's without consent; each expires when the consent to its reader does. `domain`: where ids made here are from. */
export function peopleOut(state: ProcessState, asOf: AsOf, reader: Participant, domain: string): { readonly xml: string; readonly ids: readonly string[] } {
  const files = filesFor(state, asOf, reader), ends = new Map(files.map(({ person, until }) => [person.id, until]));
  const { xml } = writePeople({
    persons: files.map(({ person }) => person), notes: files.flatMap(({ notes }) => notes), domain, zone: state.charter.zone,
    nameOf: (actor) => Object.values(state.actors.get(actor)?.label ?? {})[0] ?? actor, until: ({ id }) => ends.get(id) ?? null,
  });
  return { xml, ids: files.map(({ person }) => person.id) };
}

/** A register in the form that the end of a file's name asks for: `csv` (HXL), `geojson`. `null` where there is no such register or form. */
export function registerFile(state: ProcessState, asOf: AsOf, name: string, ending: string): string | null {
  const known = REGISTERS.find((one) => one === name);
  if (known === undefined) return null;
  return ending === 'csv' ? registerTable(state, asOf, known) : ending === 'geojson' ? registerGeoJson(state, asOf, known) : null;
}
