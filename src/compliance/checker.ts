import type { Instant, Interval, Result } from '#base';
import { canonical, ok, refuse, span } from '#base';
import type { Account, Keys } from '#agreement';
import type { Evidence } from './evidence.ts';
import type { Because, Perspective, Status } from './status.ts';

/**
 * Checks an explanation against the entries, without the evaluator: that every reason stands in an entry that its perspective may read at those times,
 * that no claim on the same matter was left out, and that the rule follows from the reasons. So an adversary need not trust the engine, only this page.
 * Refuses `explanation.unfounded`, `explanation.left-out`, `explanation.does-not-follow`, each with the entry or rule concerned.
 */
export function checkExplanation(evidence: Evidence, perspective: Perspective, status: Status): Result<null> {
  const standing = read(evidence, perspective, status);
  for (const reason of status.explanation.because) {
    if (!isFounded(reason, standing, evidence)) return refuse('explanation.unfounded', { role: reason.role, entry: 'entry' in reason ? reason.entry : '' });
  }
  const omitted = leftOut(standing, evidence, status);
  if (omitted !== null) return refuse('explanation.left-out', { entry: omitted });
  return follows(status, evidence) ? ok(null) : refuse('explanation.does-not-follow', { rule: status.explanation.rule });
}

interface Stated {
  readonly entry: string;
  readonly by: string;
  readonly account: Account;
}

/** What an account says of an act done by an entry of this record: every reader may read that, and nothing else of a stranger's account. */
function acts(account: Account, evidence: Evidence): Account {
  const { facts = [], by, stance } = account;
  return { by, stance, facts: facts.filter(({ fact, holds }) => (holds ?? true) && evidence.vocabulary.get(fact)?.onRecord === true) };
}

interface Standing {
  readonly stated: readonly Stated[];
  readonly powers: ReadonlySet<string>;
  readonly coverage: ReadonlySet<string>;
  readonly determinations: ReadonlySet<string>;
  readonly zone: string;
}

/** Whose word counts: the members of the perspective; under the agreed rule those whom the commitment names to attest, determine or assess, and their parts. */
function heard(evidence: Evidence, { kind, members }: Perspective, status: Status): readonly string[] {
  if (kind !== 'agreed') return members;
  const verification = evidence.commitments.get(status.commitment)?.value.verification, duty = dutyOf(evidence, status);
  const named = new Set([...(verification?.attest ?? []), ...(verification?.determinedBy ?? []), ...(duty?.shape === 'assessed' ? duty.assessors : [])]);
  const parts = [...(evidence.actors?.entries() ?? [])];
  for (let before = -1; before !== named.size;) {
    before = named.size;
    for (const [id, { partOf }] of parts) if (partOf !== undefined && named.has(partOf)) named.add(id);
  }
  return [...named];
}

/** What members had said by then, and had not corrected or withdrawn by then. */
function read(evidence: Evidence, perspective: Perspective, status: Status): Standing {
  const { asOf } = status, members = heard(evidence, perspective, status);
  const stated: Stated[] = [], powers = new Set<string>(), determinations = new Set<string>();
  for (const { value, source, history } of evidence.items.values()) {
    const said = [...history.map(({ before }) => before), value];
    const entries = [source, ...history.map((change) => change.source)];
    const latest = entries.findLastIndex(({ known }) => known <= asOf.known);
    const entry = entries[latest]?.entry, current = said[latest];
    if (entry === undefined || current === undefined || history[latest - 1]?.kind === 'withdrawal') continue;
    for (const account of current.accounts) stated.push({ entry, by: account.by, account: members.includes(account.by) ? account : acts(account, evidence) });
    if (current.powers !== undefined) powers.add(entry);
    if (current.determines !== undefined && members.includes(current.body ?? current.accounts[0]?.by ?? '')) determinations.add(entry);
  }
  const coverage = new Set([...evidence.coverage.values()].filter(({ value, source }) => members.includes(value.by) && source.known <= asOf.known).map(({ source }) => source.entry));
  return { stated, powers, coverage, determinations, zone: evidence.charter.zone };
}

const sameKeys = (a: Keys, b: Keys): boolean => canonical(a) === canonical(b);

function seconds(when: string | undefined, zone: string): Interval | null {
  const found = when === undefined ? null : span(when, zone);
  return found !== null && found.ok ? found.value : null;
}

