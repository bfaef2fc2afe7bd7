import type { Json } from '#base';
import { INSTRUMENT_KINDS } from '#agreement';
import type { Act, Context, Field, Members } from './act.ts';

const TEXT: readonly Field[] = [
  { name: 'title', type: 'text', need: true }, { name: 'kind', type: 'choice', from: INSTRUMENT_KINDS, need: true }, { name: 'date', type: 'when', need: true, today: true }, { name: 'parties', type: 'many', from: 'parties', need: true },
  { name: 'languages', type: 'many', from: 'languages' }, { name: 'inForce', type: 'when' },
  { name: 'clauses', type: 'list', rows: 2, need: true, fields: [{ name: 'id', type: 'numbered', letter: 'c' }, { name: 'text', type: 'text', need: true }] }, { name: 'note', type: 'text' },
];

/** Texts, what is owed under them, and who stands by both. */
export const texts: readonly Act[] = [
  { name: 'instrument', kind: 'instrument', topic: 'texts', fields: TEXT, fixed: { sources: [] } },
  { name: 'preconditions', kind: 'instrument', topic: 'texts', fields: TEXT, fixed: { sources: [] }, shape: asserted },
  {
    name: 'sign-text', kind: 'signature', topic: 'texts', own: ['actor'],
    fields: [{ name: 'instrument', type: 'choice', from: 'instruments', need: true }, { name: 'mode', type: 'choice', from: ['signed', 'initialled', 'ad-referendum'], need: true }, { name: 'date', type: 'when', need: true, today: true }, { name: 'reservation', type: 'text' }, { name: 'statement', type: 'text' }],
  },
  {
    name: 'vocabulary', kind: 'vocabulary', topic: 'texts', shape: keyed,
    fields: [{
      name: 'facts', type: 'list', rows: 1, need: true, fields: [
        { name: 'id', type: 'line', need: true }, { name: 'kind', type: 'choice', from: ['event', 'state'], need: true }, { name: 'label', type: 'text', need: true }, { name: 'holds', type: 'text', need: true }, { name: 'holdsNot', type: 'text', need: true },
        { name: 'keys', type: 'words' }, { name: 'onRecord', type: 'yes' },
      ],
    }],
  },
  { name: 'commitment', kind: 'commitment', topic: 'texts', fields: [{ name: 'commitment', type: 'commitment', need: true }] },
  { name: 'confirm', kind: 'confirmation', topic: 'texts', own: ['by'], fields: [{ name: 'commitment', type: 'choice', from: 'asserted', need: true }] },
];

/** One side's conditions, as that side tells them: nobody else has accepted them. */
function asserted(content: Members, { actor }: Context): Members {
  return { ...content, assertedBy: [actor] };
}

/** A fact of which there is one alone has no keys. */
function keyed({ facts, ...content }: Members): Members {
  return { ...content, facts: (facts as readonly { readonly [member: string]: Json }[]).map((fact) => ({ keys: [], ...fact })) };
}
