import { z } from 'zod';
import { isZone, parseDuration, span } from '#base';
import type { Duration, Text, When } from '#base';
import type { Keys, Quantity, Source } from '#agreement';

/**
 * The members an object schema must have: every member of the type, none besides, optional where the type says so.
 * Used with `satisfies`, so that a member added to a type and forgotten here does not compile.
 */
export type Shape<T> = { readonly [K in keyof T]-?: object extends Pick<T, K> ? z.ZodExactOptional<z.ZodType<Exclude<T[K], undefined>>> : z.ZodType<T[K]> };

/** Messages of schemas are not sentences but `code:…` (a problem's code) or `rule:…` (which rule a value breaks): `problems.ts` reads them. */
export const CODE = 'code:', RULE = 'rule:';

type Facts = { readonly [fact: string]: string | number };

/** Reports a problem of sense at a path below the value that is being checked. */
export function complain(payload: { readonly issues: z.core.$ZodRawIssue[]; readonly value: unknown }, code: string, path: readonly PropertyKey[], facts: Facts = {}): void {
  payload.issues.push({ code: 'custom', input: payload.value, message: code, params: facts, path: [...path] });
}

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/;
const URL_FORM = /^https?:\/\/[^\s<>"\\^`{|}]+$/;
const CONTROL = /\p{Cc}/u, CONTROL_BUT_NEWLINE = /[^\P{Cc}\n]/u;
/** Embeddings and overrides of direction: they can show a signed text in another order than it has. Isolates and marks are allowed. */
const OVERRIDE = /[\u202A-\u202E]/;

export const id = z.string().regex(ID, `${RULE}id`).meta({ id: 'Id' });
export const language = z.string().max(35).regex(LANGUAGE, `${RULE}language`).meta({ id: 'Language' });

/** One line of text: no control characters at all. */
export const line = (max = 500): z.ZodType<string> => z.string().min(1).max(max).check((payload) => wellMade(payload, CONTROL));
/** Text with new lines. */
export const words = (max = 20_000): z.ZodType<string> => z.string().min(1).max(max).check((payload) => wellMade(payload, CONTROL_BUT_NEWLINE));

function wellMade(payload: z.core.ParsePayload<string>, control: RegExp): void {
  const broken = breach(payload.value, control);
  if (broken !== null) complain(payload, `${RULE}${broken}`, []);
}

/** Printable ASCII that does not begin with a space breaks none of these rules. */
const PLAIN = /^[!-~][ -~]*$/;

function breach(value: string, control: RegExp): string | null {
  if (PLAIN.test(value)) return null;
  if (!value.isWellFormed()) return 'unicode';
  if (control.test(value)) return 'control';
  if (OVERRIDE.test(value)) return 'direction';
  if (value !== '' && value.trim() === '') return 'blank';
  return value.normalize('NFC') === value ? null : 'nfc';
}

export const text: z.ZodType<Text> = z.record(language, words(), `${RULE}text`).refine((value) => Object.keys(value).length > 0, `${RULE}blank`).meta({ id: 'Text' });

/** A month, civil day or instant (`#base`, `span`). Its zone is looked at later: whether a date exists does not depend on it. */
export const when: z.ZodType<When> = z.string().check((payload) => {
  const read = span(payload.value, 'UTC');
  if (read.ok) return;
  if (read.refusal.code === 'time.impossible') complain(payload, `${CODE}time.impossible`, [], { when: payload.value });
  else complain(payload, `${RULE}time`, []);
}).meta({ id: 'When', description: '2022-12-12, 2023-11 or 2022-12-12T10:30+04:00' });

/** An instant with its offset, nothing shorter. */
export const instant: z.ZodType<When> = z.string().check((payload) => {
  const read = span(payload.value, 'UTC');
  if (!read.ok && read.refusal.code === 'time.impossible') complain(payload, `${CODE}time.impossible`, [], { when: payload.value });
  else if (!read.ok || !payload.value.includes('T')) complain(payload, `${RULE}instant`, []);
}).meta({ id: 'Instant', description: '2022-12-12T10:30+04:00' });

const LONGEST = 400 * 366 * 86_400;
/** At most about four centuries, so that no date computed from it leaves the calendar. */
export const duration: z.ZodType<Duration> = z.string().check((payload) => {
  const size = seconds(payload.value);
  if (size === null) complain(payload, `${RULE}duration`, []);
  else if (size > LONGEST) complain(payload, `${RULE}durationLong`, []);
}).meta({ id: 'Duration', description: 'ISO 8601: P14D, PT72H, P6M' });

/** A duration that something is repeated by: an hour at least. */
export const period: z.ZodType<Duration> = duration.refine((value) => (seconds(value) ?? 3600) >= 3600, `${RULE}durationShort`);

/** A duration that is a length of time: days and less. A month is none, for months differ. */
export const length: z.ZodType<Duration> = duration.refine(isLength, `${RULE}durationMonths`);
/** A rolling window: a length, an hour at least. */
export const rolling: z.ZodType<Duration> = period.refine(isLength, `${RULE}durationMonths`);

function isLength(value: Duration): boolean {
  const parts = parseDuration(value);
  return !parts.ok || parts.value.months === 0;
}

function seconds(value: Duration): number | null {
  const parts = parseDuration(value);
  return parts.ok ? parts.value.months * 2_592_000 + parts.value.days * 86_400 + parts.value.seconds : null;
}

export const zone = z.string().refine(isZone, `${RULE}zone`);
export const url = z.string().max(2_000).regex(URL_FORM, `${RULE}url`).check((payload) => wellMade(payload, CONTROL));
export const publicKey = z.string().regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, `${RULE}key`);
/** A key that cosignatures are verified with, `name+keyid+key` of signed-note. Whether the id fits the key is looked at where it is used. */
export const verifierKey = z.string().max(4_000).regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+={0,2}$/, `${RULE}verifierKey`);
/** SHA-256, in lower-case hex. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/, `${RULE}digest`);
export const signatureBytes = z.string().regex(/^[A-Za-z0-9+/]{85}[AQgw]==$/, `${RULE}signature`);
export const count = z.int().min(0);
/** A measured number: finite, and small enough that whole ones are exact. */
export const amount = z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

