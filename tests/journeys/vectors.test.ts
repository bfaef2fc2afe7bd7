import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumHere, haveChromium, leave } from '../support/browser.ts';
import { root } from '../support/host.ts';
import { vectors } from '../support/vectors.ts';

/** The code that pages use, in a browser, against what others signed: the same verdicts as in Node (`src/record`). */
const data = process.env['COUNTERPART_DATA'] ?? '';
const have = (file: string): boolean => haveChromium && data !== '' && existsSync(join(data, file));
const read = (file: string): unknown => JSON.parse(readFileSync(join(data, file), 'utf8'));
const ED25519 = 'record/ed25519vectors.json';

/** Key, message and signature, in hex. */
type Signed = readonly [string, string, string];
type Verifier = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
type Proofs = { readonly [kind: string]: (vector: ProofVector, proof: readonly Uint8Array[]) => { readonly ok: boolean } };
interface ProofVector {
  readonly leafIdx?: number; readonly treeSize?: number; readonly root?: string; readonly leafHash?: string;
  readonly start?: number; readonly end?: number; readonly size?: number; readonly size1?: number; readonly size2?: number; readonly root1?: string; readonly root2?: string;
  readonly proof: readonly string[] | null; readonly wantErr: boolean;
}
interface Code {
  readonly merkle: typeof import('../../src/record/merkle.ts');
  readonly record: typeof import('../../src/record/index.ts');
  readonly primitives: { readonly verifySignature: Verifier; readonly verifyMlDsa44: Verifier; loadMlDsa44(): Promise<void> };
}

