// A worker: the people of the valley at their phones. Sends requests that are ready, each over one of a few connections that stay open, as many a second as are asked for, and says how long each answer took.
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

interface Work {
  readonly port: number;
  readonly bytes: Uint8Array;
  readonly offsets: readonly number[];
  readonly connections: number;
  /** Requests a second; 0: as fast as they are answered. */
  readonly pace: number;
}
const { port, bytes, offsets, connections, pace } = workerData as Work;
const count = offsets.length - 1, took = new Float64Array(count), begun = performance.now();
let next = 0, done = 0, wrong = 0, sample = '';

/** When a request is due: what waits for a free connection waits in its figure, too. */
const due = (index: number): number => (pace === 0 ? performance.now() : begun + index * 1000 / pace);

function speak(socket: Socket): void {
  let from = 0, index = -1, answer = '';
  const ask = (): void => {
    if (next >= count) return void socket.end();
    index = next;
    next += 1;
    const at = due(index), wait = at - performance.now();
    from = at;
    const send = (): void => void socket.write(bytes.subarray(offsets[index], offsets[index + 1]));
    if (wait > 1) setTimeout(send, wait);
    else send();
  };
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    answer += chunk;
    if (!whole(answer)) return;
    took[index] = performance.now() - from;
    if (!answer.startsWith('HTTP/1.1 200') || !answer.includes('"receipt"')) [wrong, sample] = [wrong + 1, answer.slice(0, 600)];
    answer = '';
    done += 1;
    if (done % 1000 === 0) parentPort?.postMessage({ done });
    if (done === count) parentPort?.postMessage({ done, wrong, sample, seconds: (performance.now() - begun) / 1000, took });
    ask();
  });
  ask();
}

/** Whether an answer is there in whole: by its length, or to the end of its last chunk. */
function whole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n'), length = /content-length: (\d+)/i.exec(answer.slice(0, head))?.[1];
  if (head < 0) return false;
  return length === undefined ? answer.endsWith('0\r\n\r\n') : answer.length >= head + 4 + Number(length);
}

for (let index = 0; index < connections; index += 1) speak(connect(port, '127.0.0.1'));
