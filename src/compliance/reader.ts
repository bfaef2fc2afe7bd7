import type { Instant } from '#base';
import { byCodeUnits } from '#base';
import type { Commitment, Keys, Pattern } from '#agreement';
import type { Attributed, Claim, Claims, CoverageClaim, Determination, GradeClaim, PowerClaim } from './evidence.ts';
import { isOnRecord } from './evidence.ts';
import { clusters } from './judgement.ts';
import type { Agreed, Quorum } from './quorum.ts';
import { agreedRule, gradedEnough } from './quorum.ts';
import type { Own } from './spoken.ts';
import type { AsOf, Explanation, Perspective } from './status.ts';
import { Telling } from './telling.ts';

/** Values of the variables of a commitment's patterns, bound by what brought an instance about. */
export type Bindings = Readonly<Record<string, string>>;

/** The claims that a perspective admits at given times. Everything the evaluator reads goes through here: there is no other way to the evidence. */
export interface Reader {
  readonly perspective: Perspective;
  /** Whether the claim is a member's own, not an act of the record that everybody reads. */
  isOwn(claim: Claim): boolean;
  readonly asOf: AsOf;
  /** How many source groups must say the same before it counts; `null` in a perspective that is somebody's own account. */
  readonly quorum: Quorum | null;
  /** The reader for one commitment: under the agreed rule each has its own; `null` if none was agreed for it. */
  of(commitment: Commitment): Reader | null;
  claims(pattern: Pattern, bindings?: Bindings): readonly Claim[];
  /** Of these, what is of times that begin before a second. */
  told(pattern: Pattern, bindings: Bindings, before: Instant): Telling;
  coverage(pattern: Pattern, bindings?: Bindings): readonly CoverageClaim[];
  powers(commitment: string): readonly PowerClaim[];
  grades(commitment: string): readonly GradeClaim[];
  determinations(commitment: string): readonly Determination[];
  /** Claims on a fact by a member that were not read, and why. */
  excluded(pattern: Pattern): Explanation['excluded'];
}

/** Reads a record as one perspective, as of given times: what its members said, known by then, standing then, about times before then. An act done by an entry of this record is there for every reader, whoever entered it. `absent`: entries to do without, for "what would change this". */
export function reader(record: Claims, perspective: Perspective, asOf: AsOf, absent: ReadonlySet<string> = new Set()): Reader {
  const all: Reading = { record, perspective, asOf, absent, members: new Set(perspective.members), agreed: null };
  const own = readerOf(all, (commitment) => {
    if (perspective.kind !== 'agreed') return own;
    const agreed = agreedRule(commitment, record.evidence.actors ?? new Map());
    return agreed === null ? null : readerOf({ ...all, agreed, members: agreed.members }, () => null);
  });
  return own;
}

interface Reading {
  readonly record: Claims;
  readonly perspective: Perspective;
  readonly asOf: AsOf;
  readonly absent: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  readonly agreed: Agreed | null;
}

function readerOf(reading: Reading, of: Reader['of']): Reader {
  const { record, perspective, asOf, absent, members, agreed } = reading;
  const stands = (said: Attributed): boolean => !absent.has(said.entry) && said.known <= asOf.known && (said.ended === null || said.ended.known > asOf.known);
  const admits = (said: Attributed): boolean => members.has(said.by) && stands(said);
  const isAct = (claim: Claim): boolean => claim.holds && isOnRecord(record, claim.fact);
  const listen = (pattern: Pattern, bindings: Bindings): readonly Claim[] => {
    const matching = matcher(pattern, bindings), everybody = isOnRecord(record, pattern.fact);
    return candidates(record, pattern, bindings).filter((claim) => claim.at.from < asOf.valid && (everybody && claim.holds ? stands(claim) : admits(claim)) && matching(claim.of));
  };
  /** All that is heard under a pattern, where one member alone says it and all of it is known: then nothing needs to be sifted. */
  const alone = (pattern: Pattern, bindings: Bindings): Own | null => {
    const only = agreed !== null || absent.size > 0 || isOnRecord(record, pattern.fact) ? null : onlyValue(pattern, bindings);
    if (only === null) return null;
    const { by, latest } = record.spoken(pattern.fact, ...only), own = [...by].filter(([actor]) => members.has(actor));
    return latest > asOf.known || own.length > 1 ? null : own[0]?.[1] ?? SILENT;
  };
  /** A judgement asks for the same claims more than once. */
  const before = new Map<Pattern, { readonly bound: string; readonly claims: readonly Claim[] }>();
  const heard = (pattern: Pattern, bindings: Bindings): readonly Claim[] => {
    const bound = JSON.stringify(bindings), kept = before.get(pattern);
    const claims = kept?.bound === bound ? kept.claims : alone(pattern, bindings)?.standing.before(asOf.valid).claims ?? listen(pattern, bindings);
    before.set(pattern, { bound, claims });
    return claims;
  };
  const graded = (claims: readonly Claim[]): readonly Claim[] => claims.filter((claim) => isAct(claim) || gradedEnough(claim, agreed?.grade));
  const counting = (claims: readonly Claim[]): readonly Claim[] => (agreed === null ? claims : counted(claims, agreed.quorum, record, isAct));
  const claims = (pattern: Pattern, bindings: Bindings = {}): readonly Claim[] => (agreed === null ? heard(pattern, bindings) : counting(graded(heard(pattern, bindings))));
  return {
    perspective, asOf, of, quorum: agreed?.quorum ?? null,
    claims,
    told: (pattern, bindings, end) => alone(pattern, bindings)?.standing.before(Math.min(end, asOf.valid)) ?? new Telling(claims(pattern, bindings).filter(({ at }) => at.from < end)),
    isOwn: (claim) => members.has(claim.by) || (agreed !== null && isAct(claim)),
    coverage: (pattern, bindings = {}) => record.coverage(pattern.fact).filter((said) => admits(said) && matches(pattern, said.of, bindings)),
    powers: (commitment) => record.powers(commitment).filter((said) => (said.onRecord ? stands(said) : admits(said)) && said.at.from < asOf.valid),
    grades: (commitment) => record.grades(commitment).filter((said) => admits(said) && said.at.from < asOf.valid),
    determinations: (commitment) => record.determinations(commitment).filter((said) => admits(said) && said.at.from < asOf.valid),
    excluded: (pattern) => {
      const own = alone(pattern, {}), passed = own === null ? candidates(record, pattern, {}).filter((claim) => members.has(claim.by) && !(admits(claim) && claim.at.from < asOf.valid) && matches(pattern, claim.of, {})) : [...own.ended, ...own.standing.from(asOf.valid)];
      const left = passed.map((claim) => leftOut(claim, asOf));
      return [...left, ...(agreed === null ? [] : tooWeak(heard(pattern, {}), graded, counting))].toSorted((a, b) => byCodeUnits(a.entry, b.entry) || byCodeUnits(a.why, b.why));
    },
  };
}

