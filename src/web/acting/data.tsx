import type { JSX } from 'preact';
import type { Participant, ProcessState } from '#process';
import type { Act, Field } from '../acts/act.ts';
import { ACTS } from '../acts/acts.ts';
import type { Reads } from '../acts/readers.ts';
import { actorLabel } from '../components/names.tsx';
import { whoIs } from '../components/person.ts';
import type { Visit } from '../visit.ts';
import { choicesFor } from './choices.ts';
import { labelOf } from './form.tsx';
import type { Seated } from './seats.ts';
import { few, isCrowd, seatsOf, speaking } from './seats.ts';

/** What the scripts of a page need to know: handed over as data, for they fetch nothing that is not asked of them and have no sentences of their own. */
export interface PageData {
  readonly slug: string;
  readonly process: string;
  readonly origin: string;
  readonly title: string;
  readonly zone: string;
  readonly languages: readonly string[];
  readonly act: string | null;
  readonly topic: Act['topic'] | null;
  /** Who speaks now, by their present keys: everybody, or of very many some. */
  readonly people: readonly SeatedHere[];
  /** Where others are asked for by their keys, and the capacities of those who may do what this page is about. */
  readonly seats?: { readonly at: string; readonly voices: readonly string[] };
  /** Of a fictional case: from it everybody can make its keys. */
  readonly seed?: string;
  /** Who is signed in here. */
  readonly reader?: string;
  /** What members are called, in the order of the form; and what values are called. */
  readonly labels: { readonly [member: string]: string };
  readonly names: { readonly [value: string]: string };
  readonly words: { readonly [key: string]: string };
}

/** As a page about something knows them. */
export interface SeatedHere extends Seated {
  /** They may do what this page is about. */
  readonly may: boolean;
  /** The actors that they speak for, the widest last: where it is a file on a person. */
  readonly sides?: readonly string[];
}

const WORDS = [
  'act.audience.public', 'act.audience.sealed', 'act.audience.table', 'act.outbox', 'device.as', 'device.back', 'device.confirmed', 'device.delete', 'device.failed', 'device.files', 'device.for', 'device.fork', 'device.full', 'device.given', 'device.head', 'device.kept', 'device.key-file-none', 'device.key-here', 'device.key-none',
  'device.keys-only', 'device.letter-readers', 'device.no-head', 'device.no-key', 'device.no-reading', 'device.offline', 'device.only-here', 'device.process', 'device.recorded', 'device.refused', 'device.review', 'device.review.intro', 'device.rule', 'device.sent', 'device.sign', 'device.signed', 'device.take',
  'device.words-again', 'device.your-words', 'refusal.act.count', 'refusal.act.file', 'refusal.act.missing', 'refusal.act.nobody', 'refusal.act.time', 'refusal.act.when',
] as const;
/** Who will read a file on a person. */
const READ_BY = ['act.reads.no-key', 'act.reads.nobody', 'act.reads.public', 'act.reads.sealed', 'act.reads.table', 'act.reads.without'] as const;
/** Facts that a script puts in. */
export const OPEN = Object.fromEntries(['position', 'size', 'who', 'value', 'count', 'code', 'participant', 'found', 'label', 'otherwise', 'time', 'place'].map((fact) => [fact, `{${fact}}`]));

function pageData(visit: Visit, act: Act | null, may: readonly Participant[], named: readonly string[]): PageData {
  const { words, dossier: { slug, state, head }, reader } = visit, { charter } = state;
  return {
    slug, process: state.process, origin: head.origin, title: words.text(charter.title).words, zone: charter.zone, languages: charter.languages, act: act?.name ?? null, topic: act?.topic ?? null, people: seated(visit, may, act, named), ...(isCrowd(state) ? { seats: { at: `/${encodeURIComponent(slug)}/seats.json`, voices: [...new Set(may.map(({ capacity }) => capacity))] } } : {}),
    ...(charter.seed !== undefined && charter.fictional === true ? { seed: charter.seed } : {}), ...(reader === undefined ? {} : { reader: reader.id }),
    labels: act === null ? {} : labelsOf(visit, act), names: act === null ? titles(visit) : namesOf(visit, act), words: Object.fromEntries([...WORDS, ...(act?.topic === 'sought' ? READ_BY : [])].map((key) => [key, words.say(key, OPEN)])),
  };
}

