import { FOREVER, assert, endOf, shift, span } from '#base';
import type { Instant, When } from '#base';
import type { ActorId } from '#agreement';
import { charterThen } from './amendment.ts';
import { partyOf } from './parties.ts';
import type { HeldProposal, Origin, ProcessState } from './state.ts';
import { no, shown } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import type { Answer } from './table-bodies.ts';

/**
 * What a proposal has come to. `accepted`: by everybody whose word it takes, or by silence; a decision is then adopted. `declined`: by one of them; of a decision by silence, the silence is broken.
 * `lapsed`: the date passed. `unsettled`: the silence has passed, and an objection made before may still come.
 */
export type ProposalEnd = 'open' | 'accepted' | 'declined' | 'lapsed' | 'withdrawn' | 'replaced' | 'unsettled';

export interface ProposalOutcome {
  readonly outcome: ProposalEnd;
  /** From when it is so. */
  readonly since: Instant | null;
  /** Everybody asked, as the proposal names them, each with its answer so far. */
  readonly sides: readonly SideAnswer[];
}

/** `otherwise`: proposed something else (`entry` is that proposal's). */
export interface SideAnswer {
  readonly actor: ActorId;
  readonly answer: 'accept' | 'decline' | 'otherwise' | null;
  readonly entry: string | null;
  readonly at: Instant | null;
}

interface Said {
  readonly by: ActorId;
  readonly how: Answer['answer'] | 'otherwise';
  readonly source: Origin;
}

/** The outcome of a proposal as of a second that the record's clock - its last entry, or its last cosigned head - has reached. A pure function of what was recorded by then: no entry says that silence has passed. */
export function outcomeOf(state: ProcessState, id: string, asOf: Instant): ProposalOutcome {
  const held = state.proposals.get(id);
  assert(held !== undefined, `the proposal ${id} is on record`);
  const said = saidOf(state, held).filter(({ source }) => source.recorded <= asOf);
  const sides = held.value.to.map((actor): SideAnswer => {
    const last = said.findLast(({ by, how }) => by === actor && how !== 'withdraw');
    return { actor, answer: last === undefined ? null : last.how as SideAnswer['answer'], entry: last?.source.entry ?? null, at: last?.source.recorded ?? null };
  });
  const ended = said.find(({ by }) => by === held.value.by);
  if (ended !== undefined) return { outcome: ended.how === 'withdraw' ? 'withdrawn' : 'replaced', since: ended.source.recorded, sides };
  const { silence } = timesOf(state, held);
  return { ...(silence === null ? byAnswers(state, held, sides, asOf) : bySilence(silence, sides, asOf)), sides };
}

/** All that was said to a proposal, in the order of the log. */
function saidOf(state: ProcessState, { value: { id }, instead }: HeldProposal): readonly Said[] {
  const answers = (state.answers.get(id) ?? []).map(({ value, source }): Said => ({ by: value.by, how: value.answer, source }));
  const others = instead.flatMap((other): readonly Said[] => {
    const held = state.proposals.get(other);
    return held === undefined ? [] : [{ by: held.value.by, how: 'otherwise', source: held.source }];
  });
  return [...answers, ...others].sort((a, b) => a.source.position - b.source.position);
}

type Bare = Pick<ProposalOutcome, 'outcome' | 'since'>;

/** OSCE, Rules of Procedure, Annex 1(A): adopted unless somebody objects or amends before the expiry. */
function bySilence({ expires, settled }: Silence, sides: readonly SideAnswer[], asOf: Instant): Bare {
  const broken = sides.filter(({ answer }) => answer === 'decline' || answer === 'otherwise').map(({ at }) => at ?? 0);
  if (broken.length > 0) return { outcome: 'declined', since: Math.min(...broken) };
  if (asOf >= settled) return { outcome: 'accepted', since: expires };
  return asOf >= expires ? { outcome: 'unsettled', since: expires } : { outcome: 'open', since: null };
}

function byAnswers(state: ProcessState, proposal: HeldProposal, sides: readonly SideAnswer[], asOf: Instant): Bare {
  const asked = wordsOf(state, proposal.value.by, sides), needs = needed(state, proposal, asked.length);
  const yes = inOrder(asked.map(({ accepted }) => accepted)), against = inOrder(asked.map(({ refused }) => refused));
  if (yes.length >= needs) return { outcome: 'accepted', since: yes[needs - 1] ?? null };
  if (asked.length - against.length < needs) return { outcome: 'declined', since: against[asked.length - needs] ?? null };
  const { until } = timesOf(state, proposal);
  return asOf >= until ? { outcome: 'lapsed', since: until } : { outcome: 'open', since: null };
}