describe.skipIf(!haveChromium)('in Chromium', () => {
  let browser: Browser, page: Page;
  beforeAll(async () => {
    const bundled = async (entry: string, globalName: string): Promise<string> => (await build({ absWorkingDir: root, entryPoints: [entry], bundle: true, write: false, format: 'iife', globalName, platform: 'browser', logLevel: 'warning' })).outputFiles[0]?.text ?? '';
    browser = await chromiumHere();
    page = await browser.newPage();
    for (const content of [await bundled('src/record/primitives/browser.ts', 'primitives'), await bundled('src/record/merkle.ts', 'merkle'), await bundled('src/record/index.ts', 'record')]) await page.addScriptTag({ content });
  });
  afterAll(() => leave(browser));

  const verdicts = (by: 'verifySignature' | 'verifyMlDsa44', signed: readonly Signed[]): Promise<readonly boolean[]> => page.evaluate(async ([name, all]) => {
    const { primitives } = globalThis as unknown as Code;
    await primitives.loadMlDsa44();
    const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    return all.map(([key, message, signature]) => primitives[name](bytes(key), bytes(message), bytes(signature)));
  }, [by, signed] as const);

  test.skipIf(!have(ED25519))('of 914 edge cases of Ed25519 exactly the 43 are valid', async () => {
    const vectors = read(ED25519) as readonly { readonly key: string; readonly msg: string; readonly sig: string; readonly flags: readonly string[] | null }[];
    const answers = await verdicts('verifySignature', vectors.map(({ key, msg, sig }) => [key, Buffer.from(msg).toString('hex'), sig]));
    const refused = ['low_order_A', 'low_order_R', 'non_canonical_A', 'non_canonical_R', 'low_order_residue'];
    expect(answers).toEqual(vectors.map(({ flags }) => !flags?.some((flag) => refused.includes(flag))));
    expect([answers.length, answers.filter(Boolean).length]).toEqual([914, 43]);
  });

  test.skipIf(!have('record/merkle'))('518 proofs of transparency-dev/merkle are what they say, 36 of them right', async () => {
    const kinds = ['inclusion', 'consistency', 'subtreeinclusion', 'subtreeconsistency'], folder = (kind: string) => join(data, 'record/merkle', kind);
    const all = kinds.flatMap((kind) => readdirSync(folder(kind), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => [kind, JSON.parse(readFileSync(join(entry.parentPath, entry.name), 'utf8')) as ProofVector] as const));
    const answers = await page.evaluate((given) => {
      const { merkle: { verifyInclusion, verifyConsistency, verifySubtreeInclusion, verifySubtreeConsistency } } = globalThis as unknown as Code;
      const bytes = (base64 = ''): Uint8Array => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const check: Proofs = {
        inclusion: (v, proof) => verifyInclusion(bytes(v.leafHash), v.leafIdx ?? 0, v.treeSize ?? 0, proof, bytes(v.root)),
        consistency: (v, proof) => verifyConsistency(v.size1 ?? 0, v.size2 ?? 0, proof, bytes(v.root1), bytes(v.root2)),
        subtreeinclusion: (v, proof) => verifySubtreeInclusion(bytes(v.leafHash), v.leafIdx ?? 0, v.start ?? 0, v.end ?? 0, proof, bytes(v.root)),
        subtreeconsistency: (v, proof) => verifySubtreeConsistency(v.start ?? 0, v.end ?? 0, v.size ?? 0, proof, bytes(v.root1), bytes(v.root2)),
      };
      return given.map(([kind, vector]) => check[kind]?.(vector, (vector.proof ?? []).map((one) => bytes(one))).ok);
    }, all);
    expect(answers).toEqual(all.map(([, { wantErr }]) => !wantErr));
    expect([answers.length, answers.filter(Boolean).length]).toEqual([518, 36]);
  });

  test.skipIf(!have('record/tessera-log'))('a log written by Tessera: every head is signed, its root that of its tiles and entries, and our proofs lead from one to the next; of altered bytes none of it is right', async () => {
    const folder = join(data, 'record/tessera-log'), files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const log = files.map((file) => [file.slice(folder.length + 1), readFileSync(file, 'base64')] as const);
    const checked = await page.evaluate(([given, key]) => {
      const { record: { Frontier, base64, consistencyProof, inclusionProof, leafHash, openCheckpoint, readBundle, rootFrom, sameBytes, tilePath, tileReader, verifyConsistency, verifyInclusion } } = globalThis as unknown as Code;
      const held = new Map(given.map(([path, text]) => [path, Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))])), of = (path: string): Uint8Array => held.get(path) ?? new Uint8Array();
      const opened = (bytes: Uint8Array) => openCheckpoint(new TextDecoder().decode(bytes), key, 'example.com/log/testdata'), known = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T => { if (!result.ok) throw new Error('it is right in Node'); return result.value; };
      const sizes = Array.from({ length: 15 }, (_, index) => index + 1), head = (size: number) => known(opened(of(`checkpoint.${size}`))), whole = tileReader(() => of(tilePath(0, 0, 15)));
      const leaves = known(readBundle(of(tilePath('entries', 0, 15)), 15)).map(leafHash), changed = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
      const answers = sizes.map((size) => {
        const { size: said, root } = head(size), frontier = new Frontier(), note = of(`checkpoint.${size}`);
        for (const entry of known(readBundle(of(tilePath('entries', 0, size)), size))) frontier.append(leafHash(entry));
        const included = leaves.slice(0, size).map((leaf, index) => verifyInclusion(leaf, index, size, inclusionProof(index, size, whole), root).ok), consistent = sizes.slice(0, size).map((first) => verifyConsistency(first, size, consistencyProof(first, size, whole), head(first).root, root).ok);
        const right = [said === size, base64(rootFrom(size, tileReader(() => of(tilePath(0, 0, size))))) === base64(root), sameBytes(frontier.root(), root), ...included, ...consistent];
        const wrong = [...note.keys()].filter((at) => opened(changed(note, at)).ok).length + leaves.slice(0, size).filter((leaf, index) => verifyInclusion(changed(leaf, index), index, size, inclusionProof(index, size, whole), root).ok).length;
        return [right.length, right.filter(Boolean).length, wrong];
      });
      return answers;
    }, [log, 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx'] as const);
    expect(checked).toEqual(checked.map((_, index) => [3 + 2 * (index + 1), 3 + 2 * (index + 1), 0]));
    expect(checked.length).toBe(15);
  });

  test('173 signatures of ML-DSA-44 are what Wycheproof says of them', async () => {
    const { testGroups } = JSON.parse(vectors('mldsa_44_verify_test.json.gz')) as { readonly testGroups: readonly { readonly publicKey: string; readonly tests: readonly { readonly msg: string; readonly ctx?: string; readonly sig: string; readonly result: string }[] }[] };
    const tests = testGroups.flatMap(({ publicKey, tests: group }) => group.filter(({ ctx }) => ctx === undefined || ctx === '').map((one) => ({ publicKey, ...one })));
    expect(await verdicts('verifyMlDsa44', tests.map(({ publicKey, msg, sig }) => [publicKey, msg, sig]))).toEqual(tests.map(({ result }) => result === 'valid'));
    expect(tests.length).toBe(173);
  });
});
