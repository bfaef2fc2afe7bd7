import type { Json } from '#base';
import { canonical } from '#base';
import type { Changes, Dossier } from '#app';
import { timesSince } from '#app';
import type { Words } from '#words';
import { asking } from './asked.ts';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { nameOf, namedEntry } from './say.ts';

/** Prints each status that is another than it was, and why: the entries and times that came between. With `--valid` the time spoken of is held, and only what is known moves. */
export const changes: Command = {
  name: 'changes', operands: ['PROCESS'], options: ['--since T', '--valid T', '--record T|N', '--perspective P', '--data DIR', '--json'],
  run: (world, [slug = ''], options) => asking(world, slug, options, async ({ app, dossier, words, times, perspective, refused }) => {
    const since = timesSince(options.since ?? null, times.asOf, options.valid !== undefined, dossier);
    if (!since.ok) return refused(since.refusal);
    const found = await app.changes(slug, since.value, perspective ?? undefined, times.size);
    if (found === null) return EXIT.refused;
    world.io.out(options.json ? `${canonical(found as unknown as Json)}\n` : `${found.changes.map((one) => text(one, dossier, words)).join('')}${words.say('cli.changes', { count: found.changes.length })}\n`);
    return EXIT.done;
  }),
};

type Change = Changes['changes'][number];

function text({ before, after, why }: Change, { state }: Dossier, words: Words): string {
  const entries = why.entries.map(({ entry, how }) => words.say(`cli.changes.${how}`, { entry: namedEntry(entry, state, words) }));
  const passed = why.passed.map(({ at, what }) => words.say('cli.changes.passed', { at: words.moment(at), what }));
  const reasons = entries.length + passed.length === 0 ? [words.say('cli.changes.time')] : [...entries, ...passed];
  return `${changeLine(before, after, state, words)}\n${reasons.map((reason) => `  - ${reason}\n`).join('')}`;
}

/** `TS6d - Armenia: kept, supported, settled -> breached, refuted, provisional`: what is the same on both sides is said once, by not being said. */
export function changeLine(before: Change['before'], after: Change['after'], state: Dossier['state'], words: Words): string {
  const reading = after.reading === null ? '' : ` (${after.reading})`;
  const axes = (['performance', 'position', 'knowledge', 'settlement'] as const).filter((axis) => axis === 'performance' || before[axis] !== after[axis]);
  const breaches = before.breaches.length === after.breaches.length ? '' : `, ${words.say('cli.changes.breaches', { before: before.breaches.length, after: after.breaches.length })}`;
  return `${after.commitment}${reading} - ${nameOf(after.perspective, state, words)}: ${axes.map((axis) => before[axis]).join(', ')} -> ${axes.map((axis) => after[axis]).join(', ')}${breaches}`;
}
