import { basename } from 'node:path';
import type { Json, Refusal, Result } from '#base';
import { canonical, ok, rfc3339 } from '#base';
import type { Counterpart, Dossier, Fated } from '#app';
import { fatesOf, placeNamed, signed, speaksFor } from '#app';
import { concat, readSubmissions, signReading, utf8 } from '#record';
import type { Brought, IntakeHow, IntakeRead } from '#wire';
import { readBag, readIntake, readProfile, readXlsForm } from '#wire';
import type { Words } from '#words';
import type { Command, Options, World } from './command.ts';
import { EXIT } from './command.ts';
import { sayAnswer, sayRefusal } from './say.ts';
import { deviceOf, handIn, refused, signing } from './sign.ts';

/**
 * Says of each row of a file what would become of it; with a key, signs what is new and hands it in. Tables with HXL hashtags or a profile, PFIF, submissions of ODK (`--form`), and what another device signed (`.submissions`).
 * Bad rows keep no good one back: exit code 1 tells that there were some.
 */
export const intake: Command = {
  name: 'intake', operands: ['PROCESS', 'FILE'], options: ['--profile FILE', '--form FILE', '--by ACTOR', '--key FILE', '--as ID', '--table', '--to URL', '--data DIR'],
  run: (world, [slug = '', path = ''], options) => {
    const bytes = world.bytes(path), written = readSubmissions(bytes), signedAlready = written.ok && written.value.length > 0 ? written.value : null;
    if (readBag(bytes).ok) return Promise.resolve(refused(world, { code: 'intake.bag', file: basename(path) }));
    return world.withApp(options.folder, (options.key === undefined && signedAlready === null) || options.to !== undefined ? 'read' : 'write', async (app) => {
      const dossier = await app.dossier(slug);
      if (dossier === null) return refused(world, { code: 'cli.process.unknown', process: slug });
      if (signedAlready !== null) return handedOn(world, app, slug, signedAlready.map(({ signed: line, body }) => concat(line, body, utf8('\n'))), options);
      return taken(world, app, dossier, { name: basename(path), bytes }, options);
    }, options.demo);
  },
};

