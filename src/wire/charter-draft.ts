import { ok } from '#base';
import type { Refusal, Result } from '#base';
import type { CharterDraft } from '#process';
import { fieldOf, problemsOf } from './problems.ts';
import { charterDraft } from './schemas/charter-draft.ts';

/** A charter in the making, from what people wrote into forms. Refuses `draft.invalid` with `problems`, each a refusal `body.*` with its `field`. */
export function readCharterDraft(value: unknown): Result<CharterDraft> {
  const read = charterDraft.safeParse(value);
  if (read.success) return ok(read.data as CharterDraft);
  const problems = problemsOf(read.error.issues, value).map(({ code, path, facts }): Refusal => ({ ...facts, code: `body.${code}`, field: fieldOf(path) }));
  return { ok: false, refusal: { code: 'draft.invalid', problems } };
}
