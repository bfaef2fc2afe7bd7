import { allKeys } from './device.ts';
import type { Leaver } from './purge.ts';
import { purge } from './purge.ts';
import { saveWaiting, waiting } from './waiting.ts';

/**
 * Clears a shared device of what one person leaves. What is nowhere else is named first: what is signed and not with its host can be saved to a file, and goes once it was; a key that has no copy goes by its owner's word.
 * `null` where they stay; else how many signed entries are kept here, locked.
 */
export async function beforeGoing(participant: string): Promise<number | null> {
  const dialog = document.querySelector<HTMLDialogElement>('#before-going'), who: Leaver = { participant: participant || dialog?.dataset['participant'] || null, drop: false, keys: false };
  const own = (one: { readonly participant: string }): boolean => who.participant === null || one.participant === who.participant, left = (await waiting()).filter(own), keys = (await allKeys()).filter((one) => own(one) && !one.published);
  if (dialog === null || left.length + keys.length === 0) return purge({ ...who, drop: true, keys: true });
  const part = (name: string): HTMLElement | null => dialog.querySelector(`[data-part=${name}]`), box = (name: string): HTMLInputElement | null => part(name)?.querySelector<HTMLInputElement>('[data-drop]') ?? null, waits = box('waiting');
  for (const [name, count] of [['waiting', left.length], ['keys', keys.length]] as const) part(name)?.toggleAttribute('hidden', count === 0);
  part('waiting')?.querySelector('[data-count]')?.replaceChildren(String(left.length));
  for (const one of dialog.querySelectorAll<HTMLInputElement>('[data-drop]')) one.checked = false;
  if (waits !== null) waits.disabled = true;
  const on = (name: string, act: () => void): void => { const button = dialog.querySelector<HTMLButtonElement>(`[data-do=${name}]`); if (button !== null) button.onclick = act; };
  on('save', () => void saveWaiting(dialog.dataset['slug'] ?? '', own).then(() => { if (waits !== null) [waits.disabled, waits.checked] = [false, true]; }));
  dialog.showModal();
  const goes = await new Promise<boolean>((resolve) => {
    on('go', () => resolve(true));
    on('stay', () => resolve(false));
    dialog.oncancel = () => resolve(false);
  });
  dialog.close();
  return goes ? purge({ ...who, drop: left.length === 0 || waits?.checked === true, keys: keys.length === 0 || box('keys')?.checked === true }) : null;
}
