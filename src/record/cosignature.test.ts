import { beforeAll, describe, expect, test } from 'vitest';
import type { Signer } from './index.ts';
import { base64, caseKeySeed, certain, concat, fromBase64, fromHex, hex, keyIdOf, mlDsa44KeyOf, openCheckpoint, publicKeyOf, readNote, readVerifierKey, sha256, signCheckpoint, signLine, signatureLine, utf8, verifiedLines, verifierKeyOf, verifyLine, writeCheckpoint, writeVerifierKey } from './index.ts';
import * as browser from './primitives/browser.ts';
import * as node from './primitives/node.ts';
import { vectors } from '../../tests/support/vectors.ts';

const origin = 'counterpart/test', root = Uint8Array.from(sha256(utf8('root')));
const seed = caseKeySeed('a seed for tests', 'host'), mlSeed = caseKeySeed('a seed for tests', 'host, ML-DSA');
const text = writeCheckpoint({ origin, size: 7, root });
const witness = (type: Signer['type']): Signer => ({ name: 'witness.example/w1', type, seed: caseKeySeed('a seed for tests', `witness ${type}`) });
const TIME = 1_679_315_147;

beforeAll(() => browser.loadMlDsa44());

describe.each(['note', 'cosignature', 'ml-dsa-44'] as const)('a key of type %s', (type) => {
  const signer = witness(type), key = certain(readVerifierKey(verifierKeyOf(signer)));
  const line = signLine(text, signer, TIME), note = `${text}\n${line}`;

  test('opens what it signed, as of the time it signed for', () => {
    expect(certain(verifiedLines(note, [key]))).toEqual({ text, lines: [{ key, time: type === 'note' ? null : TIME, line }] });
  });

  test('opens no text but the one it signed', () => {
    for (const changed of [text.replace('\n7\n', '\n8\n'), text.replace('/test', '/tesu'), text.replace(base64(root), base64(sha256(root)))]) {
      expect(changed).not.toBe(text);
      expect(verifiedLines(`${changed}\n${line}`, [key])).toEqual({ ok: false, refusal: { code: 'record.note.signature', key: signer.name } });
    }
  });

  test('opens nothing with a bit turned anywhere in the signature, or a byte less or more', () => {
    const [{ signature } = { signature: new Uint8Array() }] = certain(readNote(note)).signatures;
    const step = Math.ceil(signature.length / 90);
    for (let at = 0; at < signature.length; at += step) expect(verifyLine(key, text, signature.map((byte, index) => (index === at ? byte ^ 1 : byte)))).toBe(null);
    for (const length of [0, 7, 8, 64, signature.length - 1].filter((one) => one < signature.length)) expect(verifyLine(key, text, signature.subarray(0, length))).toBe(null);
    expect(verifyLine(key, text, concat(signature, Uint8Array.of(0)))).toBe(null);
  });

  test('is written and read, and refused with another id, type, length or name', () => {
    const written = verifierKeyOf(signer), [name, id, encoded] = [written.split('+')[0] as string, written.split('+')[1] as string, written.split('+').slice(2).join('+')];
    expect(certain(readVerifierKey(written))).toMatchObject({ name: signer.name, type });
    const bytes = certain(fromBase64(encoded)), ofType = (byte: number): string => base64(Uint8Array.from(bytes, (one, index) => (index === 0 ? byte : one)));
    const wrong = [`${name}+00000000+${encoded}`, `${name}+${id}+${base64(bytes.subarray(0, -1))}`, `${name}+${id}+${ofType(2)}`, `${name}+${id}+${ofType(type === 'note' ? 4 : 1)}`, `${name} +${id}+${encoded}`, `\u0001${written}`, `${'x'.repeat(256)}+${id}+${encoded}`, `\ud800${written}`];
    for (const changed of wrong) expect(readVerifierKey(changed)).toMatchObject({ ok: false, refusal: { code: 'record.note.key' } });
  });
});

test('a name counts in a cosignature by ML-DSA, and one key under two roles is two keys', () => {
  const signer = witness('ml-dsa-44'), other = { ...signer, name: 'witness.example/w2' };
  const [{ signature } = { signature: new Uint8Array() }] = certain(readNote(`${text}\n${signLine(text, signer, TIME)}`)).signatures;
  expect(verifyLine(certain(readVerifierKey(verifierKeyOf(other))), text, signature)).toBe(null);
  const key = publicKeyOf(seed);
  expect(new Set([keyIdOf(origin, key), keyIdOf(origin, key, 'cosignature')].map(hex)).size).toBe(2);
});

test('a time from 2^53 on counts as wrong', () => {
  const signer = witness('cosignature'), key = certain(readVerifierKey(verifierKeyOf(signer)));
  const far = node.sign(signer.seed, utf8(`cosignature/v1\ntime 9007199254740992\n${text}`));
  expect(verifyLine(key, text, concat(Uint8Array.of(0, 0x20, 0, 0, 0, 0, 0, 0), far))).toBe(null);
});

