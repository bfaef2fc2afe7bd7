import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** What takes longest begins first, so that no worker ends long after the others: nobody waits for a browser or an installation alone. The rest by size. */
const LONGEST = ['journeys/pages', 'tarball', 'journeys/talks', 'journeys/', 'tests/'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => { const found = LONGEST.findIndex((part) => moduleId.includes(part)); return found === -1 ? LONGEST.length : found; };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'tools/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 20_000 } }, retry: process.env.CI === undefined ? 0 : 1, reporters: ['default'],
    globalSetup: ['tests/support/built.mjs'], isolate: false, maxWorkers: 3, sequence: { sequencer: LongestFirst }, // Three on two cores: programs and browsers are waited for.
  },
});
