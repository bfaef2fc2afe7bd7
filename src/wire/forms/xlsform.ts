import { ok, refuse } from '#base';
import type { Refusal, Result, Text } from '#base';
import { REPORT_CATEGORIES } from '#process';
import type { Sheet } from '../formats/workbook.ts';
import { readXlsx } from '../formats/workbook.ts';
import { readExpression } from './expression.ts';
import type { Choice, Expression, Form, Question, QuestionType } from './form.ts';

/** Types of XLSForm that become a question, by what they become. */
const TYPES: { readonly [type: string]: QuestionType } = {
  text: 'text', string: 'text', barcode: 'text', integer: 'integer', int: 'integer', range: 'integer', decimal: 'decimal', date: 'date', time: 'time', dateTime: 'datetime', datetime: 'datetime',
  select_one: 'one', select_multiple: 'many', geopoint: 'point', image: 'file', photo: 'file', audio: 'file', video: 'file', file: 'file', note: 'note', acknowledge: 'yes',
};
const ACCEPT: { readonly [type: string]: string } = { image: 'image/*', photo: 'image/*', audio: 'audio/*', video: 'video/*' };
/** What the device would add by itself: a report has it from its own header, or must not have it. */
const PASSED_OVER = ['start', 'end', 'today', 'deviceid', 'subscriberid', 'simserial', 'phonenumber', 'username', 'email', 'audit', 'start-geopoint'];

export interface XlsFormRead {
  readonly form: Form;
  /** Rows that were left out, each with its reason: the rest can be used. */
  readonly left: readonly Refusal[];
}

/** The three sheets of an XLSForm workbook. Refuses what `readXlsx` refuses, `form.category` where its reports are about nothing that reports are about, and `form.sheet` where `survey` is not there. */
export async function readXlsForm(bytes: Uint8Array, category: string): Promise<Result<XlsFormRead>> {
  if (!(REPORT_CATEGORIES as readonly string[]).includes(category)) return refuse('form.category', { category, known: REPORT_CATEGORIES.join(', ') });
  const survey = await readXlsx(bytes, 'survey'), choices = await readXlsx(bytes, 'choices'), settings = await readXlsx(bytes, 'settings');
  if (!survey.ok) return refuse('form.sheet', { sheet: 'survey', reason: String(survey.refusal['reason'] ?? '') });
  return xlsForm(survey.value, choices.ok ? choices.value : { rows: [] }, settings.ok ? settings.value : { rows: [] }, category);
}

/**
 * A form from the sheets of XLSForm (xlsform.org). A column `counterpart` of the survey names the member of the report that an answer becomes.
 * Refuses the form by `form.column`, `form.name.twice`, `form.list`, `form.groups`, `form.expression`, `form.type`, each with sheet, row and column.
 */
export function xlsForm(survey: Sheet, choices: Sheet, settings: Sheet, category: string): Result<XlsFormRead> {
  const rows = rowsOf(survey), lists = listsOf(rowsOf(choices)), [setting] = rowsOf(settings), language = setting?.cells['default_language'] ?? 'en';
  for (const name of ['type', 'name']) if (!(survey.rows[0] ?? []).includes(name)) return refuse('form.column', { sheet: 'survey', row: 1, column: name });
  const questions: Question[] = [], left: Refusal[] = [], groups: string[] = [], names = new Set<string>();
  for (const row of rows) {
    const made = rowMeans(row, lists, languageOf(language), groups);
    if (!made.ok) return made;
    const meant = made.value;
    if (meant === null) continue;
    if ('code' in meant) { left.push(meant); continue; }
    if (names.has(meant.name)) return refuse('form.name.twice', { sheet: 'survey', row: row.row, name: meant.name });
    names.add(meant.name);
    questions.push(meant);
  }
  if (groups.length > 0) return refuse('form.groups', { sheet: 'survey', row: survey.rows.length, group: groups.at(-1) ?? '' });
  const stranger = unknownAnswer(questions, names);
  if (stranger !== null) return { ok: false, refusal: stranger };
  const id = setting?.cells['form_id'] ?? 'form', title = setting?.cells['form_title'] ?? id;
  return ok({ form: { id, version: setting?.cells['version'] ?? '1', title: { [languageOf(language)]: title }, category, questions }, left });
}

interface Row {
  readonly row: number;
  readonly cells: { readonly [column: string]: string };
}

function rowsOf({ rows: [head = [], ...rows] }: Sheet): readonly Row[] {
  return rows.map((cells, index) => ({ row: index + 2, cells: Object.fromEntries(head.map((name, column) => [name.trim(), (cells[column] ?? '').trim()] as const).filter(([name, value]) => name !== '' && value !== '')) })).filter(({ cells }) => Object.keys(cells).length > 0);
}

