import { keyOf, writeKeyFile } from '#record';

/** Makes a key for paper or a stick and hands its owner the file; this page forgets the secret. Once for each visit to a form, so that who tries again has one file. Gives the public key. */
export function keepRoot(form: HTMLFormElement, file: string): string {
  const before = form.dataset['rootMade'];
  if (before !== undefined) return before;
  const seed = crypto.getRandomValues(new Uint8Array(32)), link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([writeKeyFile(seed)], { type: 'text/plain' }));
  link.download = file;
  link.click();
  return form.dataset['rootMade'] = keyOf(seed);
}
