import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseKeySeed, sha256, signHead, utf8, writeForkProof } from '#record';
import { readBag, writeBag } from '#wire';
import { chromiumHere, haveChromium, leave } from './support/browser.ts';
import { counterpart, freshFolder, holdCases, root, serve } from './support/host.ts';

/** The check of a copy as its users meet it: two files, a folder, nothing else. */
const folder = freshFolder(), copy = join(folder.path, 'log'), mjs = join(root, 'dist/verify.mjs'), html = join(root, 'dist/verify.html'), bag = join(folder.path, 'lachin.bag');
/** Built before the tests, with the pages. */
const built = (): string => [mjs, html].map((file) => createHash('sha256').update(readFileSync(file)).digest('hex')).join();
const check = (...args: readonly string[]) => spawnSync(process.execPath, [mjs, ...args], { encoding: 'utf8', cwd: folder.path });

beforeAll(() => {
  const data = join(folder.path, 'data');
  holdCases(['lachin-2020'], data);
  expect(counterpart('export', 'lachin-2020', copy, '--data', data)).toMatchObject({ code: 0, out: expect.stringContaining('node verify.mjs') });
  expect(counterpart('export', 'lachin-2020', copy, '--data', data)).toMatchObject({ code: 1, notes: expect.stringContaining('holds something already') });
  expect(counterpart('bag', 'pack', 'lachin-2020', bag, '--data', data).code).toBe(0);
  expect(counterpart('export', 'nowhere', join(folder.path, 'other'), '--data', data).code).toBe(1);
}, 60_000);
afterAll(() => folder.remove());

/** The copy with one file changed. */
function tampered(path: string, edit: (bytes: Buffer) => Uint8Array | null): string {
  const other = join(folder.path, 'tampered');
  rmSync(other, { recursive: true, force: true });
  cpSync(copy, other, { recursive: true });
  const bytes = edit(readFileSync(join(other, path)));
  if (bytes === null) rmSync(join(other, path));
  else writeFileSync(join(other, path), bytes);
  return other;
}
const flip = (at: number) => (bytes: Buffer): Buffer => { bytes[at] = (bytes[at] ?? 0) ^ 1; return bytes; };
const at = (bytes: Buffer, text: string): number => bytes.indexOf(text);

/** The proof that the host of the copy signed another head of the same size. */
function forked(): string {
  const first = readFileSync(join(copy, 'checkpoint'), 'utf8'), [origin = '', size = ''] = first.split('\n'), proof = join(folder.path, 'fork.json');
  const charter = readFileSync(join(copy, 'body', origin.slice('counterpart/'.length)), 'utf8'), { seed, host } = (JSON.parse(charter) as { readonly content: { readonly charter: { readonly seed: string; readonly host: { readonly key: string } } } }).content.charter;
  const second = signHead({ origin, size: Number(size), root: sha256(utf8('another')) }, host, caseKeySeed(seed, 'host'), 0);
  writeFileSync(proof, writeForkProof({ charter, first, second, grown: null }));
  return proof;
}

