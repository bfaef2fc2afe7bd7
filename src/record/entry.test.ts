import { describe, expect, test } from 'vitest';
import { base64, bodyDigest, caseKeySeed, caseSalt, checkSignature, emptyRoot, readBody, readEntry, utf8, writeBody, writeEntry } from './index.ts';

const seed = caseKeySeed('a seed for tests', 'anna');
const body = writeBody({ hello: 'world' }, caseSalt('a seed for tests', 'x'));
if (!body.ok) throw new Error('body');
const header = { process: body.value.digest, kind: 'statement', capacity: 'head', madeAt: 1_700_000_000, about: [], audience: 'public', body: body.value.digest, seen: { size: 0, root: base64(emptyRoot()) } };
const written = writeEntry(header, seed, 1_700_000_001);
if (!written.ok) throw new Error('entry');
const text = new TextDecoder().decode(written.value.bytes);
const read = (changed: string) => readEntry(utf8(changed));

test('an entry is three lines, and reads back', () => {
  expect(text.split('\n')).toHaveLength(4);
  const entry = readEntry(written.value.bytes);
  expect(entry.ok && entry.value.id).toBe(written.value.id);
  expect(entry.ok && checkSignature(entry.value).ok).toBe(true);
});

describe('anything but the form is refused, never guessed', () => {
  test.each([
    ['no last newline', text.slice(0, -1)], ['a line too many', `${text}x\n`], ['a space in the header', text.replace('[],"audience"', '[], "audience"')],
    ['members in another order', text.replace(/^\{"about":\[\],/, '{').replace('}}', '},"about":[]}').replace('},"about":[]}\n', ',"about":[]}\n')],
    ['a member more', text.replace('{"about"', '{"aa":1,"about"')], ['a member twice', text.replace('{"about":[]', '{"about":[],"about":[]')], ['another format', text.replace('entry/v1', 'entry/v2')],
    ['an unknown audience', text.replace('"public"', '"secret"')], ['a fraction of a second', text.replace('1700000000', '1700000000.5')], ['a negative time', text.replace('1700000000', '-1')],
    ['recorded with a sign', text.replace('\n1700000001', '\n+1700000001')], ['recorded with a zero in front', text.replace('\n1700000001', '\n01700000001')],
    ['a short signature', text.replace(/\n([^\n]{8})/, '\n')], ['a key that is no key', text.replace(/"author":"[^"]+"/, '"author":"AAAA"')], ['about in disorder', text.replace('"about":[]', `"about":["${'b'.repeat(64)}","${'a'.repeat(64)}"]`)],
    ['a lone surrogate', text.replace('statement', '\\ud800')], ['a number without end', text.replace('1700000000', '1e999')], ['deep nesting', text.replace('[]', '['.repeat(100) + ']'.repeat(100))],
  ])('%s', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(read(changed)).toMatchObject({ ok: false, refusal: { code: 'record.entry.form' } });
  });

  test('more than 65,535 bytes', () => {
    expect(read(`${'x'.repeat(70_000)}`)).toMatchObject({ ok: false, refusal: { code: 'record.entry.too-large', limit: 65_535 } });
  });
});

test('every byte of the header is under the signature', () => {
  const entry = readEntry(utf8(text.replace('"madeAt":1700000000', '"madeAt":1700000009')));
  expect(entry.ok && checkSignature(entry.value)).toMatchObject({ ok: false, refusal: { code: 'record.entry.signature' } });
});

test('a body is salted, addressed by digest, and read strictly', () => {
  expect(readBody(body.value.bytes)).toEqual({ ok: true, value: { hello: 'world' } });
  expect(bodyDigest(body.value.bytes)).toBe(body.value.digest);
  for (const wrong of ['{}', '[]', 'null', '{"content":1}', '{"content":1,"salt":"AAAA"}', '{"salt":"AAAAAAAAAAAAAAAAAAAAAA==","content":1}', '{"content":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="} ']) expect(readBody(utf8(wrong)).ok).toBe(false);
  expect(writeBody('x'.repeat(300_000), caseSalt('s', 'i'))).toMatchObject({ ok: false, refusal: { code: 'record.body.too-large' } });
});

test('no bytes make the reader throw', () => {
  let state = 77_003;
  console.log(`seed ${state}`);
  const next = (below: number): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  for (let round = 0; round < 3000; round += 1) {
    const bytes = Uint8Array.from(written.value.bytes);
    for (let change = next(4) + 1; change > 0; change -= 1) bytes[next(bytes.length)] = next(256);
    const cut = bytes.subarray(0, next(10) === 0 ? next(bytes.length) : bytes.length);
    const entry = readEntry(cut);
    if (!entry.ok) expect(entry.refusal.code).toMatch(/^record\.entry\./);
  }
});
