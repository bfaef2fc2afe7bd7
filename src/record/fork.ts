import type { Result } from '#base';
import { canonical, ok, refuse } from '#base';
import { bodyDigest, readBody } from './body.ts';
import { parseCanonical } from './parse.ts';
import type { Checkpoint } from './checkpoint.ts';
import { openCheckpoint } from './signed.ts';
import { base64, fromBase64, utf8 } from './encoding.ts';
import type { Hash } from './merkle.ts';
import { verifyConsistency } from './merkle.ts';
import { writeVerifierKey } from './note.ts';

/** Two heads of one log that no log can have both: what shows that its host told two histories. Anybody can check it who trusts nobody. */
export interface ForkProof {
  /** The body of entry 0: its digest is the process, and it names the host's key. */
  readonly charter: string;
  readonly first: string;
  readonly second: string;
  /** Where the second is larger: the root that its tree has at the size of the first, and the proof that it has (RFC 9162 section 2.1.4). */
  readonly grown: null | { readonly root: string; readonly proof: readonly string[] };
}

const FORMAT = 'counterpart/fork/v1';

export const writeForkProof = ({ charter, first, second, grown }: ForkProof): string => `${canonical({ format: FORMAT, charter, first, second, grown: grown === null ? null : { root: grown.root, proof: [...grown.proof] } })}\n`;

/** Refuses `record.fork.form`. Nothing is checked here. */
export function readForkProof(text: string): Result<ForkProof> {
  const bad = refuse('record.fork.form'), parsed = text.endsWith('\n') ? parseCanonical(text.slice(0, -1)) : bad;
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null) return bad;
  const { format, charter, first, second, grown } = parsed.value as { readonly [member: string]: unknown };
  const texts = [charter, first, second].every((one) => typeof one === 'string');
  const { root, proof } = (grown ?? { root: '', proof: [] }) as { readonly root?: unknown; readonly proof?: unknown };
  if (format !== FORMAT || !texts || typeof root !== 'string' || !Array.isArray(proof) || !proof.every((hash) => typeof hash === 'string')) return bad;
  return ok({ charter, first, second, grown: grown === null ? null : { root, proof } } as ForkProof);
}

export interface Forked {
  readonly process: string;
  readonly first: Checkpoint;
  readonly second: Checkpoint;
}

/** Checks that one host, named by the charter itself, signed both heads and that they cannot be of one log. Refuses `record.fork.*`, `record.checkpoint.*`, `record.note.*`. */
export function checkForkProof({ charter, first, second, grown }: ForkProof): Result<Forked> {
  const process = bodyDigest(utf8(charter)), origin = `counterpart/${process}`, key = hostOf(charter, origin);
  if (key === null) return refuse('record.fork.host');
  const one = openCheckpoint(first, key, origin), two = openCheckpoint(second, key, origin);
  if (!one.ok) return one;
  if (!two.ok) return two;
  const found = ok({ process, first: one.value, second: two.value });
  if (one.value.size === two.value.size) return base64(one.value.root) === base64(two.value.root) ? refuse('record.fork.same', { size: one.value.size }) : found;
  const root = grown === null ? null : hashOf(grown.root), proof = (grown?.proof ?? []).map(hashOf);
  if (one.value.size > two.value.size || root === null || proof.some((hash) => hash === null)) return refuse('record.fork.form');
  if (base64(root) === base64(one.value.root)) return refuse('record.fork.same', { size: one.value.size });
  const consistent = verifyConsistency(one.value.size, two.value.size, proof as readonly Hash[], root, two.value.root);
  return consistent.ok ? found : consistent;
}

function hashOf(text: string): Hash | null {
  const hash = fromBase64(text);
  return hash.ok && hash.value.length === 32 ? hash.value : null;
}

/** The verifier key of the host that a charter names. */
function hostOf(charter: string, origin: string): string | null {
  const body = readBody(utf8(charter));
  const key = body.ok ? (body.value as { readonly charter?: { readonly host?: { readonly key?: unknown } } }).charter?.host?.key : undefined;
  const bytes = typeof key === 'string' ? fromBase64(key) : null;
  return bytes?.ok === true && bytes.value.length === 32 ? writeVerifierKey(origin, bytes.value) : null;
}
