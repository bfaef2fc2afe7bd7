import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#base';
import type { Forms } from '#ports';

/** The forms of each process beside the data, in `forms-<process>.jsonl`: written by a command while the host runs, which reads them again when the file has grown. A last line that was cut off is none. */
export function openForms(folder: string): Forms {
  const read = new Map<string, { readonly size: number; readonly lines: readonly string[] }>(), fileOf = (process: string): string => join(folder, `forms-${process.replace(/[^0-9a-f]/g, '')}.jsonl`);
  const sizeOf = (process: string): number => statSync(fileOf(process), { throwIfNoEntry: false })?.size ?? 0;
  return {
    of: (process) => {
      const size = sizeOf(process), before = read.get(process);
      if (before?.size === size) return before.lines;
      const lines = size === 0 ? [] : readFileSync(fileOf(process), 'utf8').split('\n').slice(0, -1);
      read.set(process, { size, lines });
      return lines;
    },
    add: (process, line) => append(folder, fileOf(process), line),
    edition: (process) => { const size = sizeOf(process); return size === 0 ? '' : String(size); },
  };
}

function append(folder: string, path: string, line: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    const torn = statSync(path, { throwIfNoEntry: false }) !== undefined && !readFileSync(path, 'utf8').endsWith('\n'), file = openSync(path, 'a');
    try {
      writeSync(file, `${torn ? '\n' : ''}${line}\n`);
      fsyncSync(file);
    } finally { closeSync(file); }
  } catch (cause) {
    throw new Fault('store.unwritable', 'never', { folder }, cause);
  }
}
