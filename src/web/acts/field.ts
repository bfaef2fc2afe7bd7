import { CLAIM_SORTS, WINDOW_PURPOSES } from '#process';
import type { Act, Context, Field, Members } from './act.ts';

const DATE: Field = { name: 'date', type: 'when', need: true, today: true };
const REASON: Field = { name: 'reason', type: 'text', need: true };
const TEXT: Field = { name: 'text', type: 'text', need: true };
const ALIKE: readonly Field[] = [{ name: 'keep', type: 'choice', from: 'sorts', need: true }, { name: 'same', type: 'many', from: 'sorts', need: true }, REASON, DATE];
const LINKED: readonly Field[] = [{ name: 'item', type: 'choice', from: 'told', need: true }, { name: 'commitments', type: 'many', from: 'commitments', need: true }, { name: 'at', type: 'count' }, { name: 'sentence', type: 'text' }, { name: 'reason', type: 'text' }, DATE];
/** What one observation of a patrol is; the page for reporting has the whole forms. */
const SEEN: readonly Field[] = [
  { name: 'id', type: 'numbered', letter: '' }, { name: 'summary', type: 'text', need: true }, { name: 'category', type: 'choice', from: ['observation', 'incident', 'closure', 'reopening', 'works', 'living-conditions', 'count'], need: true },
  { name: 'date', type: 'when', need: true, today: true }, { name: 'place', type: 'choice', from: 'places' }, { name: 'evidence', type: 'files' },
];

/** What is done with reports: checks, questions and replies, links, likeness, tasks, early warning. */
const reports: readonly Act[] = [
  { name: 'patrol', kind: 'patrol', topic: 'field', own: ['by'], fields: [DATE, { name: 'route', type: 'text' }, { name: 'pair', type: 'choice', from: 'patrols' }, { name: 'reports', type: 'list', rows: 2, need: true, fields: SEEN }], shape: observed },
  { name: 'check', kind: 'verification', topic: 'field', own: ['by'], fields: [{ name: 'report', type: 'choice', from: 'reports', need: true }, { name: 'step', type: 'choice', from: ['being-checked', 'substantiated', 'not-substantiated', 'undetermined'], need: true }, REASON, DATE, { name: 'evidence', type: 'files' }] },
  { name: 'ask', kind: 'question', topic: 'field', own: ['by'], fields: [{ name: 'about', type: 'choice', from: 'told', need: true }, { name: 'to', type: 'choice', from: 'actors', need: true }, { name: 'until', type: 'when', need: true }, { name: 'text', type: 'text' }] },
  { name: 'reply', kind: 'reply', topic: 'field', own: ['by'], fields: [{ name: 'to', type: 'choice', from: 'answerable', need: true }, TEXT, { name: 'through', type: 'line' }, DATE] },
  { name: 'link', kind: 'link', topic: 'field', own: ['by'], fixed: { bears: true }, fields: LINKED },
  { name: 'unlink', kind: 'link', topic: 'field', own: ['by'], fixed: { bears: false }, fields: LINKED },
  { name: 'alike', kind: 'likeness', topic: 'field', own: ['by'], fixed: { step: 'merged' }, fields: ALIKE },
  { name: 'apart', kind: 'likeness', topic: 'field', own: ['by'], fixed: { step: 'unmerged' }, fields: ALIKE },
  {
    name: 'task', kind: 'task', topic: 'field', own: ['by'],
    fields: [{ name: 'to', type: 'choice', from: 'actors', need: true }, { name: 'participant', type: 'choice', from: 'participants' }, { name: 'what', type: 'text', need: true }, { name: 'place', type: 'choice', from: 'places' }, { name: 'due', type: 'when' }, { name: 'about', type: 'many', from: 'told' }],
  },
  { name: 'task-step', kind: 'task-step', topic: 'field', own: ['by'], fields: [{ name: 'task', type: 'choice', from: 'tasks', need: true }, { name: 'step', type: 'choice', from: ['taken', 'done', 'not-possible'], need: true }, { name: 'note', type: 'text' }, DATE] },
  {
    name: 'warn', kind: 'warning', topic: 'field', own: ['by'],
    fields: [{ name: 'level', type: 'choice', from: ['watch', 'warning', 'alarm'], need: true }, { name: 'threshold', type: 'text', need: true }, { name: 'about', type: 'many', from: 'told', need: true }, { name: 'place', type: 'choice', from: 'places' }, TEXT, DATE],
  },
  { name: 'end-warning', kind: 'warning', topic: 'field', own: ['by'], fixed: { level: 'ended' }, fields: [{ name: 'about', type: 'choice', from: 'warnings', need: true }, { name: 'threshold', type: 'text', need: true }, TEXT, DATE], shape: ended },
];

