import { z } from 'zod';
import { POWERS } from '#agreement';
import { CAPACITIES, REPORT_CATEGORIES } from '#process';
import { readDisclosed } from '#record';
import type { Accreditation, Account, Act, Amendment, Body, Charter, Confirmation, Correction, Coverage, ErasedEntry, Erasure, Finding, Freeze, Geography, Host, Item, KeyChange, Kind, Meeting, Participant, Passage, Place, PowerAct, Refused, Release, Report, Revocation, SealedEntry, Signature, SignedCharter, Statement, Succession, Withdrawal } from '#process';
import { actor, assertion, commitment, deadline, fact, instrument, unique, window } from './agreement.ts';
import { BOUNDS, CODE, amount, complain, count, digest, duration, id, inOrder, keys, language, length, line, list, publicKey, RULE, set, signatureBytes, source, text, url, verifierKey, when, words, zone } from './values.ts';
import type { Shape } from './values.ts';
import { evidence } from './evidence.ts';
import { fieldBodies, observed } from './field.ts';
import { procedure, tableBodies } from './table.ts';

/** An age recipient (age-encryption.org/v1): X25519, in Bech32. */
const recipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/, `${RULE}recipient`);

export const participantShape = { id, name: line(200), actor: id.exactOptional(), capacity: z.enum(CAPACITIES), key: publicKey, proof: signatureBytes.exactOptional(), root: publicKey.exactOptional(), reading: recipient.exactOptional(), recovery: recipient.exactOptional() } satisfies Shape<Participant>;
export const accreditationShape = { ...participantShape, fullPowers: text.exactOptional(), evidence: list(evidence).exactOptional(), replaces: id.exactOptional() } satisfies Shape<Accreditation>;

const mlDsaKey = z.string().regex(/^[A-Za-z0-9+/]{1750}==$/, `${RULE}key`);
export const hostShape = { key: publicKey, mlDsa: mlDsaKey.exactOptional(), delay: length } satisfies Shape<Host>;

type Witness = Confirmation['witnesses'][number];
type Group = NonNullable<Confirmation['groups']>[number];
const confirmation = z.strictObject({
  witnesses: list(z.strictObject({ id, actor: id.exactOptional(), key: verifierKey, url: url.exactOptional() } satisfies Shape<Witness>)).min(1),
  groups: list(z.strictObject({ id, needs: count, of: set(id).min(1) } satisfies Shape<Group>)).exactOptional(), quorum: id,
} satisfies Shape<Confirmation>) satisfies z.ZodType<Confirmation>;

type About = NonNullable<Charter['about']>;
export const charterShape = {
  kind: z.enum(['documentary', 'live']), title: text, purpose: text, withoutPrejudice: text.exactOptional(), fictional: z.boolean().exactOptional(),
  zone, languages: set(language).min(1), rules: z.literal(1), evaluator: z.literal(1), zoneTable: line(20), evidenceWindow: duration,
  host: z.strictObject(hostShape), confirmation: confirmation.exactOptional(), succession: z.strictObject({ heads: count }).exactOptional(), procedure: procedure.exactOptional(),
  actors: list(actor).min(1), participants: list(z.strictObject(participantShape)).min(1), seed: line(200).exactOptional(),
  about: z.strictObject({ shows: text, doesNotShow: text, writtenBy: text, edition: when, sources: list(source).exactOptional() } satisfies Shape<About>).exactOptional(),
} satisfies Shape<Charter>;

const charter = z.strictObject(charterShape).check((payload) => {
  unique(payload, payload.value.actors, 'actors');
  unique(payload, payload.value.participants, 'participants');
}) satisfies z.ZodType<Charter>;

type Consent = SignedCharter['agreedBy'][number];
const consent = z.strictObject({ participant: id, signature: signatureBytes } satisfies Shape<Consent>);
const signedCharter = z.strictObject({
  charter, agreedBy: list(consent).min(1),
} satisfies Shape<SignedCharter>) satisfies z.ZodType<SignedCharter>;

