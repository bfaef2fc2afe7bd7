import type { Json, Refusal, Result } from '#base';
import { ok, refuse } from '#base';
import type { Act, Members } from '../acts/act.ts';
import { contentOf } from '../acts/act.ts';
import type { SeatedHere } from '../acting/data.tsx';
import { seatsHere } from './crowd.ts';
import { allKeys, takeCaseKey } from './device.ts';
import type { DeviceKey } from './device.ts';
import { clearDraft, draftName, keepDraft, keptDraft } from './drafts.ts';
import { nameFiles } from './files.ts';
import { addRow, answersIn, answersOf, fill, today, writtenIn } from './form-values.ts';
import type { Answers } from './form-values.ts';
import { verifiedHead } from './head.ts';
import { keep, outgoing, sendAll } from './outbox.ts';
import { freshen, outgoingLine } from './outgoing.ts';
import { button, data, element, say } from './page-data.ts';
import { listed } from './review.ts';
import type { Prepared } from './signing.ts';
import { prepare, signed } from './signing.ts';
import { actOfTopic } from './topic.ts';
import { keepPages } from './worker-link.ts';

/** The form of an act on the device that signs: answers are kept at once, looked through, shown as the bytes say them, signed here and handed in when there is a line. */
const form = document.querySelector<HTMLFormElement>('#act'), act = data.topic === null ? undefined : await actOfTopic(data.topic, data.act ?? ''), place = document.getElementById('signing');
const PAUSE = 300, RETRY = 30_000;
const draft = draftName(`${data.slug}/${data.act ?? ''}`, location.search);
if (form !== null && act !== undefined && place !== null) void start(form, act, place);

async function start(form: HTMLFormElement, act: Act, place: HTMLElement): Promise<void> {
  await begin(form);
  form.addEventListener('submit', (event) => {
    const submitter = event.submitter as HTMLButtonElement | null;
    event.preventDefault();
    if (submitter?.name === 'more') addRow(submitter.closest<HTMLElement>('[data-rows]') ?? form);
    else void reviewed(form, act, place);
  });
  let waiting = 0;
  form.addEventListener('input', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void keepDraft(draft, answersOf(form)), PAUSE);
  });
  form.addEventListener('change', (event) => { if (event.target instanceof HTMLInputElement && event.target.type === 'file') void named(form, event.target); });
  form.querySelector('[name=as]')?.addEventListener('change', () => void sayKey(form));
  form.querySelector('[name=audience]')?.addEventListener('change', () => showReaders(form));
  void verifiedHead(data);
  if (document.getElementById('review') !== null) void reviewed(form, act, place); // The form was sent before this script was here.
  if (act.fields.some(({ type }) => type === 'commitment')) await import('./commitment-text.ts').catch(() => null);
  void keepPages([location.pathname]);
}

/** A file that this device has no room for is not named as if it were kept: that is said, and it is chosen again once there is room. */
async function named(form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
  try {
    await nameFiles(field);
  } catch (fault) {
    field.value = '';
    wrong(form, [{ ...unkept(fault), field: field.dataset['files'] ?? '' }]);
  }
}

const unkept = (fault: unknown): Refusal => {
  if (fault instanceof DOMException && fault.name === 'QuotaExceededError') return { code: 'device.full' };
  throw fault;
};

/** What the address gives, then what was written here before and not signed, then what was written since. A form that the host looked through comes with its answers. */
async function begin(form: HTMLFormElement): Promise<void> {
  const kept = await keptDraft(draft);
  if (document.querySelector('#problems,#review') === null) fill(form, { ...answersIn(location.search), ...kept, ...writtenIn(form) });
  today(form);
  for (const field of form.querySelectorAll<HTMLInputElement>('[data-files]')) field.disabled = false;
  const as = form.querySelector<HTMLSelectElement>('[name=as]');
  await seatsHere(as);
  const keys = await allKeys(), own = data.people.filter((person) => person.may && keys.some(({ key }) => key === person.key));
  if (as !== null && as.value === '') as.value = data.reader ?? (own.length === 1 ? own[0]?.id ?? '' : '');
  showReaders(form);
  if (data.topic === 'sought') (await import('./read-by.ts')).followReaders(form);
  await sayKey(form);
}

function showReaders(form: HTMLFormElement): void {
  const readers = form.querySelector<HTMLDetailsElement>('#readers'), sealed = form.querySelector<HTMLSelectElement>('[name=audience]')?.value === 'sealed';
  if (readers !== null) [readers.hidden, readers.open] = [!sealed, sealed];
  if (sealed) void import('./sealing.ts').then(() => keepPages([])); // So that it is there without a line, too.
}

