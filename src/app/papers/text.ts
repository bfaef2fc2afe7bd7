import type { Text } from '#base';
import { byCodeUnits, endOf, inLanguage, rfc3339, span } from '#base';
import type { Instrument } from '#agreement';
import type { Held, Origin, Signature } from '#process';
import { readEntry, utf8 } from '#record';
import { writePaper } from '#wire';
import type { Block, Phrase } from '#wire';
import type { Words } from '#words';
import type { App, Dossier } from '../app.ts';

/** A text of the record on paper, with what it takes to put it on: whose copy, in which words, proven by which entries. */
interface Printed {
  readonly dossier: Dossier;
  readonly text: Held<Instrument>;
  /** Parties with the owner of this copy first: each side's copy names it first (alternat), the others in the order of their ids. */
  readonly parties: readonly string[];
  readonly words: Words;
}

/**
 * A text as a paper to print and sign, DOCX: its authentic languages one after the other, the places for signatures with what is signed already, and what shows that
 * the record has these words. `copyOf`: the party whose copy it is. The same record makes the same bytes. `null` if there is no such process, text or party of it.
 */
export async function paperOf(app: App, slug: string, id: string, copyOf: string | null, words: Words): Promise<Uint8Array | null> {
  const dossier = await app.dossier(slug), text = dossier?.state.instruments.get(id);
  if (dossier === null || text === undefined || (copyOf !== null && !text.value.parties.includes(copyOf))) return null;
  const parties = alternated(text.value.parties, copyOf), printed: Printed = { dossier, text, parties, words };
  const signatures = [...dossier.state.signatures.values()].filter(({ value }) => value.instrument === id);
  const title = words.text(text.value.title), read = span(text.value.date, dossier.state.charter.zone);
  return writePaper({
    title: title.words, language: title.language, date: read.ok ? Math.min(endOf(read.value), dossier.range.known) : 0, head: headOf(printed, copyOf),
    blocks: [...languagesOf(text.value).flatMap((language, index) => body(printed, language, index > 0)), ...sides(printed, signatures), ...differing(printed), ...await proof(app, printed, [text.source, ...signatures.map(({ source }) => source)])],
  });
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

const nameOf = ({ dossier: { state }, words }: Printed, actor: string, language: string = words.locale): Phrase => phrase(state.actors.get(actor)?.label ?? { und: actor }, language, words);

function phrase(text: Text, language: string, words: Words): Phrase {
  const found = inLanguage(text, [language, words.locale, 'en']);
  return { words: found.words, language: found.language };
}

const plain = (words: Words, said: string): Phrase => ({ words: said, language: words.locale });

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

/** What its speakers call a language. */
const nameOfLanguage = (language: string): string => new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

const MOST_ABREAST = 2;

/** Each side's place in the order of this copy, two abreast: what it has signed on the record, and a line for ink. */
function sides(printed: Printed, signatures: readonly Held<Signature>[]): readonly Block[] {
  const { words, parties, dossier: { state: { charter } } } = printed, cells = parties.map((party) => side(printed, party, signatures.filter(({ value }) => value.actor === party)));
  const rows = Array.from({ length: Math.ceil(cells.length / MOST_ABREAST) }, (_, row) => [0, 1].map((column) => cells[row * MOST_ABREAST + column] ?? []));
  if (parties.length === 0) return [];
  return [
    { kind: 'heading', phrases: [plain(words, words.say('papers.signatures'))] },
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
    ...Object.keys(text).sort(byCodeUnits).map((language): Block => ({ kind: 'quote', phrases: [{ words: text[language] as string, language }] })),
  ]));
}

/** Published wordings that differ from the text, each with who published it: a paper must not hide them. */
function differing(printed: Printed): readonly Block[] {
  const { words, text: { value } } = printed, variants = value.clauses.flatMap(({ id, variants = [] }) => variants.map((variant) => ({ id, ...variant })));
  if (variants.length === 0) return [];
  return [
    { kind: 'heading', phrases: [plain(words, words.say('papers.variants'))] },
    ...variants.flatMap(({ id, by, text }): readonly Block[] => [
      { kind: 'paragraph', phrases: [plain(words, words.say('papers.variant', { clause: id, by: printed.dossier.state.actors.has(by) ? nameOf(printed, by).words : by }))] },
      ...Object.keys(text).sort(byCodeUnits).map((language): Block => ({ kind: 'quote', phrases: [{ words: text[language] as string, language }] })),
    ]),
  ];
}

/** Which entries hold the text and its signatures, under which head, and how to check that: the paper itself proves nothing. */
async function proof(app: App, { words, dossier, text }: Printed, sources: readonly Origin[]): Promise<readonly Block[]> {
  const { head, slug, state } = dossier, said = (text: string): readonly Phrase[] => [plain(words, text)];
  const quiet = (text: string): Block => ({ kind: 'quiet', phrases: said(text) }), digest = (text: string): Block => ({ kind: 'digest', phrases: [{ words: text, language: 'und' }] });
  const rows = await Promise.all(sources.map(async ({ position, entry, recorded }, index) => [
    [quiet(words.say(index === 0 ? 'papers.proof.text' : 'papers.proof.signature', { position })), quiet(rfc3339(recorded))], [digest(entry), digest(await bodyOf(app, slug, position))],
  ]));
  return [
    { kind: 'heading', phrases: said(words.say('papers.proof')), newPage: true },
    { kind: 'paragraph', phrases: said(words.say('papers.proof.how', { id: text.value.id, command: `node verify.mjs ${text.value.id}.bag` })) },
    { kind: 'columns', direction: words.locale, widths: [1, 2.4], lined: true, rows: [
      ...rows,
      [[quiet(words.say('papers.proof.process'))], [digest(state.process)]],
      [[quiet(words.say('papers.proof.head', { size: head.size }))], [digest(head.root)]],
      [[quiet(words.say('papers.proof.host'))], [digest(head.hostKey)]],
    ] },
    { kind: 'quiet', phrases: said(words.say('papers.proof.limits')) },
  ];
}

/** The digest of what an entry says, which its author signed. */
async function bodyOf(app: App, slug: string, position: number): Promise<string> {
  const leaf = (await app.entry(slug, position))?.leaf, read = leaf === undefined ? null : readEntry(utf8(leaf));
  return read?.ok === true ? read.value.header.body : '';
}
