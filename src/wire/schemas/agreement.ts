import { z } from 'zod';
import { span } from '#base';
import { ACTOR_KINDS, INSTRUMENT_KINDS, POWERS, TRACKS } from '#agreement';
import type { Abstain, Achieve, Actor, Anchor, Assertion, Assessed, Clause, Commitment, Deadline, Duty, Exception, Fact, Instrument, Maintain, Pattern, PowerRule, Reading, Renewal, Stage, Tolerance, Trigger, Variant, Verification, Window } from '#agreement';
import { CODE, complain, count, duration, id, inOrder, keys, language, length, line, list, period, quantity, rolling, set, source, text, when, zone } from './values.ts';
import type { Shape } from './values.ts';

type View = NonNullable<Actor['views']>[number];
const view = z.strictObject({ by: line(), view: text } satisfies Shape<View>);

export const actor = z.strictObject({
  id, label: text, kind: z.enum(ACTOR_KINDS), selfDesignation: text.exactOptional(), partOf: id.exactOptional(), views: list(view).exactOptional(),
} satisfies Shape<Actor>) satisfies z.ZodType<Actor>;

export const fact = z.strictObject({
  id, kind: z.enum(['event', 'state']), keys: set(id), label: text, holds: text, holdsNot: text, onRecord: z.boolean().exactOptional(),
} satisfies Shape<Fact>) satisfies z.ZodType<Fact>;

const pattern = z.strictObject({ fact: id, of: keys.exactOptional() } satisfies Shape<Pattern>).meta({ id: 'Pattern' }) satisfies z.ZodType<Pattern>;

export const assertion = z.strictObject({
  fact: id, of: keys, holds: z.boolean().exactOptional(), at: when.exactOptional(), from: when.exactOptional(), to: when.exactOptional(), quantity: quantity.exactOptional(),
} satisfies Shape<Assertion>).check((payload) => {
  const { at, from, to, of } = payload.value;
  if (at === undefined && from === undefined) complain(payload, `${CODE}assertion.time`, [], { why: to === undefined ? 'neither' : 'endAlone' });
  else if (at !== undefined && (from !== undefined || to !== undefined)) complain(payload, `${CODE}assertion.time`, ['at'], { why: 'both' });
  inOrder(payload, from, to, ['to']);
  for (const [key, value] of Object.entries(of)) if (value.startsWith('?')) complain(payload, `${CODE}assertion.variable`, ['of', key], { value });
}).meta({ id: 'Assertion' }) satisfies z.ZodType<Assertion>;

const plus = duration.exactOptional();
const at = { at: when } satisfies Shape<Extract<Anchor, { at: unknown }>>;
const trigger = { trigger: z.literal(true), plus } satisfies Shape<Extract<Anchor, { trigger: unknown }>>;
const event = { event: pattern, plus } satisfies Shape<Extract<Anchor, { event: unknown }>>;
const fulfilment = { fulfilment: id, plus } satisfies Shape<Extract<Anchor, { fulfilment: unknown }>>;
const end = { endpoint: z.enum(['by', 'before', 'until']), rounding: z.enum(['down', 'up', 'error']).exactOptional(), zone: zone.exactOptional() };

const anchor = z.union([z.strictObject(at), z.strictObject(trigger), z.strictObject(event), z.strictObject(fulfilment)]).meta({ id: 'Anchor' }) satisfies z.ZodType<Anchor>;
export const deadline = z.union([
  z.strictObject({ ...at, ...end }), z.strictObject({ ...trigger, ...end }), z.strictObject({ ...event, ...end }), z.strictObject({ ...fulfilment, ...end }),
]).meta({ id: 'Deadline' }) satisfies z.ZodType<Deadline>;

export const window = z.strictObject({
  opens: anchor.exactOptional(), closes: deadline.exactOptional(), startBy: deadline.exactOptional(), vague: line().exactOptional(),
} satisfies Shape<Window>).check((payload) => {
  endsAfterStart(payload, 'closes');
  endsAfterStart(payload, 'startBy');
}).meta({ id: 'Window' }) satisfies z.ZodType<Window>;

