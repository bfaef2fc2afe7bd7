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
  /** What it has written to standard output. */
  out(): string;
  stop(): Promise<number | null>;
  /** Ends it at once, as a power cut would end the program. */
  kill(): Promise<number | null>;
}

/** Asks until the answer satisfies; gives up when the test does. */
export async function until<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A host on a free port over a data folder; resolved once it says where it serves. */
export const serve = (folder: string, ...more: readonly string[]): Promise<Host> => started('serve', '--data', folder, ...more);

/** A witness, likewise. */
export const witness = (folder: string, ...more: readonly string[]): Promise<Host> => started('witness', '--data', folder, ...more);

function started(...args: readonly string[]): Promise<Host> {
  const child = spawn(node, [bin, ...args, ...(args.includes('--port') ? [] : ['--port', '0'])], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '', out = '';
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /http:\/\/\S+?(?=\/?\. )/.exec(said)?.[0];
      if (url !== undefined) resolve({ url, out: () => out, stop: () => ended(child, 'SIGINT'), kill: () => ended(child, 'SIGKILL') });
    });
    child.once('exit', () => reject(new Error(`it ended: ${said}`)));
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}
