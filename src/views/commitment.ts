import type { Clause, Commitment, Instrument } from '#agreement';
import type { AsOf, Perspective, Status } from '#compliance';
import type { Origin } from '#process';
import type { Due } from './agreement-due.ts';
import { duesOf } from './agreement-due.ts';
import { verdictsOf } from './agreement-row.ts';
import type { Verdict, VerdictWord } from './agreement-verdict.ts';
import { differ, speaks, VERDICTS, verdictOf } from './agreement-verdict.ts';
import type { Evidence } from './commitment-evidence.ts';
import { evidence } from './commitment-evidence.ts';
import type { wordings } from './commitment-wordings.ts';
import { wordings as wordingsOf } from './commitment-wordings.ts';
import type { Explained } from './explain.ts';
import { explained } from './explain.ts';
import type { Folded } from './filters.ts';

/** One commitment, whole: its text as published, what every account makes of it and why, and the entries it all rests on. */
export interface CommitmentView {
  readonly commitment: Commitment;
  readonly source: Origin;
  readonly instrument: { readonly value: Instrument; readonly source: Origin } | null;
  readonly clause: Clause | null;
  readonly wordings: ReturnType<typeof wordings>;
  readonly dues: readonly Due[];
  readonly asOf: AsOf;
  readonly differs: boolean;
  /** Who comes to which verdict: readings in their order, verdicts in that of `VERDICTS`; perspectives that say nothing are left out. */
  readonly positions: readonly Stand[];
  /** Perspectives with an account, in the order of screens. */
  readonly accounts: readonly AccountView[];
  /** Perspectives without any account on it. */
  readonly silent: readonly Perspective[];
  /** What the text and the record alone say, the same for everybody, where nobody has an account. */
  readonly onRecord: AccountView | null;
  readonly evidence: readonly Evidence[];
}

/** One verdict and the perspectives that come to it, under one reading where readings part. */
export interface Stand {
  readonly reading: string | null;
  readonly word: VerdictWord;
  readonly perspectives: readonly string[];
}

export interface AccountView {
  readonly perspective: Perspective;
  readonly verdicts: readonly Verdict[];
  /** One for each reading, in the order of the commitment's readings; a single one where they do not part. */
  readonly explanations: readonly { readonly reading: string | null; readonly verdict: Verdict; readonly explained: Explained }[];
}

/** A commitment by id with its statuses; `null` if the process has none of that id. `statuses` may hold those of other commitments. */
export function commitmentView(folded: Folded, id: string, statuses: readonly Status[], asOf: AsOf): CommitmentView | null {
  const held = folded.state.commitments.get(id);
  if (held === undefined) return null;
  const commitment = held.value;
  const own = statuses.filter((status) => status.commitment === id);
  const instrument = folded.state.instruments.get(commitment.instrument) ?? null;
  const clause = instrument?.value.clauses.find((candidate) => candidate.id === commitment.clause) ?? null;
  const actors = new Set(folded.perspectives.filter(({ kind }) => kind === 'actor').map((perspective) => perspective.id));
  const speaking = folded.perspectives.filter((perspective) => own.some((status) => status.perspective === perspective.id && speaks(status)));
  const accounts = speaking.map((perspective) => accountOf(folded, perspective, own, commitment));
  const silent = folded.perspectives.filter((perspective) => !speaking.includes(perspective));
  const [first] = silent;
  return {
    commitment, source: held.source, instrument, clause, wordings: clause === null ? [] : wordingsOf(clause),
    dues: duesOf(commitment, folded.state.vocabulary), asOf, accounts, silent,
    differs: differ(own, (perspective) => actors.has(perspective)), positions: positionsOf(accounts, (commitment.readings ?? []).map((reading) => reading.id)),
    onRecord: accounts.length > 0 || first === undefined ? null : accountOf(folded, first, own, commitment),
    evidence: evidence(folded, commitment, own),
  };
}

function accountOf(folded: Folded, perspective: Perspective, own: readonly Status[], commitment: Commitment): AccountView {
  const mine = own.filter((status) => status.perspective === perspective.id);
  const reasons = mine.map((status) => ({ reading: status.reading, verdict: verdictOf(status, commitment), explained: explained(status, folded) }));
  const alike = reasons.length === 1 || new Set(reasons.map(({ explained: parts }) => JSON.stringify(parts))).size === 1;
  return { perspective, verdicts: verdictsOf(mine, commitment), explanations: alike ? reasons.slice(0, 1).map((one) => ({ ...one, reading: null })) : reasons };
}

function positionsOf(accounts: readonly AccountView[], readings: readonly (string | null)[]): readonly Stand[] {
  const stands = accounts.flatMap(({ perspective, verdicts }) => verdicts.filter(({ word }) => word !== 'no-account').map(({ reading, word }) => ({ reading, word, perspective: perspective.id })));
  const grouped = Map.groupBy(stands, ({ reading, word }) => `${reading ?? ''} ${word}`);
  return [...grouped.values()]
    .flatMap((same) => same.slice(0, 1).map(({ reading, word }) => ({ reading, word, perspectives: same.map(({ perspective }) => perspective) })))
    .toSorted((a, b) => readings.indexOf(a.reading) - readings.indexOf(b.reading) || VERDICTS.indexOf(a.word) - VERDICTS.indexOf(b.word));
}
