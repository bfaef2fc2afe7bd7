import type { GeoJSONSource, Map as MovingMap } from 'maplibre-gl';
import type { MapData } from '../map-data.ts';
import type { Box, Group } from './map-groups.ts';
import { groupsOf, planeOf, x, y } from './map-groups.ts';
import { featuresOf } from './map-style.ts';

/** What the map shows of the entries. */
export interface Drawn {
  /** Shows those from one index to before another; resolved when the map has taken them over. */
  show(from: number, to: number): Promise<void>;
  /** The group shown whose first entry this is. */
  groupOf(first: number): Group | null;
  /** The scale at which a group comes apart; `null`: it never does. */
  opensAt(group: Group): number | null;
}

/** Pixels within which entries are one circle; at the two closest scales only what lies over one another is. */
const NEAR = 44, OVER = 12, TILE = 512;

/** Entries in groups, found here for the part of the map that is in view and as much around it, at whole scales: the map is never given more than it shows. */
export function drawnOn(map: MovingMap, data: MapData, closest: number): Drawn {
  const plane = planeOf(data.points), source = map.getSource<GeoJSONSource>('points');
  const reach = (scale: number): number => (scale > closest - 2 ? OVER : NEAR) / (TILE * 2 ** scale);
  let span = { from: 0, to: 0 }, held: { readonly box: Box; readonly scale: number; readonly groups: readonly Group[] } | null = null, before: readonly Group[] = [];
  const draw = async (): Promise<void> => {
    const scale = Math.floor(map.getZoom()), box = around(viewOf(map));
    before = held?.groups ?? [];
    held = { box, scale, groups: groupsOf(plane, span.from, span.to, box, reach(scale)) };
    await source?.setData(featuresOf(data, held.groups));
  };
  map.on('move', () => { if (held !== null && (held.scale !== Math.floor(map.getZoom()) || !holds(held.box, viewOf(map)))) void draw(); });
  return {
    show: (from, to) => { span = { from, to }; return draw(); },
    groupOf: (first) => [...held?.groups ?? [], ...before].find(({ members }) => members[0] === first) ?? null,
    opensAt: ({ members }) => {
      const own = { x: Float64Array.from(members, (index) => plane.x[index] as number), y: Float64Array.from(members, (index) => plane.y[index] as number) };
      for (let scale = Math.floor(map.getZoom()) + 1; scale <= closest && members.length > 1; scale += 1) if (groupsOf(own, 0, members.length, WHOLE, reach(scale)).length > 1) return scale;
      return null;
    },
  };
}

const WHOLE: Box = { west: 0, north: 0, east: 1, south: 1 };

function viewOf(map: MovingMap): Box {
  const bounds = map.getBounds();
  return { west: x(bounds.getWest()), north: y(bounds.getNorth()), east: x(bounds.getEast()), south: y(bounds.getSouth()) };
}

const holds = (box: Box, part: Box): boolean => box.west <= part.west && box.east >= part.east && box.north <= part.north && box.south >= part.south;

/** Half the view more on each side. */
function around({ west, north, east, south }: Box): Box {
  const across = (east - west) / 2, down = (south - north) / 2;
  return { west: west - across, north: north - down, east: east + across, south: south + down };
}
