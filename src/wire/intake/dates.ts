import { daysInMonth } from '#base';
import type { When } from '#base';

/** Which of two numbers of a date is the day: in the files of most countries the first, in some the second. */
export type DayOrder = 'dmy' | 'mdy';

/** Months as people write them, in full or by three letters at least; of the languages in which tables of the field come. */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'janvier', 'январь', 'января'], ['february', 'février', 'fevrier', 'февраль', 'февраля'], ['march', 'mars', 'март', 'марта'], ['april', 'avril', 'апрель', 'апреля'],
  ['may', 'mai', 'май', 'мая'], ['june', 'juin', 'июнь', 'июня'], ['july', 'juillet', 'июль', 'июля'], ['august', 'août', 'aout', 'август', 'августа'],
  ['september', 'septembre', 'сентябрь', 'сентября'], ['october', 'octobre', 'октябрь', 'октября'], ['november', 'novembre', 'ноябрь', 'ноября'], ['december', 'décembre', 'decembre', 'декабрь', 'декабря'],
];

const ISO = /^\d{4}-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?)?$/, SPACED = /^(\d{4}-\d{2}-\d{2}) 00:00(?::00)?$/;
const NUMBERS = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})$/, NAMED = /^(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([\p{L}]{3,})\.?[ ,-]+(\d{4})$/u, AMERICAN = /^([\p{L}]{3,})\.? (\d{1,2}),? (\d{4})$/u;

/**
 * The order in which a column writes day and month: told by the first cell whose day can be no month. `null`: no cell tells, and none has to where none is written so.
 * `both`: some cells can only be the one, some only the other.
 */
export function orderOf(cells: readonly string[]): DayOrder | 'both' | null {
  const found = new Set(cells.flatMap((cell): readonly DayOrder[] => {
    const [, one = '0', other = '0'] = NUMBERS.exec(cell.trim()) ?? [];
    return Number(one) > 12 ? ['dmy'] : Number(other) > 12 ? ['mdy'] : [];
  }));
  return found.size > 1 ? 'both' : [...found][0] ?? null;
}

export const isInNumbers = (cell: string): boolean => NUMBERS.test(cell.trim());

/** A day, month or instant from how people write it: ISO 8601, `17 May 2013`, `May 17, 2013`, `Septembre 2012`, `17/09/2014` in the order given. `null`: none, or a day that no calendar has. */
export function dateFrom(cell: string, order: DayOrder): When | null {
  const written = cell.trim(), [, spaced] = SPACED.exec(written) ?? [];
  if (ISO.test(written)) return real(Number(written.slice(0, 4)), Number(written.slice(5, 7)), Number(written.slice(8, 10) || '1')) === null ? null : written.replace(/\.\d+/, '').replace(/Z$/, '+00:00');
  if (spaced !== undefined) return dateFrom(spaced, order);
  const [, one = '', other = '', year = ''] = NUMBERS.exec(written) ?? [];
  if (year !== '') return real(year.length === 2 ? 2000 + Number(year) : Number(year), Number(order === 'dmy' ? other : one), Number(order === 'dmy' ? one : other));
  const [, day, name, of] = NAMED.exec(written) ?? [], [, first, then, there] = AMERICAN.exec(written) ?? [];
  return name !== undefined ? named(name, day, of) : first !== undefined ? named(first, then, there) : null;
}

function named(name: string, day: string | undefined, year = ''): When | null {
  const [month, other] = MONTHS.flatMap((names, index) => (names.some((one) => one.startsWith(name.toLowerCase())) ? [index + 1] : []));
  if (month === undefined || other !== undefined) return null; // `jui` is two months.
  return day === undefined ? `${year}-${String(month).padStart(2, '0')}` : real(Number(year), month, Number(day));
}

const real = (year: number, month: number, day: number): When | null =>
  month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) ? null : `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
