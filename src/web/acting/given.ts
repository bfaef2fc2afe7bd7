import type { Instant } from '#base';
import { civilDay, span } from '#base';
import type { Commitment } from '#agreement';
import { chairInTurn, correctionsUntil } from '#process';
import { minutesView } from '#views';
import type { ParagraphView } from '#views';
import { writeCommitment } from '#wire';
import type { Act } from '../acts/act.ts';
import type { Values } from '../acts/values.ts';
import { answer } from '../acts/values.ts';
import type { Visit } from '../visit.ts';

/** What the address of a form gives, and what the record adds to it: the drafted paragraphs of minutes that are to be circulated and how long they are open to corrections, or the id of one more; a meeting as it was planned; a commitment begun under a clause. */
export function givenBy(visit: Visit, { name }: Act, now: Instant): Values {
  const given = fromAddress(visit.url);
  if (name === 'circulate' && answer(given, 'id') !== '') return { ...draftedIn(visit, answer(given, 'id')), ...openUntil(visit, now), ...given };
  if (name === 'draft-paragraph' && answer(given, 'minutes') !== '') return { paragraph: freeIn(visit, answer(given, 'minutes')), ...given };
  if (name === 'session' && answer(given, 'meeting') !== '') return { ...plannedFor(visit, answer(given, 'meeting')), ...given };
  if (name === 'split' && answer(given, 'from') !== '') return { ...sentencesOf(visit, answer(given, 'from')), ...given };
  if (name === 'commitment' && answer(given, 'instrument') !== '') return { commitment: begun(visit, answer(given, 'instrument'), answer(given, 'clause')), ...given };
  return given;
}

/** What carries the reader through the pages is no answer. */
const CARRIED = ['lang', 'names', 'valid', 'known'];

function fromAddress({ searchParams }: URL): Values {
  const names = [...new Set(searchParams.keys())].filter((name) => !CARRIED.includes(name));
  return Object.fromEntries(names.map((name) => { const all = searchParams.getAll(name); return [name, all.length === 1 ? all[0] ?? '' : all]; }));
}

/** A statement's own sentences, one for each row, by whoever makes it: to be put right by who splits it. */
function sentencesOf({ dossier: { state } }: Visit, id: string): Values {
  const item = state.items.get(id), told = item?.value.accounts.find(({ stance }) => stance === 'asserts') ?? item?.value.accounts[0];
  if (item === undefined) return {};
  const { date, summary } = item.value, read = span(date, state.charter.zone), anonymity = 'anonymity' in item.value ? item.value.anonymity : undefined, label = state.actors.get(told?.by ?? '')?.label;
  const rows = Object.entries(told?.text ?? summary).filter(([tag]) => state.charter.languages.includes(tag)).flatMap(([tag, words]) => [...new Intl.Segmenter(tag.split('-')[0] ?? tag, { granularity: 'sentence' }).segment(words)].map(({ segment }, row) => [`claims.${row}.words.${tag}`, segment.trim()] as const).filter(([, words]) => words !== ''));
  return {
    ...Object.fromEntries(rows), ...(told === undefined ? {} : { by: told.by }), ...(anonymity === undefined ? {} : { anonymity }), ...(read.ok && date.length >= 10 ? { 'first.at': civilDay(read.value.from, state.charter.zone) } : {}),
    ...Object.fromEntries(Object.entries(label ?? {}).filter(([tag]) => state.charter.languages.includes(tag)).map(([tag, words]) => [`asserter.${tag}`, words])),
  };
}

/** As long as the charter has minutes open to corrections. */
function openUntil({ dossier: { state } }: Visit, now: Instant): Values {
  const least = correctionsUntil(state, now);
  return least.ok ? { correctionsUntil: civilDay(least.value, state.charter.zone) } : {};
}

/** The paragraphs as they stand in the draft, those that were struck left out; each keeps its id. */
function draftedIn({ dossier: { state } }: Visit, id: string): Values {
  const view = minutesView(state, id);
  if (view?.phase !== 'draft') return {};
  const standing = view.paragraphs.filter(({ paragraph }) => paragraph !== null);
  const [held] = [...state.sessions.values()].filter(({ value }) => value.meeting === view.meeting);
  return { meeting: view.meeting, ...(held === undefined ? {} : { session: held.value.id }), languages: state.charter.languages.filter((tag) => standing.every(({ paragraph }) => paragraph?.text[tag] !== undefined)), ...Object.assign({}, ...standing.map(answersOf)) as Values };
}

/** An id for one more paragraph: those drafted and struck keep theirs. */
function freeIn({ dossier: { state } }: Visit, minutes: string): string {
  const taken = (state.drafts.get(minutes) ?? []).map(({ value }) => value.paragraph);
  let next = 1;
  while (taken.includes(`p${next}`)) next += 1;
  return `p${next}`;
}

/** A meeting as it was planned, and whose turn it is to chair: whoever was there says how it was held. */
function plannedFor({ dossier: { state } }: Visit, meeting: string): Values {
  const planned = state.proposals.get(meeting)?.value.meeting;
  if (planned === undefined) return {};
  const { from, to: _to, interpretation, ...rest } = planned, { zone } = state.charter, read = span(from, zone), chair = chairInTurn(state, meeting);
  return { ...rest, ...(interpretation === undefined ? {} : { interpretation }), ...(read.ok ? { opened: civilDay(read.value.from, zone) } : {}), ...(chair === null ? {} : { chair }) };
}

function answersOf({ id, paragraph }: ParagraphView, row: number): Values {
  const { text = {}, due, ...rest } = paragraph ?? {}, at = (name: string): string => `paragraphs.${row}.${name}`;
  const [day = '', time = ''] = (due ?? '').split('T');
  return Object.fromEntries([
    [at('id'), id], ...Object.entries(text).map(([tag, said]) => [at(`text.${tag}`), said] as const), ...Object.entries(rest).map(([name, value]) => [at(name), value] as const),
    ...(day === '' ? [] : [[at('due'), day] as const]), ...(time === '' ? [] : [[at('due.time'), time.slice(0, 5)] as const]),
  ]);
}

/** The text form, begun with what the clause says and who does it; what cannot be known stands in words of its own, to be written over. */
function begun({ reader, dossier: { state } }: Visit, instrument: string, named: string): string {
  const text = state.instruments.get(instrument)?.value, clause = text?.clauses.find(({ id }) => id === named) ?? text?.clauses[0], own = reader?.actor;
  if (text === undefined || clause === undefined) return '';
  const { owner, due } = state.minutes.get(instrument)?.value.paragraphs.find(({ id }) => id === clause.id) ?? {}, bearers = owner === undefined ? text.parties.slice(0, 1) : [owner];
  const commitment: Commitment = {
    id: freeUnder(instrument, state.commitments), instrument, clause: clause.id, title: clause.text, quote: clause.text, bearers: { actors: bearers }, track: 'political', notExpressed: { en: '…' },
    ...(due === undefined ? {} : { window: { closes: { at: due, endpoint: 'by' } } }), ...(own === undefined || bearers.includes(own) ? {} : { assertedBy: [own] }),
  };
  return writeCommitment(commitment);
}

function freeUnder(instrument: string, taken: ReadonlyMap<string, unknown>): string {
  let next = 1;
  while (taken.has(`${instrument}-${next}`)) next += 1;
  return `${instrument}-${next}`;
}
