import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

type Topic = { readonly file: string; readonly messages: { readonly [key: string]: string } };
const topics = (locale: string): readonly Topic[] => readdirSync(join(root, 'locales', locale)).map((file) => ({ file, messages: JSON.parse(readFileSync(join(root, 'locales', locale, file), 'utf8')) as Topic['messages'] }));
const english = topics('en');
const keys = new Map(english.flatMap(({ messages }) => Object.entries(messages)));

/** What a source says of keys: whole ones, patterns made with `${…}`, and which of both go straight into `say`. */
interface Said {
  readonly file: string;
  readonly whole: Set<string>;
  readonly patterns: { readonly head: string; readonly form: RegExp }[];
  readonly spoken: (string | RegExp)[];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const patternOf = ({ head, templateSpans }: ts.TemplateExpression): RegExp => new RegExp(`^${escaped(head.text)}${templateSpans.map(({ literal }) => `.+${escaped(literal.text)}`).join('')}$`);

function read(file: string): Said {
  const tree = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const said: Said = { file, whole: new Set(), patterns: [], spoken: [] };
  const speak = (node: ts.Node): void => {
    if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(speak);
    else if (ts.isParenthesizedExpression(node)) speak(node.expression);
    else if (ts.isStringLiteralLike(node)) said.spoken.push(node.text);
    else if (ts.isTemplateExpression(node)) said.spoken.push(patternOf(node));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) said.whole.add(node.text);
    if (ts.isTemplateExpression(node)) said.patterns.push({ head: node.head.text, form: patternOf(node) });
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'say' && node.arguments[0] !== undefined) speak(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return said;
}

const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter(({ name }) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name)).map((entry) => read(join(entry.parentPath, entry.name).slice(root.length + 1)));

/** A pattern without words of its own, such as `${topic}.${code}`, stands for a topic only where the same file names the topic. */
function uses({ whole, patterns }: Said, key: string): boolean {
  if (whole.has(key)) return true;
  const topic = key.slice(0, key.indexOf('.'));
  return patterns.some(({ head, form }) => form.test(key) && (head.startsWith(`${topic}.`) || (head === '' && whole.has(topic))));
}

/** A refusal or fault is used where its code is, or what follows the room's name in it: `gather.ts` puts `case.` before its codes. */
const coded = (key: string): boolean => {
  const code = key.slice(key.indexOf('.') + 1), short = code.slice(code.indexOf('.') + 1);
  return sources.some(({ whole, patterns }) => whole.has(code) || whole.has(short) || patterns.some(({ head, form }) => head.includes('.') && form.test(code)));
};

describe('sentences', () => {
  test('stand in one file each', () => {
    expect(english.flatMap(({ messages }) => Object.keys(messages)).length).toBe(keys.size);
  });

  test('that the sources say are there', () => {
    const missing = sources.flatMap(({ file, spoken }) => spoken.filter((key) => (typeof key === 'string' ? !keys.has(key) : ![...keys.keys()].some((one) => key.test(one)))).map((key) => `${file}: ${String(key)}`));
    expect(missing).toEqual([]);
  });

  test('that are there are said by some source', () => {
    const unused = [...keys.keys()].filter((key) => (/^(?:refusal|fault)\./.test(key) ? !coded(key) : !sources.some((source) => uses(source, key))));
    expect(unused).toEqual([]);
  });
});

type Part = { readonly type: number; readonly value?: string; readonly options?: { readonly [name: string]: { readonly value: readonly Part[] } } };
const LITERAL = 0, PLURAL = 6;

/** The parts of a message, at any depth. */
function partsOf(message: string, locale: string): readonly Part[] {
  const deep = (parts: readonly Part[]): readonly Part[] => parts.flatMap((part) => [part, ...Object.values(part.options ?? {}).flatMap((option) => deep(option.value))]);
  return deep(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst() as readonly Part[]);
}

/** Names of the facts that a message takes. */
const factsOf = (message: string, locale: string): readonly string[] => [...new Set(partsOf(message, locale).flatMap(({ type, value }) => (type > LITERAL && type < 7 && value !== undefined ? [value] : [])))].sort();

/** The forms between which a message chooses by a number; none where it looks only for one number, as `=1`. */
const formsOf = (part: Part): readonly string[] => { const forms = Object.keys(part.options ?? {}).filter((form) => !form.startsWith('=')); return forms.length === 1 ? [] : forms.toSorted(); };

describe.each(readdirSync(join(root, 'locales')))('the language %s', (locale) => {
  const messages = topics(locale).flatMap((topic) => Object.entries(topic.messages));

  test('says only what English says, from the same facts, in well-formed messages', () => {
    for (const [key, message] of messages) {
      expect(keys.has(key), key).toBe(true);
      expect(factsOf(message, locale), key).toEqual(factsOf(keys.get(key) ?? '', 'en'));
      expect(message, key).toBe(message.normalize('NFC').trim());
      expect(message.length, key).toBeGreaterThan(0);
    }
  });

  test('says of itself that it is not complete, if it is not', () => {
    expect(messages.length === keys.size || messages.some(([key]) => key === 'shell.untranslated')).toBe(true);
  });

  // What a script fills in is named as in every language: %count.
  test('has each form that the language gives to a number, and in another script none of our letters', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted(), other = /^(?:ar|hy|ru)$/.test(locale);
    for (const [key, message] of messages) {
      const parts = partsOf(message, locale), chosen = parts.filter(({ type }) => type === PLURAL).map(formsOf).filter((one) => one.length > 0);
      if (locale !== 'en') for (const one of chosen) expect(one, key).toEqual(forms);
      expect(other ? parts.filter(({ type, value = '' }) => type === LITERAL && /[A-Za-z]/.test(value.replaceAll(/%[a-z]+/g, ''))) : [], key).toEqual([]);
    }
  });
});
