import { basename, join } from 'node:path';
import type { Json, Result } from '#base';
import { canonical, ok } from '#base';
import type { Fated } from '#app';
import { fatesOf, speaksFor } from '#app';
import { hex, sha256 } from '#record';
import type { DocumentDraft, DocumentFile } from '#wire';
import { readDocuments } from '#wire';
import type { Words } from '#words';
import type { Command, Options, World } from './command.ts';
import { EXIT } from './command.ts';
import { enter } from './intake.ts';
import { sayRefusal } from './say.ts';
import { refused } from './sign.ts';

/** Words put together that are shown by name; of more, how many. */
const SHOWN = 12;

/** Shows the documents of a file or folder as they would be entered: sentences, words put together again, what becomes of each; with a key, signs what is new and hands it in. */
export const documentsAdd: Command = {
  name: 'documents add', operands: ['PROCESS', 'FILE'], options: ['--author TEXT', '--by ACTOR', '--language TAG', '--date DAY', '--url URL', '--key FILE', '--as ID', '--table', '--to URL', '--data DIR', '--json'],
  run: (world, [slug = '', path = ''], options) => world.withApp(options.folder, options.key === undefined || options.to !== undefined ? 'read' : 'write', async (app) => {
    const dossier = await app.dossier(slug), words = world.words('UTC');
    if (dossier === null) return refused(world, { code: 'cli.process.unknown', process: slug });
    const { state } = dossier, person = speaksFor(state, options.as, '');
    if (person === null) return refused(world, { code: 'sign.key', participant: options.as ?? '', key: '' });
    const read = drafted(world, path, options, state.charter.languages[0] ?? 'en');
    if (!read.ok) return refused(world, read.refusal);
    const rows = fatesOf(state, read.value.map(({ document }, index) => ({ row: index + 1, made: ok({ kind: 'document', content: document }) })), { person, audience: options.table ? 'table' : 'public', now: world.now() });
    if (options.json) world.io.out(`${canonical(listed(read.value, rows))}\n`);
    else say(world, words, read.value, rows);
    const entered = options.key === undefined ? EXIT.done : await enter(world, app, slug, rows, options);
    return entered !== EXIT.done ? entered : rows.some(({ fate }) => fate.what === 'refused') ? EXIT.refused : EXIT.done;
  }, options.demo),
};

/** Each with the file that its words were taken from, by its digest. */
function drafted(world: World, path: string, { author, by, language, date, url }: Options, spoken: string): Result<readonly DocumentDraft[]> {
  const evidenceOf = (name: string, bytes: Uint8Array): NonNullable<DocumentFile['evidence']> => ({ digest: hex(sha256(bytes)), bytes: bytes.length, name: basename(name) });
  const files: readonly DocumentFile[] = world.isFile(path)
    ? [{ file: basename(path), text: world.file(path), evidence: evidenceOf(path, world.bytes(path)) }]
    : [...world.files(path)].map(([name, text]) => ({ file: name, text, evidence: evidenceOf(name, world.bytes(join(path, name))) }));
  return readDocuments(files, { author: author ?? null, by: by ?? null, language: language ?? spoken, date: date ?? null, url: url ?? null });
}

const listed = (drafts: readonly DocumentDraft[], rows: readonly Fated[]): Json =>
  drafts.map(({ document, file, line, mended }, index) => ({ file, line, mended, document, ...rows[index]?.fate })) as unknown as Json;

function say({ io }: World, words: Words, drafts: readonly DocumentDraft[], rows: readonly Fated[]): void {
  const lineOf = (text: string): void => io.out(`${text}\n`), count = (what: string): number => rows.filter(({ fate }) => fate.what === what).length;
  for (const [index, { document, file, line, mended }] of drafts.entries()) {
    const fate = rows[index]?.fate;
    lineOf(words.say('documents.draft', { id: document.id, title: words.text(document.title).words, file, line, count: document.sentences.length, date: document.date ?? 'none' }));
    if (mended.length > 0) lineOf(`  ${words.say('documents.mended', { count: mended.length, words: words.list(mended.slice(0, SHOWN)), more: Math.max(0, mended.length - SHOWN) })}`);
    if (fate?.what === 'refused') lineOf(`  ${sayRefusal(fate.refusal, words)}`);
    else if (fate !== undefined && fate.what !== 'new') lineOf(`  ${words.say(`intake.fate.${fate.what}`, fate)}`);
  }
  lineOf(words.say('documents.counts', { total: rows.length, sentences: drafts.reduce((sum, { document }) => sum + document.sentences.length, 0), new: count('new'), known: count('known') + count('twice'), refused: count('refused') }));
}
