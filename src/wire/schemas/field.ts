import { z } from 'zod';
import { CLAIM_SORTS, NOTE_STATUSES, WINDOW_PURPOSES } from '#process';
import type { AccessWindow, Appearance, AppearanceOf, Claim, Document, FieldKind, Likeness, Link, Outcome, Patrol, PersonFile, PersonNote, Question, Reply, Report, Split, Task, TaskStep, Verified, Warning, WindowStep } from '#process';
import { unique } from './agreement.ts';
import { evidence } from './evidence.ts';
import { BOUNDS, CODE, amount, complain, count, digest, duration, id, inOrder, language, line, list, set, source, text, url, when, words } from './values.ts';
import type { Shape } from './values.ts';

type Of<K extends keyof Report> = NonNullable<Report[K]>;
type Person = Of<'persons'>[number];
type Stock = Of<'stocks'>[number];

export const grade = z.strictObject({ source: z.enum(['A', 'B', 'C', 'D', 'E', 'F']), information: z.literal([1, 2, 3, 4, 5, 6]) } satisfies Shape<Of<'grade'>>);

const answer = z.union([words(4_000), amount, z.boolean(), list(line())]);

/** Members of a report that tell where, who and by which form. */
export const observed = {
  point: z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90), precision: z.number().min(1).max(20_000_000) } satisfies Shape<Of<'point'>>).exactOptional(),
  uncertainty: duration.exactOptional(),
  controlledBy: z.strictObject({ actor: id.exactOptional(), text: text.exactOptional() } satisfies Shape<Of<'controlledBy'>>).exactOptional(),
  quotedReason: words(2_000).exactOptional(),
  persons: list(z.strictObject({ group: line(100), count: count.exactOptional(), bound: z.enum(BOUNDS).exactOptional() } satisfies Shape<Person>)).exactOptional(),
  stocks: list(z.strictObject({ what: line(100), days: amount.exactOptional(), price: amount.exactOptional(), currency: line(20).exactOptional(), available: z.boolean().exactOptional() } satisfies Shape<Stock>)).exactOptional(),
  form: z.strictObject({ id: line(100), version: line(100), digest: digest.exactOptional(), instance: line(200).exactOptional() } satisfies Shape<Of<'form'>>).exactOptional(),
  answers: z.record(line(300), answer).exactOptional(),
  grade: grade.exactOptional(),
} satisfies Shape<Pick<Report, 'point' | 'uncertainty' | 'controlledBy' | 'quotedReason' | 'persons' | 'stocks' | 'form' | 'answers' | 'grade'>>;

const said = { id, by: id, date: when, sources: list(source).exactOptional() };

/** Compiles once the schema of a report is made: a patrol is made of reports. */
export function fieldBodies(report: z.ZodType<Report>) {
  const patrol = z.strictObject({ id, by: id, date: when, route: text.exactOptional(), pair: id.exactOptional(), reports: list(report, 200).min(1) } satisfies Shape<Patrol>)
    .check((payload) => unique(payload, payload.value.reports, 'reports')) satisfies z.ZodType<Patrol>;
  return { patrol, ...FIXED } satisfies { readonly [K in FieldKind]: z.ZodType };
}

const verification = z.strictObject({ ...said, report: id, step: z.enum(['being-checked', 'substantiated', 'not-substantiated', 'undetermined']), reason: text, evidence: list(evidence).exactOptional() } satisfies Shape<Verified>) satisfies z.ZodType<Verified>;
const question = z.strictObject({ id, by: id, about: id, to: id, until: when, text: text.exactOptional() } satisfies Shape<Question>) satisfies z.ZodType<Question>;
const reply = z.strictObject({ ...said, to: id, text, through: line().exactOptional() } satisfies Shape<Reply>) satisfies z.ZodType<Reply>;
const link = z.strictObject({ ...said, item: id, commitments: set(id).min(1), bears: z.boolean(), sentence: text.exactOptional(), at: z.int().min(1).exactOptional(), reason: text.exactOptional() } satisfies Shape<Link>) satisfies z.ZodType<Link>;
const likeness = z.strictObject({ ...said, keep: id, same: set(id).min(1), step: z.enum(['merged', 'unmerged']), reason: text } satisfies Shape<Likeness>) satisfies z.ZodType<Likeness>;
const task = z.strictObject({ id, by: id, to: id, participant: id.exactOptional(), what: text, place: id.exactOptional(), due: when.exactOptional(), about: set(id).exactOptional() } satisfies Shape<Task>) satisfies z.ZodType<Task>;
const taskStep = z.strictObject({ ...said, task: id, step: z.enum(['taken', 'done', 'not-possible']), note: text.exactOptional() } satisfies Shape<TaskStep>) satisfies z.ZodType<TaskStep>;

