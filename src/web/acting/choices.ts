import type { Text } from '#base';
import type { HeldMatter, Participant } from '#process';
import { soughtViews } from '#views';
import type { Field, Source } from '../acts/act.ts';
import { languageName as nameOf } from '../components/commitment-text.tsx';
import { actorLabel, placeLabel } from '../components/names.tsx';
import { whoIs } from '../components/person.ts';
import type { Visit } from '../visit.ts';
import { atPresent } from '../visit.ts';
import { few, speaking } from './seats.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What is on record of a kind, in the reader's words; of the table's work the newest first. */
export function choicesOf(visit: Visit, from: Source): readonly Choice[] {
  const { dossier: { state } } = visit;
  switch (from) {
    case 'actors': case 'parties': return [...state.actors.values()].filter(({ kind }) => from === 'actors' || kind === 'party').map(({ id }) => ({ value: id, label: actorLabel(visit, id) }));
    case 'participants': return peopleChoices(visit);
    case 'challenged': return inLines(visit, speaking(state).filter(({ id }) => state.challenges.get(id)?.at(-1)?.value.step === 'challenged'));
    case 'places': return [...state.places.values()].map(({ id }) => ({ value: id, label: placeLabel(visit, id) }));
    case 'languages': return state.charter.languages.map((tag) => ({ value: tag, label: languageName(visit, tag) }));
    case 'instruments': return titled(visit, state.instruments.values());
    case 'commitments': return titled(visit, state.commitments.values());
    case 'facts': return [...state.vocabulary.values()].map(({ id, holds }) => ({ value: id, label: `${visit.words.text(holds).words} (${id})` }));
    case 'asserted': return titled(visit, [...state.commitments.values()].filter(({ value }) => (value.assertedBy?.length ?? 0) > 0));
    case 'items': return itemsOf(visit);
    default: return atTable(visit, from);
  }
}

/** Of what comes from the field so many are listed; others are chosen on their own page, whose links name them. */
const NEWEST = 200;

const FROM_FIELD: ReadonlySet<unknown> = new Set<Source>(['items', 'reports', 'told', 'documents', 'answerable', 'sorts', 'claims', 'patrols', 'tasks', 'windows', 'warnings']);
/** Of how many choices it has to be said that they are the newest only; `null`: all are there. */
export const newestOf = ({ from }: Extract<Field, { readonly from: unknown }>, choices: readonly Choice[]): number | null => (FROM_FIELD.has(from) && choices.length >= NEWEST ? NEWEST : null);

/** The newest things of a kind, and those that the address names. */
function newest<T extends { readonly value: { readonly id: string } }>({ url }: Visit, things: readonly T[]): readonly T[] {
  const named = new Set(url.searchParams.values()), from = Math.max(0, things.length - NEWEST);
  return (from === 0 || named.size === 0 ? things.slice(from) : things.filter(({ value: { id } }, index) => index >= from || named.has(id))).toReversed();
}

const itemsOf = (visit: Visit, kind?: 'report'): readonly Choice[] =>
  newest(visit, [...visit.dossier.state.items.values()].filter((one) => kind === undefined || one.kind === kind)).map(({ value }) => ({ value: value.id, label: `${shortened(visit.words.text(value.summary).words)} (${value.id})` }));

function atTable(visit: Visit, from: Source): readonly Choice[] {
  const { words, dossier: { state } } = visit, proposals = [...state.proposals.values()].toReversed(), minutes = [...state.minutes.values()].toReversed();
  const corrections = (): readonly Choice[] => [...state.minutesCorrections.values()].toReversed().map(({ value }) => ({ value: value.id, label: `${actorLabel(visit, value.by)}: ${shortened(words.text(value.text).words)} (${value.minutes}, ${value.paragraph})` }));
  switch (from) {
    case 'proposals': return titled(visit, proposals);
    case 'meetings': return titled(visit, proposals.filter(({ value }) => value.what === 'meeting'));
    case 'decisions': return titled(visit, proposals.filter(({ value }) => value.what === 'decision'));
    case 'sessions': return [...state.sessions.values()].toReversed().map(({ value }) => ({ value: value.id, label: `${words.when(value.opened)}, ${actorLabel(visit, value.by)} (${value.id})` }));
    case 'circulated': return titled(visit, minutes);
    case 'corrections': return corrections();
    case 'matters': return [...titled(visit, proposals), ...corrections()];
    case 'reservable': return [...titled(visit, proposals.filter(({ value }) => value.what === 'decision')), ...titled(visit, minutes), ...titled(visit, [...state.instruments.values()].filter(({ value }) => !state.minutes.has(value.id)))];
    case 'paragraphs': return minutes.flatMap(({ value }) => value.paragraphs.map(({ id, text }) => ({ value: id, label: `${value.id}, ${id}: ${shortened(words.text(text).words)}` })));
    default: return inField(visit, from);
  }
}

