import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, assert } from '#base';
import type { Keys } from '#ports';
import { base64, fromBase64, hex, keyOf } from '#record';
import { writeDurably } from './durable.ts';

/** Keeps a host's secret keys in files of their own beside the store, for its owner alone (mode 0600), named by the public key. Faults `keys.damaged`, `keys.unwritable`. */
export function openKeys(folder: string): Keys {
  const place = join(folder, 'keys');
  return {
    async seedOf(key) {
      const path = pathOf(place, key);
      if (path === null || !existsSync(path)) return null;
      const seed = fromBase64(readFileSync(path, 'utf8').trim());
      if (!seed.ok || seed.value.length !== 32 || keyOf(seed.value) !== key) throw new Fault('keys.damaged', 'never', { path });
      return seed.value;
    },
    async keep(seed) {
      const key = keyOf(seed), path = pathOf(place, key);
      assert(path !== null, 'a key of our own has its form');
      write(place, path, `${base64(seed)}\n`);
      return key;
    },
  };
}

function pathOf(place: string, key: string): string | null {
  const bytes = fromBase64(key);
  return bytes.ok ? join(place, `${hex(bytes.value)}.seed`) : null;
}

/** Whole or not at all, on the disk when it returns. */
function write(place: string, path: string, text: string): void {
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    chmodSync(place, 0o700);
    writeDurably(path, text, 0o600);
  } catch (cause) {
    throw new Fault('keys.unwritable', 'never', { path }, cause);
  }
}
