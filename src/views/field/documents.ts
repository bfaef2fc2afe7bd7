import type { Refusal } from '#base';
import { byCodeUnits, refuse } from '#base';
import type { AsOf } from '#compliance';
import type { ProcessState } from '#process';
import { inOrder } from '../corridor-states.ts';
import { fromOf } from './claims.ts';
import type { Bearing } from './links.ts';
import { bearingsOf } from './links.ts';
import type { MatterOf } from './upon.ts';
import { mattersOf, upon } from './upon.ts';

export interface DocumentFilter {
  /** Whose text, as an actor of this record. */
  readonly by: string | null;
  readonly language: string | null;
  /** Of its publication: `2021`; `undated` where nobody knows. */
  readonly year: string | null;
}

export const NO_DOCUMENT_FILTER: DocumentFilter = { by: null, language: null, year: null };

export interface DocumentLine {
  readonly document: MatterOf<'document'>;
  /** Sentences that somebody says bear on a commitment. */
  readonly linked: number;
}

export interface Sentence {
  /** Counted from 1. */
  readonly at: number;
  readonly words: string;
  readonly bearings: readonly Bearing[];
}

export interface DocumentView {
  readonly document: MatterOf<'document'>;
  readonly sentences: readonly Sentence[];
  /** What is linked with the whole of it. */
  readonly whole: readonly Bearing[];
  /** Documents that took its place. */
  readonly later: readonly MatterOf<'document'>[];
}

/** Every document known then, the last published first, those without a date at the end. */
export function documentLines(state: ProcessState, { known }: AsOf, { by, language, year }: DocumentFilter = NO_DOCUMENT_FILTER): readonly DocumentLine[] {
  const chosen = mattersOf(state, 'document', known).filter(({ value }) => (by === null || value.by === by) && (language === null || value.language === language) && (year === null || yearOf(value.date) === year));
  const time = ({ value }: MatterOf<'document'>): number => (value.date === undefined ? 0 : fromOf(state, value.date));
  return chosen.toSorted((a, b) => time(b) - time(a) || byCodeUnits(a.value.id, b.value.id)).map((document) => ({ document, linked: linkedOf(state, document.value.id, known) }));
}

const yearOf = (date: string | undefined): string => date?.slice(0, 4) ?? 'undated';

const linkedOf = (state: ProcessState, id: string, known: number): number => new Set(upon(state, id, 'link', known).flatMap(({ value }) => (value.bears && value.at !== undefined ? [value.at] : []))).size;

export type DocumentChoices = { readonly [K in keyof DocumentFilter]: readonly string[] };

export function documentChoices(state: ProcessState, lines: readonly DocumentLine[]): DocumentChoices {
  const all = (of: (line: DocumentLine) => string | undefined): readonly string[] => [...new Set(lines.flatMap((line) => of(line) ?? []))].sort(byCodeUnits);
  return { by: inOrder(state, all(({ document }) => document.value.by)), language: all(({ document }) => document.value.language), year: all(({ document }) => yearOf(document.value.date)).toReversed() };
}

/** Reads the choices of an address; what cannot be read is left out, and said so: `filter.unknown-choice`. */
export function parseDocumentFilter(query: Iterable<readonly [string, string]>, choices: DocumentChoices): { readonly filter: DocumentFilter; readonly problems: readonly { readonly field: keyof DocumentFilter; readonly refusal: Refusal }[] } {
  const given = new Map(query), fields = Object.keys(NO_DOCUMENT_FILTER) as readonly (keyof DocumentFilter)[];
  const read = fields.map((field) => { const value = given.get(field) ?? ''; return { field, value, good: value === '' || choices[field].includes(value) }; });
  return {
    filter: { ...NO_DOCUMENT_FILTER, ...Object.fromEntries(read.flatMap(({ field, value, good }) => (good && value !== '' ? [[field, value]] : []))) },
    problems: read.flatMap(({ field, value, good }) => (good ? [] : [{ field, refusal: refuse('filter.unknown-choice', { field, value: value.slice(0, 60) }).refusal }])),
  };
}

/** A document with what its sentences bear on, by whose word; `null` where nobody had entered it. */
export function documentView(state: ProcessState, id: string, asOf: AsOf): DocumentView | null {
  const document = state.matters.get(id);
  if (document?.kind !== 'document' || document.source.known > asOf.known) return null;
  return {
    document, whole: bearingsOf(state, id, asOf, null), later: upon(state, id, 'document', asOf.known),
    sentences: document.value.sentences.map((words, index) => ({ at: index + 1, words, bearings: bearingsOf(state, id, asOf, index + 1) })),
  };
}

/** Sentences of documents that somebody says bear on a commitment, or do not, in the order of the log. */
export function sentencesUpon(state: ProcessState, commitment: string, { known }: AsOf): readonly { readonly link: MatterOf<'link'>; readonly document: MatterOf<'document'>; readonly words: string }[] {
  return upon(state, commitment, 'link', known).flatMap((link) => {
    const document = state.matters.get(link.value.item), { at } = link.value;
    return document?.kind !== 'document' || at === undefined ? [] : [{ link, document, words: document.value.sentences[at - 1] ?? '' }];
  });
}
