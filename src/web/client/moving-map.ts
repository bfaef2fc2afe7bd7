import { Map as MovingMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import type { GeoJSONSource, MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl';
import type { MapData } from '../map-data.ts';
import { namesOver } from './map-names.ts';
import type { Inks } from './map-style.ts';
import { featuresOf, styleOf } from './map-style.ts';

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
}

/** Puts the map that moves in its place, with what the host holds. Everything comes from this host. Throws where it does not come. */
export async function begin(place: HTMLElement): Promise<void> {
  const [answer] = await Promise.all([fetch(place.dataset['points'] ?? ''), styled()]);
  if (!answer.ok) throw new Error(`the map's data: ${answer.status}`);
  const data = await answer.json() as MapData, ground = part(place, '.moving-ground');
  setWorkerUrl(new URL(MAP_WORKER, location.href).href);
  ground.hidden = false;
  const map = mapIn(place, data);
  await new Promise<void>((done) => { map.once('load', () => done()); });
  namesOver(map, part(place, '.moving-names'), data.places);
  chosenBy({ place, data, map });
  await timed({ place, data, map });
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
    container: part(place, '.moving-canvas'), style: styleOf(data, inks, CLOSEST), bounds: boundsOf(data), fitBoundsOptions: { padding: 40, maxZoom: 12 },
    maxZoom: CLOSEST, attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: false, localIdeographFontFamily: 'sans-serif', cooperativeGestures: false,
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
async function timed({ place, data, map }: Ground): Promise<void> {
  const slider = part<HTMLInputElement>(place, 'input'), over = part<HTMLSelectElement>(place, 'select'), output = part<HTMLOutputElement>(place, 'output'), said = part(place, '[role=status]');
  const source = map.getSource<GeoJSONSource>('points'), { day } = data.points, first = day[0] ?? 0, last = day.at(-1) ?? 0;
  Object.assign(slider, { min: String(first), max: String(last), value: String(last) });
  let drawing = false, again = false;
  const draw = async (): Promise<void> => {
    if (drawing) { again = true; return; }
    drawing = true;
    const until = Number(slider.value), shown = featuresOf(data, over.value === 'all' ? first - 1 : until - Number(over.value), until);
    output.textContent = days.format(until * DAY);
    slider.setAttribute('aria-valuetext', output.textContent);
    await source?.setData(shown);
    said.textContent = filled(place.dataset['shown'], { count: shown.features.length, of: day.length });
    drawing = false;
    if (again) { again = false; await draw(); }
  };
  slider.addEventListener('input', () => void draw());
  over.addEventListener('change', () => void draw());
  await draw();
}

const filled = (sentence = '', facts: { readonly [fact: string]: number }): string => Object.entries(facts).reduce((text, [fact, value]) => text.replace(`{${fact}}`, numbers.format(value)), sentence);

/** A circle of several opens as far as they come apart; one that does not, and a point alone, are listed below the map. */
function chosenBy({ place, data, map }: Ground): void {
  const list = part(place, 'section ul'), source = map.getSource<GeoJSONSource>('points');
  const show = (indexes: readonly number[], all: number): void => {
    list.replaceChildren(...indexes.map((index) => entryLine(place, data, index)), ...(all > indexes.length ? [line(filled(place.dataset['more'], { count: all - indexes.length }))] : []));
  };
  map.on('click', ['cluster', 'point'], (event: MapMouseEvent & { features?: MapGeoJSONFeature[] }) => void (async () => {
    const [found] = event.features ?? [], { cluster_id: cluster, point_count: count, index } = (found?.properties ?? {}) as { readonly cluster_id?: number; readonly point_count?: number; readonly index?: number };
    if (cluster === undefined || source === undefined) return show(index === undefined ? [] : [index], 1);
    const [scale, leaves] = await Promise.all([source.getClusterExpansionZoom(cluster), source.getClusterLeaves(cluster, LISTED, 0)]);
    if (scale <= CLOSEST - 2) map.easeTo({ center: event.lngLat, zoom: scale });
    show(leaves.map(({ properties }) => Number(properties?.['index'])), count ?? 0);
  })());
  const drawn = data.lines.flatMap(({ dash }, index) => (dash === null ? [] : [`line-${index}`]));
  map.on('click', [...drawn, 'outline', 'road', 'area'], ({ features = [], point }: MapMouseEvent & { features?: MapGeoJSONFeature[] }) => {
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
