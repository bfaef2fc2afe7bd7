import type { Account, Assertion, Commitment, Fact, Verification } from '#agreement';
import { during } from './evidence.ts';
import type { Evidence } from './index.ts';
import { claimsOf, evaluator } from './index.ts';
import type { Status } from './status.ts';

/** A small record for tests: who said what, when it became known, of which commitment. */
export interface Told {
  readonly by?: string;
  readonly known?: string;
  readonly facts?: readonly Assertion[];
  readonly powers?: NonNullable<Account['powers']>;
  readonly grades?: NonNullable<Account['grades']>;
  readonly grade?: NonNullable<Verification['grade']>;
  readonly determines?: readonly { readonly commitment: string; readonly outcome: 'kept' | 'breached'; readonly from: string; readonly to?: string }[];
  readonly withdrawn?: string;
}

export interface Scene {
  readonly zone?: string;
  readonly commitments: readonly Partial<Commitment>[];
  readonly told?: readonly Told[];
  readonly watched?: readonly { readonly by?: string; readonly fact: string; readonly of?: { readonly [key: string]: string }; readonly from: string; readonly to: string }[];
}

const fact = (id: string, kind: Fact['kind'], onRecord = false): Fact => ({ id, kind, keys: [], label: { en: id }, holds: { en: id }, holdsNot: { en: id }, ...(onRecord ? { onRecord } : {}) });
const FACTS = [fact('done', 'event'), fact('filed', 'event', true), fact('attack', 'event'), fact('notice', 'event'), fact('request', 'event'), fact('open', 'state')];
const ZONE = 'UTC';

export function evidenceOf({ zone = ZONE, commitments, told = [], watched = [] }: Scene): Evidence {
  const end = (when: string | undefined): number => (when === undefined ? 0 : during(when, zone).to ?? 0);
  return {
    charter: { zone, evidenceWindow: 'P14D' }, vocabulary: new Map(FACTS.map((one) => [one.id, one])),
    instruments: new Map([['I', { value: { id: 'I', kind: 'agreement', title: { en: 'I' }, date: '2024-01-01', parties: [], clauses: [], sources: [] }, source: { entry: 'I', known: 0 } }]]),
    commitments: new Map(commitments.map((given, index) => {
      const id = given.id ?? `C${index === 0 ? '' : index}`;
      return [id, { value: { instrument: 'I', clause: '1', title: { en: id }, bearers: { actors: ['A'] }, track: 'security', ...given, id }, source: { entry: id, known: 0 } }];
    })),
    items: new Map(told.map(({ by = 'A', known, withdrawn, determines, grade, ...said }, index) => {
      const value = { accounts: [{ by, stance: 'asserts' as const, ...said }], ...(determines === undefined ? {} : { body: by, determines }), ...(grade === undefined ? {} : { grade }) };
      const history = withdrawn === undefined ? [] : [{ kind: 'withdrawal' as const, source: { entry: `w${index}`, known: end(withdrawn) }, before: value }];
      return [`i${index}`, { kind: 'report', value, source: { entry: `e${index}`, known: end(known) }, history }];
    })),
    coverage: new Map(watched.map(({ by = 'A', of = {}, ...rest }, index) => [`w${index}`, { value: { by, of, ...rest }, source: { entry: `v${index}`, known: 0 } }])),
  };
}

/** The statuses of commitment `C` by actor `A` at the end of a day (or just after an instant), everything told by then and later being known unless `known` says otherwise. */
export function statusesOf(scene: Scene, valid: string, known?: string, members: readonly string[] = ['A']): readonly Status[] {
  const zone = scene.zone ?? ZONE;
  const asOf = { valid: during(valid, zone).to ?? 0, known: known === undefined ? Number.MAX_SAFE_INTEGER : during(known, zone).to ?? 0 };
  return evaluator(claimsOf(evidenceOf(scene)), { id: 'P', kind: 'actor', members }, asOf).statuses('C');
}

export function statusOf(...asked: Parameters<typeof statusesOf>): Status {
  const [status] = statusesOf(...asked);
  if (status === undefined) throw new Error('no status');
  return status;
}
