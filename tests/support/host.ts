import { spawn, spawnSync } from 'node:child_process';
import type { MessagePort } from 'node:worker_threads';
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** Entries of Sella as its files stand: at most a bundle of 256, for the tests about hosts that show one. */
export const SELLA_ENTRIES = 254;
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

/** Runs the command line in a program of its own, as a user would. */
export function started(...args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(node, [bin, ...args], { cwd: root, encoding: 'utf8' });
  return { code: status, out: stdout, notes: stderr };
}

/** The same in a program that has started already, and waits for its end: half a second less for each command. */
export function counterpart(...args: readonly string[]): Ran {
  terminal ??= openTerminal();
  Atomics.store(terminal.lock, 0, 0);
  terminal.worker.postMessage(args);
  if (Atomics.wait(terminal.lock, 0, 0, PATIENCE) === 'timed-out') throw new Error(`no end of: counterpart ${args.join(' ')}`);
  return receiveMessageOnPort(terminal.answers)?.message as Ran;
}

/** Milliseconds after which a command is taken for stuck. */
const PATIENCE = 120_000;

interface Terminal {
  readonly worker: Worker;
  readonly lock: Int32Array<SharedArrayBuffer>;
  readonly answers: MessagePort;
}
let terminal: Terminal | undefined;

function openTerminal(): Terminal {
  const lock = new Int32Array(new SharedArrayBuffer(4)), { port1, port2 } = new MessageChannel();
  const worker = new Worker(join(import.meta.dirname, 'commands.mjs'), { workerData: { program: join(root, 'src/main.ts'), lock, port: port2 }, transferList: [port2], stdout: true, stderr: true, execArgv: ['--disable-warning=ExperimentalWarning'] });
  worker.unref();
  return { worker, lock, answers: port1 };
}

/** What a command wrote that had to succeed. */
export function done({ code, out, notes }: Ran): string {
  if (code !== 0) throw new Error(`${code}: ${notes}${out}`);
  return out;
}

/** Asks over HTTP after such a command: while this program waited for it, a host may have closed the line on which it was asked before. */
export async function asked(url: string, init?: RequestInit): Promise<Response> {
  await new Promise((resolve) => { setImmediate(resolve); });
  return fetch(url, init);
}

/** A command in a program of its own, while this one goes on: for those that ask it. */
export function running(...args: readonly string[]): Promise<Ran> {
  const child = spawn(node, [bin, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '', notes = '';
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { notes += chunk.toString(); });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, notes })));
}

/** Folders that hold cases as their files stand: each was loaded once at the command line, quietly, and is copied from then on. */
const loadedCases = new Map<string, string>();

/** Puts these cases into an empty data folder. */
export function holdCases(slugs: readonly string[], folder: string): void {
  const name = slugs.join(' '), loaded = loadedCases.get(name) ?? freshFolder().path;
  if (!loadedCases.has(name)) {
    process.once('exit', () => rmSync(loaded, { recursive: true, force: true }));
    for (const slug of slugs) {
      const { code, notes } = counterpart('case', 'load', `cases/${slug}`, '--data', loaded);
      if (code !== 0 || notes !== '') throw new Error(`the case ${slug} was not loaded quietly: ${notes}`);
    }
    loadedCases.set(name, loaded);
  }
  cpSync(loaded, folder, { recursive: true });
}

export interface Host {
  readonly url: string;
  readonly pid: number | undefined;
  /** What it has written to standard output. */
  out(): string;
  /** And to standard error. */
  said(): string;
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
export const serve = (folder: string, ...more: readonly string[]): Promise<Host> => listening('serve', '--data', folder, ...more);

/** A witness, likewise. */
export const witness = (folder: string, ...more: readonly string[]): Promise<Host> => listening('witness', '--data', folder, ...more);

function listening(...args: readonly string[]): Promise<Host> {
  const child = spawn(node, [bin, ...args, ...(args.includes('--port') ? [] : ['--port', '0'])], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '', out = '';
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /https?:\/\/\S+?(?=\/?\. )/.exec(said)?.[0];
      if (url !== undefined) resolve({ url, pid: child.pid, out: () => out, said: () => said, stop: () => ended(child, 'SIGINT'), kill: () => ended(child, 'SIGKILL') });
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
