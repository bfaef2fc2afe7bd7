import type { Text } from '#base';
import type { Answer, Answers as Answered, Form, Question } from '#wire';
import { answerFrom, askedOf } from '#wire';
import type { ReportingData } from '../reporting/data.ts';
import { data as page, element, say } from './page-data.ts';
import { positionButton } from './position.ts';
import { voiceButton } from './voice.ts';
import { written } from './written-time.ts';

/** A form of the field on the screen: its questions by group, shown as they are asked, and what was answered, as `#wire` takes it. */
export const data = page as ReportingData;

export const inWords = (text: Text): string => text[document.documentElement.lang] ?? Object.values(text)[0] ?? '';

/** Groups that wait folded up: few have something to say there. */
const FOLDED = ['who', 'grade', 'services'];

export function questionsOf({ questions }: Form): readonly HTMLElement[] {
  return [...Map.groupBy(questions, ({ group }) => group ?? '')].map(([group, inside]) => {
    const title = `reporting.group.${group}` in data.words ? say(`reporting.group.${group}`) : group, fields = inside.map(fieldOf);
    if (group === '') return element('div', {}, ...fields);
    return FOLDED.includes(group) ? element('details', { class: 'field' }, element('summary', {}, title), ...fields) : element('fieldset', { class: 'field' }, element('legend', {}, title), ...fields);
  });
}

const idOf = (name: string): string => `f-${name}`;
const labelOf = ({ name, label, required }: Question, to = idOf(name)): HTMLElement => element('label', { for: to }, inWords(label), ...(required === true ? [] : [' ', element('span', { class: 'quiet' }, say('act.optional'))]));

function fieldOf(question: Question): HTMLElement {
  const { hint, type } = question, field = element(type === 'point' || type === 'many' ? 'fieldset' : 'p', { class: 'field', 'data-question': question.name, id: type === 'point' || type === 'many' ? idOf(question.name) : `q-${question.name}` }, ...inside(question));
  if (hint !== undefined) field.append(element('span', { class: 'quiet' }, inWords(hint)));
  return field;
}

function inside(question: Question): readonly Node[] {
  const { name, type } = question, plain = (attributes: { readonly [attribute: string]: string }): readonly Node[] => [labelOf(question), element('input', { id: idOf(name), name, ...attributes })];
  switch (type) {
    case 'note': return [document.createTextNode(inWords(question.label))];
    case 'integer': return plain({ type: 'text', inputmode: 'numeric', class: 'few' });
    case 'decimal': return plain({ type: 'text', inputmode: 'decimal', class: 'few' });
    case 'date': case 'time': return plain({ type });
    case 'datetime': return [labelOf(question), element('input', { id: idOf(name), name, type: 'date' }), ' ', element('input', { name: `${name}.time`, type: 'time', 'aria-label': `${inWords(question.label)} ${say('reporting.time')}` })].map(node);
    case 'one': return [labelOf(question), element('select', { id: idOf(name), name }, element('option', { value: '' }, say('reporting.choose')), ...choicesOf(question))];
    case 'many': return [element('legend', {}, inWords(question.label)), ...(question.choices ?? []).map((choice) => element('label', { class: 'choice' }, element('input', { type: 'checkbox', name, value: choice.name }), ` ${inWords(choice.label)}`))];
    case 'yes': return [element('label', {}, element('input', { type: 'checkbox', id: idOf(name), name, value: 'yes' }), ` ${inWords(question.label)}`)];
    case 'place': return plain({ type: 'text', list: 'places', dir: 'auto' });
    case 'point': return pointOf(question);
    case 'file': return filesOf(question);
    default: return question.fills === 'summary' || question.fills === 'note' ? [labelOf(question), element('textarea', { id: idOf(name), name, rows: '4', dir: 'auto' })] : plain({ type: 'text', dir: 'auto' });
  }
}

const node = (one: Node | string): Node => (typeof one === 'string' ? document.createTextNode(one) : one);
const choicesOf = ({ choices = [] }: Question): readonly HTMLOptionElement[] => choices.map(({ name, label }) => element('option', { value: name }, inWords(label)));

