import { describe, expect, test } from 'vitest';
import type { Hash, Signer } from './index.ts';
import { base64, caseKeySeed, certain, checkPolicy, checkReceipt, emptyRoot, fromHex, inclusionProof, isQuorum, leafHash, readPolicy, readReceipt, rootFrom, signCheckpoint, signLine, tileReader, utf8, verifierKeyOf, writePolicy, writeReceipt } from './index.ts';

const seedOf = (name: string): Uint8Array => caseKeySeed('a seed for tests', name);
const origin = 'counterpart/test', host: Signer = { name: origin, type: 'note', seed: seedOf('host') };
const witness = (name: string, type: Signer['type'] = 'cosignature'): Signer => ({ name: `witness.example/${name}`, type, seed: seedOf(name) });
const [a, b, c, d] = [witness('a'), witness('b'), witness('c', 'ml-dsa-44'), witness('d')];
const lines = [
  `log ${verifierKeyOf(host)} https://host.example/`, '# the parties', `witness A ${verifierKeyOf(a)}`, `  witness\tB ${verifierKeyOf(b)} https://b.example/ `, `witness C ${verifierKeyOf(c)}`, `witness Ж ${verifierKeyOf(d)}`, '',
  'group parties all A B', 'group others 1 C Ж', 'group both 2 parties others', 'quorum both',
];
const text = `${lines.join('\n')}\n`;

describe('a policy', () => {
  const policy = certain(readPolicy(text));

  test('is read, written and read again', () => {
    expect(policy).toMatchObject({ quorum: 'both', logs: [{ url: 'https://host.example/' }], groups: [{ name: 'parties', threshold: 2 }, { name: 'others', threshold: 1, members: ['C', 'Ж'] }, { name: 'both', threshold: 2 }] });
    expect(certain(readPolicy(writePolicy(policy)))).toEqual(policy);
  });

  test('counts members, and members of members', () => {
    const whose = (...names: readonly string[]): boolean => isQuorum(policy, new Set(names));
    expect([whose('A', 'B', 'C'), whose('A', 'B', 'Ж'), whose('A', 'B', 'C', 'Ж'), whose('A', 'B'), whose('A', 'C', 'Ж'), whose(), whose('parties')]).toEqual([true, true, true, false, false, false, false]);
    expect(isQuorum(certain(readPolicy('quorum none\n')), new Set())).toBe(true);
    expect(isQuorum(certain(readPolicy(`${lines.slice(2, 4).join('\n')}\nquorum B\n`)), new Set(['A']))).toBe(false);
  });

  const key = verifierKeyOf(a), other = verifierKeyOf(b);
  test.each([
    ['no last newline', text.slice(0, -1), 'form', 11], ['an unknown word', `${text}mirror x\n`, 'form', 12], ['a carriage return', text.replace('\n', '\r\n'), 'form', 1], ['a null in a comment', text.replace('parties', 'par\0ties'), 'form', 2], ['DEL', text.replace('parties', 'par\u007fties'), 'form', 2],
    ['a lone surrogate', text.replace('parties', '\ud800'), 'form', 2], ['a log without key', 'log\nquorum none\n', 'form', 1], ['a word too many', `log ${verifierKeyOf(host)} u more\n`, 'form', 1], ['a group without members', `witness A ${key}\ngroup G all\nquorum G\n`, 'form', 2], ['a quorum of two', `${text.replace('quorum both', 'quorum both parties')}`, 'form', 11],
    ['a space that is no separator', text.replace('quorum both', 'quorum\u00a0both'), 'form', 11], ['a keyword in capitals', text.replace('quorum', 'Quorum'), 'form', 11],
    ['no key', 'log x\n', 'key', 1], ['a witness key for a log', `log ${key}\n`, 'key', 1], ['a note key for a witness', `witness H ${verifierKeyOf(host)}\n`, 'key', 1], ['a key with a wrong id', `witness A ${key.replace(/\+[0-9a-f]{8}\+/, '+00000000+')}\n`, 'key', 1],
    ['a log twice', `${lines[0]}\n${lines[0]}\n`, 'repeated', 2], ['a witness key twice', `witness A ${key}\nwitness B ${key}\n`, 'repeated', 2], ['a witness key under another name', `witness A ${key}\nwitness B ${verifierKeyOf({ ...a, name: 'other.example' })}\n`, 'repeated', 2],
    ['a name twice', `witness A ${key}\nwitness A ${other}\n`, 'repeated', 2], ['a group named as a witness', `witness A ${key}\ngroup A all A\n`, 'repeated', 2], ['a witness called none', `witness none ${key}\n`, 'repeated', 1],
    ['a member twice', `witness A ${key}\ngroup G all A A\n`, 'repeated', 2], ['a member of two groups', `witness A ${key}\ngroup G all A\ngroup H all A\n`, 'repeated', 3], ['two quorums', `${text}quorum none\n`, 'repeated', 12],
    ['a member not known yet', `group G all A\nwitness A ${key}\n`, 'unknown', 1], ['a group in itself', `witness A ${key}\ngroup G all A G\n`, 'unknown', 2], ['none in a group', `witness A ${key}\ngroup G any A none\n`, 'unknown', 2], ['a quorum not known yet', `quorum A\nwitness A ${key}\n`, 'unknown', 1],
    ['none of', `witness A ${key}\ngroup G 0 A\n`, 'threshold', 2], ['more than all of', `witness A ${key}\ngroup G 2 A\n`, 'threshold', 2], ['01 of', `witness A ${key}\ngroup G 01 A\n`, 'threshold', 2], ['most of', `witness A ${key}\ngroup G most A\n`, 'threshold', 2],
    ['no quorum', `witness A ${key}\n`, 'quorum', 2], ['nothing', '', 'quorum', 1],
  ])('is refused with its line: %s', (_, changed, code, line) => {
    expect(readPolicy(changed)).toMatchObject({ ok: false, refusal: { code: `record.policy.${code}`, line } });
  });

  test('of ten thousand groups, each in the next, is evaluated', () => {
    const deep = [`witness g0 ${key}`, ...Array.from({ length: 10_000 }, (_, index) => `group g${index + 1} all g${index}`), 'quorum g10000', ''].join('\n');
    expect(isQuorum(certain(readPolicy(deep)), new Set(['g0']))).toBe(true);
  });
});

