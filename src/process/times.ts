import { span } from '#base';
import type { Instant, When } from '#base';
import type { Item, Report } from './bodies.ts';
import { endOfSpan, publicationOf } from './known.ts';
import type { ItemKind, ItemOf } from './state.ts';
import { each, no, shown } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';

/** Clocks and civil days of two places differ by less than this: a day, in seconds. */
const TOLERANCE: Instant = 86_400;

/** A time that lies behind whoever tells of it. */
interface Told {
  readonly when: When;
  readonly field: string;
}

/** Nothing has happened later than it was recorded, a day's tolerance aside. */
export function notAhead({ state, submission }: Asked, when: When | undefined, field: string): Verdict {
  if (when === undefined) return null;
  const read = span(when, state.charter.zone);
  if (!read.ok) return read.refusal;
  return read.value.from <= submission.recorded + TOLERANCE ? null
    : no('process.date.future', { when, field, recorded: shown(submission.recorded) });
}

/**
 * The times of an item: none ahead of its recording; and in a documentary record none ahead of its publication, for nobody can have known.
 * `known` is the date of a correction, where the item replaces another.
 */
export function timesFit<K extends ItemKind>(asked: Asked, kind: K, item: ItemOf[K], known?: When): Verdict {
  const told = [...toldBy(kind, item)];
  return notAhead(asked, item.dateEnd, 'dateEnd') ?? notAhead(asked, item.publishedAt, 'publishedAt')
    ?? each(told, ({ when, field }) => notAhead(asked, when, field))
    ?? (asked.live ? null : each(told, (one) => knowable(asked, item, one, known)));
}

function knowable({ state }: Asked, item: Item, { when, field }: Told, correctedOn: When | undefined): Verdict {
  const { zone } = state.charter;
  const published = correctedOn ?? publicationOf(item);
  const known = endOfSpan(published, zone), read = span(when, zone);
  if (known === null || !read.ok || read.value.from < known + TOLERANCE) return null;
  return correctedOn === undefined && item.publishedAt === undefined
    ? no('process.published.missing', { when, field, date: published })
    : no('process.published.too-early', { when, field, published });
}

/** Every time that an item tells of as past. What is planned is not: a meeting that is not held, the day on which a power takes effect, the end of a state. */
function* toldBy<K extends ItemKind>(kind: K, item: ItemOf[K]): Iterable<Told> {
  if (kind !== 'meeting' || (item as ItemOf['meeting']).status === 'held') yield { when: item.date, field: 'date' };
  for (const [a, { facts = [], grades = [] }] of item.accounts.entries()) {
    for (const [f, { at, from }] of facts.entries()) {
      const when = at ?? from;
      if (when !== undefined) yield { when, field: `accounts[${a}].facts[${f}].${at === undefined ? 'from' : 'at'}` };
    }
    for (const [g, { at }] of grades.entries()) yield { when: at, field: `accounts[${a}].grades[${g}].at` };
  }
  const outage = (item as Report).outage;
  if (kind === 'report' && outage !== undefined) yield { when: outage.from, field: 'outage.from' };
  if (kind === 'finding') for (const [d, { from }] of ((item as ItemOf['finding']).determines ?? []).entries()) yield { when: from, field: `determines[${d}].from` };
}
