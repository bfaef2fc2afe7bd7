import type { EvidenceFile } from '#process';
import { bare, takenAt } from '#wire';
import { button, data, element, say } from './page-data.ts';
import { keepFile } from './files.ts';
import type { Answers } from './form-values.ts';

/** Photographs and voice notes of a report: each is named by its SHA-256 and kept locked as it is chosen, and can be let go again. Of a photograph that tells more than its picture, its owner says first what is kept. */
export async function takeFiles(field: HTMLInputElement): Promise<void> {
  const files = [...field.files ?? []];
  field.value = '';
  tell(field, '');
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer()), told = takenAt(bytes);
    if (told === null) await keep(field, bytes, file.type);
    else list(field).append(offer(field, bytes, file.type, told));
  }
}

/** Whether some photograph waits for its owner's word. */
export const isUndecided = (): boolean => document.querySelector('.offer') !== null;

/** Those that a draft names. */
export function showFiles(form: HTMLFormElement, answers: Answers): void {
  for (const field of form.querySelectorAll<HTMLInputElement>('[data-files]')) list(field).replaceChildren(...(answers[field.dataset['files'] ?? ''] ?? []).map((line) => lineOf(field, line)));
}

/** As an entry names them: a line holds digest, length, media type, and the digest of the file that it was made of. */
export const filesNamed = (lines: readonly string[]): readonly EvidenceFile[] => lines.flatMap((line) => {
  const [, digest, bytes, type, original] = /^([0-9a-f]{64}) (\d+) (\S*) ([0-9a-f]{64})?/.exec(line) ?? [];
  return digest === undefined ? [] : [{ digest, bytes: Number(bytes), ...(type ? { type } : {}), ...(original === undefined ? {} : { original }) }];
});

type Bytes = Uint8Array<ArrayBuffer>;

/** `original`: the digest of what it was made of. */
async function keep(field: HTMLInputElement, bytes: Bytes, type: string, original = ''): Promise<void> {
  try {
    list(field).append(lineOf(field, `${await keepFile(bytes, type)}${original}`));
  } catch (fault) {
    if (!(fault instanceof DOMException) || fault.name !== 'QuotaExceededError') throw fault;
    return tell(field, say('reporting.full'));
  }
  changed(field);
}

/** The picture alone, or all that the file tells: neither is kept before that is said. */
function offer(field: HTMLInputElement, bytes: Bytes, type: string, told: NonNullable<ReturnType<typeof takenAt>>): HTMLElement {
  const made = bare(bytes), words = told === 'hidden' ? say('reporting.place-hidden') : say('reporting.place-in', { value: `${told.lat.toFixed(4)}, ${told.lon.toFixed(4)}` });
  const line = element('li', { class: 'offer warning', role: 'alert' }, `${words} `), take = (kept: Bytes, original?: string) => async (): Promise<void> => { line.remove(); await keep(field, kept, type, original); };
  if (made === null) line.append(say('reporting.place-cannot'), ' ');
  else line.append(button(say('reporting.place-strip'), async () => take(made, await digestOf(bytes))()), ' ');
  line.append(button(say('reporting.place-leave'), take(bytes), 'minor'), ' ', button(say('device.delete'), () => line.remove(), 'minor'));
  return line;
}

const digestOf = async (bytes: Bytes): Promise<string> => [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function list(field: HTMLInputElement): HTMLElement {
  const id = `files-${field.dataset['files'] ?? ''}`, there = document.getElementById(id);
  if (there !== null) return there;
  const made = element('ul', { id, class: 'plain-list' });
  field.closest('.field')?.after(made);
  return made;
}

function lineOf(field: HTMLInputElement, named: string): HTMLElement {
  const [digest = '', bytes = '0', type = '', original = ''] = named.split(' '), line = element('li', {}, `${type} `, element('bdi', { class: 'quiet' }, `${Math.ceil(Number(bytes) / 1000)} kB ${digest.slice(0, 8)}…`), ' ', ...(original === '' ? [] : [`(${say('reporting.place-taken')}) `]));
  line.append(element('input', { type: 'hidden', name: field.dataset['files'] ?? '', value: named }), button(data.words['device.delete'] ?? '', () => { line.remove(); changed(field); }, 'minor'));
  return line;
}

function tell(field: HTMLInputElement, words: string): void {
  const said = field.parentElement?.querySelector('.said');
  if (said != null) said.textContent = words;
}

const changed = (field: HTMLElement): boolean => field.dispatchEvent(new Event('input', { bubbles: true }));