const chosen = (form: HTMLFormElement): SeatedHere | undefined => data.people.find(({ id, may }) => may && id === form.querySelector<HTMLSelectElement>('[name=as]')?.value);
const keyFor = async (person: SeatedHere | undefined): Promise<DeviceKey | undefined> => (await allKeys()).find(({ key }) => key === person?.key);

/** What is pressed while a key is being taken waits for it. */
let taking: Promise<unknown> = Promise.resolve();

/** Whether this device can sign for whom was chosen; in a fictional case anybody can take the published key. */
async function sayKey(form: HTMLFormElement): Promise<void> {
  const person = chosen(form), at = document.getElementById('device-key');
  if (at === null) return;
  if (person === undefined) return at.replaceChildren();
  if (await keyFor(person) !== undefined) return at.replaceChildren(say('device.key-here', { who: person.who }));
  const take = data.seed === undefined ? [] : [' ', button(say('device.take'), async () => { await (taking = takeCaseKey(data.process, data.seed ?? '', person.id)); await sayKey(form); }, 'minor')];
  at.replaceChildren(say('device.key-none', { who: person.who }), ...take);
}

/** Through the form's own rules here, then those of the process on the host, where it is reached; then what would be signed is shown. */
async function reviewed(form: HTMLFormElement, act: Act, place: HTMLElement): Promise<void> {
  await taking.catch(() => undefined);
  const person = chosen(form), key = await keyFor(person), answers = withId(form, act);
  const full = await keepDraft(draft, answers).then(() => null, unkept);
  if (full !== null) return wrong(form, [full]);
  const made = person === undefined ? refuse('act.nobody', { field: 'as' }) : await contentFrom(act, answers, person);
  if (!made.ok) return wrong(form, made.refusal['problems'] as readonly Refusal[] | undefined ?? [made.refusal]);
  if (person === undefined || key === undefined) return wrong(form, [{ code: 'device.no-key', field: 'as' }]);
  if (await dryRun(form) === 'wrong') return;
  const head = await verifiedHead(data);
  if (!head.ok) return wrong(form, [{ code: head.why === 'fork' ? 'device.fork' : 'device.no-head' }]);
  const audience = (answers['audience']?.[0] ?? 'public') as 'public' | 'table' | 'sealed';
  const prepared = prepare({ kind: act.kind, content: made.value as Json, capacity: person.capacity, audience, readers: answers['readers'] ?? [] }, key, head.head);
  if (!prepared.ok) return wrong(form, [prepared.refusal]);
  show(form, place, act, prepared.value, answers);
}

/** The id of an entry is the device's own, and stays the same however often the form is looked through. */
function withId(form: HTMLFormElement, act: Act): Answers {
  if (form.querySelector('[name=id-of-entry]') === null) fill(form, { 'id-of-entry': [`${act.kind}-${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => (byte % 36).toString(36)).join('')}`] });
  return answersOf(form);
}

async function contentFrom(act: Act, answers: Answers, person: SeatedHere): Promise<Result<Members>> {
  const text = act.fields.some(({ type }) => type === 'commitment') ? await import('./commitment-text.ts') : null;
  const readCommitment = (source: string): Result<Json> => { const read = text?.readCommitments(source); return read?.ok === true ? ok(read.value[0] as unknown as Json) : read ?? refuse('act.missing'); };
  return contentOf(act, answers, { id: answers['id-of-entry']?.[0] ?? '', actor: person.actor, zone: data.zone, languages: data.languages, readCommitment });
}