/** Safe access: asked for, notified, and what became of it. */
const access: readonly Act[] = [
  {
    name: 'ask-access', kind: 'access-window', topic: 'field', own: ['by'],
    fields: [
      { name: 'purpose', type: 'choice', from: WINDOW_PURPOSES, need: true }, { name: 'what', type: 'text', need: true }, { name: 'place', type: 'choice', from: 'places', need: true }, { name: 'area', type: 'text' }, { name: 'from', type: 'when', need: true }, { name: 'to', type: 'when', need: true },
      { name: 'persons', type: 'count' }, { name: 'vehicles', type: 'count' }, { name: 'notify', type: 'many', from: 'actors', need: true }, { name: 'monitor', type: 'choice', from: 'actors' }, { name: 'instead', type: 'choice', from: 'windows' },
    ],
  },
  { name: 'window-step', kind: 'window-step', topic: 'field', own: ['by'], fields: [{ name: 'window', type: 'choice', from: 'windows', need: true }, { name: 'step', type: 'choice', from: ['acknowledged', 'objected', 'monitored', 'held', 'broken-off', 'prevented', 'cancelled'], need: true }, { name: 'text', type: 'text' }, DATE] },
];

const APPEARANCE: readonly Field[] = [{ name: 'outlet', type: 'line', need: true }, { name: 'through', type: 'line' }, { name: 'at', type: 'when', need: true }, { name: 'atEnd', type: 'when' }, { name: 'url', type: 'line' }];
const within = (member: string, fields: readonly Field[]): readonly Field[] => fields.map((field) => ({ ...field, name: `${member}.${field.name}` }));

/** Reliability of the source and credibility of what it says, in one choice: "B2". */
const GRADES: readonly string[] = [...'ABCDEF'].flatMap((source) => [...'123456'].map((information) => `${source}${information}`));

/** What is said in public, kept apart from who writes it down. */
const claims: readonly Act[] = [
  {
    name: 'claim', kind: 'claim', topic: 'claims', fixed: { concerns: [] }, shape: claimed,
    fields: [
      { name: 'words', type: 'text', need: true }, { name: 'sort', type: 'choice', from: CLAIM_SORTS }, { name: 'quoted', type: 'yes' }, { name: 'asserter', type: 'text', need: true }, { name: 'by', type: 'choice', from: 'actors' }, { name: 'anonymity', type: 'choice', from: ['named', 'office', 'unnamed', 'unknown'], need: true },
      ...within('first', APPEARANCE), { name: 'from', type: 'choice', from: 'items' }, { name: 'concerns', type: 'many', from: 'actors' }, { name: 'replyUntil', type: 'when' }, { name: 'commitments', type: 'many', from: 'commitments' }, { name: 'reports', type: 'many', from: 'reports' },
      { name: 'grade', type: 'choice', from: GRADES }, DATE,
    ],
  },
  {
    name: 'split', kind: 'split', topic: 'claims', shape: splitUp,
    fields: [
      { name: 'from', type: 'choice', from: 'items', need: true }, { name: 'asserter', type: 'text', need: true }, { name: 'by', type: 'choice', from: 'actors' }, { name: 'anonymity', type: 'choice', from: ['named', 'office', 'unnamed', 'unknown'], need: true }, ...within('first', APPEARANCE), DATE, { name: 'replyUntil', type: 'when' },
      { name: 'claims', type: 'list', rows: 3, need: true, fields: [{ name: 'id', type: 'numbered', letter: '' }, { name: 'words', type: 'text', need: true }, { name: 'sort', type: 'choice', from: CLAIM_SORTS }, { name: 'quoted', type: 'yes' }, { name: 'concerns', type: 'choice', from: 'actors' }] },
    ],
  },
  { name: 'appearance', kind: 'appearance', topic: 'claims', fields: [{ name: 'claim', type: 'choice', from: 'claims', need: true }, ...within('appearance', APPEARANCE)] },
  {
    name: 'document', kind: 'document', topic: 'claims',
    fields: [
      { name: 'title', type: 'text', need: true }, { name: 'author', type: 'text', need: true }, { name: 'by', type: 'choice', from: 'actors' }, { name: 'date', type: 'when' }, ...within('period', [{ name: 'from', type: 'when' }, { name: 'to', type: 'when' }]),
      { name: 'language', type: 'choice', from: 'languages', need: true }, { name: 'sentences', type: 'lines', need: true }, { name: 'instead', type: 'choice', from: 'documents' }, { name: 'evidence', type: 'files' },
    ],
  },
  { name: 'outcome', kind: 'outcome', topic: 'claims', own: ['by'], fields: [{ name: 'claim', type: 'choice', from: 'claims', need: true }, { name: 'outcome', type: 'choice', from: ['confirmed', 'denied', 'corrected', 'withdrawn'], need: true }, TEXT, DATE] },
];

