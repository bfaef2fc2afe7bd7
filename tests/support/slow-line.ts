import { createConnection, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { chance } from './chance.ts';

/** How a line is. `bits` a second and milliseconds of `delay`, each way; `loss`: the share of packets that are lost. */
export interface Line {
  readonly bits: number;
  readonly delay: number;
  readonly loss: number;
}

export const WIRE: Line = { bits: 1e9, delay: 0, loss: 0 };

/** A line to a host that can be made slow, lossy, or cut. */
export interface SlowLine {
  readonly url: string;
  /** From now on; `null` cuts it, with every connection over it. */
  becomes(line: Line | null): void;
  /** What it has carried and done since it began. */
  readonly tally: { bytes: number; lost: number; broken: number; connections: number };
  end(): Promise<void>;
}

const PACKET = 1_200, HELD = 16_384;

/**
 * Carries TCP as a bad line does: packets of 1,200 bytes one after another at the pace of the line, shared by all connections. One that is lost comes again after its sender has missed it (twice the delay, at least 200 ms),
 * and holds up what follows; lost twice running it takes its connection with it.
 */
export async function slowLine(host: string, seed: number): Promise<SlowLine> {
  const random = chance(seed), { port, hostname } = new URL(host), open = new Set<Socket>(), tally = { bytes: 0, lost: 0, broken: 0, connections: 0 }, free = { up: 0, down: 0 };
  let line: Line | null = WIRE;

  function carry(from: Socket, to: Socket, way: 'up' | 'down'): void {
    let last = 0, held = 0;
    const arrive = (packet: Buffer, at: number): void => void setTimeout(() => {
      held -= packet.length;
      if (held < HELD) from.resume();
      if (!to.destroyed) to.write(packet);
    }, Math.max(0, at - performance.now()));
    from.on('data', (data: Buffer) => {
      for (let begin = 0; begin < data.length; begin += PACKET) {
        const packet = data.subarray(begin, begin + PACKET), now = performance.now();
        if (line === null) return;
        const takes = (packet.length * 8_000) / line.bits, lost = random() < line.loss, twice = lost && random() < line.loss;
        free[way] = Math.max(now, free[way]) + (lost ? 2 * takes : takes);
        last = Math.max(last, free[way] + line.delay + (lost ? Math.max(200, 2 * line.delay) : 0));
        held += packet.length;
        tally.bytes += packet.length;
        if (lost) tally.lost += 1;
        if (twice) { tally.broken += 1; from.destroy(); to.destroy(); return; }
        arrive(packet, last);
      }
      if (held >= HELD) from.pause();
    });
    from.on('end', () => void setTimeout(() => to.end(), Math.max(0, last - performance.now())));
    for (const [one, other] of [[from, to], [to, from]] as const) one.on('error', () => other.destroy());
    from.on('close', () => { open.delete(from); if (from.errored !== null || line === null) to.destroy(); });
  }

  const server = createServer((socket) => {
    if (line === null) return void socket.destroy();
    tally.connections += 1;
    const there = createConnection({ port: Number(port), host: hostname });
    for (const one of [socket, there]) open.add(one);
    carry(socket, there, 'up');
    carry(there, socket, 'down');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const becomes = (next: Line | null): void => {
    line = next;
    Object.assign(free, { up: 0, down: 0 });
    if (next === null) for (const socket of open) socket.destroy();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, becomes, tally, end: () => { becomes(null); return new Promise((resolve) => server.close(() => resolve())); } };
}
