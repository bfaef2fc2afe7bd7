import type { Json, Result } from '#base';
import { canonical, ok, refuse } from '#base';
import type { Forms } from '#ports';
import { hex, sha256, utf8 } from '#record';
import { STANDARD } from '#wire';
import type { Form } from '#wire';

/** A form as a host gives it to devices. `digest`, SHA-256 in hex over the form as canonical JSON, tells two forms of one version apart, and a report names it. */
export type GivenForm = Form & { readonly digest: string };

/** A line of what was added and taken away. */
type Line = { readonly form: Form } | { readonly dropped: string };

/** Every version that was ever given, the latest of each form last. */
const everGiven = (forms: Forms, process: string): readonly GivenForm[] => linesOf(forms, process).flatMap((line) => ('form' in line ? [{ ...line.form, digest: digestOf(line.form) }] : []));

/** The forms that a host gives now: the latest version of each, in the order in which they were first added. */
export function givenForms(forms: Forms, process: string): readonly GivenForm[] {
  const now = new Map<string, GivenForm>();
  for (const line of linesOf(forms, process)) {
    if ('dropped' in line) now.delete(line.dropped);
    else now.set(line.form.id, { ...line.form, digest: digestOf(line.form) });
  }
  return [...now.values()];
}

/** Gives a form from now on, in the place of an earlier version. The same form again changes nothing. Refuses `form.standard` where its id is one of the forms that every process has, `form.version-taken` where that version is there with other questions. */
export function giveForm(forms: Forms, process: string, form: Form): Result<GivenForm & { readonly added: boolean }> {
  const given = { ...form, digest: digestOf(form) }, same = everGiven(forms, process).find(({ id, version }) => id === form.id && version === form.version);
  if (STANDARD.some(({ id }) => id === form.id)) return refuse('form.standard', { form: form.id });
  if (same !== undefined && same.digest !== given.digest) return refuse('form.version-taken', { form: form.id, version: form.version });
  const added = !givenForms(forms, process).some(({ digest }) => digest === given.digest);
  if (added) forms.add(process, canonical({ form } as unknown as Json));
  return ok({ ...given, added });
}

/** Gives a form no longer; reports filled in with it stay what they are. Refuses `form.unknown`. */
export function dropForm(forms: Forms, process: string, id: string): Result<null> {
  if (!givenForms(forms, process).some((form) => form.id === id)) return refuse('form.unknown', { form: id });
  forms.add(process, canonical({ dropped: id }));
  return ok(null);
}

/** What pages ask of the forms of a host. */
export interface FormsGiven {
  now(process: string): readonly GivenForm[];
  ever(process: string): readonly GivenForm[];
  /** Another word whenever forms have come or gone; empty where there never were any. */
  edition(process: string): string;
}

export const formsGiven = (forms: Forms): FormsGiven => ({ now: (process) => givenForms(forms, process), ever: (process) => everGiven(forms, process), edition: (process) => forms.edition(process) });

const digestOf = (form: Form): string => hex(sha256(utf8(canonical(form as unknown as Json))));

/** What a file holds that only this program writes; a line that is none is left out. */
function linesOf(forms: Forms, process: string): readonly Line[] {
  return forms.of(process).flatMap((line): readonly Line[] => {
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return [];
    }
  });
}