const inOrder = (times: readonly (Instant | null)[]): readonly Instant[] => times.filter((time) => time !== null).sort((a, b) => a - b);

/** One word of those whose word it takes: since when it is yes, or no. */
interface Word {
  readonly accepted: Instant | null;
  readonly refused: Instant | null;
}

/** One for each party, whoever of it was asked: its own where it was asked itself, else that of all its parts. Parts of the side that proposes count for nothing. Where no other party is asked, everybody's. */
function wordsOf({ actors }: ProcessState, by: ActorId, sides: readonly SideAnswer[]): readonly Word[] {
  const parties = Map.groupBy(sides.filter(({ actor }) => ![null, by].includes(partyOf(actors, actor))), ({ actor }) => partyOf(actors, actor));
  return parties.size === 0 ? sides.map((side) => wordOf([side])) : [...parties].map(([party, ones]) => wordOf(ones.some(({ actor }) => actor === party) ? ones.filter(({ actor }) => actor === party) : ones));
}

function wordOf(sides: readonly SideAnswer[]): Word {
  const against = sides.filter(({ answer }) => answer === 'decline' || answer === 'otherwise').map(({ at }) => at ?? 0);
  return { accepted: sides.every(({ answer }) => answer === 'accept') ? Math.max(...sides.map(({ at }) => at ?? 0)) : null, refused: against.length === 0 ? null : Math.min(...against) };
}

/** How many of those asked must accept: all, but where the charter's own rule says how many parties; a party that proposes is for it, a part of one speaks for no party. */
function needed(state: ProcessState, { value: { decision, by }, source }: HeldProposal, asked: number): number {
  const { actors } = state, rule = decision?.rule === 'charter' ? charterThen(state, source.position).procedure?.decision : undefined;
  return rule?.rule !== 'parties' ? asked : Math.min(asked, Math.max(0, rule.atLeast - (partyOf(actors, by) === by ? 1 : 0)));
}

interface Silence {
  readonly expires: Instant;
  /** From when no objection can count any more. */
  readonly settled: Instant;
}

/** `until`: answers count before it. `starts`: of a meeting, when it begins. */
interface Times {
  readonly until: Instant;
  readonly starts: Instant;
  readonly silence: Silence | null;
}

/** Until when a proposal can be answered: until the date that it names, and a meeting until it begins. */
export function timesOf(state: Pick<ProcessState, 'charter' | 'charterHistory'>, { value: { answerBy, meeting, decision }, source }: Pick<HeldProposal, 'value' | 'source'>): Times {
  const { zone, procedure } = charterThen(state, source.position);
  const starts = bound(meeting?.from, zone, 'from'), expires = bound(decision?.expires, zone, 'from');
  const late = shift(expires, procedure?.silence?.late ?? 'PT0S', zone);
  const silence = decision?.rule === 'silence' ? { expires, settled: late.ok ? late.value : expires } : null;
  return { until: silence?.expires ?? Math.min(bound(answerBy, zone, 'to'), starts), starts, silence };
}

function bound(when: When | undefined, zone: string, end: 'from' | 'to'): Instant {
  const read = when === undefined ? null : span(when, zone);
  return read?.ok !== true ? FOREVER : end === 'from' ? read.value.from : endOf(read.value);
}

/** Whether a proposal takes another word: not once it has come to its end. A meeting that was agreed can still be called off until it begins; what was declined can still be accepted; a broken silence stays broken. */
export function closedTo({ state, submission: { recorded, madeAt } }: Pick<Asked, 'state' | 'submission'>, held: HeldProposal, how: Said['how']): Verdict {
  const { id, what } = held.value, { outcome } = outcomeOf(state, id, recorded), { until, starts, silence } = timesOf(state, held);
  const closed = no('process.answer.closed', { id, outcome }), late = (end: Instant): Verdict => no('process.answer.late', { id, until: shown(end) });
  if (outcome === 'withdrawn' || outcome === 'replaced') return closed;
  if (silence !== null) {
    if (outcome === 'declined') return closed;
    const objects = (how === 'decline' || how === 'otherwise') && madeAt < silence.expires && recorded < silence.settled;
    return recorded < silence.expires || objects ? null : late(silence.expires);
  }
  if (outcome === 'accepted' && what !== 'meeting') return closed;
  const end = outcome === 'accepted' || how === 'withdraw' ? starts : until;
  return recorded < end ? null : late(end);
}