describe('verify.mjs', () => {
  test('has the same bytes each time it is built', () => {
    const before = built();
    execFileSync(process.execPath, [join(root, 'tools/build-verify.ts')]);
    expect(built()).toBe(before);
  });

  test('accepts a copy, and one that goes on from a head kept before', () => {
    const right = check(copy);
    expect([right.status, right.stderr]).toEqual([0, '']);
    expect(right.stdout).toMatch(/^RIGHT: [0-9]+ entries/);
    expect(check(copy, '--since', join(copy, 'checkpoint'), '--key', readFileSync(join(copy, 'host.vkey'), 'utf8').trim())).toMatchObject({ status: 0, stdout: expect.stringContaining('goes on from the head that you kept') });
  });

  test('is what counterpart audit says of the same folder', () => {
    expect(counterpart('audit', copy)).toMatchObject({ code: 0, out: expect.stringContaining('admitted by the rules') });
    expect(counterpart('audit', join(folder.path, 'none'))).toMatchObject({ code: 1, out: expect.stringContaining('step file') });
  });

  test('whose hashes alone are checked by counterpart audit --hashes, in a folder, a bag and a store', () => {
    for (const place of [[copy], [bag], ['lachin-2020', '--data', join(folder.path, 'data')]]) expect(counterpart('audit', ...place, '--hashes')).toMatchObject({ code: 0, out: expect.stringContaining('signatures and rules were not looked at') });
    expect(counterpart('audit', tampered('tile/entries/000', flip(400)), '--hashes')).toMatchObject({ code: 1, out: expect.stringContaining('step tile') });
    expect(counterpart('audit', 'nowhere', '--hashes', '--data', join(folder.path, 'data'))).toMatchObject({ code: 1 });
  });

  test.each([
    ['a byte of an entry', 'tile/entries/000', flip(400), /step entry|step signature|step process/],
    ['a word of a content', 'tile/bodies/000', (bytes: Buffer) => flip(at(bytes, 'Lachin'))(bytes), /step body, entry number 0/],
    ['a signed head', 'checkpoint', (bytes: Buffer) => Buffer.from(bytes.toString('utf8').replace(/.(.{3})\n$/, (end) => (end.startsWith('A') ? `B${end.slice(1)}` : `A${end.slice(1)}`))), /step checkpoint/],
    ['a file that is missing', 'tile/bodies/000', () => null, /step file/],
  ] as const)('rejects %s, and names it', (_, file, edit, said) => {
    const size = Number(readFileSync(join(copy, 'checkpoint'), 'utf8').split('\n')[1]), path = size < 256 && file !== 'checkpoint' ? `${file}.p/${size}` : file;
    const wrong = check(tampered(path, edit));
    expect([wrong.status === 0, wrong.stdout]).toEqual([false, expect.stringMatching(said)]);
  });

  test('checks the proof that a host told two histories, and rejects one that was altered', () => {
    const right = forked();
    expect(check(right)).toMatchObject({ status: 0, stdout: expect.stringContaining('signed two histories') });
    writeFileSync(right, readFileSync(right, 'utf8').replace('Lachin', 'lachin'));
    expect(check(right)).toMatchObject({ status: 1, stdout: expect.stringMatching(/WRONG at step fork[^]*record\./) });
  });

  test('rejects the files beside the tiles, where they say otherwise than the log', () => {
    const name = `body/${/counterpart\/([0-9a-f]{64})/.exec(readFileSync(join(copy, 'checkpoint'), 'utf8'))?.[1] ?? ''}`;
    expect(check(tampered(name, (bytes) => flip(at(bytes, 'Lachin'))(bytes)))).toMatchObject({ status: 1, stdout: expect.stringMatching(/step charter, entry number 0[^]*record\.body\.digest/) });
    expect(check(tampered('host.vkey', () => Buffer.from('elsewhere+00000000+AAAA\n')))).toMatchObject({ status: 1, stdout: expect.stringMatching(/step key[^]*host\.vkey/) });
  });

  test('accepts a bag, and rejects one that was cut, or of which a word was changed', () => {
    expect(check(bag)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^RIGHT: [0-9]+ entries/) });
    const cut = join(folder.path, 'cut.bag'), changed = join(folder.path, 'changed.bag'), files = readBag(readFileSync(bag));
    writeFileSync(cut, readFileSync(bag).subarray(0, 5_000));
    expect(check(cut)).toMatchObject({ status: 1, stdout: expect.stringContaining('bag.form') });
    writeFileSync(changed, writeBag(new Map([...(files.ok ? files.value : [])].map(([name, bytes]) => [name, name.includes('tile/bodies') ? flip(at(Buffer.from(bytes), 'Lachin'))(Buffer.from(bytes)) : bytes]))));
    expect(check(changed)).toMatchObject({ status: 1, stdout: expect.stringContaining('step body') });
  });

  test('rejects another host’s key and another history; used wrongly, or given nothing, it says so', () => {
    expect(check(copy, '--key', 'x+00000000+AAAA')).toMatchObject({ status: 1, stdout: expect.stringContaining('step key') });
    const other = join(folder.path, 'kept');
    writeFileSync(other, readFileSync(join(copy, 'checkpoint'), 'utf8').replace(/\n([A-Za-z0-9+/]{43}=)\n/, `\n${createHash('sha256').update('x').digest('base64')}\n`));
    expect(check(copy, '--since', other)).toMatchObject({ status: 1, stdout: expect.stringContaining('Another history') });
    expect(check()).toMatchObject({ status: 2, stderr: expect.stringContaining('verify.mjs DIR|BAG|PROOF|URL') });
    expect(check(join(folder.path, 'none'))).toMatchObject({ status: 3, stdout: expect.stringContaining('checkpoint is missing') });
    expect(check('http://127.0.0.1:1/x')).toMatchObject({ status: 3, stderr: expect.stringContaining('cannot be read') });
  });
});

