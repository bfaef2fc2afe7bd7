import type { Refusal } from '#base';
import type { Counterpart, Dossier } from '#app';
import { perspectiveOf } from '#app';
import type { Words } from '#words';
import { timesOf } from './asof.ts';
import type { Times } from './asof.ts';
import type { Options, World } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';

/** A question about one process, read from a command line. */
export interface Asked {
  readonly app: Counterpart;
  readonly dossier: Dossier;
  /** In the zone of the process. */
  readonly words: Words;
  readonly times: Times;
  /** `null`: all of them. */
  readonly perspective: Dossier['perspectives'][number] | null;
  /** Says a refusal on standard error and gives its exit code. */
  refused(refusal: Refusal): number;
}

/** Opens the process of a command line with its times and perspective, and answers. Refuses `cli.process.unknown`, `cli.perspective.unknown`, `cli.record.beyond`, `time.*`. */
export function asking(world: World, slug: string, options: Options, answer: (asked: Asked) => Promise<number>): Promise<number> {
  return world.withApp(options.folder, 'read', async (app) => {
    const dossier = await app.dossier(slug);
    const words = world.words(dossier?.state.charter.zone ?? 'UTC');
    const refused = (refusal: Refusal): number => {
      world.io.note(sayRefusal(refusal, words));
      return EXIT.refused;
    };
    if (dossier === null) return refused({ code: 'cli.process.unknown', process: slug });
    const times = timesOf(options, dossier);
    if (!times.ok) return refused(times.refusal);
    const perspective = options.perspective === undefined ? null : perspectiveOf(dossier, options.perspective);
    if (options.perspective !== undefined && perspective === null) {
      return refused({ code: 'cli.perspective.unknown', perspective: options.perspective, perspectives: dossier.perspectives.map(({ id }) => id).join(', ') });
    }
    return answer({ app, dossier, words, times: times.value, perspective, refused });
  });
}
