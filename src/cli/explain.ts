import type { Json } from '#base';
import { canonical } from '#base';
import type { Dossier, Explained } from '#app';
import type { Words } from '#words';
import { asking } from './asked.ts';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { nameOf, namedEntry } from './say.ts';

/** Prints why a commitment stands as it does by one perspective: rule, reasons, what was left out, what comes next, what would change it. */
export const explain: Command = {
  name: 'explain', operands: ['PROCESS', 'COMMITMENT'], options: ['--perspective P', '--valid T', '--record T|N', '--data DIR', '--json'],
  run: (world, [slug = '', commitment = ''], options) => asking(world, slug, options, async ({ app, dossier, words, times, perspective, refused }) => {
    const known: Explained[] = [];
    for (const { id } of perspective === null ? dossier.perspectives : [perspective]) {
      const one = await app.explain(slug, commitment, id, times.asOf, times.size);
      if (one !== null) known.push(one);
    }
    if (known.length === 0) return refused({ code: 'cli.commitment.unknown', commitment });
    const found = known.filter(({ statuses }) => perspective !== null || statuses.some(({ performance }) => performance !== 'no-account'));
    if (options.json) world.io.out(`${canonical({ statuses: found.flatMap(({ statuses }) => statuses) } as unknown as Json)}\n`);
    else world.io.out(found.map((one) => text(one, dossier, words)).join('\n'));
    return EXIT.done;
  }),
};

function text({ statuses, sentences }: Explained, dossier: Dossier, words: Words): string {
  return statuses.map((status, index) => {
    const who = nameOf(status.perspective, dossier.state, words);
    const reading = status.reading === null ? '' : ` (${status.reading})`;
    const said = (sentences[index] ?? []).map(({ key, facts }) => `  - ${words.say(key, Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, plain(fact, dossier, words)])))}`);
    return `${status.commitment}${reading} - ${who}: ${status.performance}, ${status.position}, ${status.knowledge}, ${status.settlement}\n${said.join('\n')}\n`;
  }).join('');
}

/** A fact of a sentence in plain words. */
function plain(fact: Explained['sentences'][number][number]['facts'][string], { state }: Dossier, words: Words): string | number {
  if (typeof fact === 'string' || typeof fact === 'number') return fact;
  if ('actor' in fact) return nameOf(fact.actor, state, words);
  if ('commitment' in fact) return fact.commitment;
  if ('entry' in fact) return namedEntry(fact.entry, state, words);
  if ('entries' in fact) return words.list(fact.entries.map((entry) => namedEntry(entry, state, words)));
  if ('text' in fact) return words.text(fact.text).words;
  if ('keys' in fact) return Object.entries(fact.keys).map(([key, value]) => ` (${key}: ${value})`).join('');
  if ('instant' in fact) return words.moment(fact.instant);
  return words.interval(fact.time);
}
