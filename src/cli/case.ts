import { canonical } from '#base';
import type { Json } from '#base';
import { checkCase } from '#app';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';

export const caseLoad: Command = {
  name: 'case load', operands: ['FOLDER'], options: ['--data DIR', '--json'],
  run: async (world, [folder = ''], options) => {
    const words = world.words('UTC');
    const loaded = await world.withApp(options.folder, 'write', (app) => app.loadCase(world.files(folder), (done, of) => world.io.progress(words.say('cli.progress', { done, of }))));
    if (!loaded.ok) {
      world.io.note(sayRefusal(loaded.refusal, words));
      if (options.json) world.io.out(`${canonical({ ok: false, refusal: loaded.refusal as unknown as Json })}\n`);
      return EXIT.refused;
    }
    if (options.json) world.io.out(`${canonical({ ok: true, ...loaded.value })}\n`);
    else world.io.out(`${words.say(loaded.value.added ? 'cli.case.loaded' : 'cli.case.held', loaded.value)}\n`);
    return EXIT.done;
  },
};

export const caseCheck: Command = {
  name: 'case check', operands: ['FOLDER'], options: ['--json'],
  run: async (world, [folder = ''], options) => {
    const words = world.words('UTC');
    const checked = checkCase(world.files(folder));
    if (options.json) world.io.out(`${canonical(checked.ok ? { ok: true, ...checked.value } : { ok: false, refusal: checked.refusal as unknown as Json })}\n`);
    if (!checked.ok) world.io.note(sayRefusal(checked.refusal, words));
    else if (!options.json) world.io.out(`${words.say('cli.case.right', checked.value)}\n`);
    return checked.ok ? EXIT.done : EXIT.refused;
  },
};
