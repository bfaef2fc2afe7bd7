import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Actor } from '#agreement';
import type { Capacity, Kind } from '#process';
import { assertedOnly, phaseOf } from '#process';
import { LIVE, Table, at } from '../src/process/test-table.ts';

/** A file of tests/scenarios/table: who sits there, what they enter one after another, which of it is refused, and what it comes to. */
interface Story {
  readonly scenario: string;
  readonly actors: Readonly<Record<string, Actor['kind']>>;
  readonly people: Readonly<Record<string, readonly [string, Capacity]>>;
  readonly steps: readonly { readonly by: string; readonly at: string; readonly kind: Kind; readonly content: object; readonly refused?: string }[];
  readonly expect: { readonly phase: Readonly<Record<string, string | null>>; readonly instruments: readonly string[]; readonly asserted?: Readonly<Record<string, readonly string[]>> };
}

const folder = join(import.meta.dirname, 'scenarios/table');
const stories = readdirSync(folder).sort().map((name) => parse(readFileSync(join(folder, name), 'utf8'), { version: '1.2', schema: 'core' }) as Story);

describe.each(stories.map((story) => [story.scenario, story] as const))('%s', (_, { actors, people, steps, expect: wanted }) => {
  const table = new Table({
    ...LIVE, actors: Object.entries(actors).map(([id, kind]) => ({ id, kind, label: { en: id } })),
    participants: Object.entries(people).map(([id, [actor, capacity]]) => ({ id, name: id, actor, capacity, key: `key-${id}`, proof: 's' })),
  });
  Object.assign(table, { state: { ...table.state, recorded: 0 } });

  test('is admitted and refused as written, and comes to what is written', () => {
    for (const { by, at: when, kind, content, refused } of steps) {
      const time = { recorded: at(when) };
      expect(table.submit(by, kind, content as never, time)?.code, `${by} ${kind} ${when}`).toBe(refused);
      if (refused === undefined) table.add(by, kind, content as never, time);
    }
    const { state } = table;
    for (const [id, phase] of Object.entries(wanted.phase)) expect(phaseOf(state, id)).toBe(phase);
    expect([...state.instruments.keys()]).toEqual(wanted.instruments);
    for (const [id, unconfirmed] of Object.entries(wanted.asserted ?? {})) expect(assertedOnly(state, id, state.recorded ?? 0)?.unconfirmed).toEqual(unconfirmed);
  });
});
