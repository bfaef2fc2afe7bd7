import type { Act, Context, Field, Members } from './act.ts';

const MINUTES: Field = { name: 'minutes', type: 'choice', from: 'circulated', need: true };
const PARAGRAPH: Field = { name: 'paragraph', type: 'choice', from: 'paragraphs', need: true };
const paragraph: readonly Field[] = [
  { name: 'type', type: 'choice', from: ['record', 'said', 'decision', 'action'], need: true }, { name: 'text', type: 'text', need: true }, { name: 'by', type: 'choice', from: 'actors' }, { name: 'item', type: 'line' },
  { name: 'decision', type: 'choice', from: 'decisions' }, { name: 'owner', type: 'choice', from: 'actors' }, { name: 'ownerText', type: 'line' }, { name: 'due', type: 'when' },
];
const DRAFTED: readonly Field[] = [
  { name: 'meeting', type: 'choice', from: 'meetings', need: true }, { name: 'minutes', type: 'line', need: true }, { name: 'paragraph', type: 'line', need: true }, { name: 'after', type: 'line' }, { name: 'was', type: 'given' },
];

/** Minutes, from the first draft of a paragraph to what became of an action point. */
export const minutes: readonly Act[] = [
  { name: 'draft-paragraph', kind: 'draft', topic: 'minutes', fields: [...DRAFTED, ...paragraph.map((field) => ({ ...field, name: `says.${field.name}` }))] },
  { name: 'strike-paragraph', kind: 'draft', topic: 'minutes', fields: DRAFTED.filter(({ name }) => name !== 'after').map((field) => (field.name === 'was' ? { ...field, need: true as const } : field)) },
  {
    name: 'circulate', kind: 'minutes', topic: 'minutes',
    fields: [
      { name: 'id', type: 'given' }, { name: 'meeting', type: 'choice', from: 'meetings', need: true }, { name: 'session', type: 'choice', from: 'sessions', need: true }, { name: 'title', type: 'text', need: true }, { name: 'languages', type: 'many', from: 'languages', need: true },
      { name: 'date', type: 'when', need: true, today: true }, { name: 'correctionsUntil', type: 'when', need: true },
      {
        name: 'paragraphs', type: 'list', rows: 2, need: true, fields: [{ name: 'id', type: 'numbered', letter: 'p' }, ...paragraph],
      },
    ],
  },
  { name: 'correct-minutes', kind: 'minutes-correction', topic: 'minutes', own: ['by'], fields: [MINUTES, PARAGRAPH, { name: 'text', type: 'text', need: true }, { name: 'reason', type: 'text' }] },
  { name: 'approve', kind: 'approval', topic: 'minutes', own: ['by'], fields: [MINUTES, { name: 'with', type: 'many', from: 'corrections' }], shape: withCorrections },
  { name: 'progress', kind: 'progress', topic: 'minutes', own: ['by'], fields: [MINUTES, PARAGRAPH, { name: 'step', type: 'choice', from: ['begun', 'done'], need: true }, { name: 'date', type: 'when', need: true, today: true }, { name: 'note', type: 'text' }] },
];

/** A text without corrections is approved, too. */
function withCorrections(content: Members, _: Context): Members {
  return { with: [], ...content };
}
