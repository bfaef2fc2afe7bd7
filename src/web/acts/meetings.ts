import { TRACKS } from '#agreement';
import type { Act } from './act.ts';
import { SETTING } from './contacts.ts';

/** Before and after people sit together. */
export const meetings: readonly Act[] = [
  {
    name: 'agenda', kind: 'agenda', topic: 'meetings',
    fields: [
      { name: 'meeting', type: 'choice', from: 'meetings', need: true },
      {
        name: 'items', type: 'list', rows: 2, need: true, fields: [
          { name: 'id', type: 'numbered', letter: 'i' }, { name: 'title', type: 'text', need: true }, { name: 'track', type: 'choice', from: TRACKS, need: true }, { name: 'by', type: 'choice', from: 'actors' },
          { name: 'minutes', type: 'count' }, { name: 'papers', type: 'files' }, { name: 'entries', type: 'many', from: 'items' },
        ],
      },
    ],
  },
  {
    name: 'session', kind: 'session', topic: 'meetings', own: ['by'],
    fields: [
      { name: 'meeting', type: 'choice', from: 'meetings', need: true }, { name: 'opened', type: 'when', need: true }, { name: 'closed', type: 'when' }, { name: 'chair', type: 'choice', from: 'actors', need: true }, ...SETTING,
      {
        name: 'present', type: 'list', rows: 2, need: true, fields: [
          { name: 'actor', type: 'choice', from: 'actors', need: true }, { name: 'participant', type: 'choice', from: 'participants' }, { name: 'name', type: 'line' }, { name: 'role', type: 'line' },
          { name: 'fullPowers', type: 'yes' }, { name: 'gender', type: 'choice', from: ['woman', 'man', 'other'] }, { name: 'groups', type: 'words' },
        ],
      },
      {
        name: 'spoke', type: 'list', rows: 1, fields: [
          { name: 'actor', type: 'choice', from: 'actors', need: true }, { name: 'as', type: 'choice', from: ['statement', 'reply', 'point-of-order'], need: true }, { name: 'participant', type: 'choice', from: 'participants' },
          { name: 'item', type: 'line' }, { name: 'from', type: 'when', need: true, exact: true }, { name: 'seconds', type: 'count', need: true },
        ],
      },
    ],
  },
];
