import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { root } from './host.ts';

/** A file of tests/vectors, unpacked. */
export function vectors(name: string): string {
  const bytes = readFileSync(join(root, 'tests/vectors', name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
