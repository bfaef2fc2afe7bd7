import { z } from 'zod';
import { TRACKS } from '#agreement';
import { CAPACITIES } from '#process';
import type { Agenda, AgendaItem, Answer, Approval, Challenge, ConfirmationOf, Deciding, Draft, Minutes, MinutesCorrection, Paragraph, Planned, Present, Procedure, Progress, Proposal, Reservation, Session, Setting, Spoke } from '#process';
import { unique } from './agreement.ts';
import { evidence } from './evidence.ts';
import { CODE, complain, count, duration, id, inOrder, instant, language, line, list, set, text, when } from './values.ts';
import type { Shape } from './values.ts';

type Decision = NonNullable<Procedure['decision']>;
const decision = z.union([
  z.strictObject({ rule: z.literal('consensus') } satisfies Shape<Extract<Decision, { rule: 'consensus' }>>),
  z.strictObject({ rule: z.literal('parties'), atLeast: count.min(1) } satisfies Shape<Extract<Decision, { rule: 'parties' }>>),
]);

export const procedure = z.strictObject({
  propose: set(z.enum(CAPACITIES)).exactOptional(), chair: z.union([z.strictObject({ by: id }), z.literal('alternating')]).exactOptional(), quorum: count.min(1).exactOptional(), decision: decision.exactOptional(),
  silence: z.strictObject({ atLeast: duration, late: duration.exactOptional() } satisfies Shape<NonNullable<Procedure['silence']>>).exactOptional(), corrections: duration.exactOptional(),
  publication: z.enum(['public', 'table']).exactOptional(), blur: z.strictObject({ metres: count.min(1_000).max(200_000), time: z.enum(['day', 'month']) } satisfies Shape<NonNullable<Procedure['blur']>>).exactOptional(), amendment: z.strictObject({ heads: count.min(1) }).exactOptional(),
} satisfies Shape<Procedure>) satisfies z.ZodType<Procedure>;

const setting = { place: id.exactOptional(), placeText: line().exactOptional(), host: line().exactOptional(), mode: z.enum(['hall', 'rooms', 'online']), interpretation: set(language).exactOptional() } satisfies Shape<Setting>;
const planned = z.strictObject({ ...setting, from: when, to: when.exactOptional() } satisfies Shape<Planned>).check((payload) => inOrder(payload, payload.value.from, payload.value.to, ['to']));

const deciding = z.strictObject({ rule: z.enum(['consensus', 'silence', 'charter']), expires: instant.exactOptional(), meeting: id.exactOptional() } satisfies Shape<Deciding>).check((payload) => {
  if ((payload.value.expires !== undefined) !== (payload.value.rule === 'silence')) complain(payload, `${CODE}silence.expires`, ['expires']);
});

const proposal = z.strictObject({
  id, what: z.enum(['meeting', 'channel', 'format', 'decision']), by: id, to: set(id).min(1), title: text, text: text.exactOptional(), answerBy: when.exactOptional(),
  meeting: planned.exactOptional(), decision: deciding.exactOptional(), instead: id.exactOptional(),
} satisfies Shape<Proposal>).check((payload) => {
  for (const what of ['meeting', 'decision'] as const) if ((payload.value[what] !== undefined) !== (payload.value.what === what)) complain(payload, `${CODE}proposal.what`, [what], { what });
}) satisfies z.ZodType<Proposal>;

const answer = z.strictObject({ id, to: id, by: id, answer: z.enum(['accept', 'decline', 'withdraw']), reason: text.exactOptional() } satisfies Shape<Answer>).check((payload) => {
  if (payload.value.answer === 'decline' && payload.value.reason === undefined) complain(payload, `${CODE}answer.reason`, ['reason']);
}) satisfies z.ZodType<Answer>;

const agendaItem = z.strictObject({
  id, title: text, track: z.enum(TRACKS), by: id.exactOptional(), minutes: count.exactOptional(), papers: list(evidence).exactOptional(), entries: list(line(64)).exactOptional(),
} satisfies Shape<AgendaItem>);
const agenda = z.strictObject({ id, meeting: id, items: list(agendaItem).min(1) } satisfies Shape<Agenda>).check((payload) => unique(payload, payload.value.items, 'items')) satisfies z.ZodType<Agenda>;

