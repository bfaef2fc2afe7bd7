import type { Geography } from '#process';
import type { Point } from './map-geometry.ts';
import { clipLine, clipRing, path, projection, scaleBar, simplify } from './map-geometry.ts';
import type { Label } from './map-labels.ts';
import { placeLabels } from './map-labels.ts';
import type { Naming } from './map-names.ts';
import { namesOf } from './map-names.ts';
import type { MapPlace, MapView } from './map.ts';

/** A map as shapes of SVG, in units of the drawing; what they look like is the page's affair. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly shapes: readonly { readonly geography: Geography; readonly outline: string; readonly fill: string }[];
  readonly marks: readonly Mark[];
  readonly labels: readonly Label[];
  readonly bar: { readonly kilometres: number; readonly units: number };
}

export interface Mark {
  readonly place: MapPlace;
  readonly at: Point;
  /** Area by number of entries. */
  readonly radius: number;
  /** Radius within which the point is meant, where the gazetteer says so and it is larger than the mark. */
  readonly precision: number | null;
}

export interface DrawingSize {
  readonly width: number;
  readonly fontSize: number;
  /** Taller frames are drawn narrower, so that a map fits a screen or sheet. */
  readonly maxHeight: number;
}

const TOLERANCE = 0.4;

/** Draws a view at a size, with as many names as find room; `null` where there are no coordinates. */
export function drawMap(view: MapView, size: DrawingSize, naming: Naming, languages: readonly string[]): Drawing | null {
  if (view.frame === null) return null;
  const wide = projection(view.frame, size.width);
  const projected = wide.height > size.maxHeight ? projection(view.frame, (size.width * size.maxHeight) / wide.height) : wide;
  const { width, height, perKilometre, of } = projected;
  const marks = view.places.flatMap((place) => (place.drawn && place.at !== null ? [mark(place, of(place.at), size.fontSize, perKilometre)] : []));
  const frame = view.frame;
  const shapes = view.geography.map(({ value }) => ({
    geography: value,
    outline: lines(value).flatMap((line) => clipLine(line, frame)).map((line) => path(simplify(line.map(of), TOLERANCE))).join(''),
    fill: value.role === 'area' ? value.lines.map((line) => clipRing(line, frame)).filter((ring) => ring.length > 2).map((ring) => path(simplify(ring.map(of), TOLERANCE), true)).join('') : '',
  })).filter(({ outline, fill }) => outline !== '' || fill !== '');
  const wishes = marks.map(({ place, at, radius }) => ({ id: place.place.id, at, radius, weight: place.items, short: String(place.number), lines: namesOf(place.place.names, naming, languages).map((name) => name.words) }));
  return { width, height, fontSize: size.fontSize, shapes, marks, labels: placeLabels(wishes, width, height, size.fontSize), bar: scaleBar(perKilometre, width / 4) };
}

/** An area, or a line said to be closed, comes back to where it began. */
function lines(geography: Geography): Geography['lines'] {
  const closes = geography.closed === true || geography.role === 'area';
  return closes ? geography.lines.map((line) => (line[0] === undefined ? line : [...line, line[0]])) : geography.lines;
}

function mark(place: MapPlace, at: Point, fontSize: number, perKilometre: number): Mark {
  const radius = fontSize * (0.25 + 0.16 * Math.sqrt(place.items));
  const meant = ((place.place.precision ?? 0) / 1000) * perKilometre;
  return { place, at, radius, precision: meant > radius ? meant : null };
}
