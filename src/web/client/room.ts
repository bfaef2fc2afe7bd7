import { say } from './page-data.ts';

/** A share of what the browser lends, beyond which somebody is told before it is full. */
const NEARLY = 0.8;

/** Says when this device is nearly full: what waits can be saved to a file first, and what the host has is let go. */
export async function compareRoom(): Promise<void> {
  const { usage = 0, quota = 0 } = await navigator.storage?.estimate?.() ?? {}, place = document.getElementById('room'), nearly = quota > 0 && usage / quota > NEARLY;
  place?.replaceChildren(...(nearly ? [Object.assign(document.createElement('p'), { className: 'warning', textContent: say('reporting.room', { count: Math.round((100 * usage) / quota) }) })] : []));
}
