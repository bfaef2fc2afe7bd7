import { createServer as createPlain } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

/** A certificate chain and its private key, PEM. */
export interface Certified {
  readonly key: string;
  readonly chain: string;
}

/** The first byte of a TLS handshake: no request of HTTP begins with it. */
const HANDSHAKE = 0x16;
const FIRST_BYTE_WITHIN = 10_000;

/**
 * One port for both: who comes with TLS is answered by `secure`, who comes without by `plain`, which can only help a device to trust this server.
 * `certify` puts another certificate in the place of the present one; connections go on.
 */
export function bothOnOnePort(secure: RequestListener, plain: RequestListener, certified: Certified): { readonly server: Server; certify(next: Certified): void; close(): void } {
  const within = createSecure({ key: certified.key, cert: certified.chain, minVersion: 'TLSv1.2' }, secure), outside = createPlain(plain), open = new Set<Socket>();
  const server = createServer({ pauseOnConnect: false }, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy());
    socket.setTimeout(FIRST_BYTE_WITHIN, () => socket.destroy());
    socket.once('data', (first: Buffer) => {
      socket.setTimeout(0).removeAllListeners('timeout').pause();
      socket.unshift(first);
      (first[0] === HANDSHAKE ? within : outside).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  return {
    server,
    certify: (next) => within.setSecureContext({ key: next.key, cert: next.chain, minVersion: 'TLSv1.2' }),
    close: () => {
      for (const one of [within, outside]) one.closeIdleConnections();
      for (const socket of open) socket.end();
    },
  };
}
