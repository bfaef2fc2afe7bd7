import { spokenKey } from '../fingerprint.ts';

/** Writes the words of a key anew, by this device: those that the host wrote could be of another key. */
export function speak(place: Element | null, key: string): void {
  if (place === null) return;
  place.replaceChildren(...spokenKey(key).map(({ word, number }) => {
    const line = document.createElement('li'), said = document.createElement('span'), numbered = document.createElement('span');
    [said.lang, said.textContent, numbered.className, numbered.textContent] = ['en', word, 'quiet', number];
    line.append(said, ' ', numbered);
    return line;
  }));
}
