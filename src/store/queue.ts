import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#base';
import type { Queue } from '#ports';
import { writeDurably } from './durable.ts';

const NAME = /^[0-9a-f]{64}$/;

/** Submissions that are not on record yet, and receipts and promises for them, each a file beside the data, by its entry's id: bags carry them, and a party's own node hands them on. Fault `store.unwritable`. */
export function openQueue(folder: string): Queue {
  const [submissions, receipts, promises] = ['submissions', 'receipts', 'promises'].map((name) => join(folder, name)) as [string, string, string];
  const texts = (place: string): readonly string[] => filesOf(place).map((name) => readFileSync(join(place, name), 'utf8'));
  return {
    keep: (id, bytes) => guarded(submissions, () => writeDurably(join(submissions, id), bytes)),
    hold: (id, bytes, answer) => guarded(submissions, () => {
      const [place, text] = 'receipt' in answer ? [receipts, answer.receipt] : [promises, answer.promise];
      mkdirSync(place, { recursive: true });
      writeFileSync(join(submissions, id), bytes);
      writeFileSync(join(place, id), text);
    }),
    all: () => filesOf(submissions).map((id) => ({ id, bytes: readFileSync(join(submissions, id)) })),
    receipts: () => texts(receipts),
    promises: () => texts(promises),
    drop: (id) => { for (const place of [submissions, receipts, promises]) rmSync(join(place, id), { force: true }); },
  };
}

const filesOf = (place: string): readonly string[] => (existsSync(place) ? readdirSync(place).filter((name) => NAME.test(name)) : []);

function guarded(place: string, write: () => void): void {
  try {
    mkdirSync(place, { recursive: true });
    write();
  } catch (cause) {
    throw new Fault('store.unwritable', 'never', { folder: place }, cause);
  }
}
