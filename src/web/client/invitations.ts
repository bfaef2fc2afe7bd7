import { speak } from './spoken.ts';

// The words of each key that waits are those of the key that would be entered: of the link that enters it.
for (const one of document.querySelectorAll('[data-enrolled]')) {
  const entered = new URL(one.querySelector<HTMLAnchorElement>('a.button')?.href ?? location.href).searchParams.get('key') ?? '';
  speak(one.querySelector('.spoken-key'), entered);
}
