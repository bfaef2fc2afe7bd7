import { Readable } from 'node:stream';
import type { Put } from '#ports';
import { Fault } from '#base';

/** The port `Put`: a stream as it comes, however long it takes. Fault `network.unreachable`. */
export const put: Put = async (url, bytes, reading) => {
  try {
    const answer = await fetch(url, { method: 'PUT', body: Readable.toWeb(Readable.from(bytes)) as ReadableStream, duplex: 'half', headers: { 'counterpart-reading': reading }, redirect: 'manual' } as RequestInit);
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: (await answer.text()).slice(0, 100_000) };
  } catch (cause) {
    throw new Fault('network.unreachable', 'safe', { url }, cause);
  }
};