/** Of very many people some, and for a file on a person everybody to whom one can be sealed. */
function seated(visit: Visit, may: readonly Participant[], act: Act | null, named: readonly string[]): readonly SeatedHere[] {
  const { state } = visit.dossier, all = speaking(state), allowed = new Set(may.map(({ id }) => id)), isSought = act?.topic === 'sought';
  return seatsOf(visit, few(visit, all, [...named, ...(isSought ? all.flatMap(({ id, reading }) => (reading === undefined ? [] : [id])) : [])]))
    .map((seat) => ({ ...seat, may: allowed.has(seat.id), ...(isSought ? { sides: sidesOf(state.actors, state.participants.get(seat.key)?.actor) } : {}) }));
}

/** An actor with all that it is part of. */
const sidesOf = (actors: ProcessState['actors'], actor: string | undefined): readonly string[] => {
  const sides: string[] = [];
  for (let at = actor; at !== undefined && !sides.includes(at); at = actors.get(at)?.partOf) sides.push(at);
  return sides;
};

/** Everybody at the table, as far as it matters for who reads a file on a person. */
export const readsAt = (visit: Visit): readonly Reads[] => {
  const { state } = visit.dossier, { actors } = state;
  return speaking(state).map((person) => ({ id: person.id, who: whoIs(visit, person), sides: sidesOf(actors, person.actor), ...(person.reading === undefined ? {} : { reading: person.reading }) }));
};

const ALWAYS = ['accounts', 'by', 'stance', 'text', 'id', 'actor', 'step', 'answer', 'what', 'rule', 'assertedBy', 'clauses', 'sources', 'digest', 'bytes', 'type', 'name', 'duty', 'shape', 'window', 'bearers', 'actors', 'mode', 'clause', 'instrument', 'title', 'track', 'beneficiaries', 'opens', 'closes', 'at', 'endpoint', 'goal', 'fact', 'of', 'verification', 'attest', 'with'];

function labelsOf(visit: Visit, act: Act): { readonly [member: string]: string } {
  const all = (fields: readonly Field[]): readonly string[] => fields.flatMap((field) => [...field.name.split('.'), ...(field.type === 'list' ? all(field.fields) : [])]);
  return Object.fromEntries([...new Set([...all(act.fields), ...Object.keys(act.fixed ?? {}), ...ALWAYS])].map((name) => [name, labelOf(visit, act, name)]));
}

function namesOf(visit: Visit, act: Act): { readonly [value: string]: string } {
  const all = (fields: readonly Field[]): readonly (readonly [string, string])[] => fields.flatMap((field) => (field.type === 'list' ? all(field.fields) : 'from' in field ? choicesFor(visit, field).map(({ value, label }) => [value, label] as const) : []));
  return Object.fromEntries([...all(act.fields), ...[...visit.dossier.state.actors.keys()].map((id) => [id, actorLabel(visit, id)] as const)]);
}

const titles = ({ words }: Visit): { readonly [value: string]: string } => Object.fromEntries(ACTS.map(({ name }) => [name, words.say(`act.${name}`)]));

/** A block of data is no script: the policy of this host lets none run that it did not serve. */
export function DeviceData({ visit, act, people, named = [], more }: { readonly visit: Visit; readonly act: Act | null; readonly people: readonly Participant[]; readonly named?: readonly string[]; readonly more?: Partial<PageData> }): JSX.Element {
  const whole = { ...pageData(visit, act, people, named), ...more };
  return <script type="application/json" id="page-data" dangerouslySetInnerHTML={{ __html: JSON.stringify(whole).replaceAll('<', '\\u003c') }} />;
}
