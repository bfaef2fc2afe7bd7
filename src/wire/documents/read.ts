import type { Refusal, Result } from '#base';
import { ok, refuse, span } from '#base';
import type { Document, EvidenceFile } from '#process';
import { parseJson } from '#record';
import { bodies } from '../schemas/bodies.ts';
import { problemsOf, fieldOf } from '../problems.ts';
import { readHtml } from './html.ts';
import type { Lexicon } from './mend.ts';
import { lexiconOf, mend } from './mend.ts';
import { piecesJoined, pointsOf, sentencesOf } from './sentences.ts';

export interface DocumentFile {
  /** Its name, without folders. */
  readonly file: string;
  readonly text: string;
  /** The file as it is, by its digest. */
  readonly evidence?: EvidenceFile;
}

/** What is said of every document of these files that does not say it itself. */
export interface Described {
  readonly author: string | null;
  readonly by: string | null;
  readonly language: string;
  readonly date: string | null;
  /** Where they were found. */
  readonly url: string | null;
}

export interface DocumentDraft {
  readonly document: Document;
  readonly file: string;
  /** In a file of one document a line, its number; else 1. */
  readonly line: number;
  /** Words that were put together again. */
  readonly mended: readonly string[];
}

/** A document before its words are told apart into sentences. */
interface Raw {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly title: string | null;
  readonly author: string | null;
  readonly language: string | null;
  readonly date: string | null;
  readonly url: string | null;
  /** Pieces that somebody cut it into already; else one text. */
  readonly pieces: readonly string[] | null;
  readonly text: string;
  readonly evidence: readonly EvidenceFile[];
}

/**
 * Documents in files of text (also taken from PDF: pages end with a form feed), HTML, JSON, or JSON of one document a line (`id`, `title` or `meta.name`, `date`, `text` or `segments`).
 * Refuses `documents.unread` with every problem, each with its file and line (`field`), `what` and `member`: nothing is read in part.
 */
export function readDocuments(files: readonly DocumentFile[], described: Described): Result<readonly DocumentDraft[]> {
  const raws = files.flatMap(rawsIn), problems: Refusal[] = raws.flatMap((raw) => ('code' in raw ? [raw] : [])), good = raws.flatMap((raw) => ('code' in raw ? [] : [raw]));
  const lexicon = lexiconOf(good.flatMap(({ text, pieces }) => pieces ?? [text])), drafts = good.map((raw) => draftOf(raw, described, lexicon)), ids = drafts.map(({ document }) => document.id);
  for (const [index, { document, file, line }] of drafts.entries()) {
    const read = bodies.document.safeParse(document);
    if (!read.success) problems.push(...problemsOf(read.error.issues, document).slice(0, 3).map(({ code, path }) => wrong(file, line, document.sentences.length === 0 ? 'empty' : path[0] === 'author' ? 'author' : code === 'value' ? `value.${fieldOf(path)}` : code, fieldOf(path))));
    else if (ids.indexOf(document.id) !== index) problems.push(wrong(file, line, 'twice', document.id));
  }
  if (raws.length === 0) problems.push(wrong(files[0]?.file ?? '', 1, 'empty', ''));
  return problems.length > 0 ? refuse('documents.unread', { problems }) : ok(drafts);
}

const wrong = (file: string, line: number, what: string, field: string): Refusal => ({ code: 'documents.problem', field: `${file}:${line}`, what, member: field });

function rawsIn({ file, text, evidence: kept }: DocumentFile): readonly (Raw | Refusal)[] {
  const content = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), [, name = file, extension = ''] = /^(.*?)(?:\.([A-Za-z0-9]+))?$/.exec(file) ?? [], id = idOf(name);
  const evidence = kept === undefined ? [] : [kept], plain = { file, line: 1, id, title: null, author: null, language: null, date: null, url: null, pieces: null, evidence };
  switch (extension.toLowerCase()) {
    case 'jsonl': case 'ndjson': return content.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [rawOf(line, { file, line: index + 1, id: `${id}-${index + 1}`, evidence })]));
    case 'json': return [rawOf(content, { file, line: 1, id, evidence })];
    case 'html': case 'htm': case 'xhtml': { const { text: said, ...head } = readHtml(content); return [{ ...plain, ...head, date: dayOf(head.date), text: said }]; }
    default: return [{ ...plain, text: content }];
  }
}

