import { fromUtf8, utf8 } from '#record';
import { all, get, put, remove } from './database.ts';
import { lock, now, unlock } from './device.ts';
import type { Answers } from './form-values.ts';

/** Words that are not signed yet, kept locked on this device as they are written. */
export interface Draft {
  readonly name: string;
  readonly at: number;
  readonly locked: Uint8Array;
}

/** One for each form, and for each thing that a link to the form is about. */
export const draftName = (path: string, search: string): string => {
  const query = new URLSearchParams(search);
  for (const name of ['lang', 'names', 'valid', 'known']) query.delete(name);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
};

export async function keepDraft(name: string, answers: Answers): Promise<void> {
  await put('drafts', { name, at: now(), locked: await lock(utf8(JSON.stringify(answers))) } satisfies Draft);
}

export async function keptDraft(name: string): Promise<Answers> {
  const kept = await get<Draft>('drafts', name), bytes = kept === undefined ? null : await unlock(kept.locked), text = bytes === null ? null : fromUtf8(bytes);
  return text?.ok === true ? JSON.parse(text.value) as Answers : {};
}

export const clearDraft = (name: string): Promise<undefined> => remove('drafts', name);
export const draftsOf = async (slug: string): Promise<readonly Draft[]> => (await all<Draft>('drafts')).filter(({ name }) => name.startsWith(`${slug}/`));
