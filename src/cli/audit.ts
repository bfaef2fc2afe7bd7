import type { Json, Result, Shelf } from '#base';
import { canonical, ok } from '#base';
import type { AuditReport } from '#app';
import type { ReadFile } from '#audit';
import { verifyHashes, verifyPublished } from '#audit';
import { logInBag, readBody } from '#wire';
import type { Command, Options, World } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';

/** Verifies a whole record - held here, or published in a directory, in a bag or at an address: bytes, signatures, tree, head, then the rules. Names the first entry and step that is wrong. `--hashes`: only that entries, tiles and the root of the head hang together. */
export const audit: Command = {
  name: 'audit', operands: ['PROCESS|DIR|BAG|URL'], options: ['--data DIR', '--hashes', '--json'],
  run: async (world, [place = ''], options) => {
    const words = world.words('UTC'), progress = (done: number, of: number): void => world.io.progress(words.say('cli.progress', { done, of }));
    if (place.includes('/') || world.isFile(place)) {
      const files = filesOf(world, place);
      if (files.ok) return said(await (options.hashes ? hashed : published)(files.value, progress, world.shelf()), options, world);
      world.io.note(sayRefusal(files.refusal, words));
      return EXIT.refused;
    }
    return world.withApp(options.folder, 'read', async (app) => {
      const held = options.hashes && await app.sizeOf(place) !== null, report = held ? await hashed(async (path) => (await app.file(place, path))?.bytes ?? null, progress, world.shelf()) : await app.audit(place, progress);
      if (report !== null) return said(report, options, world);
      world.io.note(sayRefusal({ code: 'cli.process.unknown', process: place }, words));
      return EXIT.refused;
    });
  },
};

/** `root`: to be compared with what others have, where that is all that was looked at. */
type Said = AuditReport & { readonly root?: string };

/** A copy as its files lie there; nothing of this machine's own is needed. */
async function published(file: ReadFile, progress: (done: number, of: number) => void, shelf: Shelf): Promise<AuditReport> {
  const { process, size, steps, wrong, signed } = await verifyPublished(file, { read: readBody, progress, shelf });
  return { process: process ?? '', size, steps, wrong, ok: wrong === null, ...(signed ? { signed } : {}) };
}

async function hashed(file: ReadFile, progress: (done: number, of: number) => void, shelf: Shelf): Promise<Said> {
  const { process, size, root, wrong } = await verifyHashes(file, progress, shelf);
  return { process, size, root, steps: [{ step: 'hashes', count: size }], wrong, ok: wrong === null };
}

/** The files of a log: in a bag, in a directory, at an address. Refuses `bag.*`. */
function filesOf(world: World, place: string): Result<ReadFile> {
  const base = place.replace(/\/+$/, '');
  if (/^https?:/.test(place)) return ok(async (path) => {
    const { status, bytes } = await world.get(`${base}/${path}`);
    return status === 200 ? bytes : null;
  });
  return world.isFile(place) ? logInBag(world.bytes(place)) : ok(async (path) => (world.exists(`${base}/${path}`) ? world.bytes(`${base}/${path}`) : null));
}

function said(report: Said, { json, hashes }: Pick<Options, 'json' | 'hashes'>, world: World): number {
  const words = world.words('UTC');
  if (json) world.io.out(`${canonical(report as unknown as Json)}\n`);
  else {
    for (const { step, count } of report.steps) world.io.out(`${words.say(`cli.audit.${step}`, { count })}\n`);
    if (report.wrong === null) world.io.out(`${words.say(hashes ? 'cli.audit.right.hashes' : 'cli.audit.right', { size: report.size, root: report.root ?? '' })}\n`);
    else {
      const { step, position, entry, refusal } = report.wrong;
      world.io.out(`${words.say('cli.audit.wrong', { step, position: position ?? -1, entry: entry ?? 'none' })}\n${sayRefusal(refusal, words)}\n`);
      if (report.signed === true) world.io.out(`${words.say('cli.audit.signed')}\n`);
    }
  }
  return report.ok ? EXIT.done : EXIT.refused;
}
