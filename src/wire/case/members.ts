import { z } from 'zod';
import type { Accreditation, Body, Charter, Geography, Host, Kind, Participant } from '#process';
import { actor, fact } from '../schemas/agreement.ts';
import { accreditationShape, bodies, charterShape, hostShape, participantShape, place } from '../schemas/bodies.ts';
import { id, instant, line } from '../schemas/values.ts';

/** Members of a case file that become one entry for each item. A case holds no files on people: everything in it is for everybody. Other rooms for ids than that of the entries: `actors`, `people`, `vocabulary`, `places`. */
export const KIND_OF = {
  geography: 'geography', instruments: 'instrument', commitments: 'commitment', accreditations: 'accreditation', signatures: 'signature', statements: 'statement',
  reports: 'report', meetings: 'meeting', findings: 'finding', acts: 'act', coverage: 'coverage', corrections: 'correction', withdrawals: 'withdrawal',
  patrols: 'patrol', verifications: 'verification', questions: 'question', replies: 'reply', links: 'link', likeness: 'likeness', tasks: 'task', 'task-steps': 'task-step',
  claims: 'claim', appearances: 'appearance', outcomes: 'outcome', documents: 'document', windows: 'access-window', 'window-steps': 'window-step', warnings: 'warning',
} as const satisfies { readonly [member: string]: Kind };

type Enrolled = 'key' | 'proof' | 'root';
/** A participant whose key is derived from the case's seed when the case is loaded. */
export type Person = Omit<Participant, Enrolled>;
export type AccreditedPerson = Omit<Accreditation, Enrolled>;
/** The charter without what other members of the case hold; actors and seed are put back by `readCase`. */
export type CaseCharter = Omit<Charter, 'participants' | 'host'> & { readonly host: Omit<Host, 'key'> };
export type BareCharter = Omit<CaseCharter, 'actors' | 'seed'>;

/** The member `case`. */
export interface Head {
  readonly slug: string;
  readonly seed: string;
  readonly recordedAt: string;
  readonly signedBy: string;
  readonly charter: BareCharter;
}

type Content<K extends Kind> = K extends 'accreditation' ? AccreditedPerson : Extract<Body, { kind: K }>['content'];
/** Kinds whose content stands in items of a case, with the content of each. */
export type ItemContent = { readonly [M in keyof typeof KIND_OF as (typeof KIND_OF)[M]]: Content<(typeof KIND_OF)[M]> };

const { key: _key, proof: _proof, root: _root, ...personShape } = participantShape;
const { key: _secondKey, proof: _secondProof, root: _secondRoot, ...accreditedShape } = accreditationShape;
const { actors: _actors, participants: _participants, seed: _seed, host: _host, ...bareCharterShape } = charterShape;
const { key: _hostKey, ...bareHostShape } = hostShape;

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

export const head = z.strictObject({
  slug: z.string().regex(SLUG, 'rule:slug'), seed: line(200), recordedAt: instant, signedBy: id, charter: z.strictObject({ ...bareCharterShape, host: z.strictObject(bareHostShape) }),
}) satisfies z.ZodType<Head>;

/** Schemas of one item of each list. */
export const schemas = {
  actors: actor, people: z.strictObject(personShape), accreditations: z.strictObject(accreditedShape), vocabulary: fact, places: place,
  geography: bodies.geography, instruments: bodies.instrument, commitments: bodies.commitment, signatures: bodies.signature, statements: bodies.statement,
  reports: bodies.report, meetings: bodies.meeting, findings: bodies.finding, acts: bodies.act, coverage: bodies.coverage,
  corrections: bodies.correction, withdrawals: bodies.withdrawal,
  patrols: bodies.patrol, verifications: bodies.verification, questions: bodies.question, replies: bodies.reply, links: bodies.link, likeness: bodies.likeness, tasks: bodies.task, 'task-steps': bodies['task-step'],
  claims: bodies.claim, appearances: bodies.appearance, outcomes: bodies.outcome, documents: bodies.document, windows: bodies['access-window'], 'window-steps': bodies['window-step'], warnings: bodies.warning,
} satisfies { readonly people: z.ZodType<Person>; readonly accreditations: z.ZodType<AccreditedPerson>; readonly geography: z.ZodType<Geography> } & { readonly [member: string]: z.ZodType };

export type ListMember = keyof typeof schemas;
export type ItemMember = keyof typeof KIND_OF;
export const isListMember = (member: string): member is ListMember => Object.hasOwn(schemas, member);
export const isItemMember = (member: ListMember): member is ItemMember => Object.hasOwn(KIND_OF, member);
