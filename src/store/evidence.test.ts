import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freshFolder } from '../../tests/support/host.ts';
import { openEvidence } from './evidence.ts';

const PROCESS = 'a'.repeat(64);
async function* parts(...texts: readonly string[]): AsyncGenerator<Uint8Array> { for (const text of texts) yield Buffer.from(text); }
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const left = (folder: string): readonly string[] => readdirSync(join(folder, 'evidence'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);

describe('evidence', () => {
  test('is taken whole, under its own digest, again without harm; read from any byte', async () => {
    const { path, remove } = freshFolder(), files = openEvidence(path), digest = digestOf('one two');
    for (const named of [null, digest, digest]) expect(await files.put(PROCESS, named, parts('one', ' two'))).toEqual({ digest, bytes: 7 });
    expect(left(path)).toEqual([digest]);
    const found = files.get(PROCESS, digest, 4);
    expect([found?.bytes, Buffer.concat(await Array.fromAsync(found?.stream ?? parts())).toString()]).toEqual([7, 'two']);
    remove();
  });

  test('of another digest, too long, broken off, or of no process, leaves nothing', async () => {
    const { path, remove } = freshFolder(), files = openEvidence(path, 6);
    expect(await files.put(PROCESS, digestOf('other'), parts('one'))).toEqual({ refused: 'evidence.digest' });
    expect(await files.put('../..', null, parts('one'))).toEqual({ refused: 'evidence.digest' });
    expect(await files.put(PROCESS, null, parts('one', ' two'))).toEqual({ refused: 'evidence.too-large' });
    await expect(files.put(PROCESS, null, (async function* () { yield Buffer.from('one'); throw new Error('the line broke'); })())).rejects.toThrow('the line broke');
    expect([left(path), files.get(PROCESS, '../../../etc/passwd'), files.get(PROCESS, digestOf('one'))]).toEqual([[], null, null]);
    remove();
  });
});