/** An area is a place of the gazetteer; a point is signed no more exact than it says. */
const PRECISIONS = ['10', '100', '1000', '10000'] as const;

function pointOf(question: Question): readonly Node[] {
  const { name, label } = question, degrees = (part: 'lat' | 'lon'): HTMLElement => element('p', {}, element('label', { for: idOf(`${name}-${part}`) }, say(`reporting.${part}`)), element('input', { id: idOf(`${name}-${part}`), name: `${name}.${part}`, type: 'text', inputmode: 'decimal', class: 'few' }));
  const precision = element('p', {}, element('label', { for: idOf(`${name}-precision`) }, say('reporting.precision')), element('select', { id: idOf(`${name}-precision`), name: `${name}.precision` }, ...PRECISIONS.map((metres) => element('option', { value: metres, ...(metres === '100' ? { selected: '' } : {}) }, say(`reporting.precision.${metres}`)))));
  return [element('legend', {}, inWords(label), ' ', element('span', { class: 'quiet' }, say('act.optional'))), degrees('lat'), degrees('lon'), precision, positionButton(name)];
}

function filesOf(question: Question): readonly Node[] {
  const { name, accept = '' } = question, field = element('input', { id: idOf(name), type: 'file', multiple: '', 'data-files': name, ...(accept === '' ? {} : { accept }) });
  return [labelOf(question), field, ...(accept.startsWith('audio') ? [voiceButton(field)] : []), element('span', { class: 'said', role: 'status' })];
}

/** Those not asked, given the answers so far, are not there to be answered. */
export function showAsked(form: Form, answers: Answered, today: string): void {
  const names = new Set(askedOf(form, answers, today).map(({ name }) => name));
  for (const field of document.querySelectorAll<HTMLElement>('[data-question]')) field.hidden = !names.has(field.dataset['question'] ?? '');
}

type Given = { readonly [name: string]: readonly string[] };

/** What was answered. What is not of its question's form stays the text that it is, so that it can be said what is wrong with it. */
export function answered({ questions }: Form, given: Given): Answered {
  return Object.fromEntries(questions.flatMap((question) => { const answer = answerTo(question, given); return answer === undefined ? [] : [[question.name, answer] as const]; }));
}

function answerTo(question: Question, given: Given): Answer | undefined {
  const { name, type } = question, all = given[name] ?? [], first = (all[0] ?? '').trim().normalize('NFC');
  if (type === 'point') return pointIn(name, given);
  if (type === 'many') return all.length === 0 ? undefined : all;
  if (type === 'file') return all.length === 0 ? undefined : all.map((line) => line.slice(0, 64)).join(' ');
  if (first === '') return undefined;
  if (type === 'datetime') return written(first, given[`${name}.time`]?.[0] ?? '');
  return type === 'place' ? placeOf(first)?.id ?? first : answerFrom(question, first);
}

function pointIn(name: string, given: Given): Answer | undefined {
  const [lat = '', lon = '', precision = ''] = ['lat', 'lon', 'precision'].map((part) => (given[`${name}.${part}`]?.[0] ?? '').trim().replace(',', '.'));
  if (lat === '' && lon === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(lat) && /^-?\d+(\.\d+)?$/.test(lon) ? { lon: Number(lon), lat: Number(lat), precision: Number(precision) || 100 } : `${lat} ${lon}`;
}

const folded = (name: string): string => name.normalize('NFC').toLocaleLowerCase(data.languages[0]).trim();

/** The place that any side calls so; `undefined` where none or more than one is. */
export function placeOf(name: string): ReportingData['places'][number] | undefined {
  const found = data.places.filter(({ id, names }) => id === name || names.some((one) => folded(one) === folded(name)));
  return found.length === 1 ? found[0] : undefined;
}

/** Every name of every place, each as its side has it. */
export const placeNames = (): HTMLElement => element('datalist', { id: 'places' }, ...[...new Set(data.places.flatMap(({ names }) => names))].map((name) => element('option', { value: name })));
