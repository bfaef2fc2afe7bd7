import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#base';
import type { Queue } from '#ports';

const NAME = /^[0-9a-f]{64}$/;

/** Submissions that wait for their host, each a file beside the data, by its entry's id: bags carry them, and a party's own node hands them on. Fault `store.unwritable`. */
export function openQueue(folder: string): Queue {
  const place = join(folder, 'submissions');
  return {
    keep(id, bytes) {
      try {
        mkdirSync(place, { recursive: true });
        const path = join(place, id), file = openSync(`${path}.new`, 'w');
        try {
          writeSync(file, bytes);
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
        renameSync(`${path}.new`, path);
      } catch (cause) {
        throw new Fault('store.unwritable', 'never', { folder: place }, cause);
      }
    },
    all: () => (existsSync(place) ? readdirSync(place).filter((name) => NAME.test(name)).map((id) => ({ id, bytes: readFileSync(join(place, id)) })) : []),
    drop: (id) => rmSync(join(place, id), { force: true }),
  };
}