function isFounded(reason: Because, standing: Standing, evidence: Evidence): boolean {
  switch (reason.role) {
    case 'support': return standing.stated.some((said) => said.entry === reason.entry && said.by === reason.by && (said.account.facts ?? []).some((one) => {
      const at = seconds(one.at ?? one.from, standing.zone);
      return one.fact === reason.fact && (one.holds ?? true) === reason.holds && sameKeys(one.of, reason.of) && at?.from === reason.at.from && at.to === reason.at.to && (one.to === undefined) === reason.open;
    }));
    case 'trigger': return reason.entry === '' || standing.stated.some(({ entry, account }) => entry === reason.entry && (account.facts ?? []).length > 0);
    case 'power': return standing.powers.has(reason.entry) || standing.stated.some(({ entry, account }) => entry === reason.entry && (account.powers ?? []).some(({ power }) => power === reason.power));
    case 'grade': return standing.stated.some(({ entry, account }) => entry === reason.entry && (account.grades ?? []).some(({ level }) => level === reason.level));
    case 'coverage': return standing.coverage.has(reason.entry);
    case 'determination': return standing.determinations.has(reason.entry);
    case 'fulfilment': return evidence.commitments.has(reason.commitment);
    case 'window': case 'absence': return reason.to === null || reason.from <= reason.to;
  }
}

/** With a single instance, every claim on the fact in question must be among the reasons. */
function leftOut(standing: Standing, evidence: Evidence, status: Status): string | null {
  const duty = dutyOf(evidence, status);
  if (duty === undefined || duty.shape === 'assessed' || status.instances.length !== 1 || ['not-due', 'blocked', 'no-account', 'not-evaluable'].includes(status.performance)) return null;
  const pattern = duty.shape === 'achieve' ? duty.goal : duty.shape === 'maintain' ? duty.state : duty.act;
  const end = status.instances[0]?.window.to ?? Number.MAX_SAFE_INTEGER;
  const cited = new Set(status.explanation.because.flatMap((reason) => ('entry' in reason ? [reason.entry] : [])));
  for (const { entry, account } of standing.stated) {
    for (const one of account.facts ?? []) {
      const at = seconds(one.at ?? one.from, standing.zone);
      const matches = one.fact === pattern.fact && Object.entries(pattern.of ?? {}).every(([key, value]) => value.startsWith('?') || one.of[key] === value);
      const weighs = duty.shape === 'achieve' ? (one.holds ?? true) === false : at !== null && at.from < end;
      if (matches && weighs && at !== null && at.from < status.asOf.valid && !cited.has(entry)) return entry;
    }
  }
  return null;
}

function dutyOf(evidence: Evidence, status: Status) {
  const commitment = evidence.commitments.get(status.commitment)?.value;
  return commitment?.readings?.find(({ id }) => id === status.reading)?.duty ?? commitment?.duty;
}

type Support = Extract<Because, { readonly role: 'support' }>;
const last = ({ at }: Support): Instant => (at.to ?? Number.MAX_SAFE_INTEGER) - 1;

/** Whether the rule follows from the reasons given. Rules that rest on what is absent from the whole record are checked as far as reasons can speak against them. */
function follows(status: Status, evidence: Evidence): boolean {
  const { explanation: { rule, because }, asOf: { valid } } = status;
  const duty = dutyOf(evidence, status);
  /** Deliveries that add up: the last of them decides. */
  const addsUp = duty?.shape === 'achieve' && duty.quantity !== undefined;
  const supports = because.filter((reason): reason is Support => reason.role === 'support');
  const said = supports.filter(({ holds }) => holds), denied = supports.filter(({ holds }) => !holds);
  const window = because.find((reason) => reason.role === 'window');
  const closes = window?.role === 'window' ? window.to ?? Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
  const now = Math.min(closes, valid) - 1;
  const coversNow = (one: Support): boolean => one.at.from <= now;
  switch (rule) {
    case 'achieve.in-time': return said.some((one) => last(one) < closes) || said.length > 1;
    case 'achieve.late': return said.some((one) => one.at.from >= closes) && (addsUp || said.every((one) => last(one) >= closes));
    case 'achieve.disputed': case 'abstain.disputed': return said.length > 0 && denied.length > 0;
    case 'achieve.open': case 'achieve.open-without-deadline': return valid <= closes;
    case 'achieve.no-report': return valid > closes;
    case 'achieve.overdue-denied': return valid > closes && denied.some((one) => last(one) >= closes);
    case 'achieve.overdue-watched': return valid > closes && because.some(({ role }) => role === 'coverage');
    case 'achieve.overdue-on-record': return valid > closes;
    case 'maintain.breached': case 'maintain.missed': return supports.some(coversNow);
    case 'maintain.kept': return said.some(coversNow);
    case 'maintain.restored': return supports.length > 0;
    case 'maintain.disputed': return said.length > 0 || denied.length > 0;
    case 'maintain.kept-watched': case 'abstain.kept-watched': return because.some(({ role }) => role === 'coverage') || denied.length > 0;
    case 'abstain.breached': return said.length > 0;
    case 'abstain.no-report': return true;
    case 'assessed.graded': case 'assessed.disputed': return because.some(({ role }) => role === 'grade');
    case 'determined.kept': case 'determined.breached': return because.some(({ role }) => role === 'determination');
    default: return true;
  }
}
