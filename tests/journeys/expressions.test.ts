import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holds, readExpression } from '../../src/wire/forms/expression.ts';
import type { Answer, Answers } from '../../src/wire/forms/form.ts';
import { chromiumHere, haveChromium, leave } from '../support/browser.ts';
import { chance } from '../support/chance.ts';

/** Conditions of forms against an XPath 1.0 that we did not write: the browser's. What ODK adds to XPath - days that are compared, `if`, `coalesce`, `regex`, `today` - is tried elsewhere. */
const SEED = 20261128, MANY = 6_000;
const ANSWERS: Answers = { word: 'gas', number: 7, half: -0.5, zero: 0, digits: ' 12 ', dotted: '.5', hex: '0x10', power: '1e3', plus: '+5', blank: '   ', several: ['gas', 'water', 'gas-oil'], yes: true, no: false };
const SELF = '42';

/** A condition twice: as a form has it, and with its answers as the browser finds them. */
interface Both {
  readonly form: string;
  readonly xpath: string;
}
const same = (text: string): Both => ({ form: text, xpath: text });

function writer(seed: number): (depth: number) => Both {
  const random = chance(seed), below = (count: number): number => Math.floor(random() * count), one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const answer = (name: string): Both => {
    const value = ANSWERS[name], path = `/data/${name}`;
    return { form: `\${${name}}`, xpath: typeof value === 'number' ? `number(${path})` : `string(${path})` };
  };
  const leaf = (): Both => {
    switch (below(5)) {
      case 0: return same(one(['0', '1', '7', '12', '0.5', '.5', '3.', '250', '0.1']));
      case 1: return same(one(["'gas'", '"water"', "''", "'7'", "' 12 '", "'0x10'", "'1e3'", "'+5'", "'-3'", "'- 3'", "'true'", "'NaN'"]));
      case 2: return { form: '.', xpath: 'string(/data/self)' };
      case 3: return same(one(['true()', 'false()']));
      default: return answer(one([...Object.keys(ANSWERS), 'nothing']));
    }
  };
  const within = (parts: readonly Both[], put: (words: readonly string[]) => string): Both => ({ form: put(parts.map(({ form }) => form)), xpath: put(parts.map(({ xpath }) => xpath)) });
  const write = (depth: number): Both => {
    if (depth === 0) return leaf();
    const [left, right] = [write(depth - 1 - below(Math.min(depth, 2))), write(depth - 1)], space = one([' ', '  ', '\n', '\t']);
    switch (below(9)) {
      case 0: return within([left], ([inner = '']) => `(${inner})`);
      case 1: { const name = one(['not', 'number', 'string-length']); return within([left], ([inner = '']) => `${name}(${inner})`); }
      case 2: return within([leaf()], ([inner = '']) => `- ${inner}`);
      case 3: { const name = one(['gas', 'wat', 'water', 'oil']); return { form: `selected(\${several}, '${name}')`, xpath: `contains(concat(' ', normalize-space(/data/several), ' '), ' ${name} ')` }; }
      default: { const mark = one(['=', '!=', '<', '<=', '>', '>=', 'and', 'or', '+', '-', '*', 'div', 'mod', '=', '<']); return within([left, right], ([a = '', b = '']) => `${a}${space}${mark}${space}${b}`); }
    }
  };
  return write;
}

describe.skipIf(!haveChromium)('conditions, as Chromium has them', () => {
  let browser: Browser, page: Page;
  beforeAll(async () => { browser = await chromiumHere(); page = await browser.newPage(); }, 60_000);
  afterAll(() => leave(browser));

  /** What the browser makes of each: a truth, or `null` where it is no XPath. */
  const inBrowser = (conditions: readonly string[]): Promise<readonly (boolean | null)[]> => page.evaluate(({ conditions, answers }) => {
    const found = document.implementation.createDocument(null, 'data');
    for (const [name, value] of Object.entries(answers)) found.documentElement.append(Object.assign(found.createElement(name), { textContent: value }));
    return conditions.map((condition) => { try { return found.evaluate(condition, found, null, XPathResult.BOOLEAN_TYPE).booleanValue; } catch { return null; } });
  }, { conditions, answers: { ...Object.fromEntries(Object.entries(ANSWERS).map(([name, value]) => [name, Array.isArray(value) ? value.join(' ') : value === true ? 'OK' : value === false ? '' : String(value as string)])), self: SELF } });

  test(`${MANY} of them come to the same`, async () => {
    console.log(`seed ${SEED}`);
    const write = writer(SEED), all = Array.from({ length: MANY }, (_, index) => write(1 + (index % 4))), theirs = await inBrowser(all.map(({ xpath }) => xpath));
    const differ = all.flatMap(({ form, xpath }, index) => {
      const read = readExpression(form), ours = read.ok ? holds(read.value, ANSWERS, SELF as Answer, '2026-11-28') : null;
      return ours === theirs[index] ? [] : [{ form, xpath, ours, theirs: theirs[index] }];
    });
    expect(differ.slice(0, 12)).toEqual([]);
    expect(theirs.filter((one) => one === true).length).toBeGreaterThan(MANY / 10);
    expect(theirs.filter((one) => one === false).length).toBeGreaterThan(MANY / 10);
    expect(theirs.filter((one) => one === null).length).toBe(0);
  });

  test('what we read as a condition is one to the browser, too: tokens in any order', async () => {
    const random = chance(SEED + 1), tokens = ['(', ')', '=', '<=', '+', '-', '*', 'and', 'or', 'div', 'mod', '1', '.5', "'x'", 'not(', 'number(', 'true()', '${word}', ','];
    const all = Array.from({ length: MANY }, () => Array.from({ length: 1 + Math.floor(random() * 6) }, () => tokens[Math.floor(random() * tokens.length)]).join(' ')), good = all.filter((text) => readExpression(text).ok);
    expect(good.length).toBeGreaterThan(200);
    const theirs = await inBrowser(good.map((text) => text.replaceAll('${word}', 'string(/data/word)')));
    expect(good.filter((_, index) => theirs[index] === null)).toEqual([]);
  });
});
