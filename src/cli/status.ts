import type { Json } from '#base';
import { canonical } from '#base';
import type { Dossier, StatusTable } from '#app';
import type { Words } from '#words';
import { asking } from './asked.ts';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { nameOf } from './say.ts';

/** Prints, per commitment and perspective, the four axes and since when; then the digest of the whole. */
export const status: Command = {
  name: 'status', operands: ['PROCESS'], options: ['--valid T', '--record T|N', '--perspective P', '--data DIR', '--json'],
  run: (world, [slug = ''], options) => asking(world, slug, options, async ({ app, dossier, words, times, perspective }) => {
    const table = await app.status(slug, times.asOf, perspective === null ? undefined : [perspective], times.size);
    if (table === null) return EXIT.refused;
    world.io.out(options.json ? `${canonical(table as unknown as Json)}\n` : lines(table, dossier, words));
    return EXIT.done;
  }),
};

/** The same of one commitment, with the digest of its statuses alone. Refuses `cli.commitment.unknown`. */
export const statusOf: Command = {
  name: 'status', operands: ['PROCESS', 'COMMITMENT'], options: status.options,
  run: (world, [slug = '', commitment = ''], options) => asking(world, slug, options, async ({ app, dossier, words, times, perspective, refused }) => {
    const table = await app.statusOf(slug, commitment, times.asOf, perspective === null ? undefined : [perspective], times.size);
    if (table === null) return refused({ code: 'cli.commitment.unknown', commitment });
    world.io.out(options.json ? `${canonical(table as unknown as Json)}\n` : lines(table, dossier, words));
    return EXIT.done;
  }),
};

function lines(table: StatusTable, { state }: Dossier, words: Words): string {
  const rows = table.statuses.filter(({ performance }) => performance !== 'no-account' && performance !== 'not-expressed').map((one) => [
    one.reading === null ? one.commitment : `${one.commitment} (${one.reading})`, nameOf(one.perspective, state, words), one.position, one.performance, one.knowledge, one.settlement, one.since === null ? '' : words.interval(one.since),
  ]);
  const heads = ['commitment', 'perspective', 'position', 'performance', 'knowledge', 'settlement', 'since'].map((name) => words.say(`cli.status.${name}`));
  const silent = table.statuses.length - rows.length;
  return `${columns([heads, ...rows])}\n${words.say('cli.status.silent', { count: silent })}\n${words.say('cli.status.digest', { digest: table.digest })}\n`;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length))) ?? [];
  return rows.map((row) => row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)).join('  ').trimEnd()).join('\n');
}

