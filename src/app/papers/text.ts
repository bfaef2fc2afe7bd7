import type { Text } from '#base';
import { byCodeUnits, endOf, rfc3339, span } from '#base';
import type { Instrument } from '#agreement';
import type { Held, Origin, ProcessState, Reservation, Signature } from '#process';
import { readEntry, utf8 } from '#record';
import { writePaper } from '#wire';
import type { Block, Phrase } from '#wire';
import type { Words } from '#words';
import type { App } from '../app.ts';
import { annexes, minutesText, notAgreed, restsOf } from './minutes.ts';
import { headed, nameOf, phrase, plain, quoted } from './printed.ts';
import type { Printed, Rest } from './printed.ts';

/**
 * A text as a paper to print and sign, DOCX: its authentic languages one after the other, the places for signatures with what is signed already, and what shows that
 * the record has these words. `copyOf`: the party whose copy it is. The same record makes the same bytes. `null` if there is no such process, text or party of it.
 */
export async function paperOf(app: App, slug: string, id: string, copyOf: string | null, words: Words): Promise<Uint8Array | null> {
  const dossier = await app.dossier(slug), state = dossier?.state, minutes = state?.minutes.get(id);
  const text = state?.instruments.get(id) ?? (state === undefined || minutes === undefined ? undefined : minutesText(state, minutes));
  if (dossier === null || state === undefined || text === undefined || (copyOf !== null && !text.value.parties.includes(copyOf))) return null;
  const printed: Printed = { dossier, text, parties: alternated(text.value.parties, copyOf), words };
  const signatures = [...state.signatures.values()].filter(({ value }) => value.instrument === id), reservations = state.reservations.get(id) ?? [];
  const rests = [...(minutes === undefined ? [{ what: 'text' as const, source: text.source }] : restsOf(state, minutes)), ...signatures.map(({ source }): Rest => ({ what: 'signature', source })), ...reservations.map(({ source }): Rest => ({ what: 'reservation', source }))];
  const title = words.text(text.value.title), read = span(text.value.date, state.charter.zone);
  return writePaper({
    title: title.words, language: title.language, date: read.ok ? Math.min(endOf(read.value), Math.max(dossier.range.known, text.source.recorded)) : 0, head: headOf(printed, copyOf),
    blocks: [
      ...(minutes === undefined ? [] : notAgreed(printed, minutes)), ...languagesOf(text.value).flatMap((language, index) => body(printed, language, index > 0)), ...(minutes === undefined ? [] : annexes(printed, minutes)),
      ...sides(printed, signatures), ...said(printed, reservations), ...differing(printed), ...await proof(app, printed, rests),
    ],
  });
}

/** All that can be put on paper: texts, and minutes that are circulated, in the order of the record. */
export function textsOf(state: ProcessState): readonly Instrument[] {
  const minutes = [...state.minutes.values()].filter(({ frozen }) => frozen === null).map((held) => minutesText(state, held));
  return [...state.instruments.values(), ...minutes].toSorted((a, b) => a.source.position - b.source.position).map(({ value }) => value);
}

/** The owner of the copy first, then the others by id. */
export const alternated = (parties: readonly string[], owner: string | null): readonly string[] => {
  const sorted = parties.toSorted(byCodeUnits);
  return owner === null ? sorted : [owner, ...sorted.filter((one) => one !== owner)];
};

/** The authentic languages as the text gives them; where it gives none, all that its clauses have. */
function languagesOf({ languages, clauses, title }: Instrument): readonly string[] {
  const found = [...new Set([title, ...clauses.map(({ text }) => text)].flatMap((text) => Object.keys(text)))].sort(byCodeUnits);
  const authentic = (languages ?? []).filter((language) => found.includes(language));
  return authentic.length > 0 ? authentic : clauses.length === 0 ? found : found.filter((language) => clauses.some(({ text }) => language in text));
}

function headOf(printed: Printed, copyOf: string | null): Phrase {
  const { words, dossier: { state }, text } = printed, title = words.text(text.value.title).words, process = words.text(state.charter.title).words;
  return plain(words, copyOf === null ? words.say('papers.head', { title, process }) : words.say('papers.head.copy', { title, process, who: nameOf(printed, copyOf).words }));
}

function body(printed: Printed, language: string, newPage: boolean): readonly Block[] {
  const { words, dossier: { state: { charter } }, text: { value } } = printed, own = (text: Text): Phrase => phrase(text, language, words);
  const separated = (phrases: readonly Phrase[]): readonly Phrase[] => phrases.flatMap((one, index) => (index === 0 ? [one] : [{ words: ' · ', language: one.language }, one]));
  return [
    ...(charter.withoutPrejudice === undefined ? [] : [{ kind: 'quiet' as const, phrases: [own(charter.withoutPrejudice)], newPage }]),
    { kind: 'title', phrases: [{ ...own(value.title), bold: true }], newPage: newPage && charter.withoutPrejudice === undefined },
    { kind: 'paragraph', phrases: separated(printed.parties.map((party) => nameOf(printed, party, language))) },
    { kind: 'quiet', phrases: [plain(words, [words.when(value.date), words.say(`instrument.kind.${value.kind}`), nameOfLanguage(language), ...(value.extract === true ? [words.say('papers.extract')] : [])].join(' · '))] },
    ...value.clauses.map(({ id, text }): Block => ({ kind: 'clause', number: id, phrases: [own(text)] })),
  ];
}

