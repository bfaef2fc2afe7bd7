import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Fault } from '#base';
import type { World } from '#cli';

/** The files that whoever runs the program names. Faults `file.unreadable`, `folder.unreadable`, `file.unwritable`. */
export const FILES: Pick<World, 'files' | 'file' | 'bytes' | 'exists' | 'isFile' | 'isEmpty' | 'keep' | 'keepSecret' | 'save' | 'stream' | 'streamTo'> = {
  files: (folder) => attempt('folder.unreadable', { folder }, () => {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(entries.map((entry) => join(entry.parentPath, entry.name)).map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]));
  }),
  file: (path) => Buffer.from(FILES.bytes(path)).toString('utf8'),
  bytes: (file) => attempt('file.unreadable', { file }, () => readFileSync(file)),
  exists: existsSync,
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  isEmpty: (folder) => !existsSync(folder) || readdirSync(folder).length === 0,
  keep: (folder, name, text) => {
    const file = join(folder, name);
    attempt('file.unwritable', { file }, () => writeFileSync(file, text, { flush: true }));
    return file;
  },
  keepSecret: (file, text) => {
    if (existsSync(file)) return false;
    attempt('file.unwritable', { file }, () => writeFileSync(file, text, { mode: 0o600, flag: 'wx', flush: true }));
    return true;
  },
  save: (folder, path, bytes) => {
    const file = join(folder, path);
    attempt('file.unwritable', { file }, () => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    });
  },
  async* stream(file) {
    try {
      yield* createReadStream(file);
    } catch (cause) {
      throw fault('file.unreadable', { file }, cause);
    }
  },
  streamTo: (file, bytes) => pipeline(bytes, createWriteStream(file, { flags: 'wx' })).catch((cause: unknown) => {
    throw (cause as NodeJS.ErrnoException).path === file ? fault('file.unwritable', { file }, cause) : cause; // What comes may fail, too.
  }),
};

function fault(code: string, facts: { readonly [fact: string]: string }, cause: unknown): Fault {
  const { code: reason = 'unknown', syscall } = cause as NodeJS.ErrnoException;
  return new Fault(code, 'safe', { ...facts, reason: syscall === 'mkdir' && reason === 'EEXIST' ? 'ENOTDIR' : reason }, cause); // A file is where a folder should be.
}

function attempt<T>(code: string, facts: { readonly [fact: string]: string }, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw fault(code, facts, cause);
  }
}