const { title, purpose, withoutPrejudice, languages, evidenceWindow, succession: heads, actors } = charterShape;
const changes = {
  title: title.exactOptional(), purpose: purpose.exactOptional(), withoutPrejudice, languages: languages.exactOptional(), evidenceWindow: evidenceWindow.exactOptional(),
  confirmation: confirmation.exactOptional(), succession: heads, procedure: procedure.exactOptional(), actors: actors.exactOptional(),
} satisfies Shape<Amendment['changes']>;
const amendment = z.strictObject({ id, changes: z.strictObject(changes), reason: text, agreedBy: list(consent).min(1) } satisfies Shape<Amendment>).check((payload) => {
  if (Object.keys(payload.value.changes).length === 0) complain(payload, `${CODE}amendment.empty`, ['changes']);
  unique(payload, payload.value.changes.actors ?? [], 'changes', 'actors');
}) satisfies z.ZodType<Amendment>;

export const place = z.strictObject({
  id, names: text, lon: z.number().min(-180).max(180).exactOptional(), lat: z.number().min(-90).max(90).exactOptional(), precision: z.number().min(0).max(20_000_000).exactOptional(),
} satisfies Shape<Place>).check((payload) => {
  if ((payload.value.lon === undefined) !== (payload.value.lat === undefined)) complain(payload, `${CODE}place.half`, []);
}) satisfies z.ZodType<Place>;

const point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export const geographyShape = {
  id, title: text, role: z.enum(['outline', 'disputed-line', 'road', 'area']), by: line(), source, note: text.exactOptional(), asOf: when.exactOptional(),
  lines: z.array(z.array(point).min(2).max(20_000)).min(1).max(1_000), closed: z.boolean().exactOptional(),
} satisfies Shape<Geography>;

const powerAct = z.strictObject({
  power: z.enum(POWERS), commitment: id, at: when, to: id.exactOptional(), from: id.exactOptional(),
  form: z.enum(['written', 'oral']).exactOptional(), window: window.exactOptional(), closes: deadline.exactOptional(), consentOf: set(id).exactOptional(),
} satisfies Shape<PowerAct>).meta({ id: 'PowerAct' }) satisfies z.ZodType<PowerAct>;

type Grade = NonNullable<Account['grades']>[number];
const account = z.strictObject({
  by: id, through: line().exactOptional(), stance: z.enum(['asserts', 'disputes', 'comments']), text: text.exactOptional(),
  facts: list(assertion).exactOptional(), powers: list(powerAct).exactOptional(),
  grades: list(z.strictObject({ commitment: id, level: z.literal([0, 1, 2, 3]), at: when } satisfies Shape<Grade>)).exactOptional(),
} satisfies Shape<Account>).meta({ id: 'Account' }) satisfies z.ZodType<Account>;

const item = {
  id, date: when, dateEnd: when.exactOptional(), place: id.exactOptional(), placeText: line().exactOptional(), summary: text, accounts: list(account, 200),
  commitments: set(id).exactOptional(), instruments: set(id).exactOptional(), sources: list(source).exactOptional(), publishedAt: when.exactOptional(),
  confidence: z.enum(['high', 'medium', 'low']).exactOptional(), basis: z.enum(['pages', 'general-knowledge']).exactOptional(), evidence: list(evidence).exactOptional(), note: text.exactOptional(),
} satisfies Shape<Item>;

const dates = (payload: z.core.ParsePayload<Item>): void => inOrder(payload, payload.value.date, payload.value.dateEnd, ['dateEnd']);

export const statement = z.strictObject({
  ...item, type: line(100), anonymity: z.enum(['named', 'office', 'unnamed', 'unknown']).exactOptional(), ownWords: list(line()).exactOptional(),
} satisfies Shape<Statement>).check((payload) => {
  dates(payload);
  if (payload.value.accounts.length === 0) complain(payload, `${CODE}statement.unattributed`, ['accounts']);
}) satisfies z.ZodType<Statement>;