/** What came from the field and what is said of it, the newest first. */
function inField(visit: Visit, from: Source): readonly Choice[] {
  const { words, dossier: { state } } = visit, items = (): readonly Choice[] => itemsOf(visit);
  const matters = <K extends HeldMatter['kind']>(kind: K, title: (value: Extract<HeldMatter, { readonly kind: K }>['value']) => string): readonly Choice[] =>
    newest(visit, [...state.matters.values()].filter((one) => one.kind === kind)).map(({ value }) => ({ value: value.id, label: `${shortened(title(value as never))} (${value.id})` }));
  const claims = (): readonly Choice[] => matters('claim', (claim) => words.text(claim.words).words), questions = (): readonly Choice[] => matters('question', (question) => `${actorLabel(visit, question.to)}, ${question.about}`);
  const documents = (): readonly Choice[] => matters('document', (document) => words.text(document.title).words);
  const sought = (): readonly Choice[] => soughtViews(state, atPresent(visit), ['missing', 'detained', 'remains'], visit.reader).toReversed().map(({ entitled, person: { value } }) => ({ value: value.id, label: `${(entitled ? value.fields['full_name'] : undefined) ?? optionLabel(visit, value.status)} (${value.id})` }));
  switch (from) {
    case 'reports': return itemsOf(visit, 'report');
    case 'told': return [...items(), ...claims(), ...documents()];
    case 'documents': return documents();
    case 'answerable': return [...questions(), ...items(), ...claims(), ...documents()];
    case 'sorts': return [...items(), ...claims(), ...sought()];
    case 'claims': return claims();
    case 'patrols': return matters('patrol', (patrol) => `${actorLabel(visit, patrol.by)}, ${words.when(patrol.date)}`);
    case 'tasks': return matters('task', (task) => words.text(task.what).words);
    case 'windows': return matters('access-window', (window) => words.text(window.what).words);
    case 'warnings': return matters('warning', (warning) => words.text(warning.text).words);
    case 'sought': return sought();
    default: return [];
  }
}

const titled = ({ words }: Visit, things: Iterable<{ readonly value: { readonly id: string; readonly title: Text } }>): readonly Choice[] =>
  [...things].map(({ value }) => ({ value: value.id, label: `${words.text(value.title).words} (${value.id})` }));

const inLines = (visit: Visit, people: readonly Participant[]): readonly Choice[] => people.map((person) => ({ value: person.id, label: whoIs(visit, person) }));
/** Who speaks now; of very many those first seated, who reads, and who is named. */
export const peopleChoices = (visit: Visit, named: readonly string[] = []): readonly Choice[] => inLines(visit, few(visit, speaking(visit.dossier.state), named));

const MOST = 90;
const shortened = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);

/** "Armenian", or the tag itself where nobody has a name for it. */
export const languageName = ({ words }: Visit, tag: string): string => nameOf(words, tag);

/** The choices of a field: from the record, or a fixed list in words. */
export function choicesFor(visit: Visit, field: Extract<Field, { readonly from: unknown }>): readonly Choice[] {
  return typeof field.from === 'string' ? choicesOf(visit, field.from) : field.from.map((value) => ({ value, label: optionLabel(visit, value) }));
}

function optionLabel({ words }: Visit, value: string): string {
  const key = [`act.option.${value}`, `capacity.${value}`, `track.${value}`].find((one) => words.has(one));
  return key === undefined ? `${value.slice(0, 1).toUpperCase()}${value.slice(1).replaceAll('-', ' ')}` : words.say(key);
}
