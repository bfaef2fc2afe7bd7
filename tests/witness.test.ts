import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { post } from '#api';
import { askWitness } from '#app';
import { base64, caseKeySeed, certain, checkPolicy, emptyRoot, fromHex, hex, readNote, readPolicy, readVerifierKey, sha256, signCheckpoint, signLine, signatureLine, utf8, verifiedLines, verifierKeyOf, writeStep, writeVerifierKey } from '#record';
import { SmallLog } from './samples/small-log.ts';
import { chance } from './support/chance.ts';
import type { Host } from './support/host.ts';
import { counterpart, freshFolder, witness } from './support/host.ts';
import { vectors } from './support/vectors.ts';

const NAME = 'witness.example/w1';
const log = new SmallLog('counterpart/one'), other = new SmallLog('counterpart/two'), stranger = new SmallLog('counterpart/stranger');
const logs = [log, other].flatMap((one) => ['--log', verifierKeyOf(one.signer)]);
const add = (host: Host, body: string | Uint8Array) => fetch(`${host.url}/add-checkpoint`, { method: 'POST', body: body as BodyInit });
const keysOf = (host: Host) => host.out().trim().split('\n').map((key) => certain(readVerifierKey(key)));
const kept = async (host: Host, origin: string): Promise<string> => (await fetch(`${host.url}/${hex(sha256(utf8(origin)))}/checkpoint`)).text();
/** The cosignatures of an answer, verified. */
const lines = (host: Host, checkpoint: string, answer: string) => certain(verifiedLines(`${checkpoint.slice(0, checkpoint.indexOf('\n\n') + 2)}${answer}`, keysOf(host))).lines;

const data = freshFolder();
let host: Host;
beforeAll(async () => { host = await witness(data.path, '--name', NAME, ...logs); });
afterAll(async () => {
  await host.stop();
  data.remove();
});

describe('what it answers, row by row: of log one it has cosigned five entries', () => {
  beforeAll(async () => { expect((await add(host, log.step(0, 5))).status).toBe(200); });

  const step = log.step(5, 8), body = step.slice(step.indexOf('\n\n') + 2), text = body.slice(0, body.indexOf('\n\n') + 1);
  const foreign = signLine(text, { ...log.signer, seed: caseKeySeed('a small log', 'a thief') }, 0);
  const proof = base64(emptyRoot());
  const forged = signatureLine(log.origin, certain(readVerifierKey(verifierKeyOf(log.signer))).keyId, new Uint8Array(64));
  test.each([
    ['nothing', '', 400], ['no old size', step.replace('old 5\n', ''), 400], ['a zero in front', step.replace('old 5', 'old 05'), 400], ['a sign', step.replace('old 5', 'old -5'), 400], ['a space more', step.replace('old 5', 'old  5'), 400], ['a proof line that is no hash', step.replace('old 5\n', 'old 5\nAAAA\n'), 400], ['64 proof lines', step.replace('old 5\n', `old 5\n${`${proof}\n`.repeat(64)}`), 400],
    ['no empty line', step.replace('\n\n', '\n'), 400], ['no signature', `old 5\n\n${text}`, 400], ['an extension line', step.replace('\n8\n', '\n8\n8\n'), 400], ['carriage returns', step.replaceAll('\n', '\r\n'), 400], ['bytes that are not UTF-8', Uint8Array.of(...utf8(step), 0xff), 400], ['more than a quarter of a megabyte', step + 'x'.repeat(300_000), 400],
    ['a log that it does not serve', stranger.step(0, 1), 404], ['a log that it does not serve, unsigned by it', stranger.step(0, 1).replace(/. counterpart\/stranger \S+/u, '\u2014 x AAAAAAAA'), 404],
    ['a signature by nobody it knows', step.replace(/\u2014 .*\n/u, foreign), 403], ['a signature of the log that is wrong', step.replace(/\u2014 .*\n/u, forged), 403], ['a right one beside a wrong one', step + forged, 403], ['another size under the signature', step.replace('\n8\n', '\n9\n'), 403],
    ['an unsigned step back: who signed comes first', log.step(6, 5).replace(/\u2014 .*\n/u, foreign), 403], ['a step back: the form comes before the state', log.step(6, 5), 400], ['a step from elsewhere that goes back: form first', log.step(9, 8), 400],
    ['a step from less', log.step(4, 8), 409], ['a step from more', log.step(6, 8), 409], ['a step from nothing', log.step(0, 8), 409], ['a step from elsewhere on a fork: state before proof', log.step(4, 8, 'fork'), 409], ['a step from elsewhere to the same size: state before root', log.step(0, 5, 'fork'), 409],
    ['no proof', step.replace(/old 5\n[^]*?\n\n/, 'old 5\n\n'), 422], ['a proof too long', step.replace('old 5\n', `old 5\n${proof}\n`), 422], ['a fork', log.step(5, 8, 'fork'), 422], ['another root for the same size', log.step(5, 5, 'fork'), 422], ['a proof for the same size', log.step(5, 5).replace('old 5\n', `old 5\n${proof}\n`), 422],
    ['the first step with a proof', other.step(0, 2).replace('old 0\n', `old 0\n${proof}\n`), 422], ['an empty tree with a root', writeStep({ old: 0, proof: [], checkpoint: signCheckpoint({ ...other.head(1), size: 0 }, other.signer.seed) }), 422],
  ] as const)('%s', async (_, request, status) => {
    const before = await kept(host, log.origin), answer = await add(host, request);
    expect(answer.status).toBe(status);
    if (status === 409) expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/x.tlog.size', '5\n']);
    else expect(await answer.json()).toMatchObject({ code: expect.stringMatching(/^record\./) as string });
    expect(await kept(host, log.origin)).toBe(before);
  });

  test('the same head again: a new cosignature', async () => {
    const answer = await add(host, log.step(5, 5));
    expect([answer.status, lines(host, log.signed(5), await answer.text()).length]).toEqual([200, 2]);
  });
  test('the empty tree of a log not seen before, again, and the first entries', async () => {
    for (const [old, size] of [[0, 0], [0, 0], [0, 3]] as const) expect((await add(host, other.step(old, size))).status).toBe(200);
    expect(await kept(host, other.origin)).toContain(`${other.origin}\n3\n`);
  });
  test('a step that goes on: cosigned with both keys as of now; signatures it did not verify are not kept', async () => {
    const junk = `${signatureLine(NAME, keysOf(host)[0]?.keyId ?? emptyRoot(), new Uint8Array(72))}\u2014 somebody AAAAAAAAAA==\n`;
    const before = Math.floor(Date.now() / 1000), answer = await add(host, step + junk), own = await answer.text();
    expect([answer.status, answer.headers.get('content-type')?.toLowerCase()]).toEqual([200, 'text/plain; charset=utf-8']);
    const verified = lines(host, log.signed(8), own);
    expect(verified.map(({ key }) => [key.name, key.type])).toEqual([[NAME, 'cosignature'], [NAME, 'ml-dsa-44']]);
    for (const { time } of verified) expect(time).toBeGreaterThanOrEqual(before);
    expect(await kept(host, log.origin)).toBe(log.signed(8) + own);
    expect((await add(host, log.step(8, 9))).status).toBe(200);
  });
  test('a monitor that asks for a log never cosigned', async () => {
    expect((await fetch(`${host.url}/${hex(sha256(utf8(stranger.origin)))}/checkpoint`)).status).toBe(404);
    expect((await fetch(`${host.url}/add-checkpoint`)).status).toBe(404);
  });
});

