import { button, element, say } from './page-data.ts';
import type { Answers } from './form-values.ts';
import { data } from './questions.ts';
import { written } from './written-time.ts';
import type { Assertion } from '#agreement';

/** What a report shows in the words of the vocabulary, where its author says so: what moves the state of commitments. Names in the form: `fact.0`, `fact.0.of.corridor`, `fact.0.at`. */
const WITHIN = /^fact\.(\d+)$/;

export function factsAsked(answers: Answers): HTMLElement {
  const rows = element('div', {}), add = (): void => { rows.append(rowOf(rows.children.length, '')); };
  const last = Math.max(0, ...Object.keys(answers).map((name) => Number(WITHIN.exec(name)?.[1] ?? 0)));
  for (let row = 0; row <= last; row += 1) rows.append(rowOf(row, answers[`fact.${row}`]?.[0] ?? ''));
  return element('details', { class: 'field' }, element('summary', {}, say('reporting.group.shows')), rows, element('p', {}, button(say('reporting.fact'), add, 'minor')));
}

function rowOf(row: number, chosen: string): HTMLElement {
  const name = `fact.${row}`, id = `f-fact-${row}`, rest = element('div', {}), select = element('select', { id, name }, element('option', { value: '' }, say('reporting.choose')), ...data.facts.map((fact) => element('option', { value: fact.id }, fact.label)));
  const ask = (): void => rest.replaceChildren(...partsOf(name, id, select.value));
  select.value = chosen;
  select.addEventListener('change', ask);
  ask();
  return element('fieldset', { class: 'row' }, element('legend', {}, say('reporting.group.shows')), element('p', {}, element('label', { for: id }, say('reporting.fact')), select), rest);
}

function partsOf(name: string, id: string, chosen: string): readonly HTMLElement[] {
  const fact = data.facts.find((one) => one.id === chosen);
  if (fact === undefined) return [];
  const keys = fact.keys.map((key) => element('p', {}, element('label', { for: `${id}-${key.name}` }, key.label), element('input', { id: `${id}-${key.name}`, name: `${name}.of.${key.name}`, type: 'text', list: `${id}-${key.name}-known` }), element('datalist', { id: `${id}-${key.name}-known` }, ...key.values.map((value) => element('option', { value }))))), label = say(fact.kind === 'event' ? 'reporting.day' : 'reporting.fact-from');
  const when = element('p', {}, element('label', { for: `${id}-at` }, label), element('input', { id: `${id}-at`, name: `${name}.at`, type: 'date' }), element('input', { name: `${name}.at.time`, type: 'time', 'aria-label': `${label} ${say('reporting.time')}` }));
  return [...keys, when, element('p', {}, element('label', {}, element('input', { type: 'checkbox', name: `${name}.denied`, value: 'yes' }), ` ${say('reporting.denied')}`))];
}

/** `date`: when the report was, where the fact does not say. */
export function factsIn(answers: Answers, date: string): readonly Assertion[] {
  return Object.keys(answers).flatMap((name) => {
    const fact = data.facts.find(({ id }) => id === answers[name]?.[0]);
    if (!WITHIN.test(name) || fact === undefined) return [];
    const of = Object.fromEntries(fact.keys.flatMap((key) => { const value = answers[`${name}.of.${key.name}`]?.[0]?.trim() ?? ''; return value === '' ? [] : [[key.name, value] as const]; }));
    const given = written(answers[`${name}.at`]?.[0] ?? '', answers[`${name}.at.time`]?.[0] ?? ''), at = given === '' ? date : given;
    return [{ fact: fact.id, of, ...(fact.kind === 'event' ? { at } : { from: at }), ...(answers[`${name}.denied`] === undefined ? {} : { holds: false }) } as Assertion];
  });
}
