import { canonical } from '#base';
import { hostMlDsaKey, keyOf, writeKeyFile } from '#record';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';

const SEED = 32;

/** Makes a key on a file of its own: a head's root, to be printed or put on a stick; or one to sign with at the command line. */
export const keysNew: Command = {
  name: 'keys new', operands: ['FILE'], options: [],
  run: async (world, [file = '']) => {
    const words = world.words('UTC'), seed = world.chance.bytes(SEED);
    if (!world.keepSecret(file, writeKeyFile(seed))) {
      world.io.note(sayRefusal({ code: 'cli.keys.there', file }, words));
      return EXIT.refused;
    }
    world.io.out(`${keyOf(seed)}\n`);
    world.io.note(words.say('cli.keys.made', { file }));
    return EXIT.done;
  },
};

/** Makes the key of a host, kept beside its data, and prints the public one, for a charter or a succession to name; with `--json` the ML-DSA-44 key that signs beside it too. */
export const keysHost: Command = {
  name: 'keys host', operands: [], options: ['--data DIR', '--json'],
  run: async (world, _, { folder, json }) => {
    const seed = world.chance.bytes(SEED), key = await world.keys(folder).keep(seed);
    world.io.out(json ? `${canonical({ key, mlDsa: hostMlDsaKey(seed) })}\n` : `${key}\n`);
    return EXIT.done;
  },
};