describe('a head by two keys of the host', () => {
  const [hostKey, mlKey] = [writeVerifierKey(origin, publicKeyOf(seed)), writeVerifierKey(origin, mlDsa44KeyOf(mlSeed), 'ml-dsa-44')];
  const both = signCheckpoint({ origin, size: 7, root }, seed, { seed: mlSeed, time: 0 });

  test('opens under either and under both', () => {
    for (const keys of [hostKey, mlKey, [hostKey, mlKey]]) expect(certain(openCheckpoint(both, keys, origin))).toEqual({ origin, size: 7, root });
  });
  test('is refused where one of the keys asked for did not sign, or signed wrongly, or none is asked for', () => {
    const one = signCheckpoint({ origin, size: 7, root }, seed), line = certain(readNote(both)).signatures[1];
    expect(openCheckpoint(one, [hostKey, mlKey], origin)).toMatchObject({ ok: false, refusal: { code: 'record.note.unsigned' } });
    expect(openCheckpoint(`${one}${signatureLine(origin, line?.keyId ?? root, new Uint8Array(2428))}`, [hostKey, mlKey], origin)).toMatchObject({ ok: false, refusal: { code: 'record.note.signature' } });
    expect(openCheckpoint(both, [], origin)).toMatchObject({ ok: false, refusal: { code: 'record.note.unsigned' } });
  });
});

test('Node and the browser make the same keys of a seed, and each verifies what the other signed', () => {
  for (let round = 0; round < 5; round += 1) {
    const one = caseKeySeed('ML-DSA-44', String(round)), message = utf8(`message ${round}`), key = node.mlDsa44KeyOf(one);
    expect(hex(browser.mlDsa44KeyOf(one))).toBe(hex(key));
    const signatures = [node, browser].map((side) => Uint8Array.from(side.signMlDsa44(one, message)));
    for (const side of [node, browser]) for (const signature of signatures) {
      expect(side.verifyMlDsa44(key, message, signature)).toBe(true);
      expect(side.verifyMlDsa44(key, utf8('other'), signature)).toBe(false);
    }
  }
});

const noteIn = (file: string, from: string): string => new RegExp(`^${from.replaceAll('.', '\\.')}\\n(?:.+\\n)+\\n(?:\\u2014 .+\\n)+`, 'mu').exec(vectors(file))?.[0] ?? '';
const keyIn = (file: string): string => /[^\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+/.exec(vectors(file))?.[0] ?? '';

interface Vectors {
  readonly testGroups: readonly { readonly publicKey: string; readonly privateSeed?: string; readonly tests: readonly { readonly tcId: number; readonly msg: string; readonly ctx?: string; readonly sig: string; readonly result: string }[] }[];
}

describe('what others signed', () => {
  test('opens: a head of a public log cosigned by a public witness (0x04)', () => {
    const verified = certain(verifiedLines(noteIn('remora.txt', 'arche2025h1.staging.ct.transparency.dev'), [certain(readVerifierKey(keyIn('remora.txt')))]));
    expect(verified.lines.map(({ time }) => time)).toEqual([0x6a122120]);
  });
  test('opens: a log that signs with ML-DSA-44 as of no time, of the tests of litewitness (0x06)', () => {
    const note = noteIn('litewitness-mldsa.txt', 'example.com/mldsa-log');
    expect(certain(openCheckpoint(note, keyIn('litewitness-mldsa.txt'), 'example.com/mldsa-log')).size).toBe(1);
    expect(certain(verifiedLines(note, [certain(readVerifierKey(keyIn('litewitness-mldsa.txt')))])).lines.map(({ time }) => time)).toEqual([0]);
  });
  test('opens: a head of the Go checksum database (0x01)', () => {
    expect(certain(verifiedLines(noteIn('sumdb.txt', 'go.sum database tree'), [certain(readVerifierKey(keyIn('sumdb.txt')))])).lines.length).toBe(1);
  });

  test.each([['Node', node], ['the browser', browser]] as const)('Wycheproof: 173 signatures of ML-DSA-44 without context, in %s', (_, side) => {
    const { testGroups } = JSON.parse(vectors('mldsa_44_verify_test.json.gz')) as Vectors;
    const tests = testGroups.flatMap(({ publicKey, tests: group }) => group.filter(({ ctx }) => ctx === undefined || ctx === '').map((one) => ({ publicKey, ...one })));
    const answers = tests.map(({ tcId, publicKey, msg, sig }) => [tcId, side.verifyMlDsa44(certain(fromHex(publicKey)), certain(fromHex(msg)), certain(fromHex(sig))) ? 'valid' : 'invalid']);
    expect(answers).toEqual(tests.map(({ tcId, result }) => [tcId, result]));
    expect(answers.length).toBe(173);
  });
  test('Wycheproof: the keys that 25 seeds make', () => {
    const { testGroups } = JSON.parse(vectors('mldsa_44_sign_seed_test.json.gz')) as Vectors;
    const seeds = testGroups.filter(({ privateSeed, publicKey }) => privateSeed?.length === 64 && publicKey !== undefined);
    for (const { privateSeed = '', publicKey } of seeds) for (const side of [node, browser]) expect(hex(side.mlDsa44KeyOf(certain(fromHex(privateSeed))))).toBe(publicKey);
    expect(seeds.length).toBeGreaterThan(20);
  });
});
