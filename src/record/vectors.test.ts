import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as browser from './primitives/browser.ts';
import * as native from './primitives/native.ts';
import * as node from './primitives/node.ts';
import {
  Frontier, base64, certain, consistencyProof, emptyRoot, fromBase64, fromHex, inclusionProof, leafHash, openCheckpoint, openNote, readBundle, readVerifierKey, sameBytes, tilePath, tileReader, rootFrom, utf8,
  verifyConsistency, verifyInclusion, verifySubtreeConsistency, verifySubtreeInclusion,
} from './index.ts';

const data = process.env['COUNTERPART_DATA'];
const have = data !== undefined;
if (!have) console.log('COUNTERPART_DATA is not set: the vectors of others are skipped');

const bytes = (text: string | undefined): Uint8Array => certain(fromBase64(text ?? ''));
const files = (folder: string): readonly string[] => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? files(path) : [path];
});

interface ProofVector {
  readonly leafIdx?: number; readonly treeSize?: number; readonly root?: string; readonly leafHash?: string;
  readonly start?: number; readonly end?: number; readonly size?: number; readonly size1?: number; readonly size2?: number; readonly root1?: string; readonly root2?: string;
  readonly proof: readonly string[] | null; readonly wantErr: boolean;
}

describe.skipIf(!have)('proofs of transparency-dev/merkle', () => {
  const read = (kind: string): readonly (readonly [string, ProofVector])[] =>
    files(join(data as string, 'record/merkle', kind)).map((path) => [path.slice((data as string).length), JSON.parse(readFileSync(path, 'utf8')) as ProofVector]);

  const check: { readonly [kind: string]: (vector: ProofVector, proof: readonly Uint8Array[]) => { readonly ok: boolean } } = {
    inclusion: (v, proof) => verifyInclusion(bytes(v.leafHash), v.leafIdx ?? 0, v.treeSize ?? 0, proof, bytes(v.root)),
    consistency: (v, proof) => verifyConsistency(v.size1 ?? 0, v.size2 ?? 0, proof, bytes(v.root1), bytes(v.root2)),
    subtreeinclusion: (v, proof) => verifySubtreeInclusion(bytes(v.leafHash), v.leafIdx ?? 0, v.start ?? 0, v.end ?? 0, proof, bytes(v.root)),
    subtreeconsistency: (v, proof) => verifySubtreeConsistency(v.start ?? 0, v.end ?? 0, v.size ?? 0, proof, bytes(v.root1), bytes(v.root2)),
  };

  test.each([['inclusion', 98, 6], ['consistency', 98, 6], ['subtreeinclusion', 204, 12], ['subtreeconsistency', 118, 12]])('%s: %i vectors, of which %i are right', (kind, count, right) => {
    const answers = read(kind).map(([name, vector]) => ({ name, wanted: !vector.wantErr, ok: check[kind]?.(vector, (vector.proof ?? []).map(bytes)).ok }));
    expect(answers.filter(({ wanted, ok }) => wanted !== ok)).toEqual([]);
    expect([answers.length, answers.filter(({ ok }) => ok).length]).toEqual([count, right]);
  });
});

interface SignatureVector {
  readonly number: number; readonly key: string; readonly sig: string; readonly msg: string; readonly flags: readonly string[] | null;
}

describe.skipIf(!have)('914 edge cases of Ed25519 (C2SP CCTV)', () => {
  const vectors = have ? JSON.parse(readFileSync(join(data as string, 'record/ed25519vectors.json'), 'utf8')) as readonly SignatureVector[] : [];
  /** Small order or not canonical: our own refusal. A residue of small order: right only with the cofactor, which RFC 8032 allows and we do not use. */
  const REFUSED = ['low_order_A', 'low_order_R', 'non_canonical_A', 'non_canonical_R', 'low_order_residue'];

  test.each([['Node', node], ['Node with libsodium', native], ['the browser', browser]])('%s accepts exactly the 43 without a point of small order, a form that is not canonical, or a residue', (_, side) => {
    const accepted = vectors.filter(({ key, msg, sig }) => side.verifySignature(certain(fromHex(key)), utf8(msg), certain(fromHex(sig)))).map(({ number }) => number);
    expect(accepted).toEqual(vectors.filter(({ flags }) => !flags?.some((flag) => REFUSED.includes(flag))).map(({ number }) => number));
    expect([vectors.length, accepted.length]).toEqual([914, 43]);
  });
});

