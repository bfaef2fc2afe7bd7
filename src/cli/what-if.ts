import { basename } from 'node:path';
import type { Json } from '#base';
import { canonical } from '#base';
import { asking } from './asked.ts';
import { changeLine } from './changes.ts';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';

/** Prints which statuses would be others if the items of a file were entered, by whose account. Enters nothing, and says so. */
export const whatIf: Command = {
  name: 'what-if', operands: ['PROCESS', 'FILE'], options: ['--valid T', '--record T|N', '--perspective P', '--data DIR', '--json'],
  run: (world, [slug = '', file = ''], options) => asking(world, slug, options, async ({ app, dossier, words, times, perspective, refused }) => {
    const at = { valid: options.valid === undefined ? null : times.asOf.valid, known: times.asOf.known };
    const found = await app.whatIf(slug, { file: basename(file), text: world.file(file) }, at, perspective ?? undefined, times.size);
    if (found === null) return EXIT.refused;
    if (!found.ok) return refused(found.refusal);
    const { items, changes } = found.value;
    const lines = changes.map(({ before, after, because }) => `${changeLine(before, after, dossier.state, words)}${because.length === 0 ? '' : `\n  - ${words.say('cli.what-if.because', { items: words.list(because) })}`}\n`);
    if (options.json) world.io.out(`${canonical(found.value as unknown as Json)}\n`);
    else world.io.out(`${lines.join('')}${words.say('cli.what-if', { items: items.length, count: changes.length })}\n`);
    return EXIT.done;
  }),
};
