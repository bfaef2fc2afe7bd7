import { beforeGoing } from './before-going.ts';
import { say } from './page-data.ts';
import { isShared, letGo, share } from './purge.ts';

/** Whether this device is shared, as its holder says; and the end of one person's turn. */
export async function turns(): Promise<void> {
  const box = document.querySelector<HTMLInputElement>('#shared'), said = document.getElementById('left');
  if (box !== null) box.checked = await isShared();
  box?.addEventListener('change', () => void share(box.checked));
  document.getElementById('leave')?.addEventListener('click', async () => {
    const waiting = await beforeGoing(document.querySelector<HTMLSelectElement>('#f-as')?.value ?? '');
    if (waiting === null) return;
    if (said !== null) said.textContent = waiting === 0 ? say('reporting.left') : say('reporting.waits', { count: waiting });
    for (const id of ['report', 'patrol', 'signing', 'kept']) document.getElementById(id)?.setAttribute('hidden', '');
  });
}

/** What is on record is let go where the device is shared. */
export async function letGoIfShared(): Promise<void> {
  if (await isShared()) await letGo();
}