export const list = <S extends z.ZodType>(item: S, max = 1_000): z.ZodArray<S> => z.array(item).max(max);
/** A list of ids or tags in which none is written twice. */
export const set = <S extends z.ZodType<string>>(item: S): z.ZodArray<S> => list(item).check((payload) => {
  payload.value.forEach((value, index) => {
    if (payload.value.indexOf(value) !== index) complain(payload, `${CODE}repeated`, [index], { value: String(value) });
  });
});

export const keys: z.ZodType<Keys> = z.record(id, line(100), `${RULE}keys`).meta({ id: 'Keys' });

export const BOUNDS = ['exactly', 'at-least', 'at-most', 'about'] as const;
export const quantity = z.strictObject({ value: amount, unit: line(100), bound: z.enum(BOUNDS).exactOptional() } satisfies Shape<Quantity>).meta({ id: 'Quantity' }) satisfies z.ZodType<Quantity>;
export const source = z.strictObject({ title: line().exactOptional(), url: url.exactOptional() } satisfies Shape<Source>).check((payload) => {
  if (payload.value.title === undefined && payload.value.url === undefined) complain(payload, `${CODE}source.empty`, []);
}).meta({ id: 'Source' }) satisfies z.ZodType<Source>;

/** The widest offset from UTC. */
const GRACE = 14 * 3600;
/** Reports an end that lies before its start in every zone. Civil days against instants get fourteen hours of grace, for their zone is not known here. */
export function inOrder(payload: { readonly issues: z.core.$ZodRawIssue[]; readonly value: unknown }, from: When | undefined, to: When | undefined, path: readonly PropertyKey[]): void {
  if (from === undefined || to === undefined) return;
  const start = span(from, 'UTC'), end = span(to, 'UTC');
  if (!start.ok || !end.ok || end.value.to === null) return;
  const grace = from.includes('T') === to.includes('T') ? 0 : GRACE;
  if (end.value.to + grace <= start.value.from) complain(payload, `${CODE}date.order`, path, { from, to });
}