const leaves = Array.from({ length: 7 }, (_, index) => leafHash(utf8(`entry ${index}`)));
const reader = tileReader((level, index) => (level === 0 && index === 0 ? Uint8Array.from(leaves.flatMap((leaf) => [...leaf])) : new Uint8Array()));
const root: Hash = Uint8Array.from(rootFrom(7, reader));
const signed = signCheckpoint({ origin, size: 7, root }, host.seed), body = signed.slice(0, signed.indexOf('\n\n') + 1);
const cosigned = (...by: readonly Signer[]): string => signed + by.map((one, index) => signLine(body, one, 1_700_000_000 + index)).join('');

describe('a head against a policy', () => {
  const policy = certain(readPolicy(text));
  test('is confirmed once its quorum has cosigned, with who and when', () => {
    expect(certain(checkPolicy(policy, cosigned(a, witness('e'), c, b)))).toEqual({ checkpoint: { origin, size: 7, root }, cosigned: [{ name: 'A', time: 1_700_000_000 }, { name: 'B', time: 1_700_000_003 }, { name: 'C', time: 1_700_000_002 }] });
  });
  test.each([
    ['too few', cosigned(a, c), 'record.policy.unmet'], ['one witness twice', cosigned(a, a, c), 'record.policy.unmet'], ['a forged cosignature', cosigned(a, b, c).replace(/(witness\.example\/c \S{90})(\S)/, (_, before: string, one: string) => `${before}${one === 'A' ? 'B' : 'A'}`), 'record.note.signature'],
    ['no log', `${body}\n${[a, b, c].map((one) => signLine(body, one, 1)).join('')}`, 'record.policy.log'], ['another head with the same cosignatures', cosigned(a, b, c).replace('\n7\n', '\n8\n'), 'record.note.signature'], ['no note', body, 'record.note.form'],
    ['a log of another name', cosigned(a, b, c).replaceAll(origin, 'counterpart/other'), 'record.note.signature'],
  ])('is refused: %s', (_, note, code) => {
    expect(checkPolicy(policy, note)).toMatchObject({ ok: false, refusal: { code } });
  });
  test('needs a log of its own origin, from the policy or from elsewhere', () => {
    expect(checkPolicy(policy, cosigned(a, b, c), [])).toMatchObject({ ok: false, refusal: { code: 'record.policy.log' } });
    const open = certain(readPolicy('quorum none\n'));
    expect(checkPolicy(open, signed, policy.logs.map(({ key }) => key)).ok).toBe(true);
    expect(checkPolicy(open, signed).ok).toBe(false);
  });
});