describe('restarts and crowds', () => {
  const one = new SmallLog('counterpart/crowd'), folder = freshFolder(), args = ['--log', verifierKeyOf(one.signer)];
  afterAll(folder.remove);

  test('killed at any moment it goes on from all it acknowledged, with the same keys, and cosigns no other root for a size', async () => {
    const seed = 20_261, next = chance(seed);
    console.log(`seed ${seed}`);
    let acknowledged = 0, keys: string | null = null;
    for (let round = 0; round < 6; round += 1) {
      const here = await witness(folder.path, '--name', NAME, ...args);
      onTestFinished(() => void here.kill());
      keys ??= here.out();
      expect(here.out()).toBe(keys);
      const learnt = acknowledged === 0 ? 0 : Number(await (await add(here, one.step(0, acknowledged))).text());
      // What was under way when it was killed may have been kept without an answer.
      expect(learnt - acknowledged).toBeOneOf([0, 1]);
      acknowledged = learnt;
      if (acknowledged > 3) expect((await add(here, one.step(acknowledged, acknowledged, 'fork'))).status).toBe(422);
      const last = acknowledged + 1 + Math.floor(next() * 5);
      while (acknowledged < last) {
        expect((await add(here, one.step(acknowledged, acknowledged + 1))).status).toBe(200);
        acknowledged += 1;
      }
      const underWay = add(here, one.step(acknowledged, acknowledged + 1)).then(() => null, () => null);
      if (next() < 0.5) await underWay;
      await here.kill();
      await underWay;
    }
    expect(statSync(join(folder.path, 'witness.key')).mode & 0o777).toBe(0o600);
  }, 60_000);

  test('of twenty at once for one step, on two forks, one history comes out', async () => {
    const crowd = new SmallLog('counterpart/many'), fresh = freshFolder(), here = await witness(fresh.path, '--name', NAME, '--log', verifierKeyOf(crowd.signer));
    onTestFinished(() => here.stop().then(fresh.remove));
    const answers = await Promise.all(Array.from({ length: 20 }, async (_, index) => {
      const fork = index % 2 === 0 ? '' : 'fork', answer = await add(here, crowd.step(0, 6, fork));
      return { fork, status: answer.status, body: await answer.text() };
    }));
    const won = answers.filter(({ status }) => status === 200);
    expect(won.length).toBe(1);
    expect(answers.filter(({ status, body }) => status === 409 && body === '6\n').length).toBe(19);
    const again = await Promise.all(Array.from({ length: 20 }, async (_, index) => {
      const fork = index % 2 === 0 ? '' : 'fork';
      return { fork, status: (await add(here, crowd.step(6, 6, fork))).status };
    }));
    for (const { fork, status } of again) expect(status).toBe(fork === won[0]?.fork ? 200 : 422);
  });
});

