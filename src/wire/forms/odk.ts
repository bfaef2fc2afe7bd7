import { ok, refuse } from '#base';
import type { Refusal, Result } from '#base';
import type { Sheet } from '../formats/sheet.ts';
import type { XmlElement } from '../formats/xml.ts';
import { readXml } from '../formats/xml.ts';
import { answerFrom, problemsOfAnswers } from './answers.ts';
import type { Answer, Answers, Form } from './form.ts';

/** One filled-in form: its answers, the name by which it is known again when it comes a second time, and where it stood. */
export interface Submitted {
  readonly instance: string | null;
  readonly answers: Answers;
  readonly row: number;
}

/** The fate of each: read, or refused with its place. */
export interface SubmissionsRead {
  readonly good: readonly Submitted[];
  readonly problems: readonly Refusal[];
}

const META = ['meta', 'orx:meta'];

/** A submission of OpenRosa (ODK, Kobo): the instance XML of a form. Refuses `format.xml…`, `form.version` where it was filled in with another form or version than this, and what is wrong with each answer, with its row. */
export function readOdkXml(text: string, form: Form, today: string): Result<Submitted> {
  const read = readXml(text, { 'http://openrosa.org/xforms': 'orx' });
  if (!read.ok) return read;
  const root = read.value, { id, version = form.version } = root.attributes;
  if (id !== form.id || version !== form.version) return refuse('form.version', { row: root.row, form: id ?? '', version, wanted: form.id, wantedVersion: form.version });
  const leaves = leavesOf(root), answers: { [name: string]: Answer } = {};
  for (const element of leaves) {
    const question = form.questions.find(({ name }) => name === nameOf(element));
    if (question !== undefined && element.text.trim() !== '') answers[question.name] = answerFrom(question, element.text);
  }
  const [wrong] = problemsOfAnswers(form, answers, today);
  if (wrong !== undefined) return { ok: false, refusal: { ...wrong, row: leaves.find((one) => nameOf(one) === wrong['question'])?.row ?? root.row } };
  return ok({ instance: instanceOf(root), answers, row: root.row });
}

const nameOf = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1);
const leavesOf = (element: XmlElement): readonly XmlElement[] => element.children.flatMap((child) => (META.includes(child.name) ? [] : child.children.length === 0 ? [child] : leavesOf(child)));
const instanceOf = (root: XmlElement): string | null => root.children.find(({ name }) => META.includes(name))?.children.find((one) => nameOf(one) === 'instanceID')?.text.trim() ?? null;

/** Members that the exports of ODK and Kobo add, and split points into. */
const PART = /^(.*?)[-_. ](Latitude|Longitude|Altitude|Accuracy)$/i;

/**
 * The same from a table, as ODK Central and Kobo export it: a column for each question, groups before a slash, a hyphen or nothing; points in one cell or four.
 * Refuses `form.columns` where no column is a question of the form. Each row is on its own: 500 of which 30 are bad give 470.
 */
export function readOdkSheet({ rows: [head = [], ...rows] }: Sheet, form: Form, today: string): Result<SubmissionsRead> {
  const columns = head.map((name) => questionOf(name.trim(), form)), instance = head.findIndex((name) => /^(?:meta[/-])?instanceID$|^KEY$|^_uuid$/.test(name.trim()));
  if (columns.every((one) => one === null)) return refuse('form.columns', { row: 1, form: form.id });
  const good: Submitted[] = [], problems: Refusal[] = [];
  rows.forEach((cells, index) => {
    if (cells.every((one) => one.trim() === '')) return;
    const row = index + 2, answers = answersOf(columns, cells, form), [wrong] = problemsOfAnswers(form, answers, today);
    if (wrong === undefined) good.push({ instance: (cells[instance] ?? '').trim() || null, answers, row });
    else problems.push({ ...wrong, row, column: columns.findIndex((one) => one?.name === wrong['question']) + 1 });
  });
  return ok({ good, problems });
}

interface Column {
  readonly name: string;
  readonly part: string | null;
}

function questionOf(written: string, form: Form): Column | null {
  const point = PART.exec(written), whole = point?.[1] ?? written, short = whole.split('/').at(-1) ?? whole;
  const found = form.questions.find(({ name }) => name === short || whole.endsWith(`-${name}`) || whole === name);
  return found === undefined ? null : { name: found.name, part: point?.[2]?.toLowerCase() ?? null };
}

function answersOf(columns: readonly (Column | null)[], cells: readonly string[], form: Form): Answers {
  const written: { [name: string]: string } = {}, parts: { [name: string]: { [part: string]: string } } = {};
  columns.forEach((column, index) => {
    const cell = (cells[index] ?? '').trim();
    if (column === null || cell === '') return;
    if (column.part === null) written[column.name] = cell;
    else (parts[column.name] ??= {})[column.part] = cell;
  });
  for (const [name, { latitude = '', longitude = '', altitude = '0', accuracy = '' }] of Object.entries(parts)) written[name] ??= `${latitude} ${longitude} ${altitude} ${accuracy}`.trim();
  return Object.fromEntries(form.questions.flatMap((question) => (written[question.name] === undefined ? [] : [[question.name, answerFrom(question, written[question.name] as string)]])));
}
