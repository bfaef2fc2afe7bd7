import type { Json } from '#base';
import { canonical, rfc3339 } from '#base';
import { whereabouts } from '#app';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';
import { refused } from './sign.ts';

/** What was signed here, promised or receipted, against this copy of the log: recorded, refused, waiting, overdue by the host's own word, or elsewhere than its host signed. */
export const submitted: Command = {
  name: 'submitted', operands: ['PROCESS'], options: ['--data DIR', '--json'],
  run: (world, [slug = ''], { folder, json }) => world.withApp(folder, 'read', async (app) => {
    const dossier = await app.dossier(slug), words = world.words('UTC'), queue = world.queue(folder);
    if (dossier === null) return refused(world, { code: 'cli.process.unknown', process: slug });
    const { known, unreadable } = whereabouts(dossier.state, { submissions: queue.all().map(({ bytes }) => bytes), receipts: queue.receipts(), promises: queue.promises() });
    if (json) world.io.out(`${canonical({ known: known.map(({ entry, came, position, due }) => ({ entry, came, position, due })), unreadable } as unknown as Json)}\n`);
    else for (const { entry, came, position, due } of known) world.io.out(`${words.say('cli.submitted', { entry: entry.slice(0, 12), came, position: position ?? -1, due: due === null ? 'none' : rfc3339(due) })}\n`);
    for (const refusal of unreadable) world.io.note(sayRefusal(refusal, words));
    return known.some(({ came }) => came === 'overdue' || came === 'elsewhere') || unreadable.length > 0 ? EXIT.refused : EXIT.done;
  }),
};
