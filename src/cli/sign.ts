import { basename } from 'node:path';
import type { Refusal, Result } from '#base';
import { Fault } from '#base';
import type { At, Counterpart, Device, Signing } from '#app';
import { keptReceipt, readWritten, sealedFor, showHead, signed } from '#app';
import type { Json } from '#base';
import { readKeyFile, readSubmissions } from '#record';
import type { Submitted } from '#record';
import type { Command, Options, World } from './command.ts';
import { EXIT } from './command.ts';
import { sayAnswer, sayRefusal } from './say.ts';

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

/** Hands a submission in: to the address given, or to this machine where it is the host; otherwise it is kept, for a bag or an own node to take along. What a host answers is kept, too. */
export async function handIn(world: World, app: Counterpart, slug: string, bytes: Uint8Array, { folder, to, promise }: Options): Promise<number> {
  const read = readSubmissions(bytes), queue = world.queue(folder), words = world.words('UTC');
  const [one] = read.ok ? read.value : [];
  if (one === undefined) return refused(world, read.ok ? { code: 'record.submission.form', number: 1 } : read.refusal);
  const { id } = one.entry, came = to === undefined ? await here(app, slug, one) : await there(world, to, one, bytes, promise);
  if ('refusal' in came) {
    if (to !== undefined && came.refusal.code === 'record.seen.ahead' && await showHead(app, to, slug, world.post)) world.io.note(words.say('cli.mirror.set-back'));
    return refused(world, came.refusal);
  }
  if (came.what === 'kept') queue.keep(id, bytes);
  else if (came.answer !== undefined) queue.hold(id, bytes, came.answer);
  world.io.out(`${words.say(`cli.sign.${came.what}`, { entry: id.slice(0, 12), ...(came.what === 'recorded' ? { position: came.position } : {}) })}\n`);
  return EXIT.done;
}

/** What came of handing in, with what the host said of it. `kept`: nobody who keeps the log was reached. */
type Came = { readonly refusal: Refusal } | { readonly what: 'kept'; readonly answer?: undefined }
  | { readonly what: 'recorded'; readonly position: number; readonly answer?: { readonly receipt: string } } | { readonly what: 'promised'; readonly answer: { readonly promise: string } };

async function here(app: Counterpart, slug: string, one: Submitted): Promise<Came> {
  try {
    const [told] = await app.submit(slug, [one]) ?? [];
    if (told === undefined || ('wrong' in told && told.wrong.step === 'host')) return { what: 'kept' };
    return 'position' in told ? { what: 'recorded', position: told.position } : { refusal: told.wrong.refusal };
  } catch (fault) {
    if (fault instanceof Fault && fault.code === 'host.not-here') return { what: 'kept' };
    throw fault;
  }
}

async function there(world: World, to: string, one: Submitted, bytes: Uint8Array, promise: boolean): Promise<Came> {
  const answered = await world.post(`${to.replace(/\/*$/, '')}/entries${promise ? '?promise' : ''}`, new TextDecoder().decode(bytes)).catch((fault: unknown) => {
    if (fault instanceof Fault && fault.retry === 'safe') return null;
    throw fault;
  });
  if (answered === null) return { what: 'kept' };
  const { status, body } = answered, answer = parsed(body), [told] = answer?.results ?? [], [word] = answer?.promises ?? [];
  if (answer?.kept?.includes(one.entry.id) === true) return { what: 'kept' };
  if (word != null) return { what: 'promised', answer: { promise: word } };
  const receipt = told?.receipt === undefined ? null : keptReceipt(told.receipt, one, told.recorded ?? 0);
  if (told?.position !== undefined) return { what: 'recorded', position: told.position, ...(receipt?.ok === true ? { answer: { receipt: receipt.value } } : {}) };
  return { refusal: told?.refused ?? { code: 'cli.sign.answer', status, answer: sayAnswer(body, world.words('UTC')) } };
}

function parsed(body: string): { readonly code?: string; readonly kept?: readonly string[]; readonly results?: readonly { readonly position?: number; readonly recorded?: number; readonly receipt?: string; readonly refused?: Refusal }[]; readonly promises?: readonly (string | null)[] } | null {
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