/** Where both ends are dates: `before` and `until` a day end at its start, `by` at its end. */
function endsAfterStart(payload: z.core.ParsePayload<Window>, member: 'closes' | 'startBy'): void {
  const { opens, [member]: closes } = payload.value;
  if (opens === undefined || closes === undefined || !('at' in opens) || !('at' in closes)) return;
  const zoneOfEnd = closes.zone ?? 'UTC';
  const start = span(opens.at, zoneOfEnd), last = span(closes.at, zoneOfEnd);
  if (!start.ok || !last.ok) return;
  const endsAt = closes.endpoint === 'by' ? last.value.to ?? Infinity : last.value.from;
  if (opens.at.includes('T') !== closes.at.includes('T')) inOrder(payload, opens.at, closes.at, [member, 'at']);
  else if (endsAt <= start.value.from) complain(payload, `${CODE}date.order`, [member, 'at'], { from: opens.at, to: closes.at });
}

const tally = { max: count, in: rolling, distinct: id.exactOptional() } satisfies Shape<NonNullable<Tolerance['count']>>;
const tolerance = z.strictObject({
  single: length.exactOptional(),
  total: z.strictObject({ max: length, in: rolling } satisfies Shape<NonNullable<Tolerance['total']>>).exactOptional(),
  count: z.strictObject(tally).exactOptional(),
} satisfies Shape<Tolerance>) satisfies z.ZodType<Tolerance>;

const exception = z.strictObject({
  prior: pattern, atLeast: length.exactOptional(), atMost: length.exactOptional(), why: text,
  distinct: z.strictObject({ key: id, count: z.int().min(1) } satisfies Shape<NonNullable<Exception['distinct']>>).exactOptional(),
} satisfies Shape<Exception>) satisfies z.ZodType<Exception>;

const stage = z.strictObject({ amount: z.number(), closes: deadline } satisfies Shape<Stage>) satisfies z.ZodType<Stage>;

const duty = z.discriminatedUnion('shape', [
  z.strictObject({ shape: z.literal('achieve'), goal: pattern, orElse: list(pattern).exactOptional(), start: pattern.exactOptional(), quantity: quantity.exactOptional(), stages: list(stage).exactOptional() } satisfies Shape<Achieve>),
  z.strictObject({ shape: z.literal('maintain'), state: pattern, tolerance: tolerance.exactOptional(), quantity: quantity.exactOptional() } satisfies Shape<Maintain>),
  z.strictObject({
    shape: z.literal('abstain'), act: pattern, within: pattern.exactOptional(), unless: list(exception).exactOptional(),
    tolerance: z.strictObject({ count: z.strictObject(tally).exactOptional() } satisfies Shape<NonNullable<Abstain['tolerance']>>).exactOptional(),
  } satisfies Shape<Abstain>),
  z.strictObject({ shape: z.literal('assessed'), assessors: set(id).min(1) } satisfies Shape<Assessed>),
]).meta({ id: 'Duty' }) satisfies z.ZodType<Duty>;

type Schedule = Extract<Trigger, { kind: 'schedule' }>;
const onset = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once') }),
  z.strictObject({ kind: z.literal('each'), event: pattern }),
  z.strictObject({ kind: z.literal('schedule'), every: period, first: when, last: when.exactOptional() } satisfies Shape<Schedule>)
    .check((payload) => inOrder(payload, payload.value.first, payload.value.last, ['last'])),
]) satisfies z.ZodType<Trigger>;

type Group = NonNullable<Verification['groups']>[number];
type Class = NonNullable<Verification['classes']>[number];
const verification = z.strictObject({
  attest: set(id), quorum: z.int().min(1).exactOptional(), determinedBy: set(id).exactOptional(), evidenceWindow: duration.exactOptional(),
  groups: list(z.strictObject({ id, actors: set(id).min(1) } satisfies Shape<Group>)).exactOptional(),
  classes: list(z.strictObject({ of: set(id).min(1), atLeast: z.int().min(1) } satisfies Shape<Class>)).exactOptional(),
  grade: z.strictObject({ source: z.enum(['A', 'B', 'C', 'D', 'E', 'F']), information: z.literal([1, 2, 3, 4, 5, 6]) } satisfies Shape<NonNullable<Verification['grade']>>).exactOptional(),
} satisfies Shape<Verification>) satisfies z.ZodType<Verification>;

