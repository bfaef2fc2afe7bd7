import type { Text } from '#base';
import type { Achieve, Anchor, Commitment, Deadline, Duty, Exception, Pattern, PowerRule, Quantity, Reading, Tolerance, Trigger, Verification, Window } from '#agreement';
import { BOUNDS, isPlain } from './tokens.ts';

/** A commitment as a text that a lawyer reads and a diff shows: docs/formats/commitment-text.md. `readCommitments` gives the same data back. */
export function writeCommitment(commitment: Commitment): string {
  const { id, instrument, clause, quote, title, bearers, beneficiaries, track, duty, trigger, window, verification, renewal, powers, readings, after, onBreach, persists, assertedBy, notExpressed, note, basis, ...rest } = commitment;
  nothing(rest);
  const lines = [
    ...texts('quote', quote), ...texts('title', title),
    `owed by ${list(bearers.actors)}${bearers.mode === undefined ? '' : ` ${bearers.mode === 'each' ? 'each' : bearers.mode === 'joint' ? 'jointly' : 'severally'}`}`,
    ...optional(beneficiaries, (to) => `owed to ${list(to)}`),
    `track ${track}`,
    ...(duty === undefined ? [] : dutyLines(duty)), ...optional(trigger, triggerLine), ...(window === undefined ? [] : windowLines(window)),
    ...(verification === undefined ? [] : verificationLines(verification)),
    ...optional(renewal, ({ for: period, notice, ...more }) => { nothing(more); return `renewed for ${period} unless denied ${notice} before`; }), ...(powers ?? []).map(powerLine),
    ...(readings ?? []).flatMap(readingLines),
    ...optional(after, (ids) => `after ${list(ids)}`), ...optional(onBreach, (ids) => `breach brings ${list(ids)}`),
    ...optional(persists, (still) => (still ? 'still owed once missed' : 'not owed once missed')),
    ...optional(assertedBy, (by) => `asserted by ${list(by)}`),
    ...texts('not expressed', notExpressed), ...texts('note', note), ...optional(basis, (words) => `basis ${quoted(words)}`),
  ];
  return `commitment ${id} of ${instrument} clause ${clause}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** A member that has no form in the text must not be lost: then this does not compile. */
function nothing(_: Readonly<Record<string, never>>): void {}

const optional = <T>(value: T | undefined, line: (value: T) => string): readonly string[] => (value === undefined ? [] : [line(value)]);
const texts = (name: string, text: Text | undefined): readonly string[] => Object.entries(text ?? {}).map(([language, words]) => `${name} ${language} ${quoted(words)}`);
const quoted = (words: string): string => JSON.stringify(words);
const word = (value: string): string => (isPlain(value) ? value : quoted(value));
const list = (values: readonly string[]): string => values.map(word).join(', ');
const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

function pattern({ fact, of, ...rest }: Pattern): string {
  nothing(rest);
  return of === undefined ? fact : `${fact} (${Object.entries(of).map(([key, value]) => `${key} ${word(value)}`).join(', ')})`;
}

function quantity(value: Quantity | undefined): string {
  if (value === undefined) return '';
  const { value: number, unit, bound, ...rest } = value;
  nothing(rest);
  return ` amount${bound === undefined ? '' : ` ${BOUNDS[bound]}`} ${number} ${word(unit)}`;
}

function dutyLines(duty: Duty): readonly string[] {
  switch (duty.shape) {
    case 'achieve': return achieveLines(duty);
    case 'maintain': {
      const { shape: _, state, tolerance, quantity: amount, ...rest } = duty;
      nothing(rest);
      return [`maintain ${pattern(state)}${quantity(amount)}`, ...(tolerance === undefined ? [] : toleranceLines(tolerance))];
    }
    case 'abstain': {
      const { shape: _, act, within, unless, tolerance, ...rest } = duty;
      nothing(rest);
      return [`abstain from ${pattern(act)}`, ...optional(within, (state) => `while ${pattern(state)}`), ...(unless ?? []).flatMap(exceptionLines), ...(tolerance === undefined ? [] : toleranceLines(tolerance))];
    }
    case 'assessed': {
      const { shape: _, assessors, ...rest } = duty;
      nothing(rest);
      return [`assessed by ${list(assessors)}`];
    }
  }
}

function achieveLines({ shape: _, goal, orElse, start, quantity: amount, stages, ...rest }: Achieve): readonly string[] {
  nothing(rest);
  return [`achieve ${[goal, ...(orElse ?? [])].map(pattern).join(' or ')}${quantity(amount)}`, ...optional(start, (one) => `begun with ${pattern(one)}`),
    ...(stages ?? []).map(({ amount: reached, closes, ...more }) => { nothing(more); return `stage ${reached} ${deadline(closes)}`; })];
}

function toleranceLines({ single, total, count, ...rest }: Tolerance): readonly string[] {
  nothing(rest);
  return [
    ...optional(single, (longest) => `tolerating ${longest} at a time`),
    ...optional(total, ({ max, in: within }) => `tolerating ${max} in all within ${within}`),
    ...optional(count, ({ max, in: within, distinct }) => `tolerating ${max} times within ${within}${distinct === undefined ? '' : ` by distinct ${distinct}`}`),
  ];
}

function exceptionLines({ prior, atLeast, atMost, distinct, why, ...rest }: Exception): readonly string[] {
  nothing(rest);
  const how = [...optional(atLeast, (least) => ` at least ${least} before`), ...optional(atMost, (most) => ` at most ${most} before`), ...optional(distinct, ({ key, count }) => ` from ${count} distinct ${key}`)];
  return [`unless ${pattern(prior)}${how.join('')}`, ...indented(texts('because', why))];
}

function triggerLine(trigger: Trigger): string {
  if (trigger.kind === 'once') return 'once';
  if (trigger.kind === 'each') return `on each ${pattern(trigger.event)}`;
  return `every ${trigger.every} from ${trigger.first}${trigger.last === undefined ? '' : ` to ${trigger.last}`}`;
}

function windowLines({ opens, closes, startBy, vague, ...rest }: Window): readonly string[] {
  nothing(rest);
  const lines = [
    ...optional(opens, (from) => `from ${anchor(from)}`), ...optional(startBy, (end) => `begun ${deadline(end)}`), ...optional(closes, (end) => `done ${deadline(end)}`),
    ...optional(vague, (words) => `when ${quoted(words)}`),
  ];
  return lines.length === 0 ? ['at any time'] : lines;
}

function anchor(one: Anchor): string {
  if ('at' in one) return one.at;
  const hung = 'trigger' in one ? 'trigger' : 'event' in one ? `event ${pattern(one.event)}` : `fulfilment of ${one.fulfilment}`;
  return one.plus === undefined ? hung : `${hung} plus ${one.plus}`;
}

const deadline = (end: Deadline): string =>
  `${end.endpoint} ${anchor(end)}${end.rounding === undefined ? '' : ` rounding ${end.rounding}`}${end.zone === undefined ? '' : ` zone ${end.zone}`}`;

function verificationLines({ attest, quorum, groups, classes, grade, determinedBy, evidenceWindow, ...rest }: Verification): readonly string[] {
  nothing(rest);
  return [
    `attested by ${list(attest)}`.trimEnd(), ...optional(quorum, (count) => `sources ${count}`),
    ...(groups ?? []).map(({ id, actors }) => `group ${id} of ${list(actors)}`), ...(classes ?? []).map(({ of, atLeast }) => `class of ${list(of)} at least ${atLeast}`),
    ...optional(grade, ({ source, information }) => `graded ${source}${information}`),
    ...optional(determinedBy, (by) => `determined by ${list(by)}`.trimEnd()), ...optional(evidenceWindow, (window) => `reports awaited ${window}`),
  ];
}

function powerLine({ power, form, consentOf, barred, ...rest }: PowerRule): string {
  nothing(rest);
  return `power ${power}${form === undefined ? '' : ` ${form}`}${barred === undefined ? '' : barred ? ' barred' : ' open'}${consentOf === undefined ? '' : ` with consent of ${list(consentOf)}`}`;
}

function readingLines({ id, by, text, duty, window, ...rest }: Reading): readonly string[] {
  nothing(rest);
  return [`reading ${id} by ${list(by)}`.trimEnd(), ...indented([...texts('text', text), ...(duty === undefined ? [] : dutyLines(duty)), ...(window === undefined ? [] : windowLines(window))])];
}
