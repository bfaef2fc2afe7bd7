import type { Anchor, Assertion, Commitment, Duty, Instrument, Pattern, Window } from '#agreement';
import type { Account, Item, PowerAct } from '#process';
import type { Path } from '../problems.ts';
import type { AccreditedPerson, ItemContent } from './members.ts';

/** Something that one part of a case says of another part, which has to be there. */
export type Reference =
  | { readonly to: 'actor' | 'place' | 'instrument' | 'commitment' | 'charge' | 'item'; readonly id: string; readonly path: Path }
  | { readonly to: 'clause'; readonly id: string; readonly instrument: string; readonly path: Path }
  | { readonly to: 'fact'; readonly pattern: Pattern; readonly path: Path; readonly distinct?: string }
  | { readonly to: 'said'; readonly assertion: Assertion; readonly path: Path };

type References = Iterable<Reference>;
type Named = 'actor' | 'place' | 'instrument' | 'commitment' | 'charge' | 'item';

function* one(to: Named, id: string | undefined, ...path: Path): References {
  if (id !== undefined) yield { to, id, path };
}
function* each(to: Named, ids: readonly string[] | undefined, ...path: Path): References {
  for (const [index, id] of (ids ?? []).entries()) yield { to, id, path: [...path, index] };
}
function* within<T>(of: (value: T, path: Path) => References, value: T | undefined, ...path: Path): References {
  if (value !== undefined) yield* of(value, path);
}
function* all<T>(of: (value: T, path: Path) => References, values: readonly T[] | undefined, ...path: Path): References {
  for (const [index, value] of (values ?? []).entries()) yield* of(value, [...path, index]);
}

const pattern = (value: Pattern, path: Path, distinct?: string): References => [{ to: 'fact', pattern: value, path, ...(distinct !== undefined && { distinct }) }];

function* anchor(value: Anchor, path: Path): References {
  if ('event' in value) yield* pattern(value.event, [...path, 'event']);
  if ('fulfilment' in value) yield* one('commitment', value.fulfilment, ...path, 'fulfilment');
}

function* window(value: Window, path: Path): References {
  yield* within(anchor, value.opens, ...path, 'opens');
  yield* within(anchor, value.closes, ...path, 'closes');
  yield* within(anchor, value.startBy, ...path, 'startBy');
}

function* duty(value: Duty, path: Path): References {
  switch (value.shape) {
    case 'achieve':
      yield* pattern(value.goal, [...path, 'goal']);
      yield* all(pattern, value.orElse, ...path, 'orElse');
      break;
    case 'maintain':
      yield* pattern(value.state, [...path, 'state'], value.tolerance?.count?.distinct);
      break;
    case 'abstain':
      yield* pattern(value.act, [...path, 'act'], value.tolerance?.count?.distinct);
      yield* within(pattern, value.within, ...path, 'within');
      for (const [index, { prior, distinct }] of (value.unless ?? []).entries()) yield* pattern(prior, [...path, 'unless', index, 'prior'], distinct?.key);
      break;
    case 'assessed':
      yield* each('actor', value.assessors, ...path, 'assessors');
  }
}

function* commitment(value: Commitment): References {
  yield* one('instrument', value.instrument, 'instrument');
  yield { to: 'clause', id: value.clause, instrument: value.instrument, path: ['clause'] };
  yield* each('actor', value.bearers.actors, 'bearers', 'actors');
  yield* within(duty, value.duty, 'duty');
  yield* within(window, value.window, 'window');
  if (value.trigger?.kind === 'each') yield* pattern(value.trigger.event, ['trigger', 'event']);
  for (const [index, reading] of (value.readings ?? []).entries()) {
    yield* within(duty, reading.duty, 'readings', index, 'duty');
    yield* within(window, reading.window, 'readings', index, 'window');
  }
  yield* each('actor', value.verification?.attest, 'verification', 'attest');
  yield* each('actor', value.verification?.determinedBy, 'verification', 'determinedBy');
  yield* each('commitment', value.after, 'after');
  yield* each('commitment', value.onBreach, 'onBreach');
  yield* each('actor', value.assertedBy, 'assertedBy');
}

function* instrument(value: Instrument): References {
  yield* each('actor', value.parties, 'parties');
  yield* one('actor', value.issuedBy, 'issuedBy');
  yield* each('actor', value.assertedBy, 'assertedBy');
  for (const [index, { by }] of (value.readings ?? []).entries()) yield* one('actor', by, 'readings', index, 'by');
}

