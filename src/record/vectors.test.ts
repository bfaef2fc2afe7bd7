import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as browser from './primitives/browser.ts';
import * as node from './primitives/node.ts';
import {
  Frontier, base64, fromBase64, fromHex, leafHash, openCheckpoint, openNote, readVerifierKey, sameBytes, tilePath, tileReader, rootFrom, verifyConsistency, verifyInclusion,
} from './index.ts';

const data = process.env['COUNTERPART_DATA'];
const have = data !== undefined;
if (!have) console.log('COUNTERPART_DATA is not set: the vectors of others are skipped');

const bytes = (text: string): Uint8Array => {
  const read = fromBase64(text);
  if (!read.ok) throw new Error('vector is not base64');
  return read.value;
};
const files = (folder: string): readonly string[] => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? files(path) : [path];
});

interface ProofVector {
  readonly leafIdx?: number; readonly treeSize?: number; readonly root?: string; readonly leafHash?: string;
  readonly size1?: number; readonly size2?: number; readonly root1?: string; readonly root2?: string;
  readonly proof: readonly string[] | null; readonly wantErr: boolean;
}

describe.skipIf(!have)('proofs of transparency-dev/merkle', () => {
  const read = (kind: string): readonly (readonly [string, ProofVector])[] =>
    files(join(data as string, 'record/merkle', kind)).map((path) => [path.slice((data as string).length), JSON.parse(readFileSync(path, 'utf8')) as ProofVector]);

  test.each(have ? read('inclusion') : [])('%s', (_, vector) => {
    const hash = (text: string | undefined): Uint8Array => bytes(text ?? '');
    const result = verifyInclusion(hash(vector.leafHash), vector.leafIdx ?? 0, vector.treeSize ?? 0, (vector.proof ?? []).map(bytes), hash(vector.root));
    expect(result.ok).toBe(!vector.wantErr);
  });

  test.each(have ? read('consistency') : [])('%s', (_, vector) => {
    const result = verifyConsistency(vector.size1 ?? 0, vector.size2 ?? 0, (vector.proof ?? []).map(bytes), bytes(vector.root1 ?? ''), bytes(vector.root2 ?? ''));
    expect(result.ok).toBe(!vector.wantErr);
  });
});

interface SignatureVector {
  readonly number: number; readonly key: string; readonly sig: string; readonly msg: string; readonly flags: readonly string[] | null;
}

describe.skipIf(!have)('914 edge cases of Ed25519 (C2SP CCTV)', () => {
  const vectors = have ? JSON.parse(readFileSync(join(data as string, 'record/ed25519vectors.json'), 'utf8')) as readonly SignatureVector[] : [];
  const raw = (text: string): Uint8Array => {
    const read = fromHex(text);
    return read.ok ? read.value : new Uint8Array();
  };

  test('Node and browser give the same answer to every one, and refuse every point of small order or that is not canonical', () => {
    expect(vectors.length).toBe(914);
    const message = (vector: SignatureVector): Uint8Array => new TextEncoder().encode(vector.msg);
    const answers = vectors.map((vector) => [node, browser].map((side) => side.verifySignature(raw(vector.key), message(vector), raw(vector.sig))));
    expect(answers.filter(([a, b]) => a !== b)).toEqual([]);
    const accepted = vectors.filter((_, index) => answers[index]?.[0]);
    const forbidden = ['low_order_A', 'low_order_R', 'non_canonical_A', 'non_canonical_R'];
    expect(accepted.filter((vector) => vector.flags?.some((flag) => forbidden.includes(flag)))).toEqual([]);
    expect(accepted.length).toBeGreaterThan(0);
  });
});

describe.skipIf(!have)('a log written by Tessera', () => {
  const key = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';
  const at = (path: string): Uint8Array => readFileSync(join(data as string, 'record/tessera-log', path));
  const heads = Array.from({ length: 16 }, (_, size) => size);

  test('every checkpoint is signed, and its root is that of its tiles and of its entries', () => {
    for (const size of heads.slice(1)) {
      const opened = openCheckpoint(new TextDecoder().decode(at(`checkpoint.${size}`)), key, 'example.com/log/testdata');
      if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
      expect(opened.value.size).toBe(size);
      const tile = at(tilePath(0, 0, size));
      expect(base64(rootFrom(size, tileReader(() => tile)))).toBe(base64(opened.value.root));
      const frontier = new Frontier();
      for (const entry of bundle(at(tilePath('entries', 0, size)))) frontier.append(leafHash(entry));
      expect(sameBytes(frontier.root(), opened.value.root)).toBe(true);
    }
  });
});

function bundle(file: Uint8Array): readonly Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < file.length;) {
    const length = ((file[at] as number) << 8) | (file[at + 1] as number);
    entries.push(file.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}

test('the vector of the signed-note specification', () => {
  const key = readVerifierKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
  if (!key.ok) throw new Error('key');
  const note = (signature: string): string => `This is an example message.\n\n\u2014 example.com/foo ${signature}\n`;
  const signature = 'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=';
  expect(openNote(note(signature), key.value)).toEqual({ ok: true, value: 'This is an example message.\n' });
  expect(openNote(note(signature).replace('example message', 'example massage'), key.value)).toMatchObject({ ok: false, refusal: { code: 'record.note.signature' } });
});

test('tile paths of the specification', () => {
  expect(tilePath(0, 1_234_067)).toBe('tile/0/x001/x234/067');
  expect(tilePath(1, 0, 17)).toBe('tile/1/000.p/17');
  expect(tilePath('entries', 5)).toBe('tile/entries/005');
});
