import type { Context } from 'hono';
import type { Form } from '#app';
import type { Text } from '#base';

/** What a form sent, files aside; nothing, where it was no form. */
export async function formOf(context: Context): Promise<Form> {
  const sent = await context.req.formData().catch(() => []), form = new Map<string, string[]>();
  for (const [name, value] of sent) if (typeof value === 'string') form.set(name, [...form.get(name) ?? [], value]);
  return form;
}

export const textOf = (form: Form, name: string): string => (form.get(name)?.[0] ?? '').replaceAll('\r\n', '\n').normalize('NFC').trim();

/** The languages in which something was said; none where in none. */
export function textsOf(form: Form, name: string, languages: readonly string[]): Text | undefined {
  const said = languages.map((language) => [language, textOf(form, `${name}.${language}`)] as const).filter(([, words]) => words !== '');
  return said.length === 0 ? undefined : Object.fromEntries(said);
}
