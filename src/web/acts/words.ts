import type { Act, Context, Field, Members } from './act.ts';

const ABOUT: readonly Field[] = [{ name: 'commitments', type: 'many', from: 'commitments' }, { name: 'instruments', type: 'many', from: 'instruments' }, { name: 'evidence', type: 'files' }];
const WHEN: readonly Field[] = [{ name: 'date', type: 'when', need: true, today: true }, { name: 'place', type: 'choice', from: 'places' }, { name: 'placeText', type: 'line' }];
const CATEGORIES = ['observation', 'incident', 'passage', 'closure', 'reopening', 'outage', 'restoration', 'works', 'missing-person', 'living-conditions', 'count'];

/** What a side says, and what it takes back. */
export const words: readonly Act[] = [
  { name: 'statement', kind: 'statement', topic: 'words', fields: [{ name: 'summary', type: 'text', need: true }, { name: 'type', type: 'choice', from: ['statement', 'note', 'position', 'reply'], need: true }, ...WHEN, ...ABOUT], shape: said },
  { name: 'report', kind: 'report', topic: 'words', fields: [{ name: 'summary', type: 'text', need: true }, { name: 'category', type: 'choice', from: CATEGORIES, need: true }, ...WHEN, { name: 'dateEnd', type: 'when' }, ...ABOUT], shape: said },
  { name: 'withdraw', kind: 'withdrawal', topic: 'words', fields: [{ name: 'withdraws', type: 'choice', from: 'items', need: true }, { name: 'reason', type: 'text', need: true }, { name: 'date', type: 'when', need: true, today: true }] },
];

/** The account is that of the side who signs, in the words of the summary. */
function said(content: Members, { actor }: Context): Members {
  return { ...content, accounts: [{ by: actor, stance: 'asserts', ...(content['summary'] === undefined ? {} : { text: content['summary'] }) }] };
}
