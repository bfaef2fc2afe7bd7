import { all } from './database.ts';
import type { Outgoing } from './outbox.ts';
import { isShared } from './purge.ts';

/**
 * On the pages of somebody who is signed in: says when the record has grown since the page was made, and brings parts that are marked `data-live` up to date where nobody is writing in them.
 * Nothing else moves. What was signed on this device and waits for a line is handed in, whichever page is open.
 */
const place = document.querySelector<HTMLElement>('[data-grown]');
const EVERY = 15_000, PATIENCE = 4_000;
if (place !== null) start(place);

function start(place: HTMLElement): void {
  const look = (): void => { if (document.visibilityState === 'visible') void grown(place); };
  setInterval(look, EVERY);
  document.addEventListener('visibilitychange', look);
  addEventListener('online', () => void handIn());
  document.querySelector<HTMLFormElement>('form.seat')?.addEventListener('submit', (event) => void signOut(event));
  void handIn();
}

/** On a device that is shared nothing is left behind; what is nowhere else is named first. */
async function signOut(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const ask = isShared().then(async (shared) => (shared ? (await import('./before-going.ts')).beforeGoing : null)).catch(() => null), late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null));
  const going = await Promise.race([ask, late]); // To go must always be possible.
  if (going !== null && await going('').catch(() => 0) === null) return;
  (event.target as HTMLFormElement).submit();
}

/** The size in a signed head is its second line. Whether it is right, the pages that sign look at. */
async function grown(place: HTMLElement): Promise<void> {
  const answer = await fetch(place.dataset['checkpoint'] ?? '').catch(() => null), size = answer?.ok === true ? (await answer.text()).split('\n')[1] ?? '' : '';
  if (size === '' || size === place.dataset['size']) return;
  place.dataset['size'] = size;
  const fresh = document.querySelector('[data-live]') === null ? null : await fetch(location.href).then((page) => page.text()).catch(() => null);
  if (fresh === null || !renewed(new DOMParser().parseFromString(fresh, 'text/html'))) place.hidden = false;
}

/** Puts fresh parts in the place of old ones; false where one was left, for somebody is in it. */
function renewed(page: Document): boolean {
  let whole = true;
  for (const part of document.querySelectorAll<HTMLElement>('[data-live][id]')) {
    const fresh = page.getElementById(part.id);
    if (fresh === null || part.contains(document.activeElement)) whole = false;
    else part.replaceWith(document.adoptNode(fresh));
  }
  return whole;
}

async function handIn(): Promise<void> {
  const waiting = (await all<Outgoing>('outbox').catch(() => [])).filter(({ step }) => step === 'kept' || step === 'sent');
  if (waiting.length === 0) return;
  const { sendAll } = await import('./outbox.ts');
  for (const log of new Map(waiting.map((one) => [one.process, one])).values()) await sendAll(log, () => undefined);
}