/** The members of PFIF 1.4 that a person can be found by; a file brought in keeps the others. */
const ABOUT_PERSON: readonly Field[] = within('fields', (['full_name', 'alternate_names', 'sex', 'date_of_birth', 'age', 'home_city', 'description', 'author_name', 'author_phone', 'source_name'] as const).map((name) => ({ name, type: 'line' })));

/** People who are missing or detained, and remains: never for everybody. */
const sought: readonly Act[] = [
  {
    name: 'person', kind: 'person', topic: 'sought', own: ['by'], fixed: { consent: [], fields: {} },
    fields: [{ name: 'status', type: 'choice', from: ['missing', 'detained', 'remains'], need: true }, ...ABOUT_PERSON, { name: 'place', type: 'choice', from: 'places' }, { name: 'consent', type: 'list', rows: 2, fields: [{ name: 'to', type: 'choice', from: 'actors', need: true }, { name: 'until', type: 'when' }] }, DATE],
  },
  {
    name: 'person-note', kind: 'person-note', topic: 'sought', own: ['by'],
    fields: [
      { name: 'person', type: 'choice', from: 'sought', need: true }, { name: 'step', type: 'choice', from: ['searched', 'identified', 'identification-contested', 'identification-accepted', 'released', 'exchanged', 'handed-over'] },
      { name: 'status', type: 'choice', from: ['information_sought', 'is_note_author', 'believed_alive', 'believed_missing', 'believed_dead'] }, { name: 'text', type: 'text' }, DATE,
    ],
  },
];

export const field: readonly Act[] = [...reports, ...access, ...claims, ...sought];

/** Each observation is the patrol's own account, under the patrol's id and its number. */
function observed(content: Members, { id, actor }: Context): Members {
  const rows = (content['reports'] ?? []) as readonly { readonly [member: string]: never }[];
  return { ...content, reports: rows.map((row) => ({ ...row, id: `${id}-${String(row['id'])}`, accounts: [{ by: actor, stance: 'asserts' }] })) };
}

/** A warning is ended by naming it. */
function ended(content: Members): Members {
  return { ...content, about: [content['about'] ?? ''] };
}

/** What is said of the statement is said of each of its claims; each has the statement's own id and its number. */
function splitUp({ claims, from, ...common }: Members, { id }: Context): Members {
  const rows = (claims ?? []) as readonly { readonly [member: string]: never }[];
  return { id, ...(from === undefined ? {} : { from }), claims: rows.map(({ concerns, quoted, ...row }) => ({ ...common, ...row, ...(from === undefined ? {} : { from }), id: `${id}-${String(row['id'])}`, quoted: quoted === true, concerns: concerns === undefined ? [] : [concerns] })) };
}

function claimed({ grade, ...content }: Members): Members {
  const given = typeof grade === 'string' ? { grade: { source: grade.slice(0, 1), information: Number(grade.slice(1)) } } : {};
  return { ...content, quoted: content['quoted'] === true, ...given };
}
