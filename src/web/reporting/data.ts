import { offsetsSince } from '#base';
import type { Assertion } from '#agreement';
import type { HeldItem, Participant, Place } from '#process';
import type { GivenForm } from '#app';
import type { Form } from '#wire';
import { STANDARD, localized } from '#wire';
import type { PageData } from '../acting/data.tsx';
import { OPEN } from '../acting/data.tsx';
import { labelOf } from '../acting/form.tsx';
import { actorLabel } from '../components/names.tsx';
import { few, seatOf } from '../acting/seats.ts';
import { actOf } from '../acts/acts.ts';
import type { Visit } from '../visit.ts';

/** What the page for reporting hands to the device: all it needs for weeks without a line. */
export interface ReportingData extends PageData {
  readonly forms: readonly Form[];
  /** A place is found by any name that any side has for it. */
  readonly places: readonly { readonly id: string; readonly names: readonly string[] }[];
  readonly facts: readonly FactChoice[];
  /** Seconds east of UTC in the zone of the process, each with since when. */
  readonly offsets: readonly (readonly [since: number, seconds: number])[];
}

/** A word of the vocabulary, and what its keys were said to be so far. */
interface FactChoice {
  readonly id: string;
  readonly label: string;
  readonly kind: 'event' | 'state';
  readonly keys: readonly { readonly name: string; readonly label: string; readonly values: readonly string[] }[];
}

/** Members of a report and a patrol. */
const MEMBERS = ['accounts', 'actor', 'answers', 'at', 'available', 'bound', 'by', 'bytes', 'cargo', 'category', 'controlledBy', 'corridor', 'count', 'currency', 'date', 'dateEnd', 'days', 'delayMinutes', 'digest', 'direction', 'evidence', 'fact', 'facts', 'form', 'from', 'grade', 'group', 'holds', 'id', 'information', 'instance', 'lat', 'level', 'lon', 'of', 'operator', 'original', 'outage', 'outcome', 'pair', 'passage', 'persons', 'place', 'placeText', 'point', 'precision', 'price', 'quantities', 'queue', 'quotedReason', 'reports', 'route', 'service', 'source', 'stance', 'stocks', 'summary', 'text', 'to', 'type', 'uncertainty', 'unit', 'value', 'version'];

/** Sentences that the script says. */
const WORDS = [
  'act.audience.public', 'act.audience.table', 'device.as', 'device.back', 'device.confirmed', 'device.delete', 'device.failed', 'device.files', 'device.for', 'device.fork', 'device.full', 'device.given', 'device.head', 'device.kept', 'device.key-here', 'device.key-none', 'device.no-head', 'device.no-key', 'device.offline',
  'device.process', 'device.recorded', 'device.refused', 'device.review', 'device.review.intro', 'device.rule', 'device.sent', 'device.sign', 'device.signed', 'device.take', 'device.words-again', 'device.your-words', 'refusal.act.nobody', 'reporting.left', 'reporting.waits',
  'act.optional', 'refusal.device.undecided', 'refusal.form.choice', 'refusal.form.constraint', 'refusal.form.missing', 'refusal.form.order', 'refusal.form.place',
  'reporting.ahead', 'reporting.behind', 'reporting.choose', 'reporting.changed', 'reporting.day', 'reporting.denied', 'reporting.fact', 'reporting.fact-from', 'reporting.form-taken', 'reporting.full', 'reporting.group.evidence', 'reporting.group.grade', 'reporting.group.services', 'reporting.group.shows', 'reporting.group.stocks', 'reporting.group.what', 'reporting.group.when', 'reporting.group.where', 'reporting.group.who', 'reporting.lat',
  'reporting.locate', 'reporting.located', 'reporting.lon', 'reporting.patrol', 'reporting.patrol.intro', 'reporting.patrol.pair', 'reporting.patrol.route', 'reporting.patrol.sign', 'reporting.place-cannot', 'reporting.place-hidden', 'reporting.place-in', 'reporting.place-leave', 'reporting.place-strip', 'reporting.place-taken', 'reporting.precision', 'reporting.precision.10', 'reporting.precision.100', 'reporting.precision.1000', 'reporting.precision.10000', 'reporting.room', 'reporting.time', 'reporting.twice', 'reporting.voice', 'reporting.voice.kept', 'reporting.voice.none', 'reporting.voice.stop',
] as const;
/** Where a host gives forms of its own. */
const GIVEN = ['reporting.forms-changed', 'reporting.forms-again', 'reporting.forms-gone'] as const;
const TYPES = ['integer', 'decimal', 'date', 'time', 'datetime', 'point', 'many', 'yes', 'text'] as const;

/** Of a whole people the page for slow lines names no more: a device asks for the seat of its own key. */
export const NAMED = 12;

/** 2015: nothing seen before is reported from a device. */
const OLDEST = 1_420_070_400;

/** Beside what every page of a device has. `given`: the forms that this host gives for the process. */
export function reportingData(visit: Visit, people: readonly Participant[], given: readonly GivenForm[]): Omit<ReportingData, keyof PageData> & Pick<PageData, 'labels' | 'names' | 'people' | 'words'> {
  const { words, dossier: { state } } = visit, act = actOf('report');
  return {
    forms: [...STANDARD.map((sketch) => localized(sketch, words.locale, (key) => words.say(key))), ...given],
    places: [...state.places.values()].map(({ id, names }: Place) => ({ id, names: [...new Set(Object.values(names))] })),
    facts: factsOf(visit), offsets: offsetsSince(state.charter.zone, OLDEST), names: Object.fromEntries([...state.actors.keys()].map((id) => [id, actorLabel(visit, id)])),
    people: few(visit, people, [], NAMED).map((person) => ({ ...seatOf(visit, person), may: true })),
    labels: act === undefined ? {} : Object.fromEntries(MEMBERS.map((name) => [name, labelOf(visit, act, name)])),
    words: { ...Object.fromEntries([...WORDS, ...(given.length > 0 ? GIVEN : [])].map((key) => [key, words.say(key, OPEN)])), ...Object.fromEntries(TYPES.map((type) => [`refusal.form.value.${type}`, words.say('refusal.form.value', { ...OPEN, type })])) },
  };
}

function factsOf({ words, dossier: { state } }: Visit): readonly FactChoice[] {
  const said = saidOf([...state.items.values()]);
  return [...state.vocabulary.values()].map(({ id, kind, keys, holds }) => ({
    id, kind, label: words.text(holds).words,
    keys: keys.map((name) => ({ name, label: words.has(`member.${name}`) ? words.say(`member.${name}`) : name, values: [...said.get(`${id} ${name}`) ?? []].sort() })),
  }));
}

/** What each key of each word was said to be. */
function saidOf(items: readonly HeldItem[]): ReadonlyMap<string, ReadonlySet<string>> {
  const said = new Map<string, Set<string>>(), facts: readonly Assertion[] = items.flatMap(({ value }) => value.accounts.flatMap((account) => account.facts ?? []));
  for (const { fact, of = {} } of facts) for (const [name, value] of Object.entries(of)) said.set(`${fact} ${name}`, (said.get(`${fact} ${name}`) ?? new Set()).add(String(value)));
  return said;
}
