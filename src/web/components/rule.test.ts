import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createWords } from '#words';
import { root } from '../../../tests/support/host.ts';
import { ruleInWords } from './rule.ts';

const folder = join(root, 'locales/en'), messages = Object.assign({}, ...readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as object)) as { readonly [key: string]: string };
const words = createWords({ locale: 'en', messages, zone: 'UTC' });

test('a refusal of which only the code is on record is a sentence, with a gap where it would say what', () => {
  expect(ruleInWords(words, 'process.id.taken')).toMatch(/“…”/);
  expect(ruleInWords(words, 'of.another.version')).toBeNull();
});

test('so is every refusal that there is', () => {
  const codes = Object.keys(messages).flatMap((key) => (key.startsWith('refusal.') ? [key.slice('refusal.'.length)] : []));
  for (const code of codes) expect(ruleInWords(words, code), code).not.toMatch(/NaN|undefined|\{\w/);
  expect(codes.length).toBeGreaterThan(300);
});
