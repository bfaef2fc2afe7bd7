import { expect, test } from 'vitest';
import type { Signer, WitnessedHead } from './index.ts';
import { base64, caseKeySeed, certain, consistencyProof, judgeStep, leafHash, openStep, readVerifierKey, rootOf, signCheckpoint, utf8, verifierKeyOf, writeCheckpoint, writeStep } from './index.ts';

const leaves = Array.from({ length: 9 }, (_, index) => leafHash(utf8(`leaf ${index}`)));
const host: Signer = { name: 'counterpart/test', type: 'note', seed: caseKeySeed('a seed for tests', 'host') }, other: Signer = { ...host, name: 'counterpart/other' };
const keys = [host, other].map((one) => certain(readVerifierKey(verifierKeyOf(one))));
const headOf = (size: number) => ({ origin: host.name, size, root: rootOf(leaves.slice(0, size)) });
const signed = (size: number): string => signCheckpoint(headOf(size), host.seed);
const proof = (first: number, second: number) => consistencyProof(first, second, (level, index) => rootOf(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)).slice());
const last = (size: number): WitnessedHead => ({ size, root: rootOf(leaves.slice(0, size)), checkpoint: '' });

test('from every size to every later one there is a step, and from no other size', () => {
  for (let old = 0; old <= 9; old += 1) for (let size = old; size <= 9; size += 1) {
    const step = openStep(utf8(writeStep({ old, proof: old === 0 ? [] : proof(old, size), checkpoint: signed(size) })), keys);
    if (!step.ok) throw new Error(step.refusal.code);
    for (let cosigned = 0; cosigned <= 9; cosigned += 1) {
      const judged = judgeStep(step.value, cosigned === 0 && size % 2 === 0 ? null : last(cosigned));
      expect(judged.ok ? 200 : judged.status).toBe(cosigned === old ? 200 : 409);
    }
  }
});

test('no request makes it throw, and none that was changed is cosigned as another head', () => {
  let state = 61_163;
  console.log(`seed ${state}`);
  // From the high digits: the low ones of such a generator come round at once.
  const next = (below: number): number => Math.floor(((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648) * below);
  const bits = ['\n', '\n\n', 'old ', '0', '9', '18446744073709551615', ' ', '+', '=', '\u2014', '\r', '\0', base64(leaves[0] ?? new Uint8Array()), signed(5), 'counterpart/other'];
  const seen = new Map<number, number>();
  for (let round = 0; round < 4000; round += 1) {
    const path = proof(5, 9), from = next(4) === 0 ? next(9) : 5;
    const whole = writeStep({ old: from, proof: next(4) === 0 ? path.slice(next(4)) : path, checkpoint: signed(9) });
    let changed = whole;
    for (let change = next(4); change > 0; change -= 1) {
      const at = next(changed.length + 1);
      changed = changed.slice(0, at) + (bits[next(bits.length)] as string) + changed.slice(at + next(6));
    }
    const bytes = next(10) === 0 ? utf8(changed).map((byte, index) => (index === next(whole.length) ? byte ^ 0x80 : byte)) : utf8(changed);
    const step = openStep(bytes, keys), judged = step.ok ? judgeStep(step.value, last(5)) : step;
    const status = judged.ok ? 200 : judged.status;
    seen.set(status, (seen.get(status) ?? 0) + 1);
    if (judged.ok && step.ok) expect(`${writeCheckpoint(step.value.head)}\n${step.value.lines.join('')}`).toBe(signed(9));
  }
  expect([...seen.keys()].sort()).toEqual([200, 400, 403, 404, 409, 422]);
});
