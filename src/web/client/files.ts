import { hex } from '#record';

/** Names the chosen files by their SHA-256, made here: the entry holds the digest, whoever has the file can show that it is the one. */
export async function nameFiles(field: HTMLInputElement): Promise<void> {
  const name = field.dataset['files'] ?? '', named: HTMLInputElement[] = [];
  for (const file of field.files ?? []) {
    const digest = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())));
    named.push(Object.assign(document.createElement('input'), { type: 'hidden', name, value: `${digest} ${file.size} ${file.type} ${file.name}` }));
  }
  for (const before of field.parentElement?.querySelectorAll(`input[type=hidden][name="${CSS.escape(name)}"]`) ?? []) before.remove();
  field.after(...named);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