/** What the host's rules say now. Without a line they say it when it is handed in. */
async function dryRun(form: HTMLFormElement): Promise<'wrong' | 'right' | 'away'> {
  const query = new URLSearchParams([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  const answer = await fetch(form.action, { method: 'POST', body: query, signal: AbortSignal.timeout(15_000) }).catch(() => null), html = answer === null ? null : await answer.text().catch(() => null);
  const problems = html === null ? null : new DOMParser().parseFromString(html, 'text/html').querySelector('#problems');
  document.getElementById('problems')?.remove();
  if (problems === null) return html === null ? 'away' : 'right';
  warn(form, document.adoptNode(problems) as HTMLElement);
  return 'wrong';
}

/** A summary before everything else, as the server makes it. */
function wrong(form: HTMLFormElement, problems: readonly Refusal[]): void {
  const line = (problem: Refusal): HTMLElement => {
    const sentence = say(`refusal.${problem.code}` in data.words ? `refusal.${problem.code}` : problem.code, { value: String(problem['value'] ?? '') }), field = String(problem['field'] ?? ''), id = `f-${field.replaceAll('.', '-')}`;
    return field === '' ? element('li', {}, sentence) : element('li', {}, element('a', { href: `#${id}` }, data.labels[field] ?? data.labels[field.split('.').at(-1) ?? ''] ?? say('device.as')), `: ${sentence}`);
  };
  document.getElementById('problems')?.remove();
  warn(form, element('div', { id: 'problems', class: 'warning', role: 'alert', tabindex: '-1' }, element('ul', {}, ...problems.map(line))));
}

function warn(form: HTMLFormElement, problems: HTMLElement): void {
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
  for (const link of problems.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
    const at = document.getElementById(link.hash.slice(1));
    (at?.matches('input,select,textarea') === true ? at : at?.querySelector('input,select,textarea'))?.setAttribute('aria-invalid', 'true');
  }
  form.before(problems);
  problems.focus();
}

/** What the bytes say; only then the button that signs them. */
function show(form: HTMLFormElement, place: HTMLElement, act: Act, prepared: Prepared, answers: Answers): void {
  document.getElementById('problems')?.remove();
  document.getElementById('review')?.remove();
  const title = element('h2', { tabindex: '-1' }, say('device.review')), said = element('p', { role: 'status' });
  const back = (): void => { [place.hidden, form.hidden] = [true, false]; form.querySelector<HTMLElement>('textarea,input,select')?.focus(); };
  const go = button(say('device.sign'), async () => {
    go.disabled = true;
    const done = await signAndKeep(act, prepared, answers);
    if (done === null) return handedIn(place, form);
    go.disabled = false;
    said.textContent = done;
  });
  place.replaceChildren(title, element('p', {}, say('device.review.intro')), listed(prepared), said, element('p', { class: 'buttons' }, go, ' ', button(say('device.back'), back, 'minor')));
  [place.hidden, form.hidden] = [false, true];
  title.focus();
}

/** Signs and keeps it; says what went wrong, or `null`. */
async function signAndKeep(act: Act, prepared: Prepared, answers: Answers): Promise<string | null> {
  const { wanted, key, madeAt } = prepared, readers = data.people.filter(({ id }) => wanted.readers.includes(id) || id === key.participant), silent = wanted.audience === 'sealed' ? readers.find(({ reading }) => reading === undefined) : undefined;
  if (silent !== undefined) return say('device.no-reading', { who: silent.who });
  try {
    const done = await signed(prepared, readers.flatMap(({ reading, recovery = [] }) => [reading ?? '', ...recovery]));
    if (!done.ok) return say('device.failed', { code: done.refusal.code });
    const { slug, process, origin } = data;
    await keep({ slug, process, origin, id: done.value.id, act: act.name, title: document.querySelector('h1')?.textContent ?? act.name, participant: key.participant, key: key.key, audience: wanted.audience, madeAt }, { submission: done.value.submission, values: answers });
    await clearDraft(draft);
    return null;
  } catch (fault) {
    return fault instanceof DOMException && fault.name === 'QuotaExceededError' ? say('device.full') : say('device.failed', { code: fault instanceof Error ? fault.name : '' });
  }
}

/** What becomes of it, as it becomes of it. */
function handedIn(place: HTMLElement, form: HTMLFormElement): void {
  const list = element('ul', { class: 'plain-list', id: 'outgoing', 'aria-live': 'polite' });
  place.replaceChildren(list, element('p', {}, element('a', { href: `/${encodeURIComponent(data.slug)}/outbox` }, say('act.outbox'))));
  form.remove();
  const told = (one: Parameters<typeof outgoingLine>[0]): void => { const before = document.getElementById(`out-${one.id}`), line = outgoingLine(one); if (before === null) list.append(line); else before.replaceWith(line); };
  void showAll(told);
  addEventListener('online', () => void sendAll(data, told));
  setInterval(() => void sendAll(data, told), RETRY);
}

async function showAll(told: Parameters<typeof sendAll>[1]): Promise<void> {
  for (const one of await outgoing(data.process)) if (one.step === 'kept' || one.step === 'sent') told(one);
  await sendAll(data, told);
  await freshen(data.process);
}
