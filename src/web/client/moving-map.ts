import { Map as MovingMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import type { MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl';
import type { MapData } from '../map-data.ts';
import type { Drawn } from './map-drawn.ts';
import { drawnOn } from './map-drawn.ts';
import { countUntil, latOf, lonOf } from './map-groups.ts';
import { namesOver } from './map-names.ts';
import { paced } from './map-pace.ts';
import type { Inks } from './map-style.ts';
import { styleOf } from './map-style.ts';

/** Where the build put the map's own worker and style sheet. */
declare const MAP_WORKER: string;
declare const MAP_STYLE: string;

const CLOSEST = 17, LISTED = 20, DAY = 86_400_000;

const language = document.documentElement.lang;
/** As the other pages write them. */
const days = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' }), numbers = new Intl.NumberFormat(language);

interface Ground {
  readonly place: HTMLElement;
  readonly data: MapData;
  readonly map: MovingMap;
  readonly drawn: Drawn;
}

/** Puts the map that moves in its place, with what the host answered. Everything comes from this host. Throws where it does not come. */
export async function begin(place: HTMLElement, answer: Response): Promise<void> {
  await styled();
  if (!answer.ok) throw new Error(`the map's data: ${answer.status}`);
  const data = await answer.json() as MapData;
  setWorkerUrl(new URL(MAP_WORKER, location.href).href);
  part(place, '.moving-ground').hidden = false;
  const map = mapIn(place, data);
  await new Promise<void>((done) => { map.once('load', () => done()); });
  const ground = { place, data, map, drawn: drawnOn(map, data, CLOSEST) };
  namesOver(map, part(place, '.moving-names'), data.places);
  paced(map);
  chosenBy(ground);
  await timed(ground);
}

const part = <E extends HTMLElement>(place: HTMLElement, selector: string): E => {
  const found = place.querySelector<E>(selector);
  if (found === null) throw new Error(`the page of the map has no ${selector}`);
  return found;
};

function styled(): Promise<void> {
  const link = document.createElement('link');
  const loaded = new Promise<void>((done, failed) => { link.onload = () => done(); link.onerror = () => failed(new Error('the style sheet of the map')); });
  link.rel = 'stylesheet';
  link.href = MAP_STYLE;
  document.head.append(link);
  return loaded;
}

function mapIn(place: HTMLElement, data: MapData): MovingMap {
  const { in: closer = '', out: farther = '' } = place.dataset, title = place.getAttribute('aria-label') ?? '', look = getComputedStyle(place);
  const inks = Object.fromEntries(['paper', 'ink', 'soft', 'shade', 'accent'].map((name) => [name, look.getPropertyValue(`--${name}`).trim()])) as Inks;
  const map = new MovingMap({
    container: part(place, '.moving-canvas'), style: styleOf(data, inks), bounds: boundsOf(data), fitBoundsOptions: { padding: 40, maxZoom: 12 },
    maxZoom: CLOSEST, attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: false, localIdeographFontFamily: 'sans-serif', cooperativeGestures: false, fadeDuration: 0,
    locale: { 'Map.Title': title, 'NavigationControl.ZoomIn': closer, 'NavigationControl.ZoomOut': farther },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  return map;
}

/** Around all places and entries; without any, the whole. */
function boundsOf({ points, places }: MapData): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 85, -180, -85];
  const around = (lon: number, lat: number): void => { box[0] = Math.min(box[0], lon); box[1] = Math.min(box[1], lat); box[2] = Math.max(box[2], lon); box[3] = Math.max(box[3], lat); };
  for (const [index, lon] of points.lon.entries()) around(lon, points.lat[index] as number);
  if (points.lon.length === 0) for (const { lon, lat } of places) around(lon, lat);
  return box[0] > box[2] ? [-180, -60, 180, 70] : box;
}

/** The slider of time: what began by its day, over as many days before as is asked. One step is drawn at a time; those asked for meanwhile but the last are passed over. */
async function timed({ place, data, drawn }: Ground): Promise<void> {
  const slider = part<HTMLInputElement>(place, 'input'), over = part<HTMLSelectElement>(place, 'select'), output = part<HTMLOutputElement>(place, 'output'), said = part(place, '[role=status]');
  const { day } = data.points, first = day[0] ?? 0, last = day.at(-1) ?? 0;
  Object.assign(slider, { min: String(first), max: String(last), value: String(last) });
  let drawing = false, again = false;
  const draw = async (): Promise<void> => {
    if (drawing) { again = true; return; }
    drawing = true;
    const until = Number(slider.value), to = countUntil(day, until), from = over.value === 'all' ? 0 : countUntil(day, until - Number(over.value));
    output.textContent = days.format(until * DAY);
    slider.setAttribute('aria-valuetext', output.textContent);
    await drawn.show(from, to);
    said.textContent = filled(place.dataset['shown'], { count: to - from, of: day.length });
    drawing = false;
    if (again) { again = false; await draw(); }
  };
  slider.addEventListener('input', () => void draw());
  over.addEventListener('change', () => void draw());
  await draw();
}

const filled = (sentence = '', facts: { readonly [fact: string]: number }): string => Object.entries(facts).reduce((text, [fact, value]) => text.replace(`{${fact}}`, numbers.format(value)), sentence);

/** A circle of several opens as far as they come apart; one that does not, and a point alone, are listed below the map. */
function chosenBy({ place, data, map, drawn }: Ground): void {
  const list = part(place, 'section ul');
  map.on('click', ['cluster', 'point'], ({ features = [] }: MapMouseEvent & { features?: MapGeoJSONFeature[] }) => {
    const group = drawn.groupOf(Number(features[0]?.properties['first'])), scale = group === null ? null : drawn.opensAt(group);
    if (group === null) return;
    if (scale !== null) map.easeTo({ center: [lonOf(group.x), latOf(group.y)], zoom: scale });
    const listed = group.members.slice(0, LISTED), all = group.members.length;
    list.replaceChildren(...listed.map((index) => entryLine(place, data, index)), ...(all > listed.length ? [line(filled(place.dataset['more'], { count: all - listed.length }))] : []));
  });
  const lines = data.lines.flatMap(({ dash }, index) => (dash === null ? [] : [`line-${index}`]));
  map.on('click', [...lines, 'outline', 'road', 'area'], ({ features = [], point }: MapMouseEvent & { features?: MapGeoJSONFeature[] }) => {
    if (map.queryRenderedFeatures(point, { layers: ['cluster', 'point'] }).length === 0) list.replaceChildren(...features.map(({ properties }) => line(data.lines[Number(properties['index'])]?.said ?? '')));
  });
  for (const layer of ['cluster', 'point']) {
    map.on('mouseenter', layer, () => { map.getCanvas().style.cursor = 'pointer'; });
    map.on('mouseleave', layer, () => { map.getCanvas().style.cursor = ''; });
  }
}

function line(...children: readonly (Node | string)[]): HTMLLIElement {
  const made = document.createElement('li');
  made.append(...children);
  return made;
}

function entryLine({ dataset }: HTMLElement, { points, kinds }: MapData, index: number): HTMLLIElement {
  const kind = kinds[points.what[index] ?? 0], link = document.createElement('a'), id = kind?.report === true ? points.id[index] : points.position[index];
  link.href = ((kind?.report === true ? dataset['report'] : dataset['entry']) ?? '').replace('{id}', encodeURIComponent(String(id)));
  link.textContent = `${kind?.said ?? ''} ${points.id[index] ?? ''}`;
  return line(link, `, ${days.format((points.day[index] ?? 0) * DAY)}`);
}
