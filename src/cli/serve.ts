import { canonical } from '#base';
import type { Json } from '#base';
import { readKeyFile } from '#record';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { refused } from './sign.ts';

export const serve: Command = {
  name: 'serve', operands: [], options: ['--port N', '--host H', '--data DIR', '--demo', '--counterpart-of URL', '--key FILE', '--table', '--origin URL', '--tls', '--name N', '--open-processes'],
  run: (world, _, { folder, port, host, demo, counterpartOf, table, key, origin, tls, name, openProcesses }) => {
    const reader = key === undefined ? null : readKeyFile(world.file(key));
    if (reader?.ok === false) return Promise.resolve(refused(world, reader.refusal));
    if (origin !== undefined && !isOrigin(origin)) return Promise.resolve(refused(world, { code: 'cli.origin', origin }));
    return world.serve({ folder, port, host, demo, counterpartOf, table, origin, reader: reader?.value.seed, tls, names: name === undefined ? [] : [name], openProcesses });
  },
};

export const list: Command = {
  name: 'list', operands: [], options: ['--data DIR', '--json'],
  run: (world, _, options) => world.withApp(options.folder, 'read', async (app) => {
    const cards = await app.list(), words = world.words('UTC');
    if (options.json) world.io.out(`${canonical(cards as unknown as Json)}\n`);
    else for (const card of cards) world.io.out(`${card.slug}  ${words.text(card.title).words}  ${words.say('home.size', { size: words.number(card.size) })}\n`);
    return EXIT.done;
  }),
};

/** Scheme, host and port and nothing else, as a browser writes it. */
const isOrigin = (text: string): boolean => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