const present = z.strictObject({
  participant: id.exactOptional(), name: line(200).exactOptional(), actor: id, role: line().exactOptional(), fullPowers: z.boolean().exactOptional(), gender: z.enum(['woman', 'man', 'other']).exactOptional(), groups: list(line()).exactOptional(),
} satisfies Shape<Present>).check((payload) => {
  if ((payload.value.participant === undefined) === (payload.value.name === undefined)) complain(payload, `${CODE}present.who`, []);
});
const spoke = z.strictObject({ actor: id, participant: id.exactOptional(), item: id.exactOptional(), from: when, seconds: count, as: z.enum(['statement', 'reply', 'point-of-order']) } satisfies Shape<Spoke>);
const session = z.strictObject({ ...setting, id, meeting: id, by: id, opened: when, closed: when.exactOptional(), chair: id, present: list(present), spoke: list(spoke).exactOptional() } satisfies Shape<Session>)
  .check((payload) => inOrder(payload, payload.value.opened, payload.value.closed, ['closed'])) satisfies z.ZodType<Session>;

const says = { type: z.enum(['record', 'said', 'decision', 'action']), text, by: id.exactOptional(), item: id.exactOptional(), decision: id.exactOptional(), owner: id.exactOptional(), ownerText: line().exactOptional(), due: when.exactOptional() } satisfies Shape<Omit<Paragraph, 'id'>>;
const draft = z.strictObject({ id, minutes: id, meeting: id, paragraph: id, after: id.exactOptional(), says: z.strictObject(says).exactOptional(), was: id.exactOptional() } satisfies Shape<Draft>) satisfies z.ZodType<Draft>;

const paragraph = z.strictObject({ id, ...says } satisfies Shape<Paragraph>).check((payload) => {
  if (payload.value.type === 'action' && payload.value.owner === undefined && payload.value.ownerText === undefined) complain(payload, `${CODE}action.owner`, []);
});
const minutes = z.strictObject({ id, meeting: id, session: id, title: text, languages: set(language).min(1), date: when, correctionsUntil: when, paragraphs: list(paragraph).min(1) } satisfies Shape<Minutes>).check((payload) => {
  const { languages, paragraphs } = payload.value;
  unique(payload, paragraphs, 'paragraphs');
  paragraphs.forEach(({ text: words }, index) => languages.forEach((one) => { if (words[one] === undefined) complain(payload, `${CODE}minutes.language`, ['paragraphs', index, 'text'], { language: one }); }));
}) satisfies z.ZodType<Minutes>;

const minutesCorrection = z.strictObject({ id, minutes: id, paragraph: id, by: id, text, reason: text.exactOptional() } satisfies Shape<MinutesCorrection>) satisfies z.ZodType<MinutesCorrection>;
const approval = z.strictObject({ id, minutes: id, with: set(id), by: id } satisfies Shape<Approval>) satisfies z.ZodType<Approval>;
const confirmationOf = z.strictObject({ id, commitment: id, by: id } satisfies Shape<ConfirmationOf>) satisfies z.ZodType<ConfirmationOf>;
const reservation = z.strictObject({ id, to: id, by: id, type: z.enum(['reservation', 'interpretative-statement']), text } satisfies Shape<Reservation>) satisfies z.ZodType<Reservation>;
const challenge = z.strictObject({ id, participant: id, by: id, step: z.enum(['challenged', 'settled']), of: id.exactOptional(), reason: text } satisfies Shape<Challenge>) satisfies z.ZodType<Challenge>;
const progress = z.strictObject({ id, minutes: id, paragraph: id, by: id, step: z.enum(['begun', 'done']), date: when, note: text.exactOptional() } satisfies Shape<Progress>) satisfies z.ZodType<Progress>;

/** Of the work of the table, by kind. */
export const tableBodies = { proposal, answer, agenda, session, draft, minutes, 'minutes-correction': minutesCorrection, approval, confirmation: confirmationOf, reservation, challenge, progress };
