import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Fault } from '#base';
import type { Witness } from '#app';

/** A request may hold a head with a hundred signatures, and no more. */
const MOST = 262_144;

/** C2SP `tlog-witness` over HTTP: `POST /add-checkpoint`, and `GET /<SHA-256 of the origin, hex>/checkpoint` for monitors. A refusal is `{ code, … }`. */
export function witnessApi(witness: Witness): Hono {
  const server = new Hono();
  server.post('/add-checkpoint', bodyLimit({ maxSize: MOST, onError: (context) => context.json({ code: 'record.witness.form', line: 1 }, 400, { Connection: 'close' }) }), async (context) => {
    const answer = await witness.add(new Uint8Array(await context.req.arrayBuffer()));
    if (answer.status === 200) return context.text(answer.lines, 200);
    if (answer.status === 409) return context.body(`${answer.size}\n`, 409, { 'Content-Type': 'text/x.tlog.size' });
    return context.json(answer.refusal, answer.status);
  });
  server.get('/:hash/checkpoint', async (context) => {
    const checkpoint = await witness.checkpoint(context.req.param('hash'));
    return checkpoint === null ? context.json({ code: 'record.witness.unknown', origin: context.req.param('hash') }, 404) : context.text(checkpoint, 200, { 'Cache-Control': 'max-age=5' });
  });
  server.onError((error, context) => {
    if (error instanceof Fault) return context.json({ code: error.code }, 503);
    throw error;
  });
  return server;
}
