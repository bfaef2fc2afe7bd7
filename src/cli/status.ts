import type { Json } from '#base';
import { canonical, refuse } from '#base';
import type { Dossier, StatusTable } from '#app';
import type { Words } from '#words';
import { timesOf } from './asof.ts';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';

/** Prints, per commitment and perspective, the four axes and since when; then the digest of the whole. */
export const status: Command = {
  name: 'status', operands: ['PROCESS'], options: ['--valid T', '--record T|N', '--perspective P', '--data DIR', '--json'],
  run: (world, [slug = ''], options) => world.withApp(options.folder, 'read', async (app) => {
    const dossier = await app.dossier(slug);
    const words = world.words(dossier?.state.charter.zone ?? 'UTC');
    if (dossier === null) return no(world.io.note, words, refuse('cli.process.unknown', { process: slug }).refusal);
    const times = timesOf(options, dossier);
    if (!times.ok) return no(world.io.note, words, times.refusal);
    const chosen = dossier.perspectives.filter(({ id }) => options.perspective === undefined || id === options.perspective);
    if (chosen.length === 0) return no(world.io.note, words, { code: 'cli.perspective.unknown', perspective: options.perspective ?? '', perspectives: dossier.perspectives.map(({ id }) => id).join(', ') });
    const table = await app.status(slug, times.value.asOf, options.perspective === undefined ? undefined : chosen, times.value.size);
    if (table === null) return EXIT.refused;
    world.io.out(options.json ? `${canonical(table as unknown as Json)}\n` : lines(table, dossier, words));
    return EXIT.done;
  }),
};

function no(note: (text: string) => void, words: Words, refusal: Parameters<typeof sayRefusal>[0]): number {
  note(sayRefusal(refusal, words));
  return EXIT.refused;
}

function lines(table: StatusTable, { state }: Dossier, words: Words): string {
  const label = (id: string): string => words.text(state.actors.get(id)?.label ?? { en: id }).words;
  const rows = table.statuses.filter(({ performance }) => performance !== 'no-account' && performance !== 'not-expressed').map((one) => [
    one.reading === null ? one.commitment : `${one.commitment} (${one.reading})`, label(one.perspective), one.position, one.performance, one.knowledge, one.settlement, one.since === null ? '' : words.interval(one.since),
  ]);
  const heads = ['commitment', 'perspective', 'position', 'performance', 'knowledge', 'settlement', 'since'].map((name) => words.say(`cli.status.${name}`));
  const silent = table.statuses.length - rows.length;
  return `${columns([heads, ...rows])}\n${words.say('cli.status.silent', { count: silent })}\n${words.say('cli.status.digest', { digest: table.digest })}\n`;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length))) ?? [];
  return rows.map((row) => row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)).join('  ').trimEnd()).join('\n');
}

