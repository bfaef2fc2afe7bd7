import type { Point } from './map-geometry.ts';

export interface LabelWish {
  readonly id: string;
  readonly at: Point;
  /** Radius of the mark that the label stands beside. */
  readonly radius: number;
  /** One line a name. */
  readonly lines: readonly string[];
  /** What to write where the names find no room: a number that the table explains. */
  readonly short: string;
  /** Higher is placed first. */
  readonly weight: number;
}

export interface Label {
  readonly id: string;
  readonly lines: readonly string[];
  /** Baseline of the first line. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Box { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Mean width of a letter in the system's sans-serif fonts, in ems; Armenian and Cyrillic letters are wider than Latin ones. */
const LATIN = 0.55, WIDER = 0.66, LEADING = 1.1;

/**
 * Places labels beside their marks so that none covers another or a mark, heaviest first, eight positions each;
 * a label without room shrinks to its number, and one without room even for that is left to the table.
 */
export function placeLabels(wishes: readonly LabelWish[], width: number, height: number, fontSize: number): readonly Label[] {
  const taken: Box[] = wishes.map(({ at: [x, y], radius }) => ({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }));
  const order = wishes.toSorted((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  return order.flatMap((wish) => {
    const own = wishes.indexOf(wish);
    for (const lines of [wish.lines, [wish.short]]) {
      for (const label of positions(wish, lines, fontSize)) {
        const box = boxOf(label, fontSize);
        if (box.left < 0 || box.top < 0 || box.right > width || box.bottom > height) continue;
        if (taken.some((other, index) => index !== own && meet(box, other))) continue;
        taken.push(box);
        return [label];
      }
    }
    return [];
  });
}

function positions({ id, at: [x, y], radius }: LabelWish, lines: readonly string[], size: number): readonly Label[] {
  const tall = lines.length * size * LEADING;
  const gap = radius + size * 0.3, near = gap * 0.75;
  const middle = y - tall / 2 + size * 0.85, over = y - gap - tall + size * 0.85, under = y + gap + size * 0.85;
  return [
    { id, lines, x: x + gap, y: middle, anchor: 'start' }, { id, lines, x: x - gap, y: middle, anchor: 'end' },
    { id, lines, x, y: over, anchor: 'middle' }, { id, lines, x, y: under, anchor: 'middle' },
    { id, lines, x: x + near, y: over + near / 3, anchor: 'start' }, { id, lines, x: x - near, y: over + near / 3, anchor: 'end' },
    { id, lines, x: x + near, y: under - near / 3, anchor: 'start' }, { id, lines, x: x - near, y: under - near / 3, anchor: 'end' },
  ];
}

function boxOf({ lines, x, y, anchor }: Label, size: number): Box {
  const wide = Math.max(...lines.map((line) => widthOf(line))) * size;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2;
  const top = y - size * 0.85;
  return { left, top, right: left + wide, bottom: top + lines.length * size * LEADING };
}

function widthOf(line: string): number {
  let ems = 0;
  for (const letter of line) ems += letter < '\u0370' ? LATIN : WIDER;
  return ems;
}

const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
