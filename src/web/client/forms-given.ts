import type { Form } from '#wire';

/** What the page for reporting lends, for this file shares no code with it, so that its script is not cut where the two meet. */
type Page = { readonly slug: string; readonly forms: readonly Form[] };
type Say = (key: string, facts?: { readonly [fact: string]: string }) => string;

interface Listed {
  readonly form: string;
  readonly version: string;
  readonly digest: string;
}

/**
 * Whether the host gives other forms by now than this page was made with: said at once, and nothing is changed under the hands of who writes.
 * `keep`: a form on this device, so that what is begun with it can be gone on with when the host gives it no longer; `save`: what is written, before the page is made anew.
 */
export async function compareForms({ slug, forms }: Page, keep: (form: Form) => Promise<unknown>, say: Say, save: () => Promise<unknown>): Promise<void> {
  const given = forms.filter(({ digest }) => digest !== undefined), place = document.getElementById('forms-given');
  for (const form of given) await keep(form);
  const answer = await fetch(`/${encodeURIComponent(slug)}/report/forms`).catch(() => null), listed = answer?.ok === true ? (await answer.json() as { readonly forms: readonly Listed[] }).forms : null;
  if (listed === null || place === null) return;
  const nameOf = (id: string): string => Object.values(given.find((form) => form.id === id)?.title ?? {})[0] ?? id;
  const changed = listed.filter(({ digest }) => !given.some((form) => form.digest === digest)).map(({ form, version }) => `${nameOf(form)}, ${version}`), gone = given.filter(({ id }) => !listed.some(({ form }) => form === id)).map(({ id }) => nameOf(id));
  place.querySelector('.warning')?.remove();
  if (changed.length + gone.length === 0) return;
  const said = document.createElement('div'), go = document.createElement('button');
  said.className = 'warning';
  Object.assign(go, { type: 'button', textContent: say('reporting.forms-again') });
  go.addEventListener('click', () => void save().then(() => location.reload()));
  said.append(...[...(changed.length > 0 ? [say('reporting.forms-changed', { value: changed.join('; ') })] : []), ...(gone.length > 0 ? [say('reporting.forms-gone', { value: gone.join('; ') })] : [])].map((sentence) => Object.assign(document.createElement('p'), { textContent: sentence })), go);
  place.append(said);
}