const appearance = z.strictObject({ outlet: line(200), through: line(200).exactOptional(), at: when, atEnd: when.exactOptional(), url: url.exactOptional() } satisfies Shape<Appearance>)
  .check((payload) => { if (payload.value.atEnd !== undefined) inOrder(payload, payload.value.at, payload.value.atEnd, ['atEnd']); }) satisfies z.ZodType<Appearance>;
const claim = z.strictObject({
  id, date: when, asserter: text, by: id.exactOptional(), anonymity: z.enum(['named', 'office', 'unnamed', 'unknown']), words: text, sort: z.enum(CLAIM_SORTS).exactOptional(), quoted: z.boolean(), from: id.exactOptional(), concerns: set(id),
  first: appearance, appearances: list(appearance).exactOptional(), grade: grade.exactOptional(), commitments: set(id).exactOptional(), reports: set(id).exactOptional(), replyUntil: when.exactOptional(),
} satisfies Shape<Claim>) satisfies z.ZodType<Claim>;
const split = z.strictObject({ id, from: id, claims: list(claim, 200).min(1) } satisfies Shape<Split>).check((payload) => unique(payload, payload.value.claims, 'claims')) satisfies z.ZodType<Split>;
const appearanceOf = z.strictObject({ id, claim: id, appearance } satisfies Shape<AppearanceOf>) satisfies z.ZodType<AppearanceOf>;
const outcome = z.strictObject({ ...said, claim: id, outcome: z.enum(['confirmed', 'denied', 'corrected', 'withdrawn']), text } satisfies Shape<Outcome>) satisfies z.ZodType<Outcome>;

const document = z.strictObject({
  id, title: text, author: text, by: id.exactOptional(), date: when.exactOptional(), period: z.strictObject({ from: when, to: when } satisfies Shape<NonNullable<Document['period']>>).check((payload) => inOrder(payload, payload.value.from, payload.value.to, ['to'])).exactOptional(),
  language, sentences: list(line(4_000), 4_000).min(1), instead: id.exactOptional(), sources: list(source).exactOptional(), evidence: list(evidence).exactOptional(),
} satisfies Shape<Document>) satisfies z.ZodType<Document>;

const accessWindow = z.strictObject({
  id, by: id, purpose: z.enum(WINDOW_PURPOSES), what: text, place: id, area: text.exactOptional(), from: when, to: when, persons: count.exactOptional(), vehicles: count.exactOptional(),
  notify: set(id).min(1), monitor: id.exactOptional(), instead: id.exactOptional(),
} satisfies Shape<AccessWindow>).check((payload) => inOrder(payload, payload.value.from, payload.value.to, ['to'])) satisfies z.ZodType<AccessWindow>;
const windowStep = z.strictObject({ ...said, window: id, step: z.enum(['acknowledged', 'objected', 'monitored', 'held', 'broken-off', 'prevented', 'cancelled']), text: text.exactOptional() } satisfies Shape<WindowStep>) satisfies z.ZodType<WindowStep>;

const fields = z.record(line(100), words(8_000));
const person = z.strictObject({
  id, by: id, date: when, status: z.enum(['missing', 'detained', 'remains']), consent: list(z.strictObject({ to: id, until: when.exactOptional() } satisfies Shape<PersonFile['consent'][number]>)), fields, place: id.exactOptional(),
} satisfies Shape<PersonFile>) satisfies z.ZodType<PersonFile>;
const personNote = z.strictObject({
  ...said, person: id, status: z.enum(NOTE_STATUSES).exactOptional(), step: z.enum(['searched', 'identified', 'identification-contested', 'identification-accepted', 'released', 'exchanged', 'handed-over']).exactOptional(), text: text.exactOptional(), fields: fields.exactOptional(),
} satisfies Shape<PersonNote>).check((payload) => {
  const { status, step, text: told, fields: given } = payload.value;
  if (status === undefined && step === undefined && told === undefined && given === undefined) complain(payload, `${CODE}person-note.empty`, []);
}) satisfies z.ZodType<PersonNote>;

const warning = z.strictObject({ ...said, level: z.enum(['watch', 'warning', 'alarm', 'ended']), threshold: text, about: set(id).min(1), place: id.exactOptional(), text } satisfies Shape<Warning>) satisfies z.ZodType<Warning>;

const FIXED = {
  verification, question, reply, link, likeness, task, 'task-step': taskStep, claim, split, appearance: appearanceOf, outcome, document, 'access-window': accessWindow, 'window-step': windowStep, person, 'person-note': personNote, warning,
};
