import { expect, test } from 'vitest';
import { tidy } from './tidy.ts';

test('the house is tidy', () => {
  expect(tidy().map(({ file, line, what }) => `${file}:${line} ${what}`)).toEqual([]);
});
