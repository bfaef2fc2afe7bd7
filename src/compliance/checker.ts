import type { Interval, Result } from '#base';
import { canonical, ok, refuse, span } from '#base';
import type { Account, Assertion, Keys, PowerAct } from '#agreement';
import type { Evidence } from './evidence.ts';
import type { Cited, Grounds } from './checker-rules.ts';
import { concludes, follows } from './checker-rules.ts';
import type { Because, Perspective, Status } from './status.ts';

/**
 * Checks an explanation against the entries, without the evaluator: that every reason stands in an entry that its perspective may read at those times,
 * that no claim on the same matter was left out, and that the rule follows from the reasons. So an adversary need not trust the engine, only this page.
 * Refuses `explanation.unfounded`, `explanation.left-out`, `explanation.does-not-follow`, each with the entry or rule concerned.
 */
export function checkExplanation(evidence: Evidence, perspective: Perspective, status: Status): Result<null> {
  const standing = read(evidence, perspective, status);
  for (const reason of status.explanation.because) {
    if (!isFounded(reason, standing, evidence, status)) return refuse('explanation.unfounded', { role: reason.role, entry: 'entry' in reason ? reason.entry : '' });
  }
  const omitted = leftOut(standing, evidence, status);
  if (omitted !== null) return refuse('explanation.left-out', { entry: omitted });
  return concludes(status) && follows(status, groundsOf(status, perspective, standing, evidence)) ? ok(null) : refuse('explanation.does-not-follow', { rule: status.explanation.rule });
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
  readonly powers: readonly { readonly entry: string; readonly act: PowerAct }[];
  readonly coverage: readonly { readonly entry: string; readonly by: string; readonly fact: string; readonly at: Interval }[];
  readonly determinations: readonly { readonly entry: string; readonly by: string; readonly commitment: string; readonly outcome: string; readonly at: Interval }[];
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
  const { zone } = evidence.charter;
  const stated: Stated[] = [], powers: Standing['powers'][number][] = [], determinations: Standing['determinations'][number][] = [];
  for (const { value, source, history } of evidence.items.values()) {
    const said = [...history.map(({ before }) => before), value];
    const entries = [source, ...history.map((change) => change.source)];
    const latest = entries.findLastIndex(({ known }) => known <= asOf.known);
    const entry = entries[latest]?.entry, current = said[latest];
    if (entry === undefined || current === undefined || history[latest - 1]?.kind === 'withdrawal') continue;
    for (const account of current.accounts) stated.push({ entry, by: account.by, account: members.includes(account.by) ? account : acts(account, evidence) });
    const by = current.body ?? current.accounts[0]?.by ?? '';
    for (const act of current.powers ?? []) powers.push({ entry, act });
    for (const account of current.accounts) if (members.includes(account.by)) for (const act of account.powers ?? []) powers.push({ entry, act });
    if (members.includes(by)) for (const { commitment, outcome, from, to } of current.determines ?? []) determinations.push({ entry, by, commitment, outcome, at: between(from, to, zone) });
  }
  const coverage = [...evidence.coverage.values()].filter(({ value, source }) => members.includes(value.by) && source.known <= asOf.known)
    .map(({ value: { by, fact, from, to }, source }) => ({ entry: source.entry, by, fact, at: between(from, to, zone) }));
  return { stated, powers, coverage, determinations, zone };
}

/** From the first second that one written time may mean to the last that another may. */
const between = (from: string, to: string | undefined, zone: string): Interval => ({ from: seconds(from, zone)?.from ?? 0, to: seconds(to, zone)?.to ?? null });

const same = (a: Interval | null, b: Interval): boolean => a !== null && a.from === b.from && a.to === b.to;
const sameKeys = (a: Keys, b: Keys): boolean => canonical(a) === canonical(b);

function seconds(when: string | undefined, zone: string): Interval | null {
  const found = when === undefined ? null : span(when, zone);
  return found !== null && found.ok ? found.value : null;
}

/** Whether a reason stands in its entry as it is told: by whom, of what, at which time. */
function isFounded(reason: Because, standing: Standing, evidence: Evidence, status: Status): boolean {
  const { stated, zone } = standing;
  switch (reason.role) {
    case 'support': return stated.some((said) => said.entry === reason.entry && said.by === reason.by && (said.account.facts ?? []).some((one) =>
      one.fact === reason.fact && (one.holds ?? true) === reason.holds && sameKeys(one.of, reason.of) && same(seconds(one.at ?? one.from, zone), reason.at) && (one.to === undefined) === reason.open));
    case 'trigger': return stated.some(({ entry, account }) => entry === reason.entry && (account.facts ?? []).some((one) => brings(one, reason.at, evidence, status)));
    case 'power': return standing.powers.some(({ entry, act }) => entry === reason.entry && act.power === reason.power && act.to === reason.to && act.commitment === status.commitment && same(seconds(act.at, zone), reason.at));
    case 'grade': return stated.some(({ entry, by, account }) => entry === reason.entry && by === reason.by && (account.grades ?? []).some(({ level, commitment, at }) =>
      level === reason.level && commitment === status.commitment && same(seconds(at, zone), reason.at)));
    case 'coverage': return standing.coverage.some(({ entry, by, at }) => entry === reason.entry && by === reason.by && same(at, reason.at));
    case 'determination': return standing.determinations.some(({ entry, by, commitment, outcome, at }) =>
      entry === reason.entry && by === reason.by && commitment === status.commitment && outcome === reason.outcome && same(at, reason.at));
    case 'fulfilment': return evidence.commitments.has(reason.commitment);
    case 'window': case 'absence': return reason.to === null || reason.from <= reason.to;
  }
}

