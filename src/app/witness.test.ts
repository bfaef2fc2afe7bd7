import { expect, test } from 'vitest';
import { Fault } from '#base';
import type { Post, Witnessed } from '#ports';
import type { Signer, WitnessedHead } from '#record';
import { caseKeySeed, certain, leafHash, readVerifierKey, rootOf, signCheckpoint, signLine, utf8, verifierKeyOf, writeCheckpoint, writeStep } from '#record';
import { Witness, askWitness, collectCosignatures } from './index.ts';

const signer = (name: string, type: Signer['type']): Signer => ({ name, type, seed: caseKeySeed('a seed for tests', `${name} ${type}`) });
const host = signer('counterpart/log', 'note'), cosigner = signer('w.example', 'cosignature'), stranger = signer('v.example', 'cosignature');
const keyOf = (one: Signer) => certain(readVerifierKey(verifierKeyOf(one)));
const head = (size: number, fork = '') => ({ origin: host.name, size, root: rootOf(Array.from({ length: size }, (_, index) => leafHash(utf8(`${index}${fork}`)))) });
const signed = (size: number, fork = ''): string => signCheckpoint(head(size, fork), host.seed);
const first = (size: number, fork = ''): Uint8Array => utf8(writeStep({ old: 0, proof: [], checkpoint: signed(size, fork) }));

/** A memory in which somebody else is quicker, as often as is said. */
function memory(options: { readonly quicker?: WitnessedHead | null; readonly fails?: boolean } = {}) {
  const heads = new Map<string, WitnessedHead>(), advanced: WitnessedHead[] = [];
  let quicker = options.quicker ?? null;
  const witnessed: Witnessed = {
    origins: async () => [...heads.keys()], head: async (origin) => heads.get(origin) ?? null, close: async () => undefined,
    advance: async (origin, last, next) => {
      if (options.fails === true) throw new Fault('store.failed', 'unsafe');
      if (quicker !== null) {
        heads.set(origin, quicker);
        quicker = null;
      }
      if ((heads.get(origin) ?? null) !== last) return false;
      heads.set(origin, next);
      advanced.push(next);
      return true;
    },
  };
  return { witness: new Witness({ logs: [keyOf(host)], signers: [cosigner], witnessed, now: () => 1_700_000_000 }), advanced };
}

test('who comes second is judged by what the first left, and cosigns nothing', async () => {
  const { witness, advanced } = memory({ quicker: { size: 4, root: head(4, 'fork').root, checkpoint: '' } });
  expect(await witness.add(first(4))).toEqual({ status: 409, size: 4 });
  expect(advanced).toEqual([]);
});

test('what could not be kept is not answered', async () => {
  await expect(memory({ fails: true }).witness.add(first(4))).rejects.toMatchObject({ code: 'store.failed' });
});

test('what is answered is what is kept', async () => {
  const { witness, advanced } = memory(), answer = await witness.add(first(4));
  expect(answer).toEqual({ status: 200, lines: signLine(writeCheckpoint(head(4)), cosigner, 1_700_000_000) });
  expect(advanced.map(({ checkpoint }) => checkpoint)).toEqual([signed(4) + (answer.status === 200 ? answer.lines : '')]);
});

const line = (by: Signer, size = 4, time = 1_700_000_000): string => signLine(writeCheckpoint(head(size)), by, time);
const ask = (post: Post, last = 0) => askWitness({ url: 'http://w.example', keys: [keyOf(cosigner)] }, { checkpoint: signed(4), last, proof: async () => [] }, post);
const answering = (status: number, body: string, type = 'text/plain'): Post => async () => ({ status, type, body });

test('a cosignature is taken, lines of others are passed over', async () => {
  expect(certain(await ask(answering(200, line(stranger) + line(cosigner)))).map(({ line: one }) => one)).toEqual([line(cosigner)]);
});

test.each([
  ['lines of others only', answering(200, line(stranger)), 'record.note.unsigned'], ['a cosignature of another head', answering(200, line(cosigner, 5)), 'record.note.signature'], ['as of no time', answering(200, line(cosigner, 4, 0)), 'record.witness.answer'], ['nothing', answering(200, ''), 'record.note.form'], ['no newline', answering(200, line(cosigner).trim()), 'record.note.form'],
  ['another text, cosigned', answering(200, `more\n\n${signLine(`${writeCheckpoint(head(4))}\nmore\n`, cosigner, 1_700_000_000)}`), 'record.witness.answer'], ['a page', answering(502, '<html>'), 'record.witness.refused'], ['a redirect', answering(302, ''), 'record.witness.refused'],
  ['a size without its type', answering(409, '2\n'), 'record.witness.refused'], ['a size that is none', answering(409, '0x2\n', 'text/x.tlog.size'), 'record.witness.refused'], ['a larger size', answering(409, '5\n', 'text/x.tlog.size'), 'record.witness.ahead'], ['the same size for ever', answering(409, '2\n', 'text/x.tlog.size'), 'record.witness.refused'],
])('an answer is refused: %s', async (_, post, code) => {
  expect(await ask(post)).toMatchObject({ ok: false, refusal: { code } });
});

test('a head that is no checkpoint is shown to nobody', async () => {
  const nobody: Post = () => { throw new Error('asked'); };
  expect(await askWitness({ url: 'http://w.example', keys: [] }, { checkpoint: 'x', last: 0, proof: async () => [] }, nobody)).toMatchObject({ ok: false, refusal: { code: 'record.note.form' } });
});

test('of several witnesses those that answer count, and it is told why others do not', async () => {
  const address = (one: Signer, url: string) => ({ url, keys: [keyOf(one)] });
  const asked: string[] = [];
  const post: Post = async (url, body) => {
    asked.push(`${url} ${body.split('\n')[0] ?? ''}`);
    if (url.includes('//gone')) throw new Fault('network.unreachable', 'safe', { url });
    return { status: url.includes('//ill') ? 503 : 200, type: 'text/plain', body: line(url.includes('//v') ? stranger : cosigner) };
  };
  const witnesses = [address(cosigner, 'http://w.example'), address(stranger, 'http://v.example'), address(cosigner, 'http://gone.example'), address(cosigner, 'http://ill.example')];
  const collected = await collectCosignatures(witnesses, { checkpoint: signed(4), proof: async () => [] }, new Map([['http://v.example', 3]]), post);
  expect(collected).toEqual({
    checkpoint: signed(4) + line(cosigner) + line(stranger),
    missing: [{ url: 'http://gone.example', refusal: { code: 'network.unreachable', url: 'http://gone.example/add-checkpoint' } }, { url: 'http://ill.example', refusal: { code: 'record.witness.refused', status: 503 } }],
  });
  expect(asked).toEqual(expect.arrayContaining(['http://w.example/add-checkpoint old 0', 'http://v.example/add-checkpoint old 3']));
});