const tally = z.strictObject({ what: line(), count: count.exactOptional() });
const passage = z.strictObject({
  corridor: line(100), operator: line(), direction: line().exactOptional(), outcome: z.enum(['passed', 'delayed', 'denied', 'waiting', 'delivered', 'unknown']),
  delayMinutes: count.exactOptional(), quotedReason: words(2_000).exactOptional(), vehicles: list(tally).exactOptional(), persons: list(tally).exactOptional(),
  cargo: line().exactOptional(), claimAttached: text.exactOptional(),
} satisfies Shape<Passage>) satisfies z.ZodType<Passage>;

type Outage = NonNullable<Report['outage']>;
const outage = z.strictObject({ service: line(100), level: line(100), from: when, to: when.exactOptional(), endUnknown: z.boolean().exactOptional() } satisfies Shape<Outage>)
  .check((payload) => inOrder(payload, payload.value.from, payload.value.to, ['to']));

type Counted = NonNullable<Report['quantities']>[number];
const counted = z.strictObject({ what: line(), value: amount.exactOptional(), unit: line(100), bound: z.enum(BOUNDS).exactOptional() } satisfies Shape<Counted>);

export const report = z.strictObject({
  ...item, category: z.enum(REPORT_CATEGORIES),
  passage: passage.exactOptional(), outage: outage.exactOptional(), quantities: list(counted).exactOptional(),
  ...observed,
} satisfies Shape<Report>).check((payload) => {
  dates(payload);
  const { accounts, passage: seen, outage: failed, quantities = [], persons = [], stocks = [], answers } = payload.value;
  if (accounts.length === 0 && seen === undefined && failed === undefined && answers === undefined && [...quantities, ...persons, ...stocks].length === 0) complain(payload, `${CODE}report.empty`, []);
}) satisfies z.ZodType<Report>;

export const meeting = z.strictObject({
  ...item, status: z.enum(['proposed', 'accepted', 'declined', 'held', 'cancelled']), title: text, participants: set(id), participantsText: line().exactOptional(),
  proposedBy: id.exactOptional(), host: line().exactOptional(), agenda: list(text).exactOptional(), outcome: text.exactOptional(),
} satisfies Shape<Meeting>).check(dates) satisfies z.ZodType<Meeting>;

type Determination = NonNullable<Finding['determines']>[number];
const determination = z.strictObject({ commitment: id, outcome: z.enum(['kept', 'breached']), from: when, to: when.exactOptional() } satisfies Shape<Determination>)
  .check((payload) => inOrder(payload, payload.value.from, payload.value.to, ['to']));
export const finding = z.strictObject({ ...item, body: id, determines: list(determination).exactOptional() } satisfies Shape<Finding>).check(dates) satisfies z.ZodType<Finding>;

const act = z.strictObject({ ...item, powers: list(powerAct).min(1) } satisfies Shape<Act>).check(dates) satisfies z.ZodType<Act>;

const signature = z.strictObject({
  id, instrument: id, actor: id, date: when, mode: z.enum(['signed', 'initialled', 'ad-referendum']), reservation: text.exactOptional(), statement: text.exactOptional(),
} satisfies Shape<Signature>) satisfies z.ZodType<Signature>;

const coverage = z.strictObject({ id, by: id, fact: id, of: keys, from: when, to: when, note: text.exactOptional() } satisfies Shape<Coverage>)
  .check((payload) => inOrder(payload, payload.value.from, payload.value.to, ['to'])) satisfies z.ZodType<Coverage>;

const correction = z.strictObject({ id, corrects: id, reason: text, date: when, replacement: z.union([statement, report, meeting, finding]) } satisfies Shape<Correction>).check((payload) => {
  const { corrects, replacement } = payload.value;
  if (replacement.id !== corrects) complain(payload, `${CODE}correction.other`, ['replacement', 'id'], { corrects, replacement: replacement.id });
}) satisfies z.ZodType<Correction>;