async function* inOne(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** Says each row's fate; with a key, keeps the file as evidence of its rows and enters what is new. */
async function taken(world: World, app: Counterpart, dossier: Dossier, file: Brought, options: Options): Promise<number> {
  const how = await howOf(world, dossier, options), read = how.ok ? await readIntake(file, how.value) : how;
  if (!how.ok) return refused(world, how.refusal);
  if (!read.ok) return refused(world, read.refusal);
  const person = speaksFor(dossier.state, options.as, how.value.by), people = read.value.format === 'pfif';
  if (person === null) return refused(world, { code: 'sign.key', participant: options.as ?? '', key: '' });
  if (people && options.key !== undefined && !options.table) return refused(world, { code: 'intake.people' });
  const rows = fatesOf(dossier.state, read.value.drafts, { person, audience: people || options.table ? 'table' : 'public', now: world.now() });
  if (options.json) world.io.out(`${canonical(listed(read.value, rows))}\n`);
  else say(world, world.words('UTC'), read.value, rows);
  if (options.key !== undefined && options.to === undefined) await world.evidence(options.folder).put(dossier.state.process, read.value.digest, inOne(file.bytes));
  const entered = options.key === undefined ? EXIT.done : await enter(world, app, dossier.slug, rows, options);
  const filed = entered === EXIT.done && !people && options.key !== undefined && options.to !== undefined && rows.some(({ body }) => body !== null) ? await fileTo(world, dossier, file, read.value.digest, { ...options, to: options.to }) : EXIT.done;
  return entered !== EXIT.done ? entered : filed !== EXIT.done ? filed : rows.some(({ fate }) => fate.what === 'refused') ? EXIT.refused : EXIT.done;
}

/** The file follows its rows to where they were handed in. */
async function fileTo(world: World, { state }: Dossier, { bytes }: Brought, digest: string, options: Options & { readonly to: string }): Promise<number> {
  const by = signing(world, options);
  if (!by.ok) return refused(world, by.refusal);
  const { status, body } = await world.put(`${options.to.replace(/\/*$/, '')}/evidence/${digest}`, inOne(bytes), signReading(state.process, world.now(), by.value.seed));
  return status === 200 ? EXIT.done : refused(world, { code: 'cli.sign.answer', status, answer: sayAnswer(body, world.words('UTC')) });
}

/** What another device signed goes in as it is; the host's rules say what becomes of each. */
async function handedOn(world: World, app: Counterpart, slug: string, all: readonly Uint8Array[], options: Options): Promise<number> {
  let worst: number = EXIT.done;
  for (const bytes of all) worst = Math.max(worst, await handIn(world, app, slug, bytes, options));
  return worst;
}

/** Signs what is new and hands it in, one after the other; the first that is not taken ends it. */
export async function enter(world: World, app: Counterpart, slug: string, rows: readonly Pick<Fated, 'body'>[], options: Options): Promise<number> {
  const by = signing(world, options), dossier = await app.dossier(slug);
  if (!by.ok || dossier === null) return refused(world, by.ok ? { code: 'cli.process.unknown', process: slug } : by.refusal);
  for (const { body } of rows) {
    const bytes = body === null ? null : signed({ state: dossier.state, head: dossier.head }, body, by.value, deviceOf(world), options.table ? 'table' : 'public');
    if (bytes?.ok === false) return refused(world, bytes.refusal);
    const code = bytes === null ? EXIT.done : await handIn(world, app, slug, bytes.value, options);
    if (code !== EXIT.done) return code;
  }
  return EXIT.done;
}

/** Refuses `intake.profile`, `intake.by` where nobody is named in whose name it is taken in, and what `readXlsForm` refuses. */
async function howOf(world: World, { state, slug }: Dossier, options: Options): Promise<Result<IntakeHow>> {
  const profile = options.profile === undefined ? ok({}) : readProfile(world.file(options.profile));
  if (!profile.ok) return profile;
  const form = options.form === undefined ? null : await readXlsForm(world.bytes(options.form), (profile.value as { readonly category?: string }).category ?? 'observation');
  if (form?.ok === false) return form;
  const by = options.by ?? [...state.participants.values()].find(({ id }) => id === options.as)?.actor;
  if (by === undefined || !state.actors.has(by)) return { ok: false, refusal: { code: 'intake.by', found: by ?? '' } };
  const language = state.charter.languages[0] ?? 'en';
  return ok({ by, language, profile: profile.value, today: rfc3339(world.now()).slice(0, 10), domain: `${slug}.counterpart.invalid`, placeOf: placeNamed(state), ...(form === null ? {} : { form: form.value.form }) });
}

const listed = ({ format, digest, columns }: IntakeRead, rows: readonly Fated[]): Json => ({
  format, digest, columns: columns.map(({ column, key, fills, by }) => ({ column, key, fills, by })), rows: rows.map(({ row, fate, body }) => ({ row, ...fate, ...(body === null ? {} : { kind: body.kind, id: (body.content as { readonly id: string }).id }) })),
} as unknown as Json);

function say({ io }: World, words: Words, { columns, format }: IntakeRead, rows: readonly Fated[]): void {
  const line = (text: string): void => io.out(`${text}\n`), count = (what: string): number => rows.filter(({ fate }) => fate.what === what).length;
  line(words.say('intake.format', { format }));
  for (const { column, key, fills, by } of columns) line(words.say('intake.column', { column, key, fills: fills ?? '', by: by ?? 'none' }));
  for (const { row, fate } of rows) {
    if (fate.what === 'refused') line(`${placeOf(row, fate.refusal, words)} ${saidOf(fate.refusal, words)}`);
    else if (fate.what !== 'new') line(`${words.say('intake.row', { row })} ${words.say(`intake.fate.${fate.what}`, fate)}`);
    else if (fate.alike.length > 0) line(`${words.say('intake.row', { row })} ${words.say('intake.fate.alike', { ids: fate.alike.join(', ') })}`);
  }
  line(words.say('intake.counts', { total: rows.length, new: count('new'), known: count('known') + count('twice'), refused: count('refused') }));
}

const placeOf = (row: number, { code, column }: Refusal, words: Words): string => (code.startsWith('form.') && typeof column === 'number' ? words.say('intake.cell', { row, column }) : words.say('intake.row', { row }));

/** A refusal with the one inside it. */
const saidOf = (refusal: Refusal, words: Words): string => {
  const inner = refusal['problem'] as unknown as Refusal | undefined;
  return inner === undefined ? sayRefusal(refusal, words) : words.say('refusal.intake.member', { ...refusal, said: sayRefusal(inner, words) });
};
