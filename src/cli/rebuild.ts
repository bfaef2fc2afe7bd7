import type { Json } from '#base';
import { canonical } from '#base';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { refused } from './sign.ts';

/** Makes what follows from the entries anew: the tiles of each log. A host that is running holds the store, and is refused to be rebuilt under. */
export const rebuild: Command = {
  name: 'rebuild', operands: ['PROCESS'], options: ['--data DIR', '--json'],
  run: (world, [slug = ''], { folder, json }) => world.withApp(folder, 'mend', async (app) => {
    const done = await app.rebuild(slug);
    if (done === null) return refused(world, { code: 'cli.process.unknown', process: slug });
    if (!done.ok) return refused(world, done.refusal);
    world.io.out(json ? `${canonical(done.value as unknown as Json)}\n` : `${world.words('UTC').say('cli.rebuilt', { ...done.value })}\n`);
    return EXIT.done;
  }),
};
