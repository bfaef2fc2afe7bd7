import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Frontier, base64, caseKeySeed, emptyRoot, grownTiles, leafHash, publicKeyOf, sha256, signCheckpoint, tilePath, tilesOf, utf8, writeBundle, writeEntry, writeVerifierKey } from '#record';
import { freshFolder } from '../support/host.ts';

/**
 * A log of 70,000 entries of ours, checked by a program that has none of our code: Debian's Go with golang.org/x/mod/sumdb.
 * It accepts the log, and rejects it after each of twelve kinds of tampering.
 */
const SIZE = 70_000, OLD = 12_345, GOCODE = '/usr/share/gocode';
const haveGo = spawnSync('go', ['version']).status === 0 && existsSync(join(GOCODE, 'src/golang.org/x/mod/sumdb'));
if (!haveGo) console.log('No Go with golang.org/x/mod (Debian: golang-go, golang-golang-x-mod-dev): the check by another program is skipped');

const processId = 'ab'.repeat(32), origin = `counterpart/${processId}`, seed = caseKeySeed('interop', 'host');
const key = writeVerifierKey(origin, publicKeyOf(seed));
const folder = freshFolder(), whole = join(folder.path, 'log'), program = join(folder.path, 'verify'), old = join(folder.path, 'old');

function write(path: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

function writeLog(): void {
  const entries: Uint8Array[] = [], frontier = new Frontier(), seen = { size: 0, root: base64(emptyRoot()) }, author = caseKeySeed('interop', 'author');
  for (let position = 0; position < SIZE; position += 1) {
    const body = Buffer.from(sha256(utf8(`body ${position}`))).toString('hex');
    const entry = writeEntry({ process: processId, kind: 'report', capacity: 'monitor', madeAt: 1_700_000_000 + position, audience: 'public', about: [], body, seen }, author, 1_700_000_000 + position);
    if (!entry.ok) throw new Error(entry.refusal.code);
    entries.push(entry.value.bytes);
    frontier.append(leafHash(entry.value.bytes));
    if (position + 1 === OLD) write(old, signCheckpoint({ origin, size: OLD, root: frontier.root() }, seed));
  }
  for (const { level, index, hashes } of grownTiles(0, entries.map(leafHash), () => null)) write(join(whole, tilePath(level, index, hashes.length / 32)), hashes);
  for (const { level, index, width } of tilesOf(SIZE)) if (level === 0) write(join(whole, tilePath('entries', index, width)), writeBundle(entries.slice(index * 256, index * 256 + width)));
  write(join(whole, 'checkpoint'), signCheckpoint({ origin, size: SIZE, root: frontier.root() }, seed));
}

const check = (dir: string, verifier = key, ...more: readonly string[]) => spawnSync(program, [dir, verifier, ...more], { encoding: 'utf8' });

describe.skipIf(!haveGo)('a program that we did not write', () => {
  beforeAll(() => {
    const built = spawnSync('go', ['build', '-o', program, join(import.meta.dirname, 'verify.go')], { encoding: 'utf8', env: { ...process.env, GO111MODULE: 'off', GOPATH: GOCODE, GOCACHE: join(folder.path, 'cache'), GOFLAGS: '' } });
    expect(built.stderr).toBe('');
    writeLog();
  }, 120_000);
  afterAll(() => folder.remove());

  test('accepts our log of 70,000 entries, and that it goes on from an earlier head', () => {
    expect(check(whole)).toMatchObject({ status: 0, stdout: 'accepted\n' });
    expect(check(whole, key, old)).toMatchObject({ status: 0, stdout: 'accepted\n' });
  });

  const path = (level: number | 'entries', index: number, width = 256): string => join(whole, tilePath(level, index, width));
  const change = (file: string, edit: (bytes: Buffer) => Uint8Array) => (): readonly [string, Uint8Array] => [file, edit(readFileSync(file))];
  const flip = (at: number) => (bytes: Buffer): Buffer => { bytes[at < 0 ? bytes.length + at : at]! ^= 1; return bytes; };
  const firstEnd = (bytes: Buffer): number => 2 + bytes.readUInt16BE(0);
  const swapped = (bytes: Buffer): Buffer => {
    const one = firstEnd(bytes), two = one + firstEnd(bytes.subarray(one));
    return Buffer.concat([bytes.subarray(one, two), bytes.subarray(0, one), bytes.subarray(two)]);
  };
  const text = (edit: (note: string) => string) => (bytes: Buffer): Uint8Array => utf8(edit(bytes.toString('utf8')));
  const root = base64(sha256(utf8('another')));
  test.each([
    ['one byte of an entry', change(path('entries', 100), flip(50))],
    ['an entry dropped', change(path('entries', 7), (bytes) => bytes.subarray(firstEnd(bytes)))],
    ['two entries in each other’s place', change(path('entries', 200), swapped)],
    ['an entry added', change(path('entries', 3), (bytes) => Buffer.concat([bytes, bytes.subarray(0, firstEnd(bytes))]))],
    ['a bundle cut off', change(path('entries', 272), (bytes) => bytes.subarray(0, -1))],
    ['a hash of a tile', change(path(0, 150), flip(40 * 32))],
    ['a hash of a tile above', change(path(1, 0), flip(32))],
    ['the last tile widened', change(path(0, 273, 112), (bytes) => Buffer.concat([bytes, sha256(utf8('more'))]))],
    ['the size of the head', change(join(whole, 'checkpoint'), text((note) => note.replace('\n70000\n', '\n69999\n')))],
    ['the root of the head', change(join(whole, 'checkpoint'), text((note) => note.replace(/\n[A-Za-z0-9+/]{43}=\n/, `\n${root}\n`)))],
    ['the signature', change(join(whole, 'checkpoint'), text((note) => note.replace(/.{6}\n$/, (end) => (end.startsWith('A') ? `B${end.slice(1)}` : `A${end.slice(1)}`))))],
    ['another head, rightly signed', () => [join(whole, 'checkpoint'), utf8(signCheckpoint({ origin, size: SIZE, root: sha256(utf8('another')) }, seed))] as const],
  ] as const)('rejects it after tampering: %s', (_, tampered) => {
    const [file, bytes] = tampered(), kept = readFileSync(file);
    try {
      writeFileSync(file, bytes);
      expect(check(whole)).toMatchObject({ status: 1, stdout: expect.stringContaining('rejected') });
    } finally {
      writeFileSync(file, kept);
    }
  });

  test('rejects another key, and a head that it does not go on from', () => {
    expect(check(whole, writeVerifierKey(origin, publicKeyOf(caseKeySeed('interop', 'stranger')))).status).toBe(1);
    const other = join(folder.path, 'other');
    writeFileSync(other, signCheckpoint({ origin, size: OLD, root: sha256(utf8('another history')) }, seed));
    expect(check(whole, key, other).status).toBe(1);
    expect(check(whole).status).toBe(0);
  });
});
