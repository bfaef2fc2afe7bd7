import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#base';
import type { Finding, Findings } from '#ports';
import { writeDurably } from './durable.ts';

/** What was found wrong with the hosts of the logs in a folder: `wrong-<log>.json`, and what shows it to others beside it. */
export function openFindings(folder: string): Findings {
  const fileOf = (slug: string): string => join(folder, `wrong-${slug}.json`);
  return {
    prove: ({ name, bytes }) => {
      const path = freePath(folder, name, bytes);
      if (!existsSync(path)) synced(folder, path, bytes);
      return path;
    },
    proved: (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : null),
    keep: (slug, findings) => synced(folder, fileOf(slug), Buffer.from(`${JSON.stringify(findings)}\n`)),
    of: (slug) => (existsSync(fileOf(slug)) ? read(fileOf(slug)) : []),
  };
}

/** Before there were several in a file there was one, of which it was not known whether its host had signed it: it stands. */
function read(file: string): readonly Finding[] {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Finding | readonly Finding[], all = Array.isArray(kept) ? kept as readonly Finding[] : [{ ...kept as Finding, signed: true }];
    if (all.every(({ host, wrong, signed }) => typeof host === 'string' && typeof wrong.step === 'string' && typeof wrong.refusal.code === 'string' && typeof signed === 'boolean')) return all;
  } catch (cause) {
    throw new Fault('file.unreadable', 'never', { file, reason: 'JSON' }, cause);
  }
  throw new Fault('file.unreadable', 'never', { file, reason: 'JSON' });
}

/** `fork-a.json`, and where that holds other bytes `fork-a-2.json`. */
function freePath(folder: string, name: string, bytes: Uint8Array): string {
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : name.replace(/(?=\.\w+$)/, `-${number}`));
    if (!existsSync(path) || readFileSync(path).equals(bytes)) return path;
  }
}

function synced(folder: string, path: string, bytes: Uint8Array): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeDurably(path, bytes);
  } catch (cause) {
    throw new Fault('store.unwritable', 'never', { folder }, cause);
  }
}
