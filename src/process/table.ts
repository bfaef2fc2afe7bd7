import type { Capacity, Charter, Kind, TableKind } from './bodies.ts';
import type { FieldKind } from './field-bodies.ts';

type Voices = readonly Capacity[];

const DELEGATIONS: Voices = ['head', 'delegate'];
const THIRD: Voices = ['mediator', 'guarantor', 'monitor', 'humanitarian', 'court'];
const ACCREDITING: Voices = ['head', ...THIRD, 'observer', 'community'];
const DEFINING: Voices = [...DELEGATIONS, 'mediator', 'guarantor', 'monitor', 'humanitarian'];
const WATCHING: Voices = [...DELEGATIONS, 'adviser', 'mediator', 'guarantor', 'monitor', 'humanitarian', 'observer', 'community'];
const SPEAKING: Voices = [...DELEGATIONS, ...THIRD, 'observer', 'community'];
const BINDING: Voices = [...DELEGATIONS, 'mediator', 'guarantor', 'monitor', 'court'];
const EVERYBODY: Voices = [...DELEGATIONS, 'adviser', ...THIRD, 'observer', 'community'];

/**
 * Rules, version 1: in a live record, which capacities may enter which kind. In a documentary record editors enter everything and nobody else anything.
 * Printed in docs/reference/rules.md. A change of this table is a new version of the rules.
 */
export const LIVE_1: { readonly [K in Kind]: Voices } = {
  charter: [],
  accreditation: ACCREDITING,
  vocabulary: [...DELEGATIONS, 'mediator'],
  gazetteer: DEFINING,
  geography: DEFINING,
  instrument: [...DELEGATIONS, 'mediator', 'guarantor', 'court'],
  signature: [...DELEGATIONS, ...THIRD],
  commitment: [...DELEGATIONS, 'mediator', 'guarantor', 'court'],
  statement: SPEAKING,
  report: WATCHING,
  meeting: [...DELEGATIONS, ...THIRD],
  finding: [...DELEGATIONS, ...THIRD],
  act: BINDING,
  coverage: WATCHING,
  correction: EVERYBODY,
  withdrawal: EVERYBODY,
  key: EVERYBODY,
  revocation: EVERYBODY,
  refusal: [],
  freeze: [],
  succession: ['head'],
  sealed: EVERYBODY,
  release: EVERYBODY,
  erasure: EVERYBODY,
  amendment: ['head'],
  proposal: SPEAKING,
  answer: SPEAKING,
  agenda: SPEAKING,
  session: SPEAKING,
  draft: EVERYBODY,
  minutes: [...DELEGATIONS, ...THIRD],
  'minutes-correction': EVERYBODY,
  approval: DELEGATIONS,
  confirmation: [...DELEGATIONS, ...THIRD],
  reservation: [...DELEGATIONS, ...THIRD],
  challenge: [...DELEGATIONS, ...THIRD],
  progress: SPEAKING,
  patrol: WATCHING,
  verification: [...DELEGATIONS, ...THIRD],
  question: SPEAKING,
  reply: SPEAKING,
  link: EVERYBODY,
  likeness: [...DELEGATIONS, ...THIRD],
  task: [...DELEGATIONS, ...THIRD],
  'task-step': WATCHING,
  claim: SPEAKING,
  split: SPEAKING,
  appearance: SPEAKING,
  outcome: SPEAKING,
  document: SPEAKING,
  'access-window': SPEAKING,
  'window-step': SPEAKING,
  person: SPEAKING,
  'person-note': SPEAKING,
  warning: WATCHING,
};

/** What the table itself does. */
export const TABLE_KINDS: readonly TableKind[] = ['proposal', 'answer', 'agenda', 'session', 'draft', 'minutes', 'minutes-correction', 'approval', 'confirmation', 'reservation', 'challenge', 'progress'];

/** A documentary record gives nobody tasks, asks nobody, and holds no names of people sought; its claims stand one by one in its files. */
const FIELD_LIVE: readonly FieldKind[] = ['split', 'question', 'task', 'task-step', 'person', 'person-note'];

/** A documentary record is kept under published keys: there is nothing to change or to lose, and its editors may make another edition. Nor do its editors sit at the table. */
const ONLY_LIVE: readonly Kind[] = ['charter', 'amendment', 'key', 'revocation', 'refusal', 'freeze', 'succession', 'sealed', 'release', 'erasure', ...TABLE_KINDS, ...FIELD_LIVE];

/** The capacities that may enter a kind, the charter apart, which is entry 0 and has its own rule. */
export const voicesFor = (kind: Kind, charter: Charter['kind']): Voices =>
  charter === 'live' ? LIVE_1[kind] : ONLY_LIVE.includes(kind) ? [] : ['editor'];
