import type { PageData } from '../acting/data.tsx';

/** What the page handed over. */
export const data = JSON.parse(document.getElementById('page-data')?.textContent ?? '{}') as PageData;

/** A sentence of the page, its facts put in. */
export const say = (key: string, facts: { readonly [fact: string]: string | number } = {}): string =>
  Object.entries(facts).reduce((text, [fact, value]) => text.replaceAll(`{${fact}}`, String(value)), data.words[key] ?? key);

/** Elements, made without any markup of what others wrote. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, attributes: { readonly [attribute: string]: string } = {}, ...children: readonly (Node | string)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

export function button(label: string, act: () => unknown, kind = ''): HTMLButtonElement {
  const made = element('button', { type: 'button', class: kind }, label);
  made.addEventListener('click', () => void act());
  return made;
}

/** Hands a file to its owner. */
export function download(name: string, bytes: BlobPart): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' })), link = element('a', { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
