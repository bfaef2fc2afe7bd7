import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ReadFile } from '#audit';
import type { Result } from '#base';
import { logInBag } from '#wire';
import { judgedFork, unopened, verified } from './index.ts';
import { words } from './words.ts';

// node verify.mjs DIR|BAG|PROOF|URL [--key VKEY] [--since FILE]: exit 0 right, 1 wrong, 2 used wrongly, 3 not read. Talks to nobody but the address it is given.

const SECONDS = 60;

function fromFolder(folder: string): ReadFile {
  return async (path) => {
    try {
      return readFileSync(join(folder, path));
    } catch {
      return null;
    }
  };
}

const fromAddress = (url: string): ReadFile => async (path) => {
  const answer = await fetch(`${url.replace(/\/$/, '')}/${path}`, { redirect: 'manual', signal: AbortSignal.timeout(SECONDS * 1000) });
  return answer.status === 200 ? new Uint8Array(await answer.arrayBuffer()) : null;
};

const isFile = (place: string): boolean => statSync(place, { throwIfNoEntry: false })?.isFile() === true;

/** An address, a bag, or a folder. */
function fromPlace(place: string): Result<ReadFile> {
  if (/^https?:/.test(place)) return { ok: true, value: fromAddress(place) };
  return isFile(place) ? logInBag(readFileSync(place)) : { ok: true, value: fromFolder(place) };
}

function asked() {
  try {
    const { values, positionals } = parseArgs({ options: { key: { type: 'string' }, since: { type: 'string' } }, allowPositionals: true });
    const [place, ...more] = positionals;
    return place === undefined || more.length > 0 ? null : { place, key: values.key, since: values.since === undefined ? undefined : readFileSync(values.since, 'utf8') };
  } catch {
    return null;
  }
}

async function main(): Promise<number> {
  const given = asked();
  if (given === null) {
    process.stderr.write(`${words().say('verify.usage')}\n`);
    return 2;
  }
  const { place, key, since } = given;
  try {
    const fork = isFile(place) ? await judgedFork(readFileSync(place), words()) : null;
    if (fork !== null) {
      process.stdout.write(`${fork.lines.join('\n')}\n`);
      return fork.right ? 0 : 1;
    }
    const file = fromPlace(place);
    if (!file.ok) {
      process.stdout.write(`${unopened(file.refusal, words()).join('\n')}\n`);
      return 1;
    }
    const { right, read, lines } = await verified(file.value, { ...(key === undefined ? {} : { key }), ...(since === undefined ? {} : { since }) }, words());
    process.stdout.write(`${lines.join('\n')}\n`);
    return right ? 0 : read ? 1 : 3;
  } catch (cause) {
    process.stderr.write(`${words().say('verify.unread', { place, reason: cause instanceof Error ? cause.message : String(cause) })}\n`);
    return 3;
  }
}

process.exitCode = await main();
