import type { Instant, Interval } from '#base';
import type { Duty, Quantity } from '#agreement';
import type { Because, Performance, Status } from './status.ts';

/** One assertion that an explanation cites, with the end and amount that its entry gives. */
export interface Cited {
  readonly by: string;
  readonly holds: boolean;
  readonly at: Interval;
  readonly to: Interval | null;
  readonly quantity: Quantity | null;
}

/** What a rule is checked against: the duty, what is cited, and whether one voice is enough for a fact to count. */
export interface Grounds {
  readonly duty: Duty | undefined;
  readonly cited: readonly Cited[];
  readonly oneVoice: boolean;
}

const NEVER = Number.MAX_SAFE_INTEGER;
const lastOf = ({ to }: Interval): Instant => (to ?? NEVER) - 1;

/** What each rule of docs/reference/performance.md concludes. A rule that is not there concludes nothing. */
const CONCLUDES: { readonly [rule: string]: readonly Performance[] } = {
  'achieve.in-time': ['done-in-time'], 'achieve.late': ['done-late'], 'achieve.disputed': ['disputed'], 'achieve.uncertain-time': ['unknown'], 'achieve.no-report': ['unknown'],
  'achieve.open': ['open'], 'achieve.open-without-deadline': ['open'], 'achieve.not-begun': ['overdue', 'missed'], 'achieve.stage-missed': ['overdue', 'missed'],
  'achieve.overdue-on-record': ['overdue', 'missed'], 'achieve.overdue-denied': ['overdue', 'missed'], 'achieve.overdue-watched': ['overdue', 'missed'],
  'maintain.breached': ['breached'], 'maintain.missed': ['missed'], 'maintain.restored': ['restored'], 'maintain.disputed': ['disputed'], 'maintain.tolerated': ['kept'],
  'maintain.kept': ['kept'], 'maintain.kept-watched': ['kept'], 'maintain.kept-throughout': ['kept'], 'maintain.no-report': ['unknown'], 'maintain.uncertain-time': ['unknown'], 'maintain.gaps': ['unknown'],
  'abstain.breached': ['breached'], 'abstain.disputed': ['disputed'], 'abstain.kept-watched': ['kept'], 'abstain.no-report': ['unknown'], 'abstain.uncertain-time': ['unknown'],
  'assessed.graded': ['graded'], 'assessed.disputed': ['disputed'], 'assessed.no-grade': ['unknown'],
  'window.not-open': ['not-due'], 'window.waits-for-event': ['not-due'], 'window.waits-for-fulfilment': ['not-due'], 'order.waiting': ['not-due'], 'trigger.none': ['not-due'], 'power.ended': ['not-due'],
  'order.blocked': ['blocked'], 'defect.window-reversed': ['not-evaluable'], 'defect.rounding': ['not-evaluable'],
  'determined.kept': ['kept'], 'determined.breached': ['breached'], 'agreed.not-enough': ['unknown'], 'agreed.no-rule': ['no-account'], 'no-account': ['no-account'], 'not-expressed': ['not-expressed'],
};

export const concludes = ({ explanation: { rule }, performance }: Status): boolean => Object.hasOwn(CONCLUDES, rule) && (CONCLUDES[rule] ?? []).includes(performance);

interface Times {
  readonly opens: Instant;
  readonly closes: Instant;
  /** The last second of the window that lies before the time asked for. */
  readonly now: Instant;
  readonly valid: Instant;
}

