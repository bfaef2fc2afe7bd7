import type { Act, Field } from './act.ts';

const TITLE: Field = { name: 'title', type: 'text', need: true };
const COMMON: readonly Field[] = [
  { name: 'to', type: 'many', from: 'actors', need: true }, TITLE, { name: 'text', type: 'text' }, { name: 'answerBy', type: 'when' }, { name: 'instead', type: 'choice', from: 'proposals' },
];

/** Where and how a meeting is, as proposed and as held. */
export const SETTING: readonly Field[] = [
  { name: 'mode', type: 'choice', from: ['hall', 'rooms', 'online'], need: true }, { name: 'place', type: 'choice', from: 'places' }, { name: 'placeText', type: 'line' }, { name: 'host', type: 'line' },
  { name: 'interpretation', type: 'many', from: 'languages' },
];

const within = (member: string, fields: readonly Field[]): readonly Field[] => fields.map((field) => ({ ...field, name: `${member}.${field.name}` }));

/** What one side proposes to others, and what they answer. */
export const contacts: readonly Act[] = [
  {
    name: 'propose-meeting', kind: 'proposal', topic: 'contacts', own: ['by'], fixed: { what: 'meeting' },
    fields: [...COMMON.slice(0, 3), ...within('meeting', [{ name: 'from', type: 'when', need: true }, { name: 'to', type: 'when' }, ...SETTING]), ...COMMON.slice(3)],
  },
  { name: 'propose-channel', kind: 'proposal', topic: 'contacts', own: ['by'], fixed: { what: 'channel' }, fields: COMMON },
  { name: 'propose-format', kind: 'proposal', topic: 'contacts', own: ['by'], fixed: { what: 'format' }, fields: COMMON },
  {
    name: 'propose-decision', kind: 'proposal', topic: 'contacts', own: ['by'], fixed: { what: 'decision' },
    fields: [...COMMON.slice(0, 3), ...within('decision', [{ name: 'rule', type: 'choice', from: ['consensus', 'silence', 'charter'], need: true }, { name: 'expires', type: 'when', exact: true }, { name: 'meeting', type: 'choice', from: 'meetings' }]), ...COMMON.slice(3)],
  },
  { name: 'accept', kind: 'answer', topic: 'contacts', own: ['by'], fixed: { answer: 'accept' }, fields: [{ name: 'to', type: 'choice', from: 'matters', need: true }, { name: 'reason', type: 'text' }] },
  { name: 'decline', kind: 'answer', topic: 'contacts', own: ['by'], fixed: { answer: 'decline' }, fields: [{ name: 'to', type: 'choice', from: 'matters', need: true }, { name: 'reason', type: 'text', need: true }] },
  { name: 'take-back', kind: 'answer', topic: 'contacts', own: ['by'], fixed: { answer: 'withdraw' }, fields: [{ name: 'to', type: 'choice', from: 'matters', need: true }, { name: 'reason', type: 'text' }] },
  {
    name: 'reserve', kind: 'reservation', topic: 'contacts', own: ['by'],
    fields: [{ name: 'to', type: 'choice', from: 'reservable', need: true }, { name: 'type', type: 'choice', from: ['reservation', 'interpretative-statement'], need: true }, { name: 'text', type: 'text', need: true }],
  },
];
