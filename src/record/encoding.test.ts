import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { base64, certain, fromBase64, fromDecimal, fromHex, fromUtf8, hex, utf8 } from './index.ts';

test('what is encoded agrees with Node, and decodes to itself', () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 89 + length * 31) & 255);
    expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    expect(hex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
    expect(certain(fromBase64(base64(bytes)))).toEqual(bytes);
    expect(certain(fromHex(hex(bytes)))).toEqual(bytes);
  }
  expect(certain(fromUtf8(utf8('Ձայն — صوت — səs \ufeff')))).toBe('Ձայն — صوت — səs \ufeff');
});

test('of all groups that end in padding those are read that Node writes again as they were', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'], ends = letters.flatMap((a) => letters.map((b) => a + b));
  const groups = [...ends.map((two) => `${two}==`), ...ends.map((two) => `A${two}=`)];
  const wrong = groups.filter((text) => fromBase64(text).ok !== (Buffer.from(text, 'base64').toString('base64') === text));
  expect([groups.length, wrong]).toEqual([8192, []]);
});

describe('what no encoder of ours wrote is refused', () => {
  test.each(['A', 'AA', 'AAA', 'AB==', 'AAB=', '=', '====', 'AA=A', 'A A=', 'AAAA=', 'A===', 'AAA\n', 'AAAA\n', ' AAAA', 'AA-_', '\u0100AAA', 'AAAA====', 'AA==AA=='])('base64 %j', (text) => {
    expect(fromBase64(text)).toMatchObject({ ok: false, refusal: { code: 'record.encoding.base64' } });
  });
  test.each(['0', '0G', 'AB', '0x00', ' 00', '00\n', '\uff10\uff10'])('hex %j', (text) => {
    expect(fromHex(text)).toMatchObject({ ok: false, refusal: { code: 'record.encoding.hex' } });
  });
  test.each(['', ' 1', '1 ', '+1', '-1', '-0', '01', '0x10', '1e3', '1.0', '1_000', '9007199254740992', '99999999999999999', '\u0661', '1\n', 'NaN'])('decimal %j', (text) => {
    expect(fromDecimal(text)).toMatchObject({ ok: false, refusal: { code: 'record.encoding.decimal' } });
  });
  test.each([[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]])('UTF-8 %i…', (...bytes) => {
    expect(fromUtf8(Uint8Array.from(bytes))).toMatchObject({ ok: false, refusal: { code: 'record.encoding.utf8' } });
  });
});
