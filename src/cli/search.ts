import type { Json } from '#base';
import { canonical } from '#base';
import { asking } from './asked.ts';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { nameOf } from './say.ts';

/** As many as a screen has room for; --json has as many again. */
const SHOWN = 20;

/** What of a record has these words in any of their forms, each with the sentence that has most of them, *marked* like this. */
export const search: Command = {
  name: 'search', operands: ['PROCESS', 'WORDS'], options: ['--language TAG', '--by ACTOR', '--record T', '--data DIR', '--json'],
  run: (world, [slug = '', text = ''], options) => asking(world, slug, options, async ({ app, dossier, words, times }) => {
    const found = await app.search(slug, { text, known: times.asOf.known, kind: null, language: options.language ?? null, by: options.by ?? null }, 0, options.json ? 2 * SHOWN : SHOWN);
    if (found === null) return EXIT.refused;
    if (options.json) world.io.out(`${canonical({ total: found.total, all: found.all, hits: found.hits.map(({ thing: { kind, id, by, date, source }, passage, marked }) => ({ kind, id, by, date, entry: source.entry, ...passage, marked })) } as unknown as Json)}\n`);
    else {
      for (const { thing: { kind, id, by, author, source }, passage, marked } of found.hits) {
        const whose = author === null ? by.map((one) => nameOf(one, dossier.state, words)).join(', ') : words.text(author).words;
        world.io.out(`${words.say(`kind.${kind}`)} ${id}${passage.at === undefined ? '' : `#s${passage.at}`}, ${whose} (${source.position})\n  ${marked.map((part) => (part.marked ? `*${part.words}*` : part.words)).join('')}\n`);
      }
      world.io.out(`${words.say(found.total === 0 ? 'search.none' : found.all ? 'search.found' : 'search.some', { count: found.total })}\n`);
    }
    return EXIT.done;
  }),
};
