import type { Json } from '#base';
import { canonical } from '#base';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';

/** Verifies a whole record: bytes, signatures, tree, head, then the rules. Names the first entry and step that is wrong. */
export const audit: Command = {
  name: 'audit', operands: ['PROCESS'], options: ['--data DIR', '--json'],
  run: (world, [slug = ''], options) => world.withApp(options.folder, 'read', async (app) => {
    const words = world.words('UTC');
    const report = await app.audit(slug, (done, of) => world.io.progress(words.say('cli.progress', { done, of })));
    if (report === null) {
      world.io.note(sayRefusal({ code: 'cli.process.unknown', process: slug }, words));
      return EXIT.refused;
    }
    if (options.json) world.io.out(`${canonical(report as unknown as Json)}\n`);
    else {
      for (const { step, count } of report.steps) world.io.out(`${words.say(`cli.audit.${step}`, { count })}\n`);
      if (report.wrong === null) world.io.out(`${words.say('cli.audit.right', { size: report.size })}\n`);
      else {
        const { step, position, entry, refusal } = report.wrong;
        world.io.out(`${words.say('cli.audit.wrong', { step, position: position ?? -1, entry: entry ?? '-' })}\n${sayRefusal(refusal, words)}\n`);
      }
    }
    return report.ok ? EXIT.done : EXIT.refused;
  }),
};