const renewal = z.strictObject({ for: period, notice: duration } satisfies Shape<Renewal>) satisfies z.ZodType<Renewal>;
const powerRule = z.strictObject({
  power: z.enum(POWERS), form: z.enum(['written', 'oral']).exactOptional(), consentOf: set(id).exactOptional(), barred: z.boolean().exactOptional(),
} satisfies Shape<PowerRule>) satisfies z.ZodType<PowerRule>;

const reading = z.strictObject({
  id, by: list(line()), text, duty: duty.exactOptional(), window: window.exactOptional(),
} satisfies Shape<Reading>) satisfies z.ZodType<Reading>;

/** An obligation of nobody is the mistake most worth a message of its own, so it has one wherever it is made. */
const NO_BEARER = { error: (issue: { readonly input?: unknown }) => issue.input === undefined ? `${CODE}bearer.missing` : undefined };
const bearers = z.strictObject({
  actors: z.array(id, NO_BEARER).min(1, `${CODE}bearer.missing`).max(100), mode: z.enum(['each', 'joint', 'several']).exactOptional(),
} satisfies Shape<Commitment['bearers']>, NO_BEARER);

const commitmentShape = {
  id, instrument: id, clause: id, quote: text.exactOptional(), title: text, bearers, beneficiaries: list(line()).exactOptional(), track: z.enum(TRACKS),
  duty: duty.exactOptional(), trigger: onset.exactOptional(), window: window.exactOptional(), verification: verification.exactOptional(), renewal: renewal.exactOptional(), powers: list(powerRule).exactOptional(),
  readings: list(reading).exactOptional(), after: set(id).exactOptional(), onBreach: set(id).exactOptional(), persists: z.boolean().exactOptional(),
  assertedBy: set(id).exactOptional(), notExpressed: text.exactOptional(), note: text.exactOptional(), basis: line().exactOptional(),
} satisfies Shape<Commitment>;

export const commitment = z.strictObject(commitmentShape).check((payload) => {
  const { duty: common, readings = [], notExpressed } = payload.value;
  const decidable = common !== undefined || (readings.length > 0 && readings.every((one) => one.duty !== undefined));
  if (!decidable && notExpressed === undefined) complain(payload, `${CODE}duty.missing`, []);
  if (common?.shape === 'achieve' && common.stages !== undefined && common.quantity === undefined) complain(payload, `${CODE}stages.quantity`, ['duty', 'stages']);
  if (common !== undefined && notExpressed !== undefined) complain(payload, `${CODE}duty.contradicted`, ['notExpressed']);
  unique(payload, readings, 'readings');
}) satisfies z.ZodType<Commitment>;

/** Reports ids that stand twice in a list below the value that is being checked. */
export function unique(payload: z.core.ParsePayload, members: readonly { readonly id: string }[], ...path: string[]): void {
  members.forEach((member, index) => {
    if (members.findIndex((other) => other.id === member.id) !== index) complain(payload, `${CODE}repeated`, [...path, index, 'id'], { value: member.id });
  });
}

const variant = z.strictObject({ by: line(), text, source: source.exactOptional(), note: text.exactOptional() } satisfies Shape<Variant>) satisfies z.ZodType<Variant>;
const clause = z.strictObject({
  id, text, variants: list(variant).exactOptional(), ambiguity: text.exactOptional(), noCommitment: text.exactOptional(), basis: line().exactOptional(),
} satisfies Shape<Clause>) satisfies z.ZodType<Clause>;

type PartyReading = NonNullable<Instrument['readings']>[number];
export const instrument = z.strictObject({
  id, kind: z.enum(INSTRUMENT_KINDS), title: text, date: when, parties: set(id), issuedBy: id.exactOptional(), assertedBy: set(id).exactOptional(),
  languages: set(language).exactOptional(), extract: z.boolean().exactOptional(), inForce: when.exactOptional(), clauses: list(clause),
  findings: list(text).exactOptional(), notGranted: list(text).exactOptional(), readings: list(z.strictObject({ by: id, text } satisfies Shape<PartyReading>)).exactOptional(),
  sources: list(source), note: text.exactOptional(), basis: line().exactOptional(),
} satisfies Shape<Instrument>).check((payload) => unique(payload, payload.value.clauses, 'clauses')) satisfies z.ZodType<Instrument>;
