import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '#base';
import type { Evidence } from '#ports';
import { MAX_EVIDENCE, isDigest } from '#record';

/** Where a file of evidence lies; `null` for what is no digest. */
export const pathOf = (folder: string, process: string, digest: string): string | null => (isDigest(process) && isDigest(digest) ? join(folder, 'evidence', process, digest.slice(0, 2), digest) : null);

/** Keeps evidence in files of their own below a folder. Written aside, hashed as it comes, synced, then named: a file of this name is whole. */
export function openEvidence(folder: string, limit = MAX_EVIDENCE): Evidence {
  return {
    async put(process, digest, bytes) {
      const aside = join(folder, 'evidence', `${randomUUID()}.new`);
      try {
        mkdirSync(join(folder, 'evidence'), { recursive: true });
        const found = await written(aside, bytes, limit), path = found === null ? null : pathOf(folder, process, found.digest);
        if (found === null) return { refused: 'evidence.too-large' };
        if (path === null || (digest !== null && found.digest !== digest)) return { refused: 'evidence.digest' };
        mkdirSync(join(path, '..'), { recursive: true });
        await rename(aside, path);
        await synced(join(path, '..'));
        return found;
      } catch (cause) {
        if (cause instanceof Fault || (cause as NodeJS.ErrnoException).syscall === undefined) throw cause;
        throw new Fault('evidence.unwritable', 'safe', { path: aside }, cause);
      } finally {
        rmSync(aside, { force: true });
      }
    },
    get(process, digest, from = 0) {
      const path = pathOf(folder, process, digest);
      return path === null || !existsSync(path) ? null : { bytes: statSync(path).size, stream: { [Symbol.asyncIterator]: () => createReadStream(path, { start: from })[Symbol.asyncIterator]() } }; // Opened when somebody reads.
    },
  };
}

/** Digest and length of what was written and synced; `null` where it is longer than the limit. */
async function written(path: string, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<{ readonly digest: string; readonly bytes: number } | null> {
  const file = await open(path, 'wx', 0o600), hash = createHash('sha256');
  let length = 0;
  try {
    for await (const part of bytes) {
      length += part.length;
      if (length > limit) return null;
      hash.update(part);
      await file.writeFile(part); // Unlike `write`, all of it: a full disk may take a part, and say so only the next time.
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { digest: hash.digest('hex'), bytes: length };
}

async function synced(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  await directory.sync().finally(() => directory.close());
}
