import type { CitedCheck, ProvableTogether, Shown } from '../proof.ts';
import { checkCited, loadFor } from '../proof.ts';

/** So many at most, taken by chance, which no host can foretell: a page stays light. */
const MOST = 8;

/** Says at the foot of a page what became of the check; a wrong one loudly, with the entry. Where it cites none, the head that it names is checked, and the charter below it. */
export async function check(at: HTMLElement): Promise<void> {
  const { log = '', origin = '', size = '', root = '', right = '', alone = '', wrong = '', unreachable = '' } = at.dataset, all = citedOf(log), cited = all.length === 0 ? [0] : several(all);
  const given = await fetched(log, origin, cited);
  if (given === null) return say(at, 'unreachable', unreachable);
  const found = await checked(given, cited, { origin, size: Number(size), root });
  if (!found.ok) return say(at, 'wrong', `${wrong} ${found.position ?? ''} (${found.step}).`);
  if (all.length === 0) return say(at, 'right', alone);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  say(at, 'right', right.replace('%cited', number.format(all.length)).replace('%checked', number.format(cited.length)));
}

/** The entries that the page has links to. */
function citedOf(log: string): readonly number[] {
  const found = [...document.querySelectorAll<HTMLAnchorElement>('#main a[href]')].flatMap(({ pathname }) => (pathname.startsWith(`${log}/record/`) ? /^\d{1,9}$/.exec(pathname.slice(log.length + '/record/'.length)) ?? [] : []));
  return [...new Set(found.map(Number))];
}

function several(all: readonly number[]): readonly number[] {
  const left = [...all], taken: number[] = [];
  while (taken.length < MOST && left.length > 0) taken.push(...left.splice(Math.floor(Math.random() * left.length), 1));
  return taken.sort((a, b) => a - b);
}

interface Fetched {
  readonly together: ProvableTogether;
  readonly charter: string;
}

/** `null` where it does not come. The charter is the same for ever, and kept by the browser. */
async function fetched(log: string, origin: string, cited: readonly number[]): Promise<Fetched | null> {
  const answers = await Promise.all([fetch(`${log}/record/proofs.json?at=${cited.join()}`, { cache: 'no-store' }), fetch(`${log}/body/${origin.slice('counterpart/'.length)}`)]).catch(() => []), [together, charter] = answers;
  if (together?.ok !== true || charter?.ok !== true) return null;
  return Promise.all([together.json() as Promise<ProvableTogether>, charter.text()]).then(([all, text]) => ({ together: all, charter: text }), () => null);
}

/** An answer that is not of this form is wrong too, whatever it throws. */
async function checked({ together, charter }: Fetched, cited: readonly number[], shown: Shown): Promise<CitedCheck> {
  try {
    await loadFor({ charter, succession: together.succession });
    return checkCited(together, charter, cited, shown);
  } catch {
    return { ok: false, step: 'entry', position: null };
  }
}

function say(at: HTMLElement, state: 'right' | 'wrong' | 'unreachable', sentence: string): void {
  const text = document.createElement('p');
  text.textContent = sentence;
  at.dataset['state'] = state;
  at.replaceChildren(text);
  if (state !== 'wrong') return;
  at.className = 'warning';
  at.setAttribute('role', 'alert');
  document.getElementById('main')?.prepend(at); // Nobody has to come to the foot of a page to read that.
}
