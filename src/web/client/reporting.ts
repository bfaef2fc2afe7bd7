import { refuse } from '#base';
import type { Refusal } from '#base';
import type { Form } from '#wire';
import { sayClock } from './clock.ts';
import { seatsHere } from './crowd.ts';
import { allKeys, takeCaseKey } from './device.ts';
import { clearDraft, keepDraft, keptDraft } from './drafts.ts';
import { isUndecided, showFiles, takeFiles } from './evidence.ts';
import { answersOf, fill, writtenIn } from './form-values.ts';
import type { Answers } from './form-values.ts';
import { letGoIfShared, turns } from './leaving.ts';
import { listen as hear } from './heard.ts';
import { verifiedHead } from './head.ts';
import { outgoing, sendAll } from './outbox.ts';
import type { Outgoing } from './outbox.ts';
import { freshen, outgoingLine } from './outgoing.ts';
import { button, element, say } from './page-data.ts';
import { putAside, showPatrol } from './patrol.ts';
import { answered, data, inWords, placeNames, questionsOf, showAsked } from './questions.ts';
import { reportOf, sentOf } from './report-content.ts';
import { keepForm, ownForms, takeForm } from './own-forms.ts';
import { compareRoom } from './room.ts';
import { factsAsked } from './shown-facts.ts';
import { review, warn } from './sign-report.ts';
import { saveWaiting } from './waiting.ts';
import { keepPages } from './worker-link.ts';
import { today } from './written-time.ts';

/** The page for reporting: a form is chosen, filled in, kept at once, looked through and signed; or put aside for the patrol's day. Nothing of it needs a line. */
const form = document.querySelector<HTMLFormElement>('#report'), questions = document.getElementById('questions');
const PAUSE = 300, RETRY = 5_000, NEWS = 60_000;

async function start(form: HTMLFormElement, questions: HTMLElement): Promise<void> {
  const asked = new URLSearchParams(location.search).get('form'), picker = field(form, 'form');
  for (const own of await ownForms()) if (!forms.get(own.id)?.digest) offerForm(picker, own); // What the process asks comes first.
  if (asked !== null && forms.has(asked)) picker.value = asked;
  document.body.append(placeNames());
  void turns();
  await ask(form, questions, writtenIn(form));
  form.hidden = false;
  listen(form, questions);
  await showPatrol(form);
  await showKept();
  void keepPages([location.pathname]);
  void verifiedHead(data).then(sayClock);
  void compareRoom();
  void send();
}

const field = (form: HTMLFormElement, name: string): HTMLSelectElement => form.elements.namedItem(name) as HTMLSelectElement;
/** Those of the page and those taken in here. */
const forms = new Map<string, Form>(data.forms.map((one) => [one.id, one]));
const chosenForm = (form: HTMLFormElement): Form => forms.get(field(form, 'form').value) ?? data.forms[0] as Form;
/** The form whose questions are on the screen, and whether what was answered to them before is there. */
let shown: Form, whole = false;
let unsaved = 0;
const draftOf = (form: Form): string => `${data.slug}/report/${form.id}`;

/** The questions of the form that is chosen, at once; what was answered to them before follows, and does not write over what is written meanwhile. */
async function ask(form: HTMLFormElement, questions: HTMLElement, given: Answers): Promise<void> {
  const chosen = shown = chosenForm(form);
  whole = false;
  questions.replaceChildren(element('input', { type: 'hidden', name: 'version', value: chosen.version }), ...questionsOf(chosen), factsAsked({}));
  const { form: _form, version, ...kept } = await keptDraft(draftOf(chosen));
  if (shown !== chosen) return;
  const answers: Answers = { ...kept, ...given, ...writtenIn(form) }, files = chosen.questions.filter(({ type }) => type === 'file').map(({ name }) => name);
  if (Object.keys(kept).some((name) => name.startsWith('fact.'))) questions.lastElementChild?.replaceWith(factsAsked(answers));
  questions.append(...changedSince(chosen, version?.[0], kept));
  showFiles(form, kept);
  fill(form, Object.fromEntries(Object.entries(answers).filter(([name]) => form.elements.namedItem(name) !== null && !files.includes(name))));
  whole = true;
  await chooseSigner(field(form, 'as'));
  showAsked(chosen, answered(chosen, answersOf(form)), today());
  await sayKey(form);
}

