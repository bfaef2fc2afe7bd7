/**
 * The twelve formulas, word for word and by brute force, over points in line order: for tests only.
 * Over the points as they stand it must agree with the two monitors; over points merged by instant it says what our kernel must find.
 */
export interface Point {
  readonly ts: number;
  readonly events: readonly (readonly [string, readonly number[]])[];
}

const DAY = 86_400, HOUR = 3600;
type Args = readonly number[];
const same = (a: Args, b: Args): boolean => a.length === b.length && a.every((value, index) => value === b[index]);
const all = (point: Point, name: string): readonly Args[] => point.events.filter(([event]) => event === name).map(([, args]) => args);
const has = (point: Point, name: string, args: Args): boolean => all(point, name).some((found) => same(found, args));

type Rule = (points: readonly Point[], index: number) => readonly Args[];

const eventually = (points: readonly Point[], from: number, low: number, high: number, holds: (point: Point) => boolean): boolean =>
  points.slice(from).some((point) => point.ts - (points[from] as Point).ts >= low && point.ts - (points[from] as Point).ts <= high && holds(point));
const once = (points: readonly Point[], to: number, low: number, high: number, holds: (point: Point) => boolean): boolean =>
  points.slice(0, to + 1).some((point) => (points[to] as Point).ts - point.ts >= low && (points[to] as Point).ts - point.ts <= high && holds(point));
const at = (points: readonly Point[], index: number): Point => points[index] as Point;
const ever = Number.POSITIVE_INFINITY;

const answered = (trigger: string, low: number, high: number, ...answers: readonly string[]): Rule => (points, index) =>
  all(at(points, index), trigger).filter((args) => !eventually(points, index, low, high, (point) => answers.some((name) => has(point, name, args))));
const noticed = (low: number, high: number): Rule => (points, index) => all(at(points, index), 'attack').filter((args) => !once(points, index, low, high, (point) => has(point, 'notify', args)));

/** `(NOT reopen(c)) SINCE closure(c)`, the closure more than `over` before. */
function closedSince(points: readonly Point[], index: number, c: Args, over: number): boolean {
  for (let start = index; start >= 0; start -= 1) {
    if (has(at(points, start), 'closure', c) && at(points, index).ts - at(points, start).ts > over) return true;
    if (has(at(points, start), 'reopen', c)) return false;
  }
  return false;
}

const distinct = (points: readonly Point[], index: number, within: number, name: string, key: Args): number => {
  const recent = points.slice(0, index + 1).filter((point) => at(points, index).ts - point.ts <= within);
  return new Set(recent.flatMap((point) => all(point, name)).filter((args) => args[0] === key[0]).map((args) => args[1])).size;
};

const SITES: readonly Args[] = [[1], [2], [3]];

const REFERENCE: { readonly [pattern: string]: Rule } = {
  response72h: answered('request', 0, 72 * HOUR, 'grant'),
  response_or_waiver: answered('request', 0, 72 * HOUR, 'grant', 'waive'),
  maintenance24h: answered('closure', 0, 24 * HOUR, 'reopen'),
  recurring30d: answered('periodic', 1, 30 * DAY, 'periodic'),
  overdue_state: (points, index) => SITES.filter((c) => closedSince(points, index, c, 24 * HOUR)),
  prior_notice: noticed(24 * HOUR, ever),
  prior_notice_bounded: noticed(24 * HOUR, 30 * DAY),
  absence_window: (points, index) => all(at(points, index), 'attack').filter((args) => once(points, index, 0, 30 * DAY, (point) => has(point, 'ceasefire', [args[1] as number]))),
  cap3in30d: (points, index) => all(at(points, index), 'incident').map((args) => [args[0] as number]).filter((c) => distinct(points, index, 30 * DAY, 'incident', c) > 3),
  quorum2in7d: (points, index) => all(at(points, index), 'finding').filter((i) => distinct(points, index, 7 * DAY, 'report', i) < 2),
  ctd_repair7d: (points, index) => noticed(24 * HOUR, ever)(points, index).filter((args) => !eventually(points, index, 0, 7 * DAY, (point) => has(point, 'repair', args))),
  prohibited_while_closed: (points, index) => all(at(points, index), 'move').filter((c) => closedSince(points, index, c, -1)),
};

/** Violations as `instant args`, sorted, each once. */
export function referenceViolations(pattern: string, points: readonly Point[]): readonly string[] {
  const rule = REFERENCE[pattern] as Rule;
  return [...new Set(points.flatMap((point, index) => rule(points, index).map((args) => `${point.ts} ${args.join(',')}`)))].sort();
}

/** Points of one instant as one point. */
export function merged(points: readonly Point[]): readonly Point[] {
  return [...Map.groupBy(points, ({ ts }) => ts)].map(([ts, group]) => ({ ts, events: group.flatMap(({ events }) => events) }));
}