/** What its speakers call a language. A tag may have the form of one and still be none that anybody knows. */
function nameOfLanguage(language: string): string {
  const [known] = Intl.DisplayNames.supportedLocalesOf([language.split('-')[0] ?? language]);
  try {
    return new Intl.DisplayNames([known ?? 'en'], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}

const MOST_ABREAST = 2;

/** Each side's place in the order of this copy, two abreast: what it has signed on the record, and a line for ink. */
function sides(printed: Printed, signatures: readonly Held<Signature>[]): readonly Block[] {
  const { words, parties, dossier: { state: { charter } } } = printed, cells = parties.map((party) => side(printed, party, signatures.filter(({ value }) => value.actor === party)));
  const rows = Array.from({ length: Math.ceil(cells.length / MOST_ABREAST) }, (_, row) => [0, 1].map((column) => cells[row * MOST_ABREAST + column] ?? []));
  if (parties.length === 0) return [];
  return [
    headed(words, 'papers.signatures'),
    ...(charter.withoutPrejudice === undefined ? [] : [{ kind: 'quiet' as const, phrases: [phrase(charter.withoutPrejudice, words.locale, words)] }]),
    { kind: 'columns', direction: words.locale, widths: [1, 1], rows },
    ...signatures.flatMap(({ value: { actor, reservation, statement } }) => attached(printed, actor, [['papers.reservation', reservation], ['papers.statement', statement]])),
  ];
}

function side(printed: Printed, party: string, signed: readonly Held<Signature>[]): readonly Block[] {
  const { words, text: { value } } = printed;
  return [
    ...languagesOf(value).map((language): Block => ({ kind: 'paragraph', phrases: [{ ...nameOf(printed, party, language), bold: true }] })),
    ...signed.map(({ value: { mode, date }, source }): Block => ({ kind: 'quiet', phrases: [plain(words, words.say(`papers.signed.${mode}`, { who: authorOf(printed, source), on: words.when(date), position: source.position }))] })),
    ...(signed.some(({ value: { mode } }) => mode === 'signed') ? [] : [{ kind: 'quiet' as const, phrases: [plain(words, words.say('papers.signed.none'))] }]),
    { kind: 'line' },
    { kind: 'quiet', phrases: [plain(words, words.say('papers.ink'))] },
  ];
}

const authorOf = ({ dossier: { state } }: Printed, { author }: Origin): string => state.participants.get(author)?.name ?? author;

function attached(printed: Printed, actor: string, said: readonly (readonly ['papers.reservation' | 'papers.statement', Text | undefined])[]): readonly Block[] {
  const { words } = printed;
  return said.flatMap(([key, text]) => (text === undefined ? [] : [
    { kind: 'paragraph' as const, phrases: [plain(words, words.say(key, { who: nameOf(printed, actor).words }))] },
    ...quoted(text),
  ]));
}

/** What sides attached to it apart from their signatures. */
const said = (printed: Printed, reservations: readonly Held<Reservation>[]): readonly Block[] =>
  reservations.flatMap(({ value: { by, type, text } }) => attached(printed, by, [[type === 'reservation' ? 'papers.reservation' : 'papers.statement', text]]));

/** Published wordings that differ from the text, each with who published it: a paper must not hide them. */
function differing(printed: Printed): readonly Block[] {
  const { words, text: { value } } = printed, variants = value.clauses.flatMap(({ id, variants = [] }) => variants.map((variant) => ({ id, ...variant })));
  if (variants.length === 0) return [];
  return [
    headed(words, 'papers.variants'),
    ...variants.flatMap(({ id, by, text }): readonly Block[] => [
      { kind: 'paragraph', phrases: [plain(words, words.say('papers.variant', { clause: id, by: printed.dossier.state.actors.has(by) ? nameOf(printed, by).words : by }))] },
      ...quoted(text),
    ]),
  ];
}

/** Which entries hold the text and its signatures, under which head, and how to check that: the paper itself proves nothing. */
async function proof(app: App, { words, dossier }: Printed, rests: readonly Rest[]): Promise<readonly Block[]> {
  const { head, slug, state } = dossier, own = (text: string): readonly Phrase[] => [plain(words, text)];
  const quiet = (text: string): Block => ({ kind: 'quiet', phrases: own(text) }), digest = (text: string): Block => ({ kind: 'digest', phrases: [{ words: text, language: 'und' }] });
  const rows = await Promise.all(rests.map(async ({ what, source: { position, entry, recorded } }) => [
    [quiet(words.say(`papers.proof.${what}`, { position })), quiet(rfc3339(recorded))], [digest(entry), digest(await bodyOf(app, slug, position))],
  ]));
  return [
    { kind: 'heading', phrases: own(words.say('papers.proof')), newPage: true },
    { kind: 'paragraph', phrases: own(words.say('papers.proof.how', { bag: `${slug}.bag`, command: `node verify.mjs ${slug}.bag` })) },
    { kind: 'columns', direction: words.locale, widths: [1, 2.4], lined: true, rows: [
      ...rows,
      [[quiet(words.say('papers.proof.process'))], [digest(state.process)]],
      [[quiet(words.say('papers.proof.head', { size: head.size }))], [digest(head.root)]],
      [[quiet(words.say('papers.proof.host'))], [digest(head.hostKey)]],
    ] },
    { kind: 'quiet', phrases: own(words.say('papers.proof.limits')) },
  ];
}

/** The digest of what an entry says, which its author signed. */
async function bodyOf(app: App, slug: string, position: number): Promise<string> {
  const leaf = (await app.entry(slug, position))?.leaf, read = leaf === undefined ? null : readEntry(utf8(leaf));
  return read?.ok === true ? read.value.header.body : '';
}
