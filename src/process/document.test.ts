import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CAPACITIES } from './bodies.ts';
import { LIVE_1, voicesFor } from './table.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const RULES = new URL('docs/reference/rules.md', root).pathname;

const voices = CAPACITIES.filter((capacity) => capacity !== 'editor');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = [
  row(['kind', ...voices]), row(['---', ...voices.map(() => '---')]),
  ...Object.entries(LIVE_1).filter(([, may]) => may.length > 0).map(([kind, may]) => row([kind, ...voices.map((capacity) => may.includes(capacity) ? 'yes' : '')])),
].join('\n');

const codesIn = (text: string): ReadonlySet<string> => new Set([...text.matchAll(/['`](process\.[a-z.-]+)['`;]/g)].map(([, code]) => code as string));
const sources = (test: boolean): string => readdirSync(new URL('src/process/', root)).filter((name) => name.endsWith('.ts') && name.endsWith('.test.ts') === test).map((name) => read(`src/process/${name}`)).join('\n');

describe('docs/reference/rules.md', () => {
  it('prints the table of the code (vitest -u writes it)', async () => {
    const printed = read('docs/reference/rules.md').replace(/(<!-- table: .* -->\n)[^]*?(<!-- end of table -->)/, (_all, before: string, after: string) => `${before}${table}\n${after}`);
    await expect(printed).toMatchFileSnapshot(RULES);
  });

  it('names every refusal, each is tested, and each has its sentence', () => {
    const codes = [...codesIn(sources(false))].sort();
    const documented = codesIn(read('docs/reference/rules.md'));
    const sentences = Object.keys(JSON.parse(read('locales/en/refusals-process.json')) as object).map((key) => key.replace('refusal.', '')).sort();
    expect(codes.filter((code) => !documented.has(code))).toEqual([]);
    expect([...documented].filter((code) => !codes.includes(code))).toEqual([]);
    expect(codes.filter((code) => !codesIn(sources(true)).has(code))).toEqual([]);
    expect(sentences).toEqual(codes);
  });
});

describe('locales/en/refusals-process.json', () => {
  it('says nothing but the facts that the tests expect of each refusal', () => {
    const facts = new Map<string, Set<string>>();
    for (const [, code = '', members = ''] of sources(true).matchAll(/\{ code: '(process\.[a-z.-]+)'((?:, \w+(?:: (?:'[^']*'|[^,}'])+)?)*) \}/g)) {
      const known = facts.get(code) ?? new Set();
      for (const [, name = ''] of members.matchAll(/, (\w+)(?=[:,]|$)/g)) known.add(name);
      facts.set(code, known);
    }
    for (const [key, sentence] of Object.entries(JSON.parse(read('locales/en/refusals-process.json')) as { readonly [key: string]: string })) {
      const known = facts.get(key.replace('refusal.', ''));
      for (const [, name = ''] of sentence.matchAll(/\{(\w+)\}/g)) expect(known?.has(name), `${key} ${name}`).toBe(true);
      expect(sentence, key).not.toMatch(/'|\{\w+,/);
    }
  });
});

describe('the table', () => {
  it('has a voice for every kind but the charter and what the host enters, and gives editors no live one', () => {
    for (const [kind, may] of Object.entries(LIVE_1)) {
      expect(may.length > 0, kind).toBe(!['charter', 'refusal', 'freeze'].includes(kind));
      expect(may.includes('editor'), kind).toBe(false);
      expect(new Set(may).size, kind).toBe(may.length);
    }
  });

  it('gives a documentary record to its editors', () => {
    expect(voicesFor('report', 'documentary')).toEqual(['editor']);
    expect(voicesFor('charter', 'documentary')).toEqual([]);
  });
});
