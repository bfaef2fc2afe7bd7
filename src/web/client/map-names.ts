import type { Map as MovingMap } from 'maplibre-gl';
import type { MapData } from '../map-data.ts';

/** So many are looked at when the map comes to rest; of the others there is the table. */
const MOST = 200;

/**
 * Names of places as text of the page, in any script, over the map: those of most entries first, none over another. While the map is moved at one scale they go with it as one sheet, which costs a browser little;
 * at another scale, and at rest, each is placed anew. Where a name finds no room the table has it.
 */
export function namesOver(map: MovingMap, layer: HTMLElement, places: MapData['places']): void {
  const labels = places.toSorted((a, b) => b.items - a.items).slice(0, MOST).map(({ names, lon, lat }) => {
    const made = document.createElement('span');
    made.dir = 'auto';
    made.textContent = names.join('\n');
    layer.append(made);
    return { made, at: [lon, lat] as [number, number], width: made.offsetWidth, height: made.offsetHeight };
  });
  let placed = { zoom: NaN, at: map.getCenter() };
  const place = (): void => {
    const { clientWidth, clientHeight } = map.getContainer(), taken: (readonly [x: number, y: number, width: number, height: number])[] = [];
    placed = { zoom: map.getZoom(), at: map.getCenter() };
    layer.style.transform = '';
    for (const { made, at, width, height } of labels) {
      const { x, y } = map.project(at), left = Math.round(x - width / 2), top = Math.round(y + 13), near = left + width > -clientWidth && left < 2 * clientWidth && top + height > -clientHeight && top < 2 * clientHeight;
      const fits = near && !taken.some(([ox, oy, ow, oh]) => left < ox + ow && ox < left + width && top < oy + oh && oy < top + height);
      made.style.visibility = fits ? 'visible' : 'hidden';
      if (!fits) continue;
      made.style.transform = `translate(${left}px, ${top}px)`;
      taken.push([left, top, width, height]);
    }
  };
  const move = (): void => {
    if (map.getZoom() !== placed.zoom) return place();
    const { x, y } = map.project(placed.at), { clientWidth, clientHeight } = map.getContainer();
    layer.style.transform = `translate(${Math.round(x - clientWidth / 2)}px, ${Math.round(y - clientHeight / 2)}px)`;
  };
  map.on('move', move);
  map.on('moveend', place);
  map.on('resize', place);
  place();
}
