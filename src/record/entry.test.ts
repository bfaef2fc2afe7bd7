import { describe, expect, test } from 'vitest';
import { MAX_BODY, base64, bodyDigest, caseKeySeed, caseSalt, checkCharterSignature, checkSignature, emptyRoot, hex, keyOf, readBody, readEntry, sha256, signCharter, utf8, writeBody, writeEntry } from './index.ts';

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
    ['an unknown audience', text.replace('"public"', '"secret"')], ['a fraction of a second', text.replace('1700000000', '1700000000.5')], ['a negative time', text.replace('1700000000', '-1')], ['a time beyond 2^53', text.replace('1700000000', '9007199254740993')], ['a size beyond 2^53', text.replace('"size":0', '"size":9007199254740993')], ['twice what it answers', text.replace('"about":[]', `"about":["${'a'.repeat(64)}","${'a'.repeat(64)}"]`)],
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

test('limits, to the byte', () => {
  const sized = (bytes: number) => writeBody('x'.repeat(bytes - utf8('{"content":"","salt":"AAAAAAAAAAAAAAAAAAAAAA=="}').length), caseSalt('s', 'i'));
  expect(sized(MAX_BODY)).toMatchObject({ ok: true });
  expect(sized(MAX_BODY + 1)).toMatchObject({ ok: false, refusal: { code: 'record.body.too-large', bytes: 262_145, limit: 262_144 } });
  expect(readBody(new Uint8Array(MAX_BODY + 1))).toMatchObject({ ok: false, refusal: { code: 'record.body.too-large' } });
  const answering = (count: number) => writeEntry({ ...header, about: Array.from({ length: count }, (_, index) => hex(sha256(utf8(`${index}`)))) }, seed, 0);
  expect(answering(64)).toMatchObject({ ok: true });
  expect(answering(65)).toMatchObject({ ok: false, refusal: { code: 'record.entry.form', part: 'about' } });
  for (const kind of ['', 'A', '1', 'a'.repeat(33), 'a_b', 'a b', '-a']) expect(writeEntry({ ...header, kind }, seed, 0)).toMatchObject({ ok: false, refusal: { part: 'kind' } });
});

test('a charter is signed before there is a log, by its content alone', () => {
  const charter = { title: { en: 'A charter' }, parties: ['A', 'B'] }, signature = signCharter(charter, seed);
  expect(checkCharterSignature(charter, keyOf(seed), signature).ok).toBe(true);
  expect(checkCharterSignature({ parties: ['A', 'B'], title: { en: 'A charter' } }, keyOf(seed), signature).ok).toBe(true);
  const wrong = [checkCharterSignature({ ...charter, parties: ['B', 'A'] }, keyOf(seed), signature), checkCharterSignature(charter, keyOf(caseKeySeed('other', 'anna')), signature), checkCharterSignature(charter, keyOf(seed), 'AAAA'), checkCharterSignature(charter, '', signature)];
  for (const result of wrong) expect(result).toMatchObject({ ok: false, refusal: { code: 'record.charter.signature' } });
});

test('keys and salts of a published seed are those of the format', () => {
  expect(hex(caseKeySeed('seed', 'anna'))).toBe(hex(sha256(utf8('counterpart/case-key/v1\nseed\nanna'))));
  expect(hex(caseSalt('seed', 'item'))).toBe(hex(sha256(utf8('counterpart/case-salt/v1\nseed\nitem'))).slice(0, 32));
});

test('no bytes make the readers throw', () => {
  let state = 77_003;
  console.log(`seed ${state}`);
  // From the high digits: the low ones of such a generator come round at once.
  const next = (below: number): number => Math.floor(((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648) * below);
  for (let round = 0; round < 3000; round += 1) {
    const bytes = Uint8Array.from(written.value.bytes);
    for (let change = next(4) + 1; change > 0; change -= 1) bytes[next(bytes.length)] = next(256);
    const cut = bytes.subarray(0, next(10) === 0 ? next(bytes.length) : bytes.length);
    const entry = readEntry(cut);
    if (!entry.ok) expect(entry.refusal.code).toMatch(/^record\.entry\./);
    const content = readBody(Uint8Array.from(body.value.bytes, (byte) => (next(30) === 0 ? next(256) : byte)));
    if (!content.ok) expect(content.refusal.code).toBe('record.body.form');
  }
});
