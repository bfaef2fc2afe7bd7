import type { Json } from '#base';
import { canonical, rfc3339 } from '#base';
import { whereabouts } from '#app';
import type { Command, World } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';
import { KEPT, PROMISES, refused } from './sign.ts';

const read = (world: World, folder: string): readonly string[] => (world.isEmpty(folder) ? [] : [...world.files(folder).values()]);

/** What was signed here or promised, against this copy of the log: recorded, refused, waiting, or overdue by the host's own word. */
export const submitted: Command = {
  name: 'submitted', operands: ['PROCESS'], options: ['--data DIR', '--json'],
  run: (world, [slug = ''], { folder, json }) => world.withApp(folder, 'read', async (app) => {
    const dossier = await app.dossier(slug), words = world.words('UTC');
    if (dossier === null) return refused(world, { code: 'cli.process.unknown', process: slug });
    const { known, unreadable } = whereabouts(dossier.state, read(world, `${folder}/${KEPT}`).map((text) => new TextEncoder().encode(text)), read(world, `${folder}/${PROMISES}`));
    if (json) world.io.out(`${canonical({ known, unreadable } as unknown as Json)}\n`);
    else for (const { entry, came, position, due } of known) world.io.out(`${words.say('cli.submitted', { entry: entry.slice(0, 12), came, position: position ?? -1, due: due === null ? 'none' : rfc3339(due) })}\n`);
    for (const refusal of unreadable) world.io.note(sayRefusal(refusal, words));
    return known.some(({ came }) => came === 'overdue') || unreadable.length > 0 ? EXIT.refused : EXIT.done;
  }),
};
