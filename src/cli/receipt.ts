import type { Json } from '#base';
import { canonical, rfc3339 } from '#base';
import { checkKept, heldAgainst, processOf } from '#app';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { refused } from './sign.ts';

/** Checks a receipt off line, against the copy of the log in this folder: that a host of the log signed it, and that the copy holds what it says. */
export const receipt: Command = {
  name: 'receipt', operands: ['FILE'], options: ['--data DIR', '--json'],
  run: (world, [file = ''], { folder, json }) => world.withApp(folder, 'read', async (app) => {
    const text = world.file(file), process = processOf(text), dossier = process === null ? null : await app.dossier(process), words = world.words('UTC');
    if (process === null) return refused(world, { code: 'record.receipt.form', line: 1 });
    if (dossier === null) return refused(world, { code: 'cli.process.unknown', process });
    const checked = checkKept(text, dossier.state);
    if (!checked.ok) return refused(world, checked.refusal);
    const held = heldAgainst(checked.value, dossier.state), { entry, position, recorded, size } = checked.value;
    world.io.out(json ? `${canonical({ ...checked.value, held } as unknown as Json)}\n` : `${words.say('cli.receipt', { entry: entry.slice(0, 12), position, recorded: rfc3339(recorded), size, held })}\n`);
    return held === 'elsewhere' ? EXIT.refused : EXIT.done;
  }),
};
