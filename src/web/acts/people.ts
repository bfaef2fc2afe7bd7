import { CAPACITIES } from '#process';
import type { Act, Field } from './act.ts';

const PERSON: Field = { name: 'participant', type: 'choice', from: 'participants', need: true };
const GIVEN: readonly Field[] = ['key', 'proof', 'reading', 'root', 'recovery'].map((name) => ({ name, type: 'given', ...(name === 'key' || name === 'proof' ? { need: true as const } : {}) }));

/** Who sits at the table, with which key. */
export const people: readonly Act[] = [
  {
    name: 'accredit', kind: 'accreditation', topic: 'people', own: ['actor'],
    fields: [
      { name: 'id', type: 'line', need: true }, { name: 'name', type: 'line', need: true }, { name: 'capacity', type: 'choice', from: CAPACITIES.filter((one) => one !== 'editor' && one !== 'head'), need: true },
      ...GIVEN, { name: 'fullPowers', type: 'text' }, { name: 'evidence', type: 'files' },
    ],
  },
  {
    name: 'hand-over', kind: 'accreditation', topic: 'people', own: ['actor'], fixed: { capacity: 'head' },
    fields: [{ name: 'id', type: 'line', need: true }, { name: 'name', type: 'line', need: true }, ...GIVEN, { name: 'replaces', type: 'given', need: true }, { name: 'fullPowers', type: 'text' }, { name: 'evidence', type: 'files' }],
  },
  { name: 'leave', kind: 'revocation', topic: 'people', fields: [PERSON, { name: 'reason', type: 'choice', from: ['left', 'lost', 'compromised'], need: true }, { name: 'note', type: 'text' }] },
  { name: 'change-key', kind: 'key', topic: 'people', fields: [PERSON, { name: 'reason', type: 'choice', from: ['rotated', 'lost'], need: true }, ...GIVEN.slice(0, 3)] },
  { name: 'challenge', kind: 'challenge', topic: 'people', own: ['by'], fixed: { step: 'challenged' }, fields: [PERSON, { name: 'reason', type: 'text', need: true }] },
  { name: 'settle', kind: 'challenge', topic: 'people', own: ['by'], fixed: { step: 'settled' }, fields: [{ name: 'participant', type: 'choice', from: 'challenged', need: true }, { name: 'reason', type: 'text', need: true }] },
];