describe('a receipt', () => {
  const policy = certain(readPolicy(text)), path = inclusionProof(4, 7, reader).map((hash) => Uint8Array.from(hash));
  const receipt = { extra: null, index: 4, path, checkpoint: cosigned(a, b, c) }, written = writeReceipt(receipt);

  test('is written, read and verified', () => {
    expect(written.split('\n').slice(0, 3)).toEqual(['c2sp.org/tlog-proof@v1', 'index 4', base64(path[0] ?? root)]);
    expect(certain(readReceipt(written))).toEqual(receipt);
    const extra = { ...receipt, extra: certain(fromHex('00ff')) };
    expect(certain(readReceipt(writeReceipt(extra)))).toEqual(extra);
    expect(certain(checkReceipt(receipt, leaves[4] ?? root, policy)).checkpoint.size).toBe(7);
  });
  test('of another entry, place, path or head is refused', () => {
    const refusals = [checkReceipt(receipt, leaves[3] ?? root, policy), checkReceipt({ ...receipt, index: 7 }, leaves[4] ?? root, policy), checkReceipt({ ...receipt, path: path.slice(1) }, leaves[4] ?? root, policy), checkReceipt({ ...receipt, checkpoint: cosigned(a) }, leaves[4] ?? root, policy)];
    expect(refusals.map((one) => (one.ok ? null : one.refusal.code))).toEqual(['record.proof.root', 'record.proof.index', 'record.proof.length', 'record.policy.unmet']);
  });
  const hash = base64(emptyRoot());
  test.each([
    ['another first line', written.replace('@v1', '@v2'), 1], ['nothing', '', 1], ['no index', written.replace('index 4', 'at 4'), 2], ['a zero in front', written.replace('index 4', 'index 04'), 2], ['extra that is no base64', written.replace('index', 'extra ?\nindex'), 2], ['extra twice', written.replace('index', 'extra AA==\nextra AA==\nindex'), 3],
    ['a short hash', written.replace('index 4\n', 'index 4\nAAAA\n'), 3], ['64 hashes', written.replace('index 4\n', `index 4\n${`${hash}\n`.repeat(64 - path.length)}`), 66], ['no checkpoint', written.slice(0, written.indexOf('\n\n') + 2), 7], ['a checkpoint with an extension line', written.replace('\n7\n', '\n7\n7\n'), 7], ['carriage returns', written.replaceAll('\n', '\r\n'), 1],
  ])('is refused with its line: %s', (_, changed, line) => {
    expect(changed).not.toBe(written);
    expect(readReceipt(changed)).toMatchObject({ ok: false, refusal: { code: 'record.receipt.form', line } });
  });

  test('and a policy, changed at random, never make the readers throw or say what they did not say', () => {
    let state = 70_071;
    console.log(`seed ${state}`);
    // From the high digits: the low ones of such a generator come round at once.
    const next = (below: number): number => Math.floor(((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648) * below);
    const bits = ['\n', '\n\n', ' ', '\t', '#', 'all', 'any', 'none', '0', '99', 'quorum', 'group', 'witness', 'log', '\u2014', '+', '=', '\r', '\0', '\ud800', 'index', 'extra ', lines[3] ?? '', hash];
    const changed = (whole: string): string => {
      let now = whole;
      for (let change = next(3) + 1; change > 0; change -= 1) {
        const at = next(now.length + 1);
        now = now.slice(0, at) + (bits[next(bits.length)] as string) + now.slice(at + next(4));
      }
      return now;
    };
    for (let round = 0; round < 3000; round += 1) {
      const read = readReceipt(changed(written)), ruled = readPolicy(changed(text));
      if (!read.ok) expect(read.refusal.code).toBe('record.receipt.form');
      else if (checkReceipt(read.value, leaves[4] ?? root, policy).ok) expect({ ...read.value, extra: null, checkpoint: '' }).toEqual({ ...receipt, checkpoint: '' });
      if (ruled.ok) expect(certain(readPolicy(writePolicy(ruled.value)))).toEqual(ruled.value);
      else expect([ruled.refusal.code, typeof ruled.refusal['line']]).toEqual([expect.stringMatching(/^record\.policy\./), 'number']);
    }
  });
});