test('what one side signs the other verifies, and both sign alike', () => {
  for (let round = 0; round < 20; round += 1) {
    const seed = node.sha256(Uint8Array.of(round)), message = utf8('x'.repeat(round * 37));
    const key = node.publicKeyOf(seed), signature = node.sign(seed, message);
    expect(browser.publicKeyOf(seed)).toEqual(Uint8Array.from(key));
    expect(browser.sign(seed, message)).toEqual(Uint8Array.from(signature));
    expect(browser.sha256(message)).toEqual(Uint8Array.from(node.sha256(message)));
    for (const side of [node, native, browser]) {
      expect(side.verifySignature(key, message, signature)).toBe(true);
      expect(side.verifySignature(key, utf8(`${round}`), signature)).toBe(false);
      expect(side.verifySignature(key.subarray(1), message, signature)).toBe(false);
      expect(side.verifySignature(key, message, signature.subarray(1))).toBe(false);
      expect(side.verifySignature(key, message, withOrderAdded(signature))).toBe(false);
    }
  }
});

/** The same signature with the group's order added to `s`: the second form that RFC 8032 forbids. */
function withOrderAdded(signature: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(signature), order = certain(fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010'));
  let carry = 0;
  for (const [index, byte] of order.entries()) {
    carry += (changed[32 + index] as number) + byte;
    changed[32 + index] = carry & 0xff;
    carry >>= 8;
  }
  return changed;
}

describe.skipIf(!have)('a log written by Tessera', () => {
  const key = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';
  const at = (path: string): Uint8Array => readFileSync(join(data as string, 'record/tessera-log', path));
  const opened = (size: number) => certain(openCheckpoint(new TextDecoder().decode(at(`checkpoint.${size}`)), key, 'example.com/log/testdata'));
  const SIZES = Array.from({ length: 15 }, (_, index) => index + 1);

  test('every checkpoint is signed, and its root is that of its tiles and of its entries', () => {
    expect(opened(0)).toMatchObject({ size: 0, root: Uint8Array.from(emptyRoot()) });
    for (const size of SIZES) {
      const head = opened(size), tile = at(tilePath(0, 0, size)), frontier = new Frontier();
      expect(head.size).toBe(size);
      expect(base64(rootFrom(size, tileReader(() => tile)))).toBe(base64(head.root));
      for (const entry of certain(readBundle(at(tilePath('entries', 0, size)), size))) frontier.append(leafHash(entry));
      expect(sameBytes(frontier.root(), head.root)).toBe(true);
    }
  });

  test('our proofs from its tiles lead to its signed roots', () => {
    const whole = tileReader(() => at(tilePath(0, 0, 15))), entries = certain(readBundle(at(tilePath('entries', 0, 15)), 15));
    for (const size of SIZES) {
      for (let index = 0; index < size; index += 1) expect(verifyInclusion(leafHash(entries[index] as Uint8Array), index, size, inclusionProof(index, size, whole), opened(size).root).ok).toBe(true);
      for (let first = 1; first <= size; first += 1) expect(verifyConsistency(first, size, consistencyProof(first, size, whole), opened(first).root, opened(size).root).ok).toBe(true);
    }
  });
});

test('the vector of the signed-note specification', () => {
  const key = certain(readVerifierKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'));
  const note = (signature: string): string => `This is an example message.\n\n\u2014 example.com/foo ${signature}\n`;
  const signature = 'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=';
  expect(openNote(note(signature), key)).toEqual({ ok: true, value: 'This is an example message.\n' });
  expect(openNote(note(signature).replace('example message', 'example massage'), key)).toMatchObject({ ok: false, refusal: { code: 'record.note.signature' } });
});

test('tile paths of the specification', () => {
  expect(tilePath(0, 1_234_067)).toBe('tile/0/x001/x234/067');
  expect(tilePath(1, 0, 17)).toBe('tile/1/000.p/17');
  expect(tilePath('entries', 5)).toBe('tile/entries/005');
});
