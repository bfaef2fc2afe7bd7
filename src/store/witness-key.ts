import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { Fault } from '#base';
import type { Signer } from '#record';
import { fromHex, hex, isKeyName } from '#record';
import { writeDurably } from './durable.ts';
import { guarded } from './open.ts';

export const KEY_FILE = 'witness.key';
const FIRST = 'counterpart/witness-key/v1';
const FORM = /^counterpart\/witness-key\/v1\nname (.+)\ncosignature ([0-9a-f]{64})\nml-dsa-44 ([0-9a-f]{64})\n$/;
/** Nobody but the owner. */
const MODE = 0o600;

/** Two new seeds, one for each kind of cosignature. Faults `witness.name.form`, `store.*`. */
export function makeKey(path: string, name: string): void {
  if (!isKeyName(name)) throw new Fault('witness.name.form', 'never', { name });
  guarded(path, () => {
    rmSync(`${path}.new`, { force: true }); // Others could read one that was left there.
    writeDurably(path, `${FIRST}\nname ${name}\ncosignature ${hex(randomBytes(32))}\nml-dsa-44 ${hex(randomBytes(32))}\n`, MODE);
  });
}

/** The keys of the file, Ed25519 first. Faults `witness.key.open` (others may read it), `witness.key.form`, `witness.name.other`. */
export function readKey(path: string, name: string | null): readonly Signer[] {
  const [text, mode] = guarded(path, () => [readFileSync(path, 'utf8'), statSync(path).mode & 0o777]);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new Fault('witness.key.open', 'never', { path, mode: mode.toString(8) });
  const [, found = '', ed25519 = '', mlDsa = ''] = FORM.exec(text) ?? [];
  const seeds = [fromHex(ed25519), fromHex(mlDsa)] as const;
  if (!isKeyName(found) || !seeds[0].ok || !seeds[1].ok) throw new Fault('witness.key.form', 'never', { path });
  if (name !== null && name !== found) throw new Fault('witness.name.other', 'never', { path, found, name });
  return [{ name: found, type: 'cosignature', seed: seeds[0].value }, { name: found, type: 'ml-dsa-44', seed: seeds[1].value }];
}
