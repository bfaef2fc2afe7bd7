import type { Result } from '#base';
import { ok, refuse } from '#base';
import type { Body } from '#process';
import type { Entry } from '#record';
import { readBody } from '#record';

/** Reads the content of a body of a kind, strictly. The schemas live in `wire`; whoever audits hands them in. */
export type ReadContent = (kind: string, content: unknown) => Result<Body>;

/** The body of an entry from its bytes; a sealed letter says nothing here but that it is there, whether its bytes are at hand or not. */
export function bodyOf({ header: { kind, audience, body } }: Entry, bytes: Uint8Array, read: ReadContent): Result<Body> {
  if ((kind === 'sealed') !== (audience === 'sealed')) return refuse('record.entry.audience', { kind, audience });
  if (kind === 'sealed') return ok({ kind, content: { digest: body } });
  const content = readBody(bytes);
  return content.ok ? read(kind, content.value) : content;
}
