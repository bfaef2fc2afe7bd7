import type { Keys, Pattern } from '#agreement';
import type { Attributed, Claim, Claims, CoverageClaim, Determination, GradeClaim, PowerClaim } from './evidence.ts';
import type { AsOf, Explanation, Perspective } from './status.ts';

/** Values of the variables of a commitment's patterns, bound by what brought an instance about. */
export type Bindings = Readonly<Record<string, string>>;

/** The claims that a perspective admits at given times. Everything the evaluator reads goes through here: there is no other way to the evidence. */
export interface Reader {
  readonly perspective: Perspective;
  /** Whether the claim is a member's own, not an act of the record that everybody reads. */
  isOwn(claim: Claim): boolean;
  readonly asOf: AsOf;
  claims(pattern: Pattern, bindings?: Bindings): readonly Claim[];
  coverage(pattern: Pattern, bindings?: Bindings): readonly CoverageClaim[];
  powers(commitment: string): readonly PowerClaim[];
  grades(commitment: string): readonly GradeClaim[];
  determinations(commitment: string): readonly Determination[];
  /** Claims on a fact by a member that were not read, and why. */
  excluded(pattern: Pattern): Explanation['excluded'];
}

/** Reads a record as one perspective, as of given times: what its members said, known by then, standing then, about times before then. An act done by an entry of this record is there for every reader, whoever entered it. `absent`: entries to do without, for "what would change this". */
export function reader(record: Claims, perspective: Perspective, asOf: AsOf, absent: ReadonlySet<string> = new Set()): Reader {
  const members = new Set(perspective.members);
  const stands = (said: Attributed): boolean => !absent.has(said.entry) && said.known <= asOf.known && (said.ended === null || said.ended.known > asOf.known);
  const admits = (said: Attributed): boolean => members.has(said.by) && stands(said);
  const claims = (pattern: Pattern, bindings: Bindings = {}): readonly Claim[] => {
    const onRecord = record.evidence.vocabulary.get(pattern.fact)?.onRecord === true;
    const read = (claim: Claim): boolean => (onRecord && claim.holds ? stands(claim) : admits(claim));
    return candidates(record, pattern, bindings).filter((claim) => claim.at.from < asOf.valid && read(claim) && matches(pattern, claim.of, bindings));
  };
  return {
    perspective, asOf,
    isOwn: (claim) => members.has(claim.by),
    claims,
    coverage: (pattern, bindings = {}) => (record.coverage.get(pattern.fact) ?? []).filter((said) => admits(said) && matches(pattern, said.of, bindings)),
    powers: (commitment) => (record.powers.get(commitment) ?? []).filter((said) => (said.onRecord ? stands(said) : admits(said)) && said.at.from < asOf.valid),
    grades: (commitment) => (record.grades.get(commitment) ?? []).filter((said) => admits(said) && said.at.from < asOf.valid),
    determinations: (commitment) => (record.determinations.get(commitment) ?? []).filter((said) => admits(said) && said.at.from < asOf.valid),
    excluded: (pattern) => candidates(record, pattern, {})
      .filter((claim) => members.has(claim.by) && matches(pattern, claim.of, {}) && !(admits(claim) && claim.at.from < asOf.valid))
      .map((claim) => leftOut(claim, asOf)),
  };
}

/** The claims that can match a pattern: those on its fact and, where it names a value or a variable is bound, those with the value of its first such key. */
function candidates(record: Claims, { fact, of = {} }: Pattern, bindings: Bindings): readonly Claim[] {
  for (const [key, wanted] of Object.entries(of)) {
    const value = wanted.startsWith('?') ? bindings[wanted] : wanted;
    if (value !== undefined) return record.byKey(fact, key).get(value) ?? [];
  }
  return record.byFact.get(fact) ?? [];
}

function leftOut(claim: Claim, asOf: AsOf): Explanation['excluded'][number] {
  if (claim.known > asOf.known) return { entry: claim.entry, why: 'recorded-after' };
  if (claim.ended !== null && claim.ended.known <= asOf.known) return { entry: claim.entry, why: claim.ended.why, by: claim.ended.by };
  return { entry: claim.entry, why: 'not-yet' };
}

/** A pattern's key matches what is said if it is left out, equal, or a variable that is unbound or bound to it. */
export function matches(pattern: Pattern, of: Keys, bindings: Bindings): boolean {
  for (const [key, wanted] of Object.entries(pattern.of ?? {})) {
    const value = wanted.startsWith('?') ? bindings[wanted] : wanted;
    if (value !== undefined && of[key] !== value) return false;
  }
  return true;
}

/** The bindings that an occurrence gives to the variables of the pattern it matched. */
export function bind(pattern: Pattern, of: Keys, bindings: Bindings = {}): Bindings {
  const bound: Record<string, string> = { ...bindings };
  for (const [key, wanted] of Object.entries(pattern.of ?? {})) {
    const value = of[key];
    if (wanted.startsWith('?') && value !== undefined) bound[wanted] = value;
  }
  return bound;
}
