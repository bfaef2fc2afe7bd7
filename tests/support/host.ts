import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
const node = process.execPath;
const bin = join(root, 'bin/counterpart.mjs');

/** A folder of its own for one test; removed by `remove`. */
export function freshFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'counterpart-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly notes: string;
}

/** Runs the command line as a user would. */
export function counterpart(...args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(node, [bin, ...args], { cwd: root, encoding: 'utf8' });
  return { code: status, out: stdout, notes: stderr };
}

export interface Host {
  readonly url: string;
  stop(): Promise<number | null>;
}

/** A host on a free port over a data folder; resolved once it says where it serves. */
export function serve(folder: string): Promise<Host> {
  const child = spawn(node, [bin, 'serve', '--port', '0', '--data', folder], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /http:\/\/\S+?(?=\/?\. )/.exec(said)?.[0];
      if (url !== undefined) resolve({ url, stop: () => stopped(child) });
    });
    child.once('exit', () => reject(new Error(`the host ended: ${said}`)));
  });
}

function stopped(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', (code) => resolve(code));
    child.kill('SIGINT');
  });
}
