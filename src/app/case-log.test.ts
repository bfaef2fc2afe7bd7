import { describe, expect, test } from 'vitest';
import { fold } from '#process';
import { hex, sha256 } from '#record';
import { readCase } from '#wire';
import { caseFiles } from '../../tests/support/case.ts';
import { caseLog } from './case-log.ts';
import type { CaseLog } from './case-log.ts';

function logOf(files: readonly (readonly [string, string])[]): CaseLog {
  const read = readCase(new Map(files));
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const log = caseLog(read.value);
  if (!log.ok) throw new Error(JSON.stringify(log.refusal));
  return log.value;
}

const bytesOf = ({ batch, held }: CaseLog): string => hex(sha256(new TextEncoder().encode(JSON.stringify([
  held, batch.head, batch.entries.map(({ bytes }) => hex(bytes)), batch.bodies.map(({ bytes }) => hex(bytes)), batch.tiles.map(({ hashes }) => hex(hashes)),
]))));

describe.each(['lachin-2020', 'sella'])('the case %s', (slug) => {
  const files = [...caseFiles(slug)];

  test('gives the same bytes whatever the order of its files', () => {
    const seed = 20_201_110;
    console.log(`orders from seed ${seed}`);
    const first = bytesOf(logOf(files));
    expect(bytesOf(logOf(files.toReversed()))).toBe(first);
    expect(bytesOf(logOf(files.toSorted((a, b) => (a[0].length * seed) % 97 - (b[0].length * seed) % 97)))).toBe(first);
  });

  test('every entry saw the log as it was, and none is too large', () => {
    const { batch } = logOf(files);
    for (const [index, { bytes }] of batch.entries.entries()) {
      const header = JSON.parse(new TextDecoder().decode(bytes).split('\n')[0] ?? '') as { readonly seen: { readonly size: number } };
      expect(header.seen.size).toBe(index);
      expect(bytes.length).toBeLessThanOrEqual(65_535);
    }
  });

  test('the state it leaves is the fold of its entries', () => {
    const { state, batch } = logOf(files);
    expect(state.size).toBe(batch.entries.length);
    expect(fold(state, []).size).toBe(state.size);
  });
});

test('an entry that the rules refuse is named with its file and line', () => {
  const broken = [...caseFiles('lachin-2020')].map(([name, text]) => [name, name === 'movements.yaml' ? text.replace(/\n    sources:\n      - url: [^\n]+\n/, '\n') : text] as const);
  const read = readCase(new Map(broken));
  const log = read.ok ? caseLog(read.value) : read;
  expect(log.ok).toBe(false);
  if (!log.ok) expect(log.refusal).toMatchObject({ code: 'case.refused', file: 'movements.yaml', line: expect.any(Number) as number });
});
