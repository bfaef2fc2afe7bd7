import type { Taken } from '#app';
import { packed, settle, unpacked } from '#app';
import { readBag, writeBag } from '#wire';
import type { Words } from '#words';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { keptProof, told } from './mirror.ts';
import { sayRefusal } from './say.ts';

/** One file with a log, or what came to it since an entry, and the entries that are kept here and not recorded yet. */
export const bagPack: Command = {
  name: 'bag pack', operands: ['PROCESS', 'FILE'], options: ['--since N', '--table', '--data DIR'],
  run: (world, [slug = '', file = ''], { folder, since, table }) => world.withApp(folder, 'read', async (app) => {
    const words = world.words('UTC'), from = since === undefined ? 0 : Number(since);
    if (!Number.isSafeInteger(from) || from < 0) {
      world.io.note(sayRefusal({ code: 'cli.bag.since', since: since ?? '' }, words));
      return EXIT.usage;
    }
    const files = await packed(app, slug, from, world.queue(folder).all().map(({ bytes }) => bytes), table);
    if (files === null) {
      world.io.note(sayRefusal({ code: 'cli.process.unknown', process: slug }, words));
      return EXIT.refused;
    }
    const bytes = writeBag(files);
    world.save('', file, bytes);
    world.io.out(`${words.say('cli.bag.packed', { file, count: files.size, bytes: bytes.length })}\n`);
    return EXIT.done;
  }),
};

/** Takes in a bag: says of each log and each entry what became of it. Nothing in it is trusted. */
export const bagOpen: Command = {
  name: 'bag open', operands: ['FILE'], options: ['--data DIR', '--demo'],
  run: (world, [file = ''], { folder, demo }) => {
    const words = world.words('UTC'), read = readBag(world.bytes(file));
    if (!read.ok) {
      world.io.note(sayRefusal(read.refusal, words));
      return Promise.resolve(EXIT.refused);
    }
    return world.withApp(folder, 'write', async (app) => {
      const queue = world.queue(folder), taken = await unpacked(app, read.value, queue.keep, world.evidence(folder));
      for (const one of taken) {
        const state = one.what === 'log' ? (await app.dossier(one.process))?.state : undefined;
        if (state !== undefined) settle(state, queue); // What came back on record waits no longer.
      }
      for (const one of taken) {
        world.io.out(`${sentence(one, words)}\n`);
        const proof = one.what === 'log' ? keptProof(one.came, words) : null;
        if (proof !== null) world.io.out(`${proof}\n`);
      }
      const bad = taken.some((one) => ['gap', 'unreadable', 'refused', 'file-wrong', 'file-nowhere'].includes(one.what) || (one.what === 'log' && one.came.came === 'wrong'));
      return bad ? EXIT.refused : EXIT.done;
    }, demo);
  },
};

function sentence(one: Taken, words: Words): string {
  if (one.what === 'log') return `${one.process.slice(0, 12)}: ${told(one.came, words)}`;
  if (one.what === 'gap') return words.say('cli.bag.gap', { process: one.process.slice(0, 12) });
  if ('digest' in one) return words.say(`cli.bag.${one.what}`, { digest: one.digest.slice(0, 12) });
  const refusal = one.what === 'refused' ? ` ${sayRefusal(one.refusal, words)} [${one.refusal.code}]` : '';
  return `${words.say(`cli.bag.${one.what}`, { entry: one.entry.slice(0, 12) })}${refusal}`;
}
