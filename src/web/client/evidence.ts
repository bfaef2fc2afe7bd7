import { button, data, element, say } from './page-data.ts';
import { keepFile } from './files.ts';
import type { Answers } from './form-values.ts';

/** Photographs and voice notes of a report: each is named by its SHA-256 and kept locked as it is chosen, and can be let go again. */
export async function takeFiles(field: HTMLInputElement): Promise<void> {
  const files = [...field.files ?? []], said = field.parentElement?.querySelector('.said');
  field.value = '';
  for (const file of files) {
    try {
      list(field).append(lineOf(field, await keepFile(new Uint8Array(await file.arrayBuffer()), file.type)));
    } catch (fault) {
      if (!(fault instanceof DOMException) || fault.name !== 'QuotaExceededError') throw fault;
      if (said != null) said.textContent = say('reporting.full');
      return;
    }
  }
  if (said != null) said.textContent = '';
  changed(field);
}

/** Those that a draft names. */
export function showFiles(form: HTMLFormElement, answers: Answers): void {
  for (const field of form.querySelectorAll<HTMLInputElement>('[data-files]')) list(field).replaceChildren(...(answers[field.dataset['files'] ?? ''] ?? []).map((line) => lineOf(field, line)));
}

/** As an entry names them. */
export const filesNamed = (lines: readonly string[]): readonly { readonly digest: string; readonly bytes: number; readonly type?: string }[] =>
  lines.flatMap((line) => { const [, digest, bytes, type] = /^([0-9a-f]{64}) (\d+) (\S*)/.exec(line) ?? []; return digest === undefined ? [] : [{ digest, bytes: Number(bytes), ...(type ? { type } : {}) }]; });

function list(field: HTMLInputElement): HTMLElement {
  const id = `files-${field.dataset['files'] ?? ''}`, there = document.getElementById(id);
  if (there !== null) return there;
  const made = element('ul', { id, class: 'plain-list' });
  field.closest('.field')?.after(made);
  return made;
}

function lineOf(field: HTMLInputElement, named: string): HTMLElement {
  const [digest = '', bytes = '0', type = ''] = named.split(' '), line = element('li', {}, `${type} `, element('bdi', { class: 'quiet' }, `${Math.ceil(Number(bytes) / 1000)} kB ${digest.slice(0, 8)}…`), ' ');
  line.append(element('input', { type: 'hidden', name: field.dataset['files'] ?? '', value: named }), button(data.words['device.delete'] ?? '', () => { line.remove(); changed(field); }, 'minor'));
  return line;
}

const changed = (field: HTMLElement): boolean => field.dispatchEvent(new Event('input', { bubbles: true }));
