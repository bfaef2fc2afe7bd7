import type { Refusal } from '#base';
import type { Form } from '#wire';
import { all, put } from './database.ts';
import { draftsOf } from './drafts.ts';
import { fetched } from './head.ts';
import { data, element, say } from './page-data.ts';

/** Address of the built reader: apart from the page, whose script would otherwise be cut where the two meet. */
declare const XLS_FORM: string;

/** Forms of Kobo and ODK (XLSForm) that were taken in on this device, beside those that every process has. A report names the form and version that it was filled in with. */
interface OwnForm {
  /** Process and form: one of the same name takes the place of the former. */
  readonly id: string;
  readonly process: string;
  readonly form: Form;
}

/** One that the host gave once is there as long as something is begun with it. */
export async function ownForms(): Promise<readonly Form[]> {
  const begun = await draftsOf(data.slug);
  return (await all<OwnForm>('forms')).filter(({ process, form }) => process === data.process && (!form.digest || begun.some(({ name }) => name.endsWith(`/report/${form.id}`)))).map(({ form }) => form);
}

export const keepForm = (form: Form): Promise<IDBValidKey> => put('forms', { id: `${data.process} ${form.id}`, process: data.process, form } satisfies OwnForm);

/** Takes in a workbook; says what is wrong with it, with sheet, row and column. `taken`: what is done with the form. */
export async function takeForm(file: File, category: string, taken: (form: Form) => void): Promise<void> {
  const said = document.getElementById('form-said'), reader = await (import(XLS_FORM) as Promise<typeof import('./xls-form.ts')>).catch(() => null), read = await reader?.formFrom(new Uint8Array(await file.arrayBuffer()), category);
  if (read === undefined) return said?.replaceChildren(say('device.offline'));
  if (!read.ok) return said?.replaceChildren(element('p', { class: 'warning', role: 'alert' }, await sentenceOf(read.refusal)));
  await keepForm(read.value);
  said?.replaceChildren(say('reporting.form-taken', { value: `${Object.values(read.value.title)[0] ?? read.value.id}, ${read.value.version}` }));
  taken(read.value);
}

/** In the reader's words, which the host has; without a line the rule and its facts. */
async function sentenceOf(refusal: Refusal): Promise<string> {
  const answer = await fetched(`/${encodeURIComponent(data.slug)}/said${location.search}`, { method: 'POST', body: JSON.stringify(refusal) });
  return answer?.ok === true ? (await answer.json() as { readonly sentence: string }).sentence : JSON.stringify(refusal);
}
