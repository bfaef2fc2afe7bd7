import type { Json } from '#base';
import { clearDraft, keepDraft, keptDraft } from './drafts.ts';
import type { Answers } from './form-values.ts';
import { answersOf } from './form-values.ts';
import { button, data, element, say } from './page-data.ts';
import type { Content } from './report-content.ts';
import { newId, sentOf } from './report-content.ts';
import { review } from './sign-report.ts';
import { today } from './written-time.ts';

/** An observation of a patrol's day that is not signed yet. */
interface Aside {
  readonly title: string;
  readonly content: Content;
  /** As the form names them. */
  readonly files: readonly string[];
}

const DRAFT = `${data.slug}/report/patrol`;
const asides = ({ seen = [] }: Answers): readonly Aside[] => seen.map((one) => JSON.parse(one) as Aside);

/** Kept locked until the day is signed. */
export async function putAside(form: HTMLFormElement, seen: Aside): Promise<void> {
  const kept = await keptDraft(DRAFT);
  await keepDraft(DRAFT, { ...kept, seen: [...kept['seen'] ?? [], JSON.stringify(seen)], files: [...kept['files'] ?? [], ...seen.files] });
  await showPatrol(form);
}

/** What was put aside, and the way to sign it as one: a patrol's day is one signature over all that was seen on it. */
export async function showPatrol(form: HTMLFormElement): Promise<void> {
  const kept = await keptDraft(DRAFT), seen = asides(kept), place = document.getElementById('patrol');
  if (place === null) return;
  place.hidden = seen.length === 0;
  const without = async (index: number): Promise<void> => { const left = seen.filter((_, at) => at !== index); await keepDraft(DRAFT, { ...kept, seen: left.map((one) => JSON.stringify(one)), files: left.flatMap(({ files }) => files) }); await showPatrol(form); };
  const list = seen.map(({ title, content }, index) => element('li', {}, `${title}, ${String(content['date']).slice(0, 16).replace('T', ' ')}: `, element('bdi', {}, String(Object.values(content['summary'] as { readonly [language: string]: string })[0])), ' ', button(data.words['device.delete'] ?? '', () => without(index), 'minor')));
  const line = (name: 'route' | 'pair'): HTMLElement => element('p', { class: 'field' }, element('label', { for: `f-${name}` }, say(`reporting.patrol.${name}`), ' ', element('span', { class: 'quiet' }, say('act.optional'))), element('input', { id: `f-${name}`, type: 'text', dir: 'auto' }));
  place.replaceChildren(element('h2', { id: 'patrol-title' }, say('reporting.patrol')), element('p', {}, say('reporting.patrol.intro')), element('ol', {}, ...list), element('div', { class: 'act' }, line('route'), line('pair')), element('p', { class: 'buttons' }, button(say('reporting.patrol.sign'), () => signDay(form, kept, seen))));
}

async function signDay(form: HTMLFormElement, kept: Answers, seen: readonly Aside[]): Promise<void> {
  const given = answersOf(form), written = (name: string): string => document.querySelector<HTMLInputElement>(`#f-${name}`)?.value.trim() ?? '', id = newId('patrol'), actor = data.people.find((one) => one.id === given['as']?.[0])?.actor ?? '', route = written('route'), pair = written('pair');
  const reports = seen.map(({ content }, index) => ({ ...content, id: `${id}-${index + 1}`, accounts: (content['accounts'] as readonly object[]).map((account) => ({ ...account, by: actor })) }));
  const date = [...reports.map((report) => String((report as Content)['date']).slice(0, 10))].sort()[0] ?? today();
  const content: Content = { id, by: actor, date, ...(route === '' ? {} : { route: { [given['language']?.[0] ?? 'en']: route } }), ...(pair === '' ? {} : { pair }), reports: reports as unknown as Json };
  const sent = await sentOf(content, { ...kept, as: given['as'] ?? [], audience: given['audience'] ?? [] });
  await review(form, { kind: 'patrol', act: 'report/patrol', title: `${say('reporting.patrol')}, ${date}`, content, values: sent.values }, async () => { await clearDraft(DRAFT); location.reload(); });
}