const withdrawal = z.strictObject({ id, withdraws: id, reason: text, date: when } satisfies Shape<Withdrawal>) satisfies z.ZodType<Withdrawal>;

const keyChange = z.strictObject({ participant: id, key: publicKey, proof: signatureBytes, reading: recipient.exactOptional(), reason: z.enum(['rotated', 'lost']) } satisfies Shape<KeyChange>) satisfies z.ZodType<KeyChange>;

const revocation = z.strictObject({ participant: id, reason: z.enum(['left', 'lost', 'compromised']), note: text.exactOptional() } satisfies Shape<Revocation>) satisfies z.ZodType<Revocation>;

const refusal = z.strictObject({ submission: digest, body: digest, author: publicKey, code: line(100), received: count } satisfies Shape<Refused>) satisfies z.ZodType<Refused>;

const freeze = z.strictObject({ reason: text } satisfies Shape<Freeze>) satisfies z.ZodType<Freeze>;

const succession = z.strictObject({
  host: z.strictObject(hostShape), from: z.strictObject({ size: count, root: publicKey } satisfies Shape<Succession['from']>), reason: text, agreedBy: list(consent).min(1),
} satisfies Shape<Succession>) satisfies z.ZodType<Succession>;

const sealedEntry = z.strictObject({ digest } satisfies Shape<SealedEntry>) satisfies z.ZodType<SealedEntry>;

const disclosed = z.unknown().check((payload) => {
  const read = readDisclosed(payload.value);
  if (!read.ok) complain(payload, `${CODE}disclosure`, []);
});
const released = z.strictObject({ blinding: publicKey, line: z.string().max(65_535), signature: signatureBytes } satisfies Shape<Release['letter']>);
const release = z.strictObject({
  sealed: digest, letter: released, erase: digest, cipher: digest, body: z.string().max(131_072).exactOptional(), disclosed: disclosed.exactOptional(), consents: list(consent),
} satisfies Shape<Release>) satisfies z.ZodType<Release>;

const erasedEntry = z.strictObject({
  entry: digest, sealed: z.strictObject({ letter: digest, word: digest, cipher: digest } satisfies Shape<NonNullable<ErasedEntry['sealed']>>).exactOptional(),
} satisfies Shape<ErasedEntry>);
const erasure = z.strictObject({ entries: list(erasedEntry).min(1), reason: text } satisfies Shape<Erasure>) satisfies z.ZodType<Erasure>;

type Content<K extends Kind> = Extract<Body, { kind: K }>['content'];
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
type Fitting = { readonly [K in Kind]: z.ZodType<Content<K>> };

/** Compiles only if each schema admits the whole of its type: a word or an alternative forgotten in one is an error here, with its kind. */
const fitting = <S extends Fitting>(schemas: S & { readonly [K in Kind]: Content<K> extends Frozen<z.output<S[K]>> ? unknown : never }): S => schemas;

/** The schema of every kind of body. The types are the authority: a member missing, added or of another type does not compile. */
export const bodies = fitting({
  charter: signedCharter,
  accreditation: z.strictObject(accreditationShape),
  vocabulary: z.strictObject({ facts: z.array(fact).max(2_000) }).check((payload) => unique(payload, payload.value.facts, 'facts')),
  gazetteer: z.strictObject({ places: z.array(place).max(5_000) }).check((payload) => unique(payload, payload.value.places, 'places')),
  geography: z.strictObject(geographyShape),
  instrument, signature, commitment, statement, report, meeting, finding, act, coverage, correction, withdrawal,
  key: keyChange, revocation, refusal, freeze, succession, sealed: sealedEntry, release, erasure, amendment, ...tableBodies, ...fieldBodies(report),
});
