import { Fault } from '#base';

/** The platform's `fetch` within bounds of time and length. Redirects are not followed: who answers is who was asked. Fault `network.unreachable`. */
export async function bounded(url: string, options: RequestInit, seconds: number, most: number): Promise<{ readonly status: number; readonly type: string; readonly bytes: Uint8Array }> {
  try {
    const answer = await fetch(url, { ...options, redirect: 'manual', signal: AbortSignal.timeout(seconds * 1000) });
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of answer.body ?? []) {
      length += part.length;
      if (length > most) throw new RangeError('too long');
      parts.push(part);
    }
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', bytes: new Uint8Array(Buffer.concat(parts)) };
  } catch (cause) {
    throw new Fault('network.unreachable', 'safe', { url, reason: reasonOf(cause as Error) }, cause);
  }
}

/** `slow`, `long`, or the platform's code for why nobody was reached. */
const reasonOf = ({ name, cause }: Error): string => (name === 'TimeoutError' ? 'slow' : name === 'RangeError' ? 'long' : (cause as NodeJS.ErrnoException | undefined)?.code ?? 'unknown');
