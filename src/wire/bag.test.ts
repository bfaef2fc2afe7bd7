import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { chance } from '../../tests/support/chance.ts';
import { readBag, writeBag } from './bag.ts';
import { writeStoredBag } from './stored-zip.ts';

const id = 'ab'.repeat(32), bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const files = new Map([[`${id}/checkpoint`, bytes('head')], [`${id}/tile/entries/000.p/3`, bytes('entries '.repeat(50))], [`${id}/body/${id}`, bytes('charter')], [`submissions/${'cd'.repeat(32)}`, bytes('one')]]);

describe('a bag', () => {
  test('gives back what was put in, the same bytes in whatever order it was put in', () => {
    const read = readBag(writeBag(files));
    expect(read.ok && [...read.value].toSorted()).toEqual([...files].map(([name, one]) => [name, new Uint8Array(one)]).toSorted());
    expect(Buffer.from(writeBag(new Map([...files].reverse()))).equals(Buffer.from(writeBag(files)))).toBe(true);
  });

  test('made on a device, it is read by the same reader, and holds the files of entries', () => {
    const random = chance(5), photo = Uint8Array.from({ length: 70_000 }, () => random() * 256), held = new Map([...files, [`${id}/evidence/${'ef'.repeat(32)}`, photo], [`${id}/body/${'01'.repeat(32)}`, new Uint8Array()]]), read = readBag(writeStoredBag(held));
    expect(read.ok && [...read.value].toSorted()).toEqual([...held].map(([name, one]) => [name, new Uint8Array(one)]).toSorted());
    expect(Buffer.from(writeStoredBag(new Map([...held].reverse()))).equals(Buffer.from(writeStoredBag(held)))).toBe(true);
    const folder = mkdtempSync(join(tmpdir(), 'counterpart-bag-')), path = join(folder, 'one.bag');
    writeFileSync(path, writeStoredBag(held));
    const checked = spawnSync('python3', ['-m', 'zipfile', '-t', path]); // Another reader looks at every checksum.
    rmSync(folder, { recursive: true });
    if (checked.error !== undefined) return console.log('python3 is not here: skipped');
    expect([checked.status, String(checked.stdout).trim()]).toEqual([0, 'Done testing']);
  });

  test.each(['../evil', '/etc/passwd', `${id}/../checkpoint`, `${id.toUpperCase()}/checkpoint`, `${id}/Checkpoint`, `${id}/tile/entries/000.p/3/more`, 'submissions/x', `${id}\\checkpoint`, 'bag.json'])('refuses a member that no bag holds: %s', (name) => {
    expect(readBag(zipSync({ [`${id}/checkpoint`]: bytes('head'), [name]: bytes('x') }))).toMatchObject({ ok: false, refusal: { code: 'bag.member', name } });
  });

  test('refuses a name that is there twice', () => {
    const other = `${id}/confirmed`, twice = Buffer.from(Buffer.from(zipSync({ [`${id}/checkpoint`]: bytes('a'), [other]: bytes('b') }), 0).toString('latin1').replaceAll(other, `${id}/checkpoint`.padEnd(other.length, '0').slice(0, other.length)), 'latin1');
    expect(readBag(twice)).toMatchObject({ ok: false });
    const same = Buffer.from(zipSync({ [`${id}/body/${'a'.repeat(64)}`]: bytes('a'), [`${id}/body/${'b'.repeat(64)}`]: bytes('b') })), text = same.toString('latin1').replaceAll('b'.repeat(64), 'a'.repeat(64));
    expect(readBag(Buffer.from(text, 'latin1'))).toMatchObject({ ok: false, refusal: { code: 'bag.member' } });
  });

  test('refuses what is cut off, empty, no zip, or swells beyond measure; no changed byte makes it throw', () => {
    const whole = writeBag(files);
    expect(readBag(bytes('nonsense'))).toMatchObject({ ok: false, refusal: { code: 'bag.form' } });
    expect(readBag(new Uint8Array())).toMatchObject({ ok: false, refusal: { code: 'bag.form' } });
    expect(readBag(zipSync({}))).toMatchObject({ ok: false, refusal: { code: 'bag.form' } });
    expect(readBag(zipSync({ [`${id}/checkpoint`]: new Uint8Array(80_000_001) }))).toMatchObject({ ok: false, refusal: { code: 'bag.too-large' } });
    for (let length = 0; length < whole.length; length += 7) expect(readBag(whole.subarray(0, length)).ok).toBe(false);
    const random = chance(61_000);
    console.log('seed 61000');
    for (let round = 0; round < 3_000; round += 1) {
      const edited = whole.slice();
      for (let edit = 0; edit <= random() * 3; edit += 1) edited[Math.floor(random() * edited.length)] = Math.floor(random() * 256);
      const read = readBag(edited);
      if (!read.ok) expect(read.refusal.code).toMatch(/^bag\./);
    }
  });
});