/** Whether the rule follows from the reasons given. What rests on the absence of reports is checked as far as reasons can speak against it; with acts that suspend, or several voices needed, less is checked. */
export function follows(status: Status, grounds: Grounds): boolean {
  const { explanation: { rule, because }, asOf: { valid } } = status;
  const window = because.find((reason) => reason.role === 'window');
  const closes = window?.to ?? NEVER, times = { opens: window?.from ?? 0, closes, now: Math.min(closes, valid) - 1, valid };
  if (rule.startsWith('determined.')) return because.some(({ role }) => role === 'determination');
  if (rule === 'assessed.graded' || rule === 'assessed.disputed') return because.some(({ role }) => role === 'grade');
  if (rule === 'assessed.no-grade') return !because.some(({ role }) => role === 'grade');
  if (rule.startsWith('achieve.')) return achieves(rule, grounds, times, because);
  const suspended = because.some((reason) => reason.role === 'power' && reason.power === 'suspend');
  if (suspended || !grounds.oneVoice) return !/breached|missed|disputed|restored/.test(rule) || grounds.cited.length > 0;
  if (rule.startsWith('maintain.')) return maintains(rule, grounds, times, because);
  return rule.startsWith('abstain.') ? abstains(rule, grounds, times, because) : true;
}

const watched = (because: readonly Because[]): readonly Interval[] => because.flatMap((reason) => (reason.role === 'coverage' ? [reason.at] : []));
const covers = (times: readonly Interval[], second: Instant): boolean => times.some((time) => time.from <= second && second <= lastOf(time));

function achieves(rule: string, { duty, cited }: Grounds, { closes, valid, opens }: Times, because: readonly Because[]): boolean {
  const addsUp = duty?.shape === 'achieve' && duty.quantity !== undefined;
  const said = cited.filter((one) => one.holds && lastOf(one.at) >= opens), denied = cited.filter((one) => !one.holds);
  const over = valid > closes, done = said.length > 0 && !addsUp, contradicted = said.length > 0 && denied.some((one) => said.every((other) => lastOf(one.at) >= lastOf(other.at)));
  switch (rule) {
    case 'achieve.in-time': return !contradicted && said.length > 0 && (addsUp ? said.every((one) => lastOf(one.at) < closes) : said.some((one) => lastOf(one.at) < closes));
    case 'achieve.late': return !contradicted && said.some((one) => one.at.from >= closes) && (addsUp || said.every((one) => lastOf(one.at) >= closes));
    case 'achieve.uncertain-time': return !contradicted && said.some((one) => one.at.from < closes);
    case 'achieve.disputed': return contradicted;
    case 'achieve.open': return !over && !done && closes < NEVER;
    case 'achieve.open-without-deadline': return !done && closes === NEVER;
    case 'achieve.not-begun': return !over && !done && (denied.length > 0 || because.some(({ role }) => role === 'coverage' || role === 'absence'));
    case 'achieve.stage-missed': return !over && !done && because.some(({ role }) => role === 'absence');
    case 'achieve.overdue-denied': return over && !done && denied.some((one) => lastOf(one.at) >= closes);
    case 'achieve.overdue-watched': return over && !done && edges(opens, closes - 1, watched(because)).every((second) => covers(watched(because), second));
    case 'achieve.overdue-on-record': return over && !done;
    case 'achieve.no-report': return over && !done && !denied.some((one) => lastOf(one.at) >= closes);
    default: return false;
  }
}

/** The seconds at which something may begin or end, within a stretch of time, its ends included. */
function edges(from: Instant, to: Instant, times: readonly Interval[]): readonly Instant[] {
  const found = times.flatMap((time) => [time.from - 1, time.from, lastOf(time), lastOf(time) + 1]).filter((second) => from < second && second < to);
  return [...new Set([from, ...found, to])].filter((second) => second >= from);
}

type Say = { readonly holds: boolean; readonly fails: boolean };

/**
 * What the accounts surely say of a state at one second, looked up claim by claim: begun for certain, not ended, and not contradicted since by its own account.
 * The end of a failure is a restoration; the end of a state that held says nothing.
 */