/** Who is signed in; else whose key is the only one here. */
async function chooseSigner(as: HTMLSelectElement): Promise<void> {
  await seatsHere(as);
  const keys = await allKeys(), here = data.people.filter(({ may, key }) => may && keys.some((one) => one.key === key));
  if (as.value === '') as.value = data.reader ?? (here.length === 1 ? here[0]?.id ?? '' : '');
}

/** A form that has changed since a draft of it was begun: what it does not ask any more is shown, and stays until the draft is signed or cleared. */
function changedSince({ version, questions }: Form, before: string | undefined, kept: Answers): readonly HTMLElement[] {
  const known = new Set(questions.flatMap(({ name }) => [name, `${name}.time`]));
  const left = Object.entries(kept).filter(([name]) => !known.has(name) && !/^(?:as|language|form|audience|version|id-of-entry|fact\.|[^.]+\.(?:lat|lon|precision))/.test(name));
  if (before === undefined || before === version) return [];
  return [element('div', { class: 'warning', role: 'alert' }, element('p', {}, say('reporting.changed')), element('dl', { class: 'facts' }, ...left.flatMap(([name, values]) => [element('dt', {}, name), element('dd', {}, values.join(' '))])))];
}

/** One more form to choose. */
function offerForm(picker: HTMLSelectElement, own: Form): void {
  if (!forms.has(own.id)) picker.append(element('option', { value: own.id }, inWords(own.title)));
  forms.set(own.id, own);
}

function listen(form: HTMLFormElement, questions: HTMLElement): void {
  form.addEventListener('input', () => {
    showAsked(shown, answered(shown, answersOf(form)), today());
    clearTimeout(unsaved);
    unsaved = window.setTimeout(() => void save(form), PAUSE);
  });
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === 'file') void takeFiles(target).then(() => compareRoom());
    if (target === field(form, 'form')) { void save(form); void ask(form, questions, {}); }
    if (target === field(form, 'as')) void sayKey(form);
  });
  document.querySelector<HTMLInputElement>('#own-form')?.addEventListener('change', (event) => void tookForm(event.target as HTMLInputElement, form, questions));
  form.addEventListener('submit', (event) => { event.preventDefault(); void reviewed(form, questions); });
  document.getElementById('add')?.addEventListener('click', () => void aside(form, questions));
  document.getElementById('send')?.addEventListener('click', () => void send());
  document.getElementById('save')?.addEventListener('click', () => void saveWaiting(data.slug, ({ process }) => process === data.process));
  addEventListener('online', () => void send());
}

async function tookForm(input: HTMLInputElement, form: HTMLFormElement, questions: HTMLElement): Promise<void> {
  const [file] = input.files ?? [], picker = field(form, 'form'), category = document.querySelector<HTMLSelectElement>('#own-category')?.value ?? 'observation';
  if (file !== undefined) await takeForm(file, category, (own) => { offerForm(picker, own); picker.value = own.id; void ask(form, questions, {}); });
  input.value = '';
}

/** Of a form, not of what is reported with it. */
const ABOUT = /^(?:as|language|form|audience|version)$|\.precision$/;

/** Kept as it is written. Nothing is kept of a form in which nothing is written. */
async function save(form: HTMLFormElement): Promise<boolean> {
  clearTimeout(unsaved);
  const name = draftOf(shown), answers = whole ? answersOf(form) : { ...await keptDraft(name), ...writtenIn(form) };
  try {
    await (Object.keys(answers).every((one) => ABOUT.test(one)) ? clearDraft(name) : keepDraft(name, answers));
    return true;
  } catch (fault) {
    if (!(fault instanceof DOMException) || fault.name !== 'QuotaExceededError') throw fault;
    warn(form, [{ code: 'device.full' }]);
    return false;
  }
}

