import { span } from '#base';
import type { Instant, When } from '#base';
import type { Report } from './bodies.ts';
import { endOfSpan, publicationOf } from './known.ts';
import type { ItemKind, ItemOf } from './state.ts';
import { each, no, shown } from './submission.ts';
import type { Asked, Submission, Verdict } from './submission.ts';

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
  return read.ok ? recordable(submission, read.value.from, when, field) : read.refusal;
}

const recordable = ({ recorded }: Submission, from: Instant, when: When, field: string): Verdict =>
  from <= recorded + TOLERANCE ? null : no('process.date.future', { when, field, recorded: shown(recorded) });

/** A time by which something is asked for has not passed already when it is recorded. */
export function stillAhead({ state, submission }: Asked, when: When | undefined, field: string, code: 'process.question.past' | 'process.window.past'): Verdict {
  const end = when === undefined ? null : endOfSpan(when, state.charter.zone);
  return end === null || end > submission.recorded ? null : no(code, { when: when ?? '', field, recorded: shown(submission.recorded) });
}

/**
 * The times of an item: none ahead of its recording; and in a documentary record none ahead of its publication, for nobody can have known.
 * `correctedOn` is the date of a correction, where the item replaces another.
 */
export function timesFit<K extends ItemKind>(asked: Asked, kind: K, item: ItemOf[K], correctedOn?: When): Verdict {
  const { state: { charter: { zone } }, submission } = asked;
  const published = correctedOn ?? publicationOf(item);
  const known = asked.live ? null : endOfSpan(published, zone);
  return notAhead(asked, item.dateEnd, 'dateEnd') ?? notAhead(asked, item.publishedAt, 'publishedAt') ?? each(toldBy(kind, item), ({ when, field }) => {
    const read = span(when, zone);
    if (!read.ok) return read.refusal;
    const { from } = read.value;
    return recordable(submission, from, when, field) ?? (known === null || from < known + TOLERANCE ? null
      : correctedOn === undefined && item.publishedAt === undefined ? no('process.published.missing', { when, field, date: published })
        : no('process.published.too-early', { when, field, published }));
  });
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
