import { Worker } from 'node:worker_threads';
import type { WholePage } from './reading-shelf.ts';

/** Where a record is, and as whom its pages are made there. */
export interface Reading {
  readonly folder: string;
  readonly demo: boolean;
  readonly table: boolean;
  readonly origin: string | undefined;
}

/** A question to the thread, and its answer. */
export interface AskedFor {
  readonly number: number;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
}
export interface Made extends WholePage {
  readonly number: number;
}

const THREAD = new URL(`./reading-thread${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url);

/** Pages for everybody are made on a thread of their own, from the same store: whoever takes entries in does not wait for who reads. */
export class ReadingRoom {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (made: Made | null) => void>();
  #asked = 0;
  #closed = false;

  constructor(reading: Reading) {
    this.#worker = new Worker(THREAD, { workerData: reading });
    this.#worker.unref();
    this.#worker.on('message', (made: Made) => this.#answer(made.number, made));
    this.#worker.on('error', () => this.#leave());
    this.#worker.on('exit', () => this.#leave());
  }

  /** A page as it is made there; `null` where the thread has come to its end: then it is made here. */
  async page({ url, headers }: Request): Promise<Response | null> {
    if (this.#closed) return null;
    const number = this.#asked += 1;
    const made = await new Promise<Made | null>((resolve) => {
      this.#waiting.set(number, resolve);
      this.#worker.ref();
      this.#worker.postMessage({ number, url, headers: [...headers] } satisfies AskedFor);
    });
    return made === null ? null : new Response(made.body.length === 0 ? null : made.body, { status: made.status, headers: made.headers.map(([name, value]): [string, string] => [name, value]) });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #answer(number: number, made: Made | null): void {
    this.#waiting.get(number)?.(made);
    this.#waiting.delete(number);
    if (this.#waiting.size === 0) this.#worker.unref();
  }

  #leave(): void {
    this.#closed = true;
    for (const number of this.#waiting.keys()) this.#answer(number, null);
  }
}