function* power(value: PowerAct, path: Path): References {
  yield* one('charge', value.commitment, ...path, 'commitment');
  yield* within(window, value.window, ...path, 'window');
  yield* within(anchor, value.closes, ...path, 'closes');
  yield* each('actor', value.consentOf, ...path, 'consentOf');
}

function* account(value: Account, path: Path): References {
  yield* one('actor', value.by, ...path, 'by');
  for (const [index, assertion] of (value.facts ?? []).entries()) yield { to: 'said', assertion, path: [...path, 'facts', index] };
  yield* all(power, value.powers, ...path, 'powers');
  for (const [index, grade] of (value.grades ?? []).entries()) yield* one('commitment', grade.commitment, ...path, 'grades', index, 'commitment');
}

function* item(value: Item, path: Path = []): References {
  yield* one('place', value.place, ...path, 'place');
  yield* all(account, value.accounts, ...path, 'accounts');
  yield* each('commitment', value.commitments, ...path, 'commitments');
  yield* each('instrument', value.instruments, ...path, 'instruments');
}

function* meeting(value: ItemContent['meeting'], path: Path = []): References {
  yield* item(value, path);
  yield* each('actor', value.participants, ...path, 'participants');
  yield* one('actor', value.proposedBy, ...path, 'proposedBy');
}

function* finding(value: ItemContent['finding'], path: Path = []): References {
  yield* item(value, path);
  yield* one('actor', value.body, ...path, 'body');
  for (const [index, determination] of (value.determines ?? []).entries()) yield* one('commitment', determination.commitment, ...path, 'determines', index, 'commitment');
}

function* correction(value: ItemContent['correction']): References {
  yield* one('item', value.corrects, 'corrects');
  const { replacement } = value, path = ['replacement'];
  if ('determines' in replacement || 'body' in replacement) yield* finding(replacement, path);
  else if ('participants' in replacement) yield* meeting(replacement, path);
  else yield* item(replacement, path);
}

function* act(value: ItemContent['act']): References {
  yield* item(value);
  yield* all(power, value.powers, 'powers');
}

function* signature(value: ItemContent['signature']): References {
  yield* one('instrument', value.instrument, 'instrument');
  yield* one('actor', value.actor, 'actor');
}

function* coverage(value: ItemContent['coverage']): References {
  yield* one('actor', value.by, 'by');
  yield* pattern(value, []);
}

/** What one side says of a matter: whose word it is. The matter itself is for the rules to look up, for it may be any of several kinds, or one observation of a patrol. */
const word = ({ by }: { readonly by: string }): References => one('actor', by, 'by');

function* patrol(value: ItemContent['patrol']): References {
  yield* word(value);
  yield* all(item, value.reports, 'reports');
}

function* asked(value: ItemContent['question'] | ItemContent['task']): References {
  yield* word(value);
  yield* one('actor', value.to, 'to');
  if ('place' in value) yield* one('place', value.place, 'place');
}

function* claim(value: ItemContent['claim']): References {
  yield* one('actor', value.by, 'by');
  yield* each('actor', value.concerns, 'concerns');
  yield* each('commitment', value.commitments, 'commitments');
}

const document = ({ by }: ItemContent['document']): References => one('actor', by, 'by');

function* link(value: ItemContent['link']): References {
  yield* word(value);
  yield* each('commitment', value.commitments, 'commitments');
}

function* access(value: ItemContent['access-window']): References {
  yield* word(value);
  yield* one('place', value.place, 'place');
  yield* each('actor', value.notify, 'notify');
  yield* one('actor', value.monitor, 'monitor');
}

function* warning(value: ItemContent['warning']): References {
  yield* word(value);
  yield* one('place', value.place, 'place');
}

const nothing = (): References => [];

/** Every reference in the content of an item of a case, by kind. */
export const referencesIn: { readonly [K in keyof ItemContent]: (content: ItemContent[K]) => References } = {
  geography: nothing, instrument, commitment, signature, meeting, finding, act, coverage, correction,
  accreditation: (value: AccreditedPerson) => one('actor', value.actor, 'actor'),
  statement: (value) => item(value), report: (value) => item(value),
  withdrawal: (value) => one('item', value.withdraws, 'withdraws'),
  patrol, question: asked, task: asked, claim, link, document, 'access-window': access, warning,
  verification: word, reply: word, likeness: word, 'task-step': word, outcome: word, 'window-step': word, appearance: nothing,
};
