import type { Json, Refusal } from '#base';
import { allKeys } from './device.ts';
import { verifiedHead } from './head.ts';
import { keep, outgoing, wordsOf } from './outbox.ts';
import { button, data, element, say } from './page-data.ts';
import type { Content } from './report-content.ts';
import { listed } from './review.ts';
import type { Prepared } from './signing.ts';
import { prepare, signed } from './signing.ts';
import type { Answers } from './form-values.ts';

/** Something that is about to be signed on the page for reporting. */
interface ToSign {
  readonly kind: 'report' | 'patrol';
  /** Where its words are taken back to, if they are refused. */
  readonly act: string;
  /** Kept unlocked: it names the form and the day, nothing else. */
  readonly title: string;
  readonly content: Content;
  readonly values: Answers;
}

/** What the bytes say; only then the button that signs them, and keeps them before anything is sent. */
export async function review(form: HTMLFormElement, wanted: ToSign, done: () => Promise<void>): Promise<void> {
  const place = document.getElementById('signing'), person = data.people.find(({ id }) => id === wanted.values['as']?.[0]), key = (await allKeys()).find((one) => one.key === person?.key);
  if (place === null || person === undefined || key === undefined) return warn(form, [{ code: person === undefined ? 'act.nobody' : 'device.no-key', field: 'as' }]);
  const head = await verifiedHead(data);
  if (!head.ok) return warn(form, [{ code: head.why === 'fork' ? 'device.fork' : 'device.no-head' }]);
  const prepared = prepare({ kind: wanted.kind, content: wanted.content as Json, capacity: person.capacity, audience: wanted.values['audience']?.[0] === 'table' ? 'table' : 'public', readers: [] }, key, head.head);
  if (!prepared.ok) return warn(form, [prepared.refusal]);
  const title = element('h2', { tabindex: '-1' }, say('device.review')), said = element('p', { role: 'status' }), back = (): void => { [place.hidden, form.hidden] = [true, false]; };
  const go = button(say('device.sign'), async () => {
    go.disabled = true;
    said.textContent = await signAndKeep(prepared.value, wanted);
    go.disabled = said.textContent === '';
    if (!go.disabled) return;
    back();
    await done();
  });
  const before = await sentBefore(wanted), twice = before === null ? [] : [element('p', { class: 'warning', role: 'alert' }, say('reporting.twice', { value: before }))];
  place.replaceChildren(title, element('p', {}, say('device.review.intro')), ...twice, listed(prepared.value), said, element('p', { class: 'buttons' }, go, ' ', button(say('device.back'), back, 'minor')));
  [place.hidden, form.hidden] = [false, true];
  title.focus();
}

/** Signs and keeps it; says what went wrong, or nothing. */
async function signAndKeep(prepared: Prepared, { act, title, values }: ToSign): Promise<string> {
  const { wanted, key, madeAt } = prepared, { slug, process, origin } = data;
  try {
    const made = await signed(prepared, []);
    if (!made.ok) return say('device.failed', { code: made.refusal.code });
    void navigator.storage?.persist?.();
    await keep({ slug, process, origin, id: made.value.id, act, title, participant: key.participant, key: key.key, audience: wanted.audience, madeAt }, { submission: made.value.submission, values });
    return '';
  } catch (fault) {
    return fault instanceof DOMException && fault.name === 'QuotaExceededError' ? say('device.full') : say('device.failed', { code: fault instanceof Error ? fault.name : '' });
  }
}

/** The title of what this device signed in the same words before; whether it is meant twice, its author says. */
async function sentBefore({ values, act }: ToSign): Promise<string | null> {
  const same = values['same']?.[0];
  for (const one of await outgoing(data.process)) if (one.act === act && (await wordsOf(one))?.values['same']?.[0] === same && same !== undefined) return one.title;
  return null;
}

/** A summary before everything else; each line leads to its question. */
export function warn(form: HTMLFormElement, problems: readonly Refusal[]): void {
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
  document.getElementById('problems')?.remove();
  const box = element('div', { id: 'problems', class: 'warning', role: 'alert', tabindex: '-1' }, element('ul', {}, ...problems.map(lineOf)));
  for (const link of box.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) document.querySelector(link.hash)?.setAttribute('aria-invalid', 'true');
  form.before(box);
  box.focus();
}

function lineOf(problem: Refusal): HTMLElement {
  const { code, field, type, found, label, otherwise } = problem as Refusal & { readonly [fact: string]: string | undefined }, key = type === undefined ? `refusal.${code}` : `refusal.${code}.${type}`, words = [label, otherwise].map((text) => (text === undefined ? '' : Object.values(text as unknown as { readonly [language: string]: string })[0] ?? ''));
  const sentence = say(key in data.words ? key : code, { found: found ?? '', value: found ?? '', label: words[0] ?? '', otherwise: words[1] ?? '' });
  return element('li', {}, field === undefined || field === '' ? sentence : element('a', { href: `#f-${CSS.escape(field)}` }, sentence));
}
