import { z } from 'zod';
import type { Json, Result } from '#base';
import { ok, refuse } from '#base';
import type { PersonFile, Report } from '#process';
import { parseJson } from '#record';
import { fieldOf, problemsOf } from '../problems.ts';
import { id, language, line, list, when } from '../schemas/values.ts';
import { isMember } from './columns.ts';
import type { DayOrder } from './dates.ts';

/** What a person says of the files of one source, kept as data: where columns go, and what holds where a row is silent. */
export interface Profile {
  readonly category?: Report['category'];
  readonly language?: string;
  /** Of rows without a day. */
  readonly date?: string;
  readonly order?: DayOrder;
  /** Heading, hashtag or both (`Province#adm1`) → member; `null`: it stays as written. */
  readonly columns?: { readonly [column: string]: string | null };
  /** Of people: what they are sought as, to whom their files may be given, whose records alone are expected. */
  readonly status?: PersonFile['status'];
  readonly consent?: PersonFile['consent'];
  readonly domain?: string;
}

const profile = z.strictObject({
  category: z.enum(['observation', 'incident', 'passage', 'closure', 'reopening', 'outage', 'restoration', 'works', 'missing-person', 'living-conditions', 'count', 'detention', 'exchange', 'search', 'identification']).exactOptional(),
  language: language.exactOptional(), date: when.exactOptional(), order: z.enum(['dmy', 'mdy']).exactOptional(),
  columns: z.record(line(500), z.union([z.null(), z.string().refine(isMember, 'rule:member')])).exactOptional(),
  status: z.enum(['missing', 'detained', 'remains']).exactOptional(), consent: list(z.strictObject({ to: id, until: when.exactOptional() })).exactOptional(), domain: line(200).exactOptional(),
}) satisfies z.ZodType<Profile>;

/** A profile from its file (JSON). Refuses `intake.profile` with the field. */
export function readProfile(text: string): Result<Profile> {
  let written: Json;
  try {
    written = parseJson(text);
  } catch {
    return refuse('intake.profile', { field: '', found: text.slice(0, 60) });
  }
  const read = profile.safeParse(written);
  if (read.success) return ok(read.data as Profile);
  const [problem] = problemsOf(read.error.issues, written);
  return refuse('intake.profile', { field: fieldOf(problem?.path ?? []), found: problem?.code ?? '' });
}
