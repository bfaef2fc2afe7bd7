import type { Instant, Result } from '#base';
import { FOREVER, ok, parseDuration, refuse } from '#base';
import type { Abstain, Achieve, Commitment, Exception, Pattern, Window } from '#agreement';
import type { Evidence } from './evidence.ts';
import { during, lastOf } from './evidence.ts';
import { seconds } from './maintain.ts';

/** What the agreement says apart from its commitments: zone and evidence window, the vocabulary, the dates of the instruments. */
export type Setting = Pick<Evidence, 'charter' | 'vocabulary' | 'instruments'>;

/** A pattern, compiled: the keys that must have a value, and the keys that its variables of the plan's `key` and of `label` are read from. */
export interface Reading {
  readonly fact: string;
  readonly fixed: readonly (readonly [key: string, value: string])[];
  readonly key: readonly string[];
  readonly label: readonly string[];
}

/** A report of it from `least` to `most` seconds before excuses the act, if `count` of them differ in their label. */
export interface Excuse {
  readonly prior: Reading;
  readonly least: number;
  readonly most: number;
  readonly count: number;
}

/** Seconds from the trigger, or two instants where nothing triggers; the second excluded. */
interface Span {
  readonly opens: Instant;
  readonly closes: Instant;
}

/** A commitment as data for the stream. `subject` brings instances about (achieve) or is the act (abstain); `variables` and `extra` name what its key and label hold. */
export interface Plan {
  readonly commitment: Commitment;
  readonly shape: 'achieve' | 'abstain';
  readonly subject: Reading;
  readonly trigger: Reading | null;
  readonly goals: readonly Reading[];
  readonly excuses: readonly Excuse[];
  readonly span: Span;
  readonly variables: readonly string[];
  readonly extra: readonly string[];
  /** What an instance is whose goal was due and not reported: overdue only for acts of the record. */
  readonly absent: 'overdue' | 'missed' | null;
  readonly evidenceWindow: string;
}

/** Compiles a commitment. Refuses `stream.unsupported` with what does not fit: nothing is approximated. */
export function planOf(commitment: Commitment, setting: Setting, remedies: ReadonlySet<string>): Result<Plan> {
  const { duty, trigger = { kind: 'once' } } = commitment;
  const unfit = (why: string): ReturnType<typeof refuse> => refuse('stream.unsupported', { commitment: commitment.id, why });
  if (duty === undefined || (duty.shape !== 'achieve' && duty.shape !== 'abstain') || (duty.shape === 'achieve' && trigger.kind !== 'each') || trigger.kind === 'schedule') return unfit('shape');
  if (hasMore(commitment, duty)) return unfit('member');
  if (remedies.has(commitment.id)) return unfit('remedy');
  const event = trigger.kind === 'each' ? trigger.event : null, exceptions = duty.shape === 'abstain' ? duty.unless ?? [] : [];
  const others = duty.shape === 'achieve' ? [duty.goal, ...(duty.orElse ?? [])] : [...(event === null ? [] : [event]), ...exceptions.map(({ prior }) => prior)];
  const subject = duty.shape === 'achieve' ? event as Pattern : duty.act;
  const key = keyed(subject, others, setting);
  if (key === null) return unfit('key');
  const span = event === null ? fixedSpan(commitment, setting) : movingSpan(commitment.window, setting.charter.zone);
  if (span === null || !exceptions.every(isExact)) return unfit('window');
  const extra = variablesOf(subject).filter((name) => !key.includes(name)).sort();
  const read = (pattern: Pattern, label: readonly string[] = []): Reading => reading(pattern, key, label);
  const onRecord = setting.vocabulary.get(others[0]?.fact ?? '')?.onRecord === true;
  return ok({
    commitment, shape: duty.shape, span, variables: key, extra,
    subject: read(subject, extra.map((name) => keyOf(subject, name))),
    trigger: duty.shape === 'abstain' && event !== null ? read(event) : null,
    goals: duty.shape === 'achieve' ? others.map((pattern) => read(pattern)) : [],
    excuses: exceptions.map((exception) => ({
      prior: read(exception.prior, exception.distinct === undefined ? [] : [exception.distinct.key]), count: exception.distinct?.count ?? 1,
      least: exception.atLeast === undefined ? 0 : seconds(exception.atLeast), most: exception.atMost === undefined ? FOREVER : seconds(exception.atMost),
    })),
    absent: duty.shape === 'achieve' && onRecord ? (commitment.persists === false ? 'missed' : 'overdue') : null,
    evidenceWindow: commitment.verification?.evidenceWindow ?? setting.charter.evidenceWindow,
  });
}