test('a host hands out both, to be saved, and its page on the record says how to use them', async () => {
  const host = await serve(join(folder.path, 'data'));
  try {
    for (const file of [mjs, html]) {
      const answer = await fetch(`${host.url}/${basename(file)}`);
      expect([answer.status, answer.headers.get('Content-Disposition'), await answer.text() === readFileSync(file, 'utf8')]).toEqual([200, 'attachment', true]);
    }
    expect(await (await fetch(`${host.url}/lachin-2020/record`)).text()).toMatch(new RegExp(`counterpart mirror ${host.url}/lachin-2020 --data copy[^]*href="/lachin-2020/record.bag"[^]*href="/verify.html"[^]*href="/verify.mjs"`));
  } finally {
    await host.stop();
  }
});

describe.skipIf(!haveChromium)('verify.html', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await chromiumHere(); });
  afterAll(() => leave(browser));

  /** Dropped from outside, as from a window with files: what a page makes itself opens otherwise. */
  async function dropped(page: Page, path: string): Promise<void> {
    const line = await page.context().newCDPSession(page), at = { x: 40, y: 40, data: { items: [], files: [path], dragOperationsMask: 1 } };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await line.send('Input.dispatchDragEvent', { type, ...at });
  }

  async function said(dir: string, give = (page: Page): Promise<void> => page.setInputFiles(dir === bag ? '#bag' : '#folder', dir)): Promise<{ readonly state: string | null; readonly text: string; readonly asked: readonly string[] }> {
    const page = await browser.newPage({ viewport: { width: 320, height: 800 } }), asked: string[] = [];
    page.on('request', (request) => { if (!/^(file|blob|data):/.test(request.url())) asked.push(request.url()); });
    await page.goto(`file://${html}`);
    await give(page);
    await page.waitForSelector('#out[data-state=right], #out[data-state=wrong]', { timeout: 30_000 });
    const found = { state: await page.getAttribute('#out', 'data-state'), text: await page.innerText('#out'), asked };
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.close();
    return found;
  }

  test('accepts the folder of a log, without asking anybody', async () => {
    expect(await said(copy)).toEqual({ state: 'right', text: expect.stringMatching(/^RIGHT: [0-9]+ entries/), asked: [] });
  }, 60_000);

  test('accepts a bag', async () => {
    expect(await said(bag)).toMatchObject({ state: 'right', asked: [] });
  }, 60_000);

  test('takes the proof of two histories', async () => {
    const proof = forked();
    expect(await said(proof, (page) => page.setInputFiles('#bag', proof))).toMatchObject({ state: 'right', text: expect.stringMatching(/^The host of [0-9a-f]{64} signed two histories/), asked: [] });
  }, 60_000);

  test.each([['a bag', bag, 'right', /^RIGHT: [0-9]+ entries/], ['a folder', copy, 'right', /^RIGHT: [0-9]+ entries/], ['what is no log', mjs, 'wrong', /^WRONG at step file/]] as const)('takes %s that is dropped on it', async (_, path, state, text) => {
    expect(await said(path, (page) => dropped(page, path))).toEqual({ state, text: expect.stringMatching(text), asked: [] });
  }, 60_000);

  test('is loud about one byte changed', async () => {
    const size = Number(readFileSync(join(copy, 'checkpoint'), 'utf8').split('\n')[1]);
    expect(await said(tampered(size < 256 ? `tile/bodies/000.p/${size}` : 'tile/bodies/000', (bytes) => flip(at(bytes, 'Lachin'))(bytes)))).toMatchObject({ state: 'wrong', text: expect.stringContaining('WRONG at step body') });
  }, 60_000);
});
