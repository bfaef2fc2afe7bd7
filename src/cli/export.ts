import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';

/** Writes a log as files, in the layout in which hosts publish it: to put on a web server or a stick, and for programs that we did not write. Refuses a folder that holds something. */
export const exported: Command = {
  name: 'export', operands: ['PROCESS', 'DIR'], options: ['--data DIR'],
  run: (world, [slug = '', folder = ''], options) => world.withApp(options.folder, 'read', async (app) => {
    const words = world.words('UTC'), log = await app.published(slug);
    const code = log === null ? 'cli.process.unknown' : world.isEmpty(folder) ? null : 'cli.export.not-empty';
    if (log === null || code !== null) {
      world.io.note(sayRefusal({ code: code ?? '', process: slug, folder }, words));
      return EXIT.refused;
    }
    let count = 0;
    for await (const { path, bytes } of log.files()) {
      world.save(folder, path, bytes);
      count += 1;
    }
    world.io.out(`${words.say('cli.export', { size: log.size, count, folder })}\n`);
    return EXIT.done;
  }),
};
