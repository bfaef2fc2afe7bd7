import type { Refusal } from '#base';
import { byCodeUnits, refuse } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import { isOf } from '#process';
import type { ProcessState } from '#process';
import { inOrder } from '../corridor-states.ts';
import { BECAME, fromOf, viewOf } from './claims.ts';
import type { ClaimView } from './claims.ts';
import { frontsBy, mattersOf } from './upon.ts';

export interface ClaimFilter {
  /** The statement that it is split out of. */
  readonly from: string | null;
  /** Who is said to make it, as an actor of this record. */
  readonly by: ActorId | null;
  readonly concerns: ActorId | null;
  readonly anonymity: string | null;
  readonly became: string | null;
}

export const NO_CLAIM_FILTER: ClaimFilter = { from: null, by: null, concerns: null, anonymity: null, became: null };
const ANONYMITIES = ['named', 'office', 'unnamed', 'unknown'] as const;

/** Every claim known then, the latest first publication first, those of one statement in its order; what is told the same as another is counted with that one. */
export function claimViews(state: ProcessState, asOf: AsOf, { from, by, concerns, anonymity, became }: ClaimFilter = NO_CLAIM_FILTER): readonly ClaimView[] {
  const alike = frontsBy(state, asOf.known), behind = Map.groupBy(alike, ([, keep]) => keep);
  const all = mattersOf(state, 'claim', asOf.known).filter(({ value }) => !alike.has(value.id)).map((claim) => viewOf(state, claim, asOf, (behind.get(claim.value.id) ?? []).map(([other]) => other)));
  const chosen = all.filter(({ claim: { value }, heard, became: word }) => (from === null || value.from === from) && (by === null || isOf(state.actors, by, value.by)) && (concerns === null || heard.some((one) => one.by === concerns)) && (anonymity === null || value.anonymity === anonymity) && (became === null || word === became));
  return chosen.toSorted(({ claim: a }, { claim: b }) => fromOf(state, b.value.first.at) - fromOf(state, a.value.first.at) || byCodeUnits(a.value.from ?? '', b.value.from ?? '') || byCodeUnits(counted(a.value.id), counted(b.value.id)));
}

/** So that the tenth stands after the ninth. */
const counted = (id: string): string => id.replace(/\d+/g, (digits) => digits.padStart(20, '0'));

/** What there is to choose from among these claims. */
export type ClaimChoices = { readonly [K in keyof ClaimFilter]: readonly string[] };

export function claimChoices(state: ProcessState, views: readonly ClaimView[]): ClaimChoices {
  const present = <T extends string>(all: readonly T[], of: (view: ClaimView) => string): readonly T[] => all.filter((one) => views.some((view) => of(view) === one));
  return {
    from: [...new Set(views.flatMap(({ claim: { value } }) => value.from ?? []))].toSorted(byCodeUnits), by: inOrder(state, [...new Set(views.flatMap(({ claim: { value } }) => value.by ?? []))]),
    concerns: inOrder(state, [...new Set(views.flatMap(({ heard }) => heard.map(({ by }) => by)))]), anonymity: present(ANONYMITIES, ({ claim }) => claim.value.anonymity), became: present(BECAME, ({ became }) => became),
  };
}

/** Reads the choices of an address; what cannot be read is left out, and said so: `filter.unknown-choice`. */
export function parseClaimFilter(query: Iterable<readonly [string, string]>, choices: ClaimChoices): { readonly filter: ClaimFilter; readonly problems: readonly { readonly field: keyof ClaimFilter; readonly refusal: Refusal }[] } {
  const given = new Map(query), fields = Object.keys(NO_CLAIM_FILTER) as readonly (keyof ClaimFilter)[];
  const read = fields.map((field) => { const value = given.get(field) ?? ''; return { field, value, good: value === '' || choices[field].includes(value) }; });
  return {
    filter: { ...NO_CLAIM_FILTER, ...Object.fromEntries(read.flatMap(({ field, value, good }) => (good && value !== '' ? [[field, value]] : []))) },
    problems: read.flatMap(({ field, value, good }) => (good ? [] : [{ field, refusal: refuse('filter.unknown-choice', { field, value: value.slice(0, 60) }).refusal }])),
  };
}
