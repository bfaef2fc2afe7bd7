import { basename } from 'node:path';
import type { Refusal, Result } from '#base';
import { Fault } from '#base';
import type { At, Counterpart, Device, Signing } from '#app';
import { readWritten, sealedFor, signed } from '#app';
import type { Json } from '#base';
import { fromUtf8, readKeyFile, readSubmissions } from '#record';
import type { Command, Options, World } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';

/** Where a folder keeps what was signed here and is not recorded yet; a bag takes it along. */
export const KEPT = 'submissions';

/** Where it keeps the host's words that something handed in will be on record in time. */
export const PROMISES = 'promises';

export function refused(world: World, refusal: Refusal): number {
  world.io.note(sayRefusal(refusal, world.words('UTC')));
  return EXIT.refused;
}

/** Who signs: a key file, and in whose name. Refuses `cli.key`, `record.keyfile.*`. */
export function signing(world: World, { key, as }: Options): Result<Signing> {
  if (key === undefined || as === undefined) return { ok: false, refusal: { code: 'cli.key' } };
  const read = readKeyFile(world.file(key));
  return read.ok ? { ok: true, value: { participant: as, seed: read.value.seed } } : read;
}

export const deviceOf = ({ seal, chance, now }: World): Device => ({ seal, chance, now });

/** Opens a log for somebody who signs: the copy of this folder, at the head that it has verified. */
export function signingAt(world: World, slug: string, options: Options, work: (app: Counterpart, at: At, by: Signing) => Promise<number>): Promise<number> {
  const by = signing(world, options);
  if (!by.ok) return Promise.resolve(refused(world, by.refusal));
  return world.withApp(options.folder, options.to === undefined ? 'write' : 'read', async (app) => {
    const dossier = await app.dossier(slug);
    return dossier === null ? refused(world, { code: 'cli.process.unknown', process: slug }) : work(app, { state: dossier.state, head: dossier.head }, by.value);
  }, options.demo);
}

/** Hands a submission in: to the address given, or to this machine where it is the host; otherwise it is kept, for a bag or an own node to take along. */
export async function handIn(world: World, app: Counterpart, slug: string, bytes: Uint8Array, { folder, to, promise }: Options): Promise<number> {
  const read = readSubmissions(bytes), text = fromUtf8(bytes);
  const [one] = read.ok ? read.value : [];
  if (one === undefined || !text.ok) return refused(world, read.ok ? { code: 'record.submission.form', number: 1 } : read.refusal);
  if (to !== undefined && promise) return promised(world, folder, to, one.entry.id, text.value);
  const outcome = to === undefined ? await here(app, slug, bytes) : await there(world, to, text.value);
  if (outcome === null) {
    world.save(`${folder}/${KEPT}`, one.entry.id, bytes);
    world.io.out(`${world.words('UTC').say('cli.sign.kept', { entry: one.entry.id.slice(0, 12) })}\n`);
    return EXIT.done;
  }
  if (typeof outcome !== 'number') return refused(world, outcome);
  world.io.out(`${world.words('UTC').say('cli.sign.recorded', { position: outcome })}\n`);
  return EXIT.done;
}

/** Its place in the log, what it was refused for, or `null` where this machine is not the host. */
async function here(app: Counterpart, slug: string, bytes: Uint8Array): Promise<number | Refusal | null> {
  const read = readSubmissions(bytes);
  try {
    const [told] = read.ok ? await app.submit(slug, read.value) ?? [] : [];
    if (told === undefined) return null;
    return 'position' in told ? told.position : told.wrong.step === 'host' ? null : told.wrong.refusal;
  } catch (fault) {
    if (fault instanceof Fault && fault.code === 'host.not-here') return null;
    throw fault;
  }
}

async function there(world: World, to: string, text: string): Promise<number | Refusal> {
  const { status, body } = await world.post(`${to.replace(/\/*$/, '')}/entries`, text);
  const answer = parsed(body), [told] = answer?.results ?? [];
  return told?.position ?? told?.refused ?? { code: 'cli.sign.answer', status, answer: answer?.code ?? '' };
}

/** Takes the host at its word, and keeps the word. */
async function promised(world: World, folder: string, to: string, entry: string, text: string): Promise<number> {
  const { status, body } = await world.post(`${to.replace(/\/*$/, '')}/entries?promise`, text), [note] = parsed(body)?.promises ?? [];
  if (note == null) return refused(world, { code: 'cli.sign.answer', status, answer: parsed(body)?.code ?? '' });
  world.save(`${folder}/${PROMISES}`, entry, new TextEncoder().encode(note));
  world.io.out(`${world.words('UTC').say('cli.sign.promised', { entry: entry.slice(0, 12) })}\n`);
  return EXIT.done;
}

function parsed(body: string): { readonly code?: string; readonly results?: readonly { readonly position?: number; readonly refused?: Refusal }[]; readonly promises?: readonly (string | null)[] } | null {
  try {
    return JSON.parse(body) as { readonly code?: string };
  } catch {
    return null;
  }
}

/** Signs what a file says, in one's own name, and hands it in: for everybody; `--table`: for those at the table; `--for`: sealed to some of them. */
export const sign: Command = {
  name: 'sign', operands: ['PROCESS', 'FILE'], options: ['--key FILE', '--as ID', '--table', '--for NAMES', '--to URL', '--promise', '--data DIR', '--demo'],
  run: (world, [slug = '', file = ''], options) => signingAt(world, slug, options, async (app, at, by) => {
    const written = readWritten({ file: basename(file), text: world.file(file) }, at.state, by.participant);
    if (!written.ok) return refused(world, written.refusal);
    for (const { kind, content } of written.value) {
      const bytes = options.readers === undefined
        ? signed(at, { kind, content } as never, by, deviceOf(world), options.table ? 'table' : 'public')
        : await sealedFor(at, { kind, content: content as unknown as Json }, options.readers.split(','), by, deviceOf(world));
      if (!bytes.ok) return refused(world, bytes.refusal);
      const code = await handIn(world, app, slug, bytes.value, options);
      if (code !== EXIT.done) return code;
    }
    return EXIT.done;
  }),
};