/** An event brings an instance about at the time it is told to have happened, several accounts of it at the time they share; what brings a remedy about is whatever broke the other commitment. */
function brings(said: Assertion, at: Interval, evidence: Evidence, status: Status): boolean {
  const trigger = evidence.commitments.get(status.commitment)?.value.trigger;
  if (trigger?.kind !== 'each') return true;
  const told = seconds(said.at ?? said.from, evidence.charter.zone);
  return said.fact === trigger.event.fact && (said.holds ?? true) && told !== null && told.from <= at.from && (told.to === null || at.to === null || at.to <= told.to);
}

/** With a single instance, every claim on the fact in question must be among the reasons. */
function leftOut(standing: Standing, evidence: Evidence, status: Status): string | null {
  const duty = dutyOf(evidence, status);
  if (duty === undefined || duty.shape === 'assessed' || status.instances.length !== 1 || ['not-due', 'blocked', 'no-account', 'not-evaluable'].includes(status.performance)) return null;
  const pattern = duty.shape === 'achieve' ? duty.goal : duty.shape === 'maintain' ? duty.state : duty.act, bearers = owing(standing, evidence, status);
  const end = status.instances[0]?.window.to ?? Number.MAX_SAFE_INTEGER;
  const cited = new Set(status.explanation.because.flatMap((reason) => ('entry' in reason ? [reason.entry] : [])));
  for (const { entry, account } of standing.stated) {
    for (const one of account.facts ?? []) {
      const at = seconds(one.at ?? one.from, standing.zone);
      const matches = one.fact === pattern.fact && Object.entries(pattern.of ?? {}).every(([key, value]) => (value === '?bearer' ? bearers.has(one.of[key] ?? '') : value.startsWith('?') || one.of[key] === value));
      const weighs = duty.shape === 'achieve' ? (one.holds ?? true) === false : at !== null && at.from < end;
      if (matches && weighs && at !== null && at.from < status.asOf.valid && !cited.has(entry)) return entry;
    }
  }
  return null;
}

/** Everybody who owes it at some time: by the commitment, or by an assignment. */
function owing({ powers }: Standing, evidence: Evidence, { commitment }: Status): ReadonlySet<string> {
  const assigned = powers.flatMap(({ act }) => (act.commitment === commitment && act.to !== undefined ? [act.to] : []));
  return new Set([...(evidence.commitments.get(commitment)?.value.bearers.actors ?? []), ...assigned]);
}

function dutyOf(evidence: Evidence, status: Status) {
  const commitment = evidence.commitments.get(status.commitment)?.value;
  return commitment?.readings?.find(({ id }) => id === status.reading)?.duty ?? commitment?.duty;
}

/** The assertions that the reasons cite, as their entries give them. */
function citedIn(status: Status, { stated, zone }: Standing): readonly Cited[] {
  return status.explanation.because.flatMap((reason) => (reason.role !== 'support' ? [] : stated.filter((said) => said.entry === reason.entry && said.by === reason.by)
    .flatMap(({ by, account }) => (account.facts ?? []).flatMap((one): readonly Cited[] => {
      const at = seconds(one.at ?? one.from, zone);
      const isIt = one.fact === reason.fact && (one.holds ?? true) === reason.holds && sameKeys(one.of, reason.of) && same(at, reason.at);
      return isIt && at !== null ? [{ by, holds: reason.holds, at, to: seconds(one.to, zone), quantity: one.quantity ?? null }] : [];
    }))));
}

/** Under an agreed rule that asks for several voices, that they are enough is not checked here. */
function groundsOf(status: Status, perspective: Perspective, standing: Standing, evidence: Evidence): Grounds {
  const verification = evidence.commitments.get(status.commitment)?.value.verification;
  const alone = (verification?.quorum ?? 1) === 1 && verification?.classes === undefined && verification?.grade === undefined;
  return { duty: dutyOf(evidence, status), cited: citedIn(status, standing), oneVoice: perspective.kind !== 'agreed' || alone };
}
