import type { Map as MovingMap } from 'maplibre-gl';
import type { MapData } from '../map-data.ts';

/** So many are looked at in one frame; of the others there is the table. */
const MOST = 200;

/**
 * Names of places as text of the page, in any script, over the map as it moves: those of most entries first, none over another.
 * Where a name finds no room the table has it.
 */
export function namesOver(map: MovingMap, layer: HTMLElement, places: MapData['places']): void {
  const labels = places.toSorted((a, b) => b.items - a.items).slice(0, MOST).map(({ names, lon, lat }) => {
    const made = document.createElement('span');
    made.dir = 'auto';
    made.textContent = names.join('\n');
    layer.append(made);
    return { made, at: [lon, lat] as [number, number], width: made.offsetWidth, height: made.offsetHeight };
  });
  const draw = (): void => {
    const { clientWidth, clientHeight } = layer, taken: (readonly [x: number, y: number, width: number, height: number])[] = [];
    for (const { made, at, width, height } of labels) {
      const { x, y } = map.project(at), left = Math.round(x - width / 2), top = Math.round(y + 13);
      const fits = left + width > 0 && left < clientWidth && top + height > 0 && top < clientHeight && !taken.some(([ox, oy, ow, oh]) => left < ox + ow && ox < left + width && top < oy + oh && oy < top + height);
      made.style.visibility = fits ? 'visible' : 'hidden';
      if (!fits) continue;
      made.style.transform = `translate(${left}px, ${top}px)`;
      taken.push([left, top, width, height]);
    }
  };
  map.on('move', draw);
  map.on('resize', draw);
  draw();
}