/** `English (en)` → `en`; a word without a code is kept where it is a tag itself. */
const languageOf = (name: string): string => /\(([A-Za-z-]+)\)\s*$/.exec(name)?.[1] ?? (/^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/.test(name) ? name : 'en');

function textOf(cells: Row['cells'], column: string, language: string): Text | null {
  const found = Object.entries(cells).flatMap(([name, words]) => {
    const [base, tongue] = name.split('::');
    return base?.trim() === column ? [[tongue === undefined ? language : languageOf(tongue.trim()), words] as const] : [];
  });
  return found.length === 0 ? null : Object.fromEntries(found);
}

const listsOf = (rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> => Map.groupBy(rows, ({ cells }) => cells['list_name'] ?? cells['list name'] ?? '');

/** What a row of the survey means: a question, a row left out with its reason, or nothing but an edge of a group. */
function rowMeans(row: Row, lists: ReadonlyMap<string, readonly Row[]>, language: string, groups: string[]): Result<Question | Refusal | null> {
  const [type = '', list = '', other] = (row.cells['type'] ?? '').replace(/\s+/g, ' ').replace(/^(begin|end) /, '$1_').split(' '), place = { sheet: 'survey', row: row.row };
  if (type === 'begin_group') { groups.push(row.cells['name'] ?? `group-${row.row}`); return ok(null); }
  if (type === 'end_group') return groups.pop() === undefined ? refuse('form.groups', { ...place, group: '' }) : ok(null);
  if (PASSED_OVER.includes(type)) return ok({ code: 'form.left.device', ...place, type });
  const made = TYPES[type];
  if (made === undefined) return refuse('form.type', { ...place, type });
  if (other === 'or_other') return refuse('form.type', { ...place, type: `${type} or_other` });
  const name = row.cells['name'];
  if (name === undefined || !/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) return refuse('form.name', { ...place, name: name ?? '' });
  const choices = made === 'one' || made === 'many' ? choicesOf(lists.get(list), language) : undefined;
  if (choices?.length === 0) return refuse('form.list', { ...place, list });
  return questionOf(row, { name, type: made, label: textOf(row.cells, 'label', language) ?? { [language]: name }, ...(choices === undefined ? {} : { choices }), ...(ACCEPT[type] === undefined ? {} : { accept: ACCEPT[type] }), ...(groups.length === 0 ? {} : { group: groups.join('/') }) }, language);
}

const choicesOf = (rows: readonly Row[] | undefined, language: string): readonly Choice[] =>
  (rows ?? []).flatMap(({ cells }) => (cells['name'] === undefined ? [] : [{ name: cells['name'], label: textOf(cells, 'label', language) ?? { [language]: cells['name'] } }]));

function questionOf({ cells, row }: Row, begun: Question, language: string): Result<Question> {
  const hint = textOf(cells, 'hint', language), otherwise = textOf(cells, 'constraint_message', language), fills = cells['counterpart'];
  const conditions: { relevant?: Expression; constraint?: Expression } = {};
  for (const column of ['relevant', 'constraint'] as const) {
    const written = cells[column], read = written === undefined ? null : readExpression(written);
    if (read?.ok === false) return refuse('form.expression', { ...read.refusal, sheet: 'survey', row, column });
    if (read !== null) conditions[column] = read.value;
  }
  const { relevant, constraint } = conditions;
  return ok({
    ...begun, ...(hint === null ? {} : { hint }), ...(/^(?:yes|true|true\(\)|1)$/i.test(cells['required'] ?? '') ? { required: true } : {}), ...(fills === undefined ? {} : { fills }),
    ...(relevant === undefined ? {} : { relevant }), ...(constraint === undefined ? {} : { constraint: { holds: constraint, ...(otherwise === null ? {} : { otherwise }) } }),
  });
}

/** A condition that names a question which is not there would never hold. */
function unknownAnswer(questions: readonly Question[], names: ReadonlySet<string>): Refusal | null {
  for (const { name, relevant, constraint } of questions) {
    const stranger = [relevant, constraint?.holds].flatMap((one) => (one === undefined ? [] : namesIn(one))).find((one) => !names.has(one));
    if (stranger !== undefined) return { code: 'form.answer.unknown', sheet: 'survey', question: name, name: stranger };
  }
  return null;
}

function namesIn(expression: Expression): readonly string[] {
  if (expression.op === 'answer') return [expression.name];
  if (expression.op === 'call') return expression.of.flatMap(namesIn);
  return 'left' in expression ? [...namesIn(expression.left), ...namesIn(expression.right)] : [];
}
