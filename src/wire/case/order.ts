import { byCodeUnits, span } from '#base';
import type { Instant, When } from '#base';
import type { Kind } from '#process';

/** Kinds that say what the later ones speak of come first, in this order. */
const DEFINITIONAL: readonly Kind[] = ['vocabulary', 'gazetteer', 'geography', 'instrument', 'commitment'];

interface Ordered {
  readonly kind: Kind;
  readonly id: string;
  readonly recordedAt: Instant;
  readonly content: object;
}

const rank = ({ kind }: Ordered): number => DEFINITIONAL.includes(kind) ? DEFINITIONAL.indexOf(kind) : DEFINITIONAL.length;

/** The order in the log (docs/formats/cases.md): it depends on what the items say, never on where they stand in files. */
export function inLogOrder<T extends Ordered>(items: readonly T[], kind: 'documentary' | 'live', zone: string): readonly T[] {
  const time = kind === 'live' ? (item: T) => item.recordedAt : (item: T) => rank(item) < DEFINITIONAL.length ? 0 : knownAt(item.content, zone);
  const times = new Map(items.map((item) => [item, time(item)]));
  const byTime = (a: T, b: T): number => (times.get(a) as Instant) - (times.get(b) as Instant);
  const first = kind === 'live' ? byTime : (a: T, b: T): number => rank(a) - rank(b);
  const second = kind === 'live' ? (a: T, b: T): number => rank(a) - rank(b) : byTime;
  return items.toSorted((a, b) => first(a, b) || second(a, b) || byCodeUnits(a.id, b.id));
}

/** When a thing of a documentary case became known, as far as it says. What names no time at all was known from the start. */
export function knownAt(content: object, zone: string): Instant {
  const { publishedAt, dateEnd, date, to, first, appearance } = content as { readonly [member in 'publishedAt' | 'dateEnd' | 'date' | 'to']?: When } & { readonly [member in 'first' | 'appearance']?: { readonly at: When; readonly atEnd?: When } };
  const appeared = first ?? appearance, when = appeared?.atEnd ?? appeared?.at ?? publishedAt ?? dateEnd ?? date ?? to;
  const read = when === undefined ? null : span(when, zone);
  return read?.ok === true ? read.value.to ?? read.value.from : Number.MIN_SAFE_INTEGER;
}
