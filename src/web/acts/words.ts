import type { Json } from '#base';
import type { Act, Context, Field, Members } from './act.ts';

const ABOUT: readonly Field[] = [{ name: 'commitments', type: 'many', from: 'commitments' }, { name: 'instruments', type: 'many', from: 'instruments' }, { name: 'evidence', type: 'files' }];
const WHEN: readonly Field[] = [{ name: 'date', type: 'when', need: true, today: true }, { name: 'place', type: 'choice', from: 'places' }, { name: 'placeText', type: 'line' }];
/** What was the case, in words of the vocabulary: an event at a time, a state from one and to another. */
const FACTS: Field = {
  name: 'facts', type: 'list', rows: 1,
  fields: [{ name: 'fact', type: 'choice', from: 'facts', need: true }, { name: 'of', type: 'words' }, { name: 'at', type: 'when' }, { name: 'from', type: 'when' }, { name: 'to', type: 'when' }, { name: 'denied', type: 'yes' }],
};
const CATEGORIES = ['observation', 'incident', 'passage', 'closure', 'reopening', 'outage', 'restoration', 'works', 'missing-person', 'living-conditions', 'count'];

/** What a side says, and what it takes back. */
export const words: readonly Act[] = [
  { name: 'statement', kind: 'statement', topic: 'words', fields: [{ name: 'summary', type: 'text', need: true }, { name: 'type', type: 'choice', from: ['statement', 'note', 'position', 'reply'], need: true }, ...WHEN, FACTS, ...ABOUT], shape: said },
  { name: 'report', kind: 'report', topic: 'words', fields: [{ name: 'summary', type: 'text', need: true }, { name: 'category', type: 'choice', from: CATEGORIES, need: true }, ...WHEN, { name: 'dateEnd', type: 'when' }, FACTS, ...ABOUT], shape: said },
  { name: 'withdraw', kind: 'withdrawal', topic: 'words', fields: [{ name: 'withdraws', type: 'choice', from: 'items', need: true }, { name: 'reason', type: 'text', need: true }, { name: 'date', type: 'when', need: true, today: true }] },
];

/** The account is that of the side who signs, in the words of the summary. */
function said({ facts = [], ...content }: Members, { actor }: Context): Members {
  const told = (facts as readonly Told[]).map(asserted);
  return { ...content, accounts: [{ by: actor, stance: 'asserts', ...(content['summary'] === undefined ? {} : { text: content['summary'] }), ...(told.length === 0 ? {} : { facts: told }) }] };
}

interface Told {
  readonly of?: readonly string[];
  readonly denied?: true;
  readonly [member: string]: Json | undefined;
}

/** `place: bridge`, a line for each key of the word. */
function asserted({ of = [], denied, ...rest }: Told): Json {
  const keys = Object.fromEntries(of.map((line) => { const at = line.indexOf(':'); return at === -1 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]; }));
  return { ...rest, of: keys, ...(denied === true ? { holds: false } : {}) } as Json;
}