/** Whether this device can sign for whom was chosen; in a fictional case anybody can take the published key. */
async function sayKey(form: HTMLFormElement): Promise<void> {
  const person = data.people.find(({ id }) => id === field(form, 'as').value), at = document.getElementById('device-key');
  if (at === null || person === undefined) return at?.replaceChildren();
  if ((await allKeys()).some(({ key }) => key === person.key)) return at.replaceChildren(say('device.key-here', { who: person.who }));
  const take = data.seed === undefined ? [] : [' ', button(say('device.take'), async () => { await takeCaseKey(data.process, data.seed ?? '', person.id); await sayKey(form); }, 'minor')];
  at.replaceChildren(say('device.key-none', { who: person.who }), ...take);
}

/** The report that the form amounts to; what is wrong with it is said. */
function made(form: HTMLFormElement): ReturnType<typeof reportOf> {
  const report = isUndecided() ? refuse('device.undecided') : reportOf(shown, answersOf(form), today());
  document.getElementById('problems')?.remove();
  if (!report.ok) warn(form, report.refusal['problems'] as readonly Refusal[] | undefined ?? [report.refusal]);
  return report;
}

async function reviewed(form: HTMLFormElement, questions: HTMLElement): Promise<void> {
  if (!await save(form)) return;
  const report = made(form), chosen = shown;
  if (!report.ok) return;
  const done = async (): Promise<void> => { await clearDraft(draftOf(chosen)); await again(form, questions); await showKept(); void send(); };
  await review(form, { kind: 'report', act: `report/${chosen.id}`, title: `${inWords(chosen.title)}, ${String(report.value['date']).slice(0, 10)}`, ...await sentOf(report.value, answersOf(form)) }, done);
}

/** Put aside for the patrol's day. */
async function aside(form: HTMLFormElement, questions: HTMLElement): Promise<void> {
  if (!await save(form)) return;
  const report = made(form), chosen = shown;
  if (!report.ok) return;
  await putAside(form, { title: inWords(chosen.title), content: (await sentOf(report.value, {})).content, files: (answersOf(form)['photos'] ?? []).concat(answersOf(form)['voice'] ?? []) });
  await clearDraft(draftOf(chosen));
  await again(form, questions);
}

/** The next one: who reports, in which language and with which form stay. */
async function again(form: HTMLFormElement, questions: HTMLElement): Promise<void> {
  const { as = [], language = [], audience = [] } = answersOf(form);
  await ask(form, questions, { as, language, audience });
  field(form, 'form').focus();
}

const told = (one: Outgoing): void => document.getElementById(`out-${one.id}`)?.replaceWith(outgoingLine(one));

async function showKept(): Promise<void> {
  const list = document.getElementById('outgoing'), all = (await outgoing(data.process)).toReversed();
  list?.replaceChildren(...all.map(outgoingLine));
  document.getElementById('kept')?.toggleAttribute('hidden', all.length === 0);
}

let waiting = 0;
function later(after: number): void {
  clearTimeout(waiting);
  waiting = window.setTimeout(() => void send(), after);
}

/** Only where the host gives forms of its own. */
async function compare(form: HTMLFormElement): Promise<void> {
  const here = await import('./forms-given.ts').catch(() => null);
  await here?.compareForms(data, keepForm, say, () => save(form));
}

/** Now; soon again while something waits and the line is not said to be away; now and then for what others say. */
async function send(): Promise<void> {
  await sendAll(data, told);
  await freshen(data.process);
  const heard = await hear();
  await letGoIfShared();
  if (form !== null && document.getElementById('forms-given') !== null) void compare(form);
  if (navigator.onLine && (!heard || (await outgoing(data.process)).some(({ step, files }) => step === 'kept' || step === 'sent' || (files !== undefined && step !== 'refused')))) later(RETRY);
  else later(NEWS);
  const line = document.getElementById('line');
  if (line !== null) line.textContent = navigator.onLine && (await verifiedHead(data)).ok ? '' : say('device.offline');
}

if (form !== null && questions !== null) void start(form, questions);
