import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Interval, Refusal } from '#base';
import { span } from '#base';
import type { Evidence, Perspective, Status } from '#compliance';
import { checkExplanation, claimsOf, evaluator } from '#compliance';
import { perspectiveOf } from '#app';
import { perspectivesOf } from '../src/app/dossier.ts';
import type { Expected, Scenario } from './support/scenario.ts';
import { readScenario, stateOf } from './support/scenario.ts';

/** Each file of tests/scenarios is one point of law or fact: good/ says what the statuses are, bad/ what is refused or cannot be evaluated. */
const scenariosIn = (folder: 'good' | 'bad'): readonly (readonly [string, Scenario])[] => {
  const path = join(import.meta.dirname, 'scenarios', folder);
  return readdirSync(path).sort().map((name) => [basename(name, '.yaml'), readScenario(readFileSync(join(path, name), 'utf8'))]);
};

function during(when: string, zone: string): Interval {
  const read = span(when, zone);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
}

/** The rest of the record stands before `known`; a day means to its end, an instant its second included. */
const ALL_KNOWN = '2039-01-01';

function statusOf(state: NonNullable<ReturnType<typeof held>>, { commitment, reading, as, at, known = ALL_KNOWN }: Expected): { readonly status: Status; readonly perspective: Perspective } {
  const { zone } = state.charter;
  const perspective = perspectiveOf({ perspectives: perspectivesOf(state) }, as);
  if (perspective === null) throw new Error(`nobody speaks as ${as}`);
  const asOf = { valid: during(at, zone).to ?? 0, known: during(known, zone).to ?? 0 };
  const id = commitment ?? [...state.commitments.keys()][0] ?? '';
  const status = evaluator(claimsOf(state), perspective, asOf).statuses(id).find((one) => reading === undefined || one.reading === reading);
  if (status === undefined) throw new Error(`no status of ${id} under the reading ${reading}`);
  return { status, perspective };
}

function held(scenario: Scenario) {
  const state = stateOf(scenario);
  if (!state.ok) throw new Error(JSON.stringify(state.refusal));
  return state.value;
}

/** The status in the words of the file: those members that it names. */
function asTold(status: Status, expected: Expected, zone: string): unknown {
  const { since, breaches, instances, explanation: { rule } } = status;
  const named: Readonly<Record<string, unknown>> = {
    ...status, rule, breaches: breaches.length, instances: instances.map(({ performance }) => performance),
    since: since === null ? null : typeof expected.since === 'string' && sameTime(since, during(expected.since, zone)) ? expected.since : since,
    ...(status.quantity === undefined ? {} : { quantity: status.quantity.value }),
  };
  return Object.fromEntries(Object.keys(expected).map((name) => [name, ['as', 'at', 'known', 'commitment'].includes(name) ? expected[name] : named[name]]));
}

const sameTime = (a: Interval, b: Interval): boolean => a.from === b.from && a.to === b.to;

/** Every explanation must also convince the checker, which has no engine. It cannot weigh reports that the agreed rule passes over. */
function checked(evidence: Evidence, perspective: Perspective, status: Status): Refusal | null {
  if (status.explanation.excluded.some(({ why }) => why === 'graded-too-low' || why === 'too-few-sources')) return null;
  const result = checkExplanation(evidence, perspective, status);
  return result.ok ? null : result.refusal;
}

function expectStatuses(scenario: Scenario): void {
  const state = held(scenario);
  for (const expected of scenario.expect ?? []) {
    const { status, perspective } = statusOf(state, expected);
    expect(asTold(status, expected, state.charter.zone)).toEqual(expected);
    expect(checked(state, perspective, status), `the explanation of ${JSON.stringify(expected)}`).toBeNull();
  }
}

/** The first problem's own code, out of the lists that the doors give. */
function innermost(refusal: Refusal): string {
  const { problems, refusal: inner } = refusal as { readonly problems?: readonly Refusal[]; readonly refusal?: Refusal };
  return problems?.[0]?.code ?? inner?.code ?? refusal.code;
}

describe('good', () => {
  test.each(scenariosIn('good'))('%s', (_, scenario) => {
    expect(scenario.expect?.length).toBeGreaterThan(0);
    expectStatuses(scenario);
  });
});

describe('bad', () => {
  test.each(scenariosIn('bad'))('%s', (_, scenario) => {
    if (scenario.refused === undefined) {
      for (const { performance } of scenario.expect ?? []) expect(['not-evaluable', 'blocked', 'not-expressed', 'no-account', 'unknown']).toContain(performance);
      return expectStatuses(scenario);
    }
    const state = stateOf(scenario);
    expect(state.ok ? 'accepted' : innermost(state.refusal)).toBe(scenario.refused);
  });
});
