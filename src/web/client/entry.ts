import type { Provable, ProofCheck } from '../proof.ts';
import { checkProof, loadFor } from '../proof.ts';

// Checks the shown entry here, from bytes fetched apart from the page, and that the page shows those bytes. Quiet when right, loud when wrong.
const place = document.getElementById('browser-check');
if (place !== null) void check(place);

async function check(at: HTMLElement): Promise<void> {
  const { src = '', origin = '' } = at.dataset;
  const entry = await fetch(src, { cache: 'no-store' }).then(async (answer) => (answer.ok ? await answer.json() as Provable : null)).catch(() => null);
  if (entry === null) return say(at, 'unreachable', at.dataset['unreachable'] ?? '');
  const found = await checkedAgainstPage(entry, origin, src);
  if (found.ok) return say(at, 'right', at.dataset['right'] ?? '');
  const step = at.getAttribute(`data-step-${found.step}`) ?? '';
  say(at, 'wrong', `${at.dataset['wrong'] ?? ''} ${step} (${found.step}).`);
}

/** An answer that is not of this form is wrong too, whatever it throws. */
async function checkedAgainstPage(entry: Provable, origin: string, src: string): Promise<ProofCheck> {
  try {
    await loadFor(entry);
    const checked = checkProof(entry, origin);
    if (!checked.ok) return checked;
    const same = src.endsWith(`/${entry.position}.json`) && shown('leaf') === entry.leaf && shown('body') === entry.body;
    return same ? checked : { ok: false, step: 'page' };
  } catch {
    return { ok: false, step: 'entry' };
  }
}

const shown = (id: string): string | null => document.getElementById(id)?.textContent ?? null;

function say(at: HTMLElement, state: 'right' | 'wrong' | 'unreachable', sentence: string): void {
  const text = document.createElement('p');
  text.textContent = sentence;
  at.className = state === 'wrong' ? 'warning' : `quiet ${state === 'right' ? 'checked' : ''}`;
  if (state === 'wrong') at.setAttribute('role', 'alert');
  at.dataset['state'] = state;
  at.replaceChildren(text);
}