interface Row {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly title?: unknown;
  readonly date?: unknown;
  readonly language?: unknown;
  readonly url?: unknown;
  readonly organisation?: unknown;
  readonly text?: unknown;
  readonly segments?: unknown;
  readonly meta?: Row | null;
  readonly inferred?: Row | null;
}

function rawOf(json: string, { file, line, id, evidence }: Pick<Raw, 'file' | 'line' | 'id' | 'evidence'>): Raw | Refusal {
  let row: Row;
  try {
    row = Object(parseJson(json)) as Row;
  } catch {
    return wrong(file, line, 'json', '');
  }
  const said = (name: keyof Row): string | null => textOf(row[name]) ?? textOf(row.meta?.[name]) ?? textOf(row.inferred?.[name]);
  const segments = Array.isArray(row.segments) ? row.segments.map((one: unknown) => textOf(Object(one) === one ? (one as Row).text : one)) : null;
  if (segments?.includes(null) === true || (segments === null && typeof row.text !== 'string')) return wrong(file, line, 'text', segments === null ? 'text' : 'segments');
  return {
    file, line, id: idOf(textOf(row.id) ?? id), title: said('title') ?? said('name'), author: said('organisation'), language: textOf(row.language), date: dayOf(said('date')), url: textOf(row.url),
    pieces: segments as readonly string[] | null, text: textOf(row.text) ?? '', evidence,
  };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null);

/** `20171115`, `2017-11-15T08:00:00Z` and the like as a day; what is none is left out. */
function dayOf(date: string | null): string | null {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(date ?? '') ?? [], read = `${year}-${month}-${day}`;
  return year !== undefined && span(read, 'UTC').ok ? read : null;
}

const idOf = (name: string): string => name.normalize('NFKD').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '').slice(0, 64) || 'document';

/** No sign that a signed text may not have: controls, and what turns the direction of others. */
const clean = (text: string): string => text.normalize('NFC').replace(/[^\P{Cc}\n\f\t]/gu, '').replace(/[\u202A-\u202E]/g, '');

function draftOf(raw: Raw, described: Described, lexicon: Lexicon): DocumentDraft {
  const language = raw.language ?? described.language, mended: string[] = [];
  const whole = (text: string): string => { const made = mend(text, lexicon); mended.push(...made.mended); return made.words; };
  const pieces = raw.pieces?.flatMap((piece) => pointsOf(clean(piece)).map((point, index) => ({ words: whole(point), fresh: index > 0 || clean(piece).search(/\S/) !== clean(piece).indexOf(point.trimStart().charAt(0)) })));
  const sentences = pieces === undefined ? clean(raw.text).replace(/\f/g, '\n\n').split(/\n\s*\n/).flatMap((paragraph) => sentencesOf(pointsOf(paragraph).map(whole).join('\n\n'), language)) : piecesJoined(pieces);
  const date = raw.date ?? described.date, url = raw.url ?? described.url, title = raw.title ?? raw.id;
  const document: Document = {
    id: raw.id, title: { [raw.title === null ? 'und' : language]: title.trim() }, author: { [language]: described.author ?? raw.author ?? '' }, ...(described.by === null ? {} : { by: described.by }), ...(date === null ? {} : { date }),
    language, sentences: sentences.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence)), ...(url === null ? {} : { sources: [{ url }] }), ...(raw.evidence.length === 0 ? {} : { evidence: raw.evidence }),
  };
  return { document, file: raw.file, line: raw.line, mended };
}
