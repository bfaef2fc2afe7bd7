import { Fault } from '#base';

const SECONDS = 10, MOST = 4_194_304;

/** The port `Post` over the platform's `fetch`: gives up after ten seconds, or four megabytes. Redirects are not followed: who answers is who was asked. Fault `network.unreachable`. */
export async function post(url: string, body: string): Promise<{ readonly status: number; readonly type: string; readonly body: string }> {
  try {
    const answer = await fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, redirect: 'manual', signal: AbortSignal.timeout(SECONDS * 1000) });
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of answer.body ?? []) {
      length += part.length;
      if (length > MOST) throw new RangeError('too long');
      parts.push(part);
    }
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: Buffer.concat(parts).toString('utf8') };
  } catch (cause) {
    throw new Fault('network.unreachable', 'safe', { url }, cause);
  }
}