/** Members that would change what is found, and that the stream does not read. */
function hasMore({ readings, after, notExpressed, verification, window }: Commitment, duty: Achieve | Abstain): boolean {
  const given = [readings, after, notExpressed, window?.startBy, window?.vague, verification?.quorum, verification?.classes, verification?.grade, verification?.determinedBy];
  return [...given, ...(duty.shape === 'achieve' ? [duty.quantity] : [duty.within, duty.tolerance])].some((member) => member !== undefined);
}

const BEARER = '?bearer';
const entriesOf = ({ of = {} }: Pattern): readonly (readonly [string, string])[] => Object.entries(of);
const variablesOf = (pattern: Pattern): readonly string[] => entriesOf(pattern).map(([, value]) => value).filter((value) => value.startsWith('?'));
const keyOf = (pattern: Pattern, variable: string): string => entriesOf(pattern).find(([, value]) => value === variable)?.[0] ?? '';

/** The variables that all patterns share, in the order of their names; `null` where reports of one instance could not be found by them. */
function keyed(subject: Pattern, others: readonly Pattern[], { vocabulary }: Setting): readonly string[] | null {
  const own = variablesOf(subject), key = [...variablesOf(others[0] ?? subject)].sort();
  const events = [subject, ...others].every((pattern) => vocabulary.get(pattern.fact)?.kind === 'event');
  const once = [subject, ...others].every((pattern) => new Set(variablesOf(pattern)).size === variablesOf(pattern).length && !variablesOf(pattern).includes(BEARER));
  const same = others.every((pattern) => [...variablesOf(pattern)].sort().join() === key.join());
  const whole = (vocabulary.get(subject.fact)?.keys ?? []).every((name) => subject.of?.[name] !== undefined);
  return events && once && same && whole && key.every((name) => own.includes(name)) ? key : null;
}

function reading(pattern: Pattern, key: readonly string[], label: readonly string[]): Reading {
  return { fact: pattern.fact, fixed: entriesOf(pattern).filter(([, value]) => !value.startsWith('?')), key: key.map((name) => keyOf(pattern, name)), label };
}

const isExact = ({ atLeast, atMost }: Exception): boolean =>
  [atLeast, atMost].every((length) => length === undefined || lengthOf(length, 'UTC') !== null);

/** Seconds of a duration that has the same length whenever it begins: hours, and days where the zone never changes its clock. */
function lengthOf(duration: string | undefined, zone: string): number | null {
  if (duration === undefined) return 0;
  const read = parseDuration(duration);
  if (!read.ok || read.value.months > 0 || (read.value.days > 0 && !zone.startsWith('UTC'))) return null;
  return read.value.days * 86_400 + read.value.seconds;
}

function movingSpan(window: Window | undefined, zone: string): Span | null {
  const { opens = { trigger: true }, closes } = window ?? {};
  if (closes === undefined || !('trigger' in opens) || !('trigger' in closes)) return null;
  const from = lengthOf(opens.plus, zone), to = lengthOf(closes.plus, closes.zone ?? zone);
  return from === null || to === null ? null : { opens: from, closes: closes.endpoint === 'by' ? to + 1 : to };
}

/** A window that nothing triggers: from a date, or from when the instrument took effect, to a date or without end. */
function fixedSpan({ window, instrument }: Commitment, { charter, instruments }: Setting): Span | null {
  const { opens, closes } = window ?? {};
  const taken = instruments.get(instrument)?.value;
  const start = opens === undefined ? taken?.inForce ?? taken?.date : 'at' in opens ? opens.at : undefined;
  if (start === undefined || (closes !== undefined && !('at' in closes))) return null;
  const end = closes === undefined ? null : during(closes.at, closes.zone ?? charter.zone);
  return { opens: lastOf(during(start, charter.zone)), closes: end === null ? FOREVER : closes?.endpoint === 'by' ? lastOf(end) + 1 : end.from };
}
