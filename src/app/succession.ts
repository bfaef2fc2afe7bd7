import type { Result } from '#base';
import { canonical, ok, refuse } from '#base';
import type { Json } from '#base';
import { isDigest, parseCanonical } from '#record';
import { readBody } from '#wire';
import type { DraftedSuccession } from './keepers.ts';

/** A draft as the file that travels between the delegations. */
export const writeDraft = (draft: DraftedSuccession): string => `${canonical(draft as unknown as Json)}\n`;

/** Refuses `succession.file`. A draft that nobody has signed is one too. */
export function readDraft(text: string): Result<DraftedSuccession> {
  const bad = refuse('succession.file'), parsed = parseCanonical(text.trimEnd());
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) return bad;
  const { process, ...content } = parsed.value as { readonly [member: string]: Json }, signed = content['agreedBy'];
  if (!isDigest(process) || !Array.isArray(signed)) return bad;
  // The schema asks for a signature; before the first there is none.
  const trial = signed.length > 0 ? content : { ...content, agreedBy: [{ participant: 'nobody', signature: `${'A'.repeat(86)}==` }] };
  return readBody('succession', trial).ok ? ok(parsed.value as unknown as DraftedSuccession) : bad;
}
