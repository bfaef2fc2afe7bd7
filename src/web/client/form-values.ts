import { civilDay } from '#base';
import { now } from './device.ts';
import { data } from './page-data.ts';

/** The answers of a form and what a device does to a form: fill it, add a row, name files by their digests. */
export type Answers = { readonly [name: string]: readonly string[] };

/** What is about the form, not about the entry. */
const ASIDE = ['more'];

export function answersOf(form: HTMLFormElement): Answers {
  const all = new Map<string, string[]>();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value !== '' && !ASIDE.includes(name)) all.set(name, [...all.get(name) ?? [], value]);
  return Object.fromEntries(all);
}

/** What was answered by hand while the script of a page was still on its way. */
export function writtenIn(form: HTMLFormElement): Answers {
  const names = [...form.elements].filter(byHand).map((field) => (field as HTMLInputElement).name);
  return Object.fromEntries(Object.entries(answersOf(form)).filter(([name]) => names.includes(name)));
}

function byHand(field: Element): boolean {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.defaultSelected === false && field.selectedIndex > 0;
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  return field instanceof HTMLInputElement && (field.value !== field.defaultValue || field.checked !== field.defaultChecked);
}

/** Puts answers into the form, rows included. */
export function fill(form: HTMLFormElement, answers: Answers): void {
  for (const rows of form.querySelectorAll<HTMLFieldSetElement>('[data-rows]')) {
    const name = rows.dataset['rows'] ?? '', last = Math.max(-1, ...Object.keys(answers).flatMap((one) => (one.startsWith(`${name}.`) ? [Number(one.slice(name.length + 1).split('.')[0])] : [])));
    while (rows.querySelectorAll('[data-row]').length <= last) addRow(rows);
  }
  for (const [name, values] of Object.entries(answers)) fillOne(form, name, values);
}

function fillOne(form: HTMLFormElement, name: string, values: readonly string[]): void {
  const fields = [...form.elements].filter((one): one is HTMLInputElement => 'name' in one && one.name === name);
  if (fields.length === 0) form.append(...values.map((value) => Object.assign(document.createElement('input'), { type: 'hidden', name, value })));
  for (const field of fields) {
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.includes(field.value);
    else field.value = values[0] ?? '';
    field.closest<HTMLElement>('p[hidden]')?.removeAttribute('hidden');
  }
  for (const field of fields.filter(({ checked }) => checked)) field.closest('details')?.setAttribute('open', '');
}

/** One more row, empty, after the last. */
export function addRow(rows: HTMLElement): void {
  const last = [...rows.querySelectorAll<HTMLElement>('[data-row]')].at(-1);
  if (last === undefined) return;
  const from = last.dataset['row'] ?? '0', to = String(Number(from) + 1), name = rows.dataset['rows'] ?? '', fresh = last.cloneNode(true) as HTMLElement;
  fresh.dataset['row'] = to;
  for (const field of fresh.querySelectorAll<HTMLElement>('[name],[id],[for],[data-files]')) {
    for (const attribute of ['name', 'id', 'for', 'data-files']) {
      const value = field.getAttribute(attribute);
      if (value !== null) field.setAttribute(attribute, value.replace(`${name}.${from}.`, `${name}.${to}.`).replace(`f-${name}-${from}-`, `f-${name}-${to}-`));
    }
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = false;
    else if ('value' in field) field.value = '';
  }
  const legend = fresh.querySelector('legend');
  if (legend !== null) legend.textContent = (legend.textContent ?? '').replace(/\d+/, String(Number(to) + 1));
  last.after(fresh);
  fresh.querySelector<HTMLElement>('input,textarea,select')?.focus();
}

/** The answers that an address gives, for a form that was kept without them. */
export function answersIn(search: string): Answers {
  const query = new URLSearchParams(search);
  return Object.fromEntries([...new Set(query.keys())].filter((name) => !['lang', 'names', 'valid', 'known'].includes(name)).map((name) => [name, query.getAll(name)]));
}

/** Fields that begin with the present day. */
export function today(form: HTMLFormElement): void {
  const day = civilDay(now(), data.zone);
  for (const field of form.querySelectorAll<HTMLInputElement>('[data-today]')) if (field.value === '') field.value = day;
}
