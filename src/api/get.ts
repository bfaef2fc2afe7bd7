import { Fault } from '#base';

const SECONDS = 30, MOST = 80_000_000;

/** The port `Get` over the platform's `fetch`: gives up after half a minute, or 80 MB. Redirects are not followed: who answers is who was asked. Fault `network.unreachable`. */
export async function get(url: string): Promise<{ readonly status: number; readonly bytes: Uint8Array }> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(SECONDS * 1000) });
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of answer.body ?? []) {
      length += part.length;
      if (length > MOST) throw new RangeError('too long');
      parts.push(part);
    }
    return { status: answer.status, bytes: new Uint8Array(Buffer.concat(parts)) };
  } catch (cause) {
    throw new Fault('network.unreachable', 'safe', { url }, cause);
  }
}
