import type { Json } from '#base';
import { canonical } from '#base';
import type { Dossier, Explained } from '#app';
import type { Words } from '#words';
import { timesOf } from './asof.ts';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';

/** Prints why a commitment stands as it does by one perspective: rule, reasons, what was left out, what comes next, what would change it. */
export const explain: Command = {
  name: 'explain', operands: ['PROCESS', 'COMMITMENT'], options: ['--perspective P', '--valid T', '--record T', '--data DIR', '--json'],
  run: (world, [slug = '', commitment = ''], options) => world.withApp(options.folder, 'read', async (app) => {
    const dossier = await app.dossier(slug);
    const words = world.words(dossier?.state.charter.zone ?? 'UTC');
    const refused = (refusal: Parameters<typeof sayRefusal>[0]): number => {
      world.io.note(sayRefusal(refusal, words));
      return EXIT.refused;
    };
    if (dossier === null) return refused({ code: 'cli.process.unknown', process: slug });
    const times = timesOf(options, dossier);
    if (!times.ok) return refused(times.refusal);
    if (!dossier.state.commitments.has(commitment)) return refused({ code: 'cli.commitment.unknown', commitment });
    const chosen = dossier.perspectives.filter(({ id }) => options.perspective === undefined || options.perspective === id);
    if (chosen.length === 0) return refused({ code: 'cli.perspective.unknown', perspective: options.perspective ?? '', perspectives: dossier.perspectives.map(({ id }) => id).join(', ') });
    const found: Explained[] = [];
    for (const { id } of chosen) {
      const one = await app.explain(slug, commitment, id, times.value.asOf);
      if (one !== null && (options.perspective !== undefined || one.statuses.some(({ performance }) => performance !== 'no-account'))) found.push(one);
    }
    if (options.json) world.io.out(`${canonical({ statuses: found.flatMap(({ statuses }) => statuses) } as unknown as Json)}\n`);
    else world.io.out(found.map((one) => text(one, dossier, words)).join('\n'));
    return EXIT.done;
  }),
};

function text({ statuses, sentences }: Explained, dossier: Dossier, words: Words): string {
  return statuses.map((status, index) => {
    const who = words.text(dossier.state.actors.get(status.perspective)?.label ?? { en: status.perspective }).words;
    const reading = status.reading === null ? '' : ` (${status.reading})`;
    const said = (sentences[index] ?? []).map(({ key, facts }) => `  - ${words.say(key, Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, plain(fact, dossier, words)])))}`);
    return `${status.commitment}${reading} - ${who}: ${status.performance}, ${status.position}, ${status.knowledge}, ${status.settlement}\n${said.join('\n')}\n`;
  }).join('');
}

/** A fact of a sentence in plain words. */
function plain(fact: Explained['sentences'][number][number]['facts'][string], { state }: Dossier, words: Words): string | number {
  if (typeof fact === 'string' || typeof fact === 'number') return fact;
  if ('actor' in fact) return words.text(state.actors.get(fact.actor)?.label ?? { en: fact.actor }).words;
  if ('commitment' in fact) return fact.commitment;
  if ('entry' in fact) return named(fact.entry, state, words);
  if ('entries' in fact) return words.list(fact.entries.map((entry) => named(entry, state, words)));
  if ('text' in fact) return words.text(fact.text).words;
  if ('keys' in fact) return Object.entries(fact.keys).map(([key, value]) => ` (${key}: ${value})`).join('');
  if ('instant' in fact) return words.moment(fact.instant);
  return words.interval(fact.time);
}

const named = (entry: string, state: Dossier['state'], words: Words): string => words.say('cli.entry', { position: state.positions.get(entry) ?? -1, entry: entry.slice(0, 12) });