/** Reports of an event that enough groups give, of one time. A state's reports are counted second by second where its line is drawn; an act of this record needs nobody's word. */
function counted(claims: readonly Claim[], quorum: Quorum, record: Claims, isAct: (claim: Claim) => boolean): readonly Claim[] {
  const [first] = claims;
  if (first === undefined || record.evidence.vocabulary.get(first.fact)?.kind === 'state') return claims;
  const said = claims.filter((claim) => !isAct(claim));
  const enough = [true, false].flatMap((holds) => clusters(said.filter((claim) => claim.holds === holds)))
    .filter((cluster) => quorum.enough(new Set(cluster.claims.map(({ by }) => quorum.groupOf(by)))));
  return [...claims.filter(isAct), ...enough.flatMap((cluster) => cluster.claims)];
}

/** Under an agreed rule: of what was heard, the reports graded too low, and those that too few independent sources give. */
function tooWeak(heard: readonly Claim[], graded: (claims: readonly Claim[]) => readonly Claim[], counting: (claims: readonly Claim[]) => readonly Claim[]): Explanation['excluded'] {
  const fit = graded(heard), isFit = new Set(fit), counts = new Set(counting(fit));
  return heard.filter((claim) => !counts.has(claim)).map((claim) => ({ entry: claim.entry, why: isFit.has(claim) ? 'too-few-sources' : 'graded-too-low' }));
}

/** The claims that can match a pattern: those on its fact and, where it names a value or a variable is bound, those with the value of its first such key. */
function candidates(record: Claims, { fact, of = {} }: Pattern, bindings: Bindings): readonly Claim[] {
  for (const [key, wanted] of Object.entries(of)) {
    const value = wanted.startsWith('?') ? bindings[wanted] : wanted;
    if (value !== undefined && !value.includes(AND)) return record.byKey(fact, key, value);
  }
  return record.byFact(fact);
}

const SILENT: Own = { standing: new Telling([]), ended: [] };

/** The key and the value that a pattern names, where it names one and no more. */
function onlyValue({ of = {} }: Pattern, bindings: Bindings): readonly [key: string, value: string] | null {
  const [[key, wanted] = ['', ''], ...others] = Object.entries(of), value = wanted.startsWith('?') ? bindings[wanted] ?? '' : wanted;
  return others.length > 0 || value === '' || value.includes(AND) ? null : [key, value];
}

function leftOut(claim: Claim, asOf: AsOf): Explanation['excluded'][number] {
  if (claim.known > asOf.known) return { entry: claim.entry, why: 'recorded-after' };
  if (claim.ended !== null && claim.ended.known <= asOf.known) return { entry: claim.entry, why: claim.ended.why, by: claim.ended.by };
  return { entry: claim.entry, why: 'not-yet' };
}

/** Joins the ids of those who owe a duty as one; no id holds it. */
const AND = '+';
/** Whether a pattern's key names one value, and no variable. */
export const isSingle = (wanted: string): boolean => !wanted.startsWith('?') && !wanted.includes(AND);
export const together = (actors: readonly string[]): string => actors.toSorted(byCodeUnits).join(AND);

/** A pattern's key matches what is said if it is left out, equal, or a variable that is unbound or bound to it, alone or together with others. */
export const matches = (pattern: Pattern, of: Keys, bindings: Bindings): boolean => matcher(pattern, bindings)(of);

/** The same, for many. */
function matcher(pattern: Pattern, bindings: Bindings): (of: Keys) => boolean {
  const wanted = Object.entries(pattern.of ?? {}).flatMap(([key, named]): readonly (readonly [string, string, readonly string[]])[] => {
    const value = named.startsWith('?') ? bindings[named] : named;
    return value === undefined ? [] : [[key, value, value.includes(AND) ? value.split(AND) : []]];
  });
  return (of) => wanted.every(([key, value, parts]) => of[key] === value || parts.includes(of[key] ?? ''));
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
