import type { Json, Refusal, Result, When } from '#base';
import { civilToInstant, offsetAt, ok, refuse, span } from '#base';
import type { Context, Field, Members } from './act.ts';

/** The answers of a form, as it hands them over: name → one answer or several. */
export type Values = { readonly [name: string]: string | readonly string[] };

const LISTED = 200;

/** One answer, without the space around it; empty where there is none. */
export const answer = (values: Values, name: string): string => {
  const value = values[name];
  return (typeof value === 'string' ? value : value?.[0] ?? '').replaceAll('\r\n', '\n').trim().normalize('NFC');
};

export const answers = (values: Values, name: string): readonly string[] => {
  const value = values[name];
  return (value === undefined ? [] : typeof value === 'string' ? [value] : value).map((one) => one.trim()).filter((one) => one !== '');
};

type Read = Result<Json | undefined>;

/** What the answers say of a field, at its name in the form; `undefined` where nothing is said and nothing need be. */
export function readField(field: Field, at: string, values: Values, context: Context): Read {
  const read = readAny(field, at, values, context);
  return read.ok && read.value === undefined && field.need === true ? refuse('act.missing') : read;
}

function readAny(field: Field, at: string, values: Values, context: Context): Read {
  const given = answer(values, at);
  switch (field.type) {
    case 'text': return textOf(at, values, context.languages);
    case 'many': return ok(answers(values, at).length === 0 ? undefined : [...new Set(answers(values, at))].sort());
    case 'words': return ok(given === '' ? undefined : [...new Set(given.split('\n').map((one) => one.trim()).filter((one) => one !== ''))]);
    case 'lines': return ok(given === '' ? undefined : given.split('\n').map((one) => one.trim()).filter((one) => one !== ''));
    case 'yes': return ok(given === '' ? undefined : true);
    case 'list': return listOf(field, at, values, context);
    case 'files': return filesOf(at, values);
    case 'numbered': return ok(given === '' ? undefined : given);
    case 'when': return whenOf(given, answer(values, `${at}.time`), field.exact === true, context.zone);
    case 'count': return given === '' ? ok(undefined) : /^\d{1,15}$/.test(given) ? ok(Number(given)) : refuse('act.count', { value: given });
    case 'commitment': return given === '' ? ok(undefined) : context.readCommitment?.(given) ?? refuse('act.missing');
    default: return ok(given === '' ? undefined : given);
  }
}

/** `title.en`, `title.hy`: a text by language. */
function textOf(at: string, values: Values, languages: readonly string[]): Read {
  const written = languages.flatMap((language) => { const words = answer(values, `${at}.${language}`); return words === '' ? [] : [[language, words] as const]; });
  return ok(written.length === 0 ? undefined : Object.fromEntries(written));
}

/** A day, or a minute of it as the clocks of the zone show it, written with its offset. */
function whenOf(day: string, time: string, exact: boolean, zone: string): Result<When | undefined> {
  if (day === '' && time === '') return ok(undefined);
  if (exact && time === '') return refuse('act.time');
  const [hours, minutes] = time.split(':').map(Number), read = span(day, zone);
  if (!read.ok || day.length !== 10 || (time !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time))) return refuse('act.when', { value: `${day} ${time}`.trim() });
  if (time === '') return ok(day);
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return ok(`${day}T${time}${offset(offsetAt(zone, civilToInstant(year, month, date, zone, (hours ?? 0) * 3600 + (minutes ?? 0) * 60)))}`);
}

function offset(seconds: number): string {
  const minutes = Math.abs(Math.trunc(seconds / 60)), two = (value: number): string => String(value).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}

/** The rows in which something is written; each is a thing of its own. */
function listOf({ fields }: Extract<Field, { readonly type: 'list' }>, at: string, values: Values, context: Context): Read {
  const rows: Json[] = [], problems: Refusal[] = [];
  for (const index of rowsOf(at, values)) {
    let row: Members = {};
    for (const field of fields) {
      const place = `${at}.${index}.${field.name}`, read = readField(field, place, values, context);
      if (!read.ok) problems.push({ ...read.refusal, field: place });
      else if (read.value !== undefined) row = { ...row, [field.name]: read.value };
      else if (field.type === 'numbered') row = { ...row, [field.name]: `${field.letter}${rows.length + 1}` };
    }
    rows.push(row);
  }
  return problems.length > 0 ? refuse('act.form', { problems }) : ok(rows.length === 0 ? undefined : rows);
}

/** Numbers of the rows that are not empty, in their order. */
export function rowsOf(at: string, values: Values): readonly number[] {
  const numbers = Object.keys(values).flatMap((name) => { const found = name.startsWith(`${at}.`) ? /^(\d{1,4})\./.exec(name.slice(at.length + 1)) : null; return found !== null && answers(values, name).length > 0 ? [Number(found[1])] : []; });
  return [...new Set(numbers)].sort((a, b) => a - b).slice(0, LISTED);
}

/** Each file as the device named it: digest, length, type, name. */
function filesOf(at: string, values: Values): Read {
  const files = answers(values, at).map((one) => /^([0-9a-f]{64}) (\d{1,10}) (\S*) (.*)$/.exec(one));
  if (files.some((file) => file === null)) return refuse('act.file');
  return ok(files.length === 0 ? undefined : files.map((file) => ({ digest: file?.[1] ?? '', bytes: Number(file?.[2]), ...(file?.[3] ? { type: file[3] } : {}), ...(file?.[4] ? { name: file[4].slice(0, 200) } : {}) })));
}
