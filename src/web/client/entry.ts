import type { Provable } from '../proof.ts';
import { checkProof } from '../proof.ts';

// Checks the shown entry here, from bytes fetched apart from the page, and says quietly that it is right or loudly that it is not.
const place = document.getElementById('browser-check');

async function check(at: HTMLElement): Promise<void> {
  const answer = await fetch(at.dataset['src'] ?? '', { cache: 'no-store' });
  const checked = answer.ok ? checkProof(await answer.json() as Provable, at.dataset['origin'] ?? '') : { ok: false, step: 'entry' };
  const text = document.createElement('p');
  text.textContent = checked.ok ? at.dataset['right'] ?? '' : `${at.dataset['wrong'] ?? ''} (${(checked as { step: string }).step})`;
  at.className = checked.ok ? 'quiet checked' : 'warning';
  if (!checked.ok) at.setAttribute('role', 'alert');
  at.dataset['state'] = checked.ok ? 'right' : 'wrong';
  at.replaceChildren(text);
}

if (place !== null) void check(place);