function sayAt(cited: readonly Cited[], second: Instant): Say {
  const said = cited.flatMap((one) => [{ ...one, concluded: false }, ...(!one.holds && one.to !== null ? [{ ...one, holds: true, at: one.to, to: null, concluded: true }] : [])]);
  const goesOn = said.filter((one) => {
    const contrary = said.filter((other) => other.by === one.by && other.holds !== one.holds && (one.concluded ? other.at.from >= one.at.from : other.at.from > one.at.from));
    const ends = one.to === null ? Math.min(NEVER, ...contrary.map((other) => other.at.from)) : one.to.from;
    return lastOf(one.at) <= second && second < ends;
  });
  return { holds: goesOn.some((one) => one.holds), fails: goesOn.some((one) => !one.holds) };
}

function maintains(rule: string, { duty, cited: given }: Grounds, { opens, closes, now, valid }: Times, because: readonly Because[]): boolean {
  if (duty?.shape !== 'maintain') return false;
  const { quantity, tolerance } = duty;
  const cited = given.map((one) => ({ ...one, holds: one.holds && (quantity === undefined || one.quantity === null || meets(one.quantity.value, quantity)) }));
  const seen = watched(because), { holds, fails } = sayAt(cited, now), over = closes < valid;
  const throughout = edges(opens, now, [...cited.flatMap(({ at, to }) => (to === null ? [at] : [at, to])), ...seen]);
  const failed = throughout.filter((second) => { const say = sayAt(cited, second); return say.fails && !say.holds; }).length > 0;
  const gap = throughout.some((second) => { const say = sayAt(cited, second); return !say.holds && !say.fails && !covers(seen, second); });
  const spared = tolerance !== undefined;
  switch (rule) {
    case 'maintain.breached': return !over && fails && !holds;
    case 'maintain.tolerated': return !over && fails && !holds && spared;
    case 'maintain.disputed': return over ? !failed || spared : fails && holds;
    case 'maintain.restored': return !over && !fails && failed && (holds || covers(seen, now));
    case 'maintain.kept': return !over && holds && !fails && (!failed || spared);
    case 'maintain.kept-watched': return !over && !holds && !fails && covers(seen, now) && (!failed || spared);
    case 'maintain.no-report': case 'maintain.uncertain-time': return !over && !holds && !fails && !covers(seen, now);
    case 'maintain.missed': return over && failed;
    case 'maintain.kept-throughout': return over && (!failed || spared) && !gap;
    case 'maintain.gaps': return over && (!failed || spared) && gap;
    default: return false;
  }
}

function meets(value: number, { value: wanted, bound }: Quantity): boolean {
  return bound === 'at-most' ? value <= wanted : bound === 'exactly' ? value === wanted : value >= wanted;
}

function abstains(rule: string, { duty, cited }: Grounds, { opens, closes, now }: Times, because: readonly Because[]): boolean {
  if (duty?.shape !== 'abstain') return false;
  const acts = cited.filter((one) => one.holds && lastOf(one.at) >= opens && one.at.from < closes), denials = cited.filter((one) => !one.holds).map(({ at }) => at);
  const isDenied = (one: Cited): boolean => denials.some((at) => at.from <= lastOf(one.at) && one.at.from <= lastOf(at));
  const sure = acts.filter((one) => one.at.from >= opens && lastOf(one.at) < closes && !isDenied(one));
  /** Without exceptions every sure act is a breach; with them it may be excused, and the entries that excuse it are not cited. */
  const plain = duty.unless === undefined && duty.within === undefined && duty.tolerance === undefined;
  const quiet = [...watched(because), ...denials], whole = opens > now || edges(opens, now, quiet).every((second) => covers(quiet, second));
  switch (rule) {
    case 'abstain.breached': return sure.length > 0;
    case 'abstain.disputed': return acts.some(isDenied) && !(plain && sure.length > 0);
    case 'abstain.kept-watched': return whole && !(plain && acts.length > 0);
    case 'abstain.no-report': return !(plain && acts.length > 0) && (!whole || !plain);
    case 'abstain.uncertain-time': return acts.length > 0 && !(plain && sure.length > 0);
    default: return false;
  }
}