describe('a host that asks', () => {
  const one = new SmallLog('counterpart/asking'), folder = freshFolder();
  let here: Host;
  beforeAll(async () => { here = await witness(folder.path, '--name', NAME, '--log', verifierKeyOf(one.signer)); });
  afterAll(async () => {
    await here.stop();
    folder.remove();
  });
  const ask = (size: number, last: number, fork = '') => askWitness({ url: `${here.url}/`, keys: keysOf(here) }, { checkpoint: one.signed(size, fork), last, proof: async (first, second) => one.proof(first, second, fork) }, post);

  test('gets cosignatures that make its head confirmed under a policy, and learns the size from the witness', async () => {
    const policy = certain(readPolicy(`log ${verifierKeyOf(one.signer)}\nwitness A ${here.out().split('\n')[0] ?? ''}\nwitness B ${here.out().split('\n')[1] ?? ''}\ngroup both all A B\nquorum both\n`));
    for (const [size, last] of [[4, 0], [7, 4], [9, 0], [11, 2]] as const) {
      const got = certain(await ask(size, last)), head = one.signed(size) + got.map(({ line }) => line).join('');
      expect(certain(checkPolicy(policy, head)).cosigned.map(({ name }) => name)).toEqual(['A', 'B']);
    }
  });
  test('and was set back, or forks, is told', async () => {
    expect(await ask(5, 0)).toMatchObject({ ok: false, refusal: { code: 'record.witness.ahead', last: 11 } });
    expect(await ask(12, 11, 'fork')).toMatchObject({ ok: false, refusal: { code: 'record.witness.refused', status: 422 } });
  });
  test('where nobody answers: a fault', async () => {
    await expect(askWitness({ url: 'http://127.0.0.1:1', keys: keysOf(here) }, { checkpoint: one.signed(4), last: 0, proof: async () => [] }, post)).rejects.toMatchObject({ code: 'network.unreachable', retry: 'safe' });
  });
});

test.each([
  [['--name', NAME], 1, 'Which logs?'], [['--name', NAME, '--log', 'x'], 1, 'not a verifier key'], [['--log', verifierKeyOf({ ...log.signer, type: 'cosignature' }), '--name', NAME], 1, 'of a witness, not of a log'], [['--log', verifierKeyOf(log.signer)], 3, 'needs a name'], [['--log', verifierKeyOf(log.signer), '--name', 'a b'], 3, 'cannot be called'],
] as const)('witness %j: exit %i', (args, code, said) => {
  const folder = freshFolder(), ran = counterpart('witness', '--data', folder.path, ...args);
  expect([ran.code, ran.notes]).toEqual([code, expect.stringContaining(said)]);
  folder.remove();
});

/** The exchanges that the tests of litewitness hold: another witness's author says what must be answered. */
test('litewitness: its requests get its answers, but 404 for an unknown log, as the specification says since, and 400 for base64 with bits left over', async () => {
  const text = vectors('litewitness.txt'), folder = freshFolder();
  const key = certain(fromHex(/-key=([0-9a-f]{64})/.exec(text)?.[1] ?? '')), origin = `sigsum.org/v1/tree/${hex(sha256(key))}`;
  const here = await witness(folder.path, '--name', NAME, '--log', writeVerifierKey(origin, key));
  onTestFinished(() => here.stop().then(folder.remove));
  const exchanges = [...text.matchAll(/POST \S+\n```\n([^]*?)```\nHTTP (\d+)/g)].map(([, body = '', status]) => [body, Number(status)] as const);
  for (const [body, status] of exchanges) {
    const strict = readNote(body.slice(body.indexOf('\n\n') + 2)).ok;
    expect((await add(here, body)).status).toBe(!strict ? 400 : body.includes(origin) ? status : 404);
  }
  expect(exchanges.length).toBeGreaterThan(5);
});
