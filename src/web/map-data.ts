import type { Geography } from '#process';
import type { MapPoint } from '#views';
import { mapPoints, mapView, namesOf } from '#views';
import { asOfTimes } from './asof.ts';
import { namingOf } from './components/names.tsx';
import { dashesOf } from './components/plan.tsx';
import type { FileOf } from './visit.ts';

/** What the map that moves is drawn from: columns, so that 100,000 points are few bytes each. Names in the reader's choice of sides. */
export interface MapData {
  /** What the entries are, in words; `what` counts from it. */
  readonly kinds: readonly { readonly said: string; readonly report: boolean }[];
  readonly points: {
    readonly id: readonly string[];
    readonly position: readonly number[];
    readonly what: readonly number[];
    /** Degrees, WGS 84. */
    readonly lon: readonly number[];
    readonly lat: readonly number[];
    /** Metres; 0: nobody said. */
    readonly precision: readonly number[];
    /** Days since 1 January 1970, never smaller than the one before. */
    readonly day: readonly number[];
  };
  readonly places: readonly { readonly names: readonly string[]; readonly lon: number; readonly lat: number; readonly items: number }[];
  /** `dash` of a disputed line, in widths of the stroke; closed ones come back to where they began. `said`: who drew it, as of when, by what source. */
  readonly lines: readonly { readonly role: Geography['role']; readonly lines: Geography['lines']; readonly dash: readonly number[] | null; readonly said: string }[];
}

/** The columns of points, and the words for what they are. */
export function columns(points: readonly MapPoint[], say: (kind: string, category: string | undefined) => string): Pick<MapData, 'kinds' | 'points'> {
  const kinds = new Map<string, number>();
  const what = points.map(({ kind, category }) => {
    const said = say(kind, category), index = kinds.get(said) ?? kinds.size;
    kinds.set(said, index);
    return index;
  });
  const report = new Set(points.flatMap(({ kind }, index) => (kind === 'report' ? [what[index]] : [])));
  return {
    kinds: [...kinds].map(([said, index]) => ({ said, report: report.has(index) })),
    points: { id: points.map(({ id }) => id), position: points.map(({ position }) => position), what, lon: points.map(({ lon }) => toMetres(lon)), lat: points.map(({ lat }) => toMetres(lat)), precision: points.map(({ precision }) => precision ?? 0), day: points.map(({ day }) => day) },
  };
}

/** Degrees to about a metre: nobody knows better where something was, and digits go over slow lines. */
const toMetres = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** The map as data, for the script of its page: as known and valid at the times of the address. */
export const mapData: FileOf = async (visit) => {
  const { words, dossier, url } = visit, asOf = asOfTimes(url, dossier);
  if (!asOf.ok) return null;
  const view = mapView(dossier.state, asOf.value), dashes = dashesOf(view.geography.map(({ value }) => value)), languages = [words.locale, 'en'];
  const data: MapData = {
    ...columns(mapPoints(dossier.state, asOf.value), (kind, category) => `${words.say(`kind.${kind}`)}${category === undefined ? '' : ` (${words.say(`category.${category}`)})`}`),
    places: view.places.flatMap(({ place, at, items }) => (at === null ? [] : [{ names: namesOf(place.names, namingOf(visit), languages).map((name) => name.words), lon: at[0], lat: at[1], items }])),
    lines: view.geography.map(({ value }) => ({
      role: value.role, lines: value.closed === true || value.role === 'area' ? value.lines.map((line) => [...line, ...line.slice(0, 1)]) : value.lines,
      dash: dashes[value.id]?.split(' ').map((units) => Number(units) / 1.5) ?? null,
      said: `${words.text(value.title).words}, ${words.say('map.drawn-by', { by: value.by })}, ${value.asOf === undefined ? words.say('map.no-date') : words.say('map.as-of', { day: words.when(value.asOf) })}${value.source.title === undefined ? '' : ` (${value.source.title})`}`,
    })),
  };
  return { content: JSON.stringify(data), type: 'application/json; charset=utf-8', name: 'map.json', save: false };
};
