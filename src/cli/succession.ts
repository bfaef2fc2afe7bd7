import type { Result } from '#base';
import { parseDuration } from '#base';
import type { DraftedSuccession, Signing } from '#app';
import { readDraft, signDraft, writeDraft } from '#app';
import { fromBase64, readKeyFile } from '#record';
import type { Command, Options, World } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';

function refused(world: World, refusal: Parameters<typeof sayRefusal>[0]): number {
  world.io.note(sayRefusal(refusal, world.words('UTC')));
  return EXIT.refused;
}

/** The host's last word on a log. It is stopped first: nobody else may write meanwhile. */
export const freeze: Command = {
  name: 'freeze', operands: ['PROCESS'], options: ['--reason TEXT', '--data DIR'],
  run: (world, [slug = ''], { folder, reason }) => world.withApp(folder, 'write', async (app) => {
    if (reason === undefined) return refused(world, { code: 'cli.reason' });
    const done = await app.freeze(slug, { en: reason });
    if (done === null) return refused(world, { code: 'cli.process.unknown', process: slug });
    if (!done.ok) return refused(world, done.refusal);
    world.io.out(`${world.words('UTC').say('cli.frozen', { size: done.value.size })}\n`);
    return EXIT.done;
  }),
};

const isKey = (text: string | undefined): text is string => { const bytes = fromBase64(text ?? '?'); return bytes.ok && bytes.value.length === 32; };

/** Writes what the heads have to sign to put another host in the place of the present one, at the head of this copy. */
export const successionDraft: Command = {
  name: 'succession draft', operands: ['PROCESS', 'FILE'], options: ['--host-key KEY', '--delay PT1H', '--reason TEXT', '--data DIR'],
  run: (world, [slug = '', file = ''], { folder, reason, hostKey, delay }) => world.withApp(folder, 'read', async (app) => {
    if (reason === undefined) return refused(world, { code: 'cli.reason' });
    if (!isKey(hostKey) || !parseDuration(delay).ok) return refused(world, { code: 'cli.succession.host' });
    const draft = await app.draftSuccession(slug, { key: hostKey, delay }, { en: reason });
    if (draft === null) return refused(world, { code: 'cli.process.unknown', process: slug });
    world.keep('', file, writeDraft(draft));
    world.io.out(`${world.words('UTC').say('cli.succession.drafted', { file, size: draft.from.size })}\n`);
    return EXIT.done;
  }),
};

/** Who signs: a key file, and in whose name. */
function signing(world: World, { key, as }: Options): Result<Signing> {
  const read = readKeyFile(key === undefined ? '' : world.file(key));
  return read.ok ? { ok: true, value: { participant: as ?? '', seed: read.value.seed } } : read;
}

function draftIn(world: World, file: string): Result<DraftedSuccession> {
  return readDraft(world.file(file));
}

/** Adds a head's signature, with the present key or the root, to the file that travels between the delegations. */
export const successionSign: Command = {
  name: 'succession sign', operands: ['FILE'], options: ['--key KEYFILE', '--as PARTICIPANT'],
  run: async (world, [file = ''], options) => {
    const draft = draftIn(world, file), by = signing(world, options);
    if (!draft.ok) return refused(world, draft.refusal);
    if (!by.ok || options.as === undefined) return refused(world, by.ok ? { code: 'cli.as' } : by.refusal);
    const signed = signDraft(draft.value, by.value);
    if (!signed.ok) return refused(world, signed.refusal);
    world.keep('', file, writeDraft(signed.value));
    world.io.out(`${world.words('UTC').say('cli.succession.signed', { participant: options.as, count: signed.value.agreedBy.length })}\n`);
    return EXIT.done;
  },
};

/** Enters what the heads agreed, on a machine that holds a copy and the new host's key: from then on it keeps the log. */
export const successionOpen: Command = {
  name: 'succession open', operands: ['FILE'], options: ['--key KEYFILE', '--as PARTICIPANT', '--data DIR'],
  run: (world, [file = ''], options) => world.withApp(options.folder, 'write', async (app) => {
    const draft = draftIn(world, file), by = signing(world, options);
    if (!draft.ok) return refused(world, draft.refusal);
    if (!by.ok) return refused(world, by.refusal);
    const done = await app.succeed(draft.value, by.value);
    if (done === null) return refused(world, { code: 'cli.process.unknown', process: draft.value.process });
    if (!done.ok) return refused(world, done.refusal);
    world.io.out(`${world.words('UTC').say('cli.succession.opened', { size: done.value.size, key: draft.value.host.key })}\n`);
    return EXIT.done;
  }),
};
