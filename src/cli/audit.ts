import type { Json } from '#base';
import { canonical } from '#base';
import type { AuditReport } from '#app';
import { verifyPublished } from '#audit';
import { readBody } from '#wire';
import type { Command, World } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';

/** Verifies a whole record - held here, or published in a directory or at an address: bytes, signatures, tree, head, then the rules. Names the first entry and step that is wrong. */
export const audit: Command = {
  name: 'audit', operands: ['PROCESS|DIR|URL'], options: ['--data DIR', '--json'],
  run: async (world, [place = ''], options) => {
    const words = world.words('UTC'), progress = (done: number, of: number): void => world.io.progress(words.say('cli.progress', { done, of }));
    if (place.includes('/')) return said(await published(world, place, progress), options.json, world);
    return world.withApp(options.folder, 'read', async (app) => {
      const report = await app.audit(place, progress);
      if (report !== null) return said(report, options.json, world);
      world.io.note(sayRefusal({ code: 'cli.process.unknown', process: place }, words));
      return EXIT.refused;
    });
  },
};

/** A copy as its files lie there; nothing of this machine's own is needed. */
async function published(world: World, place: string, progress: (done: number, of: number) => void): Promise<AuditReport> {
  const base = place.replace(/\/+$/, '');
  const file = async (path: string): Promise<Uint8Array | null> => {
    if (!/^https?:/.test(place)) return world.exists(`${base}/${path}`) ? world.bytes(`${base}/${path}`) : null;
    const { status, bytes } = await world.get(`${base}/${path}`);
    return status === 200 ? bytes : null;
  };
  const { process, size, steps, wrong } = await verifyPublished(file, { read: readBody, progress });
  return { process: process ?? '', size, steps, wrong, ok: wrong === null };
}

function said(report: AuditReport, json: boolean, world: World): number {
  const words = world.words('UTC');
  if (json) world.io.out(`${canonical(report as unknown as Json)}\n`);
  else {
    for (const { step, count } of report.steps) world.io.out(`${words.say(`cli.audit.${step}`, { count })}\n`);
    if (report.wrong === null) world.io.out(`${words.say('cli.audit.right', { size: report.size })}\n`);
    else {
      const { step, position, entry, refusal } = report.wrong;
      world.io.out(`${words.say('cli.audit.wrong', { step, position: position ?? -1, entry: entry ?? '-' })}\n${sayRefusal(refusal, words)}\n`);
    }
  }
  return report.ok ? EXIT.done : EXIT.refused;
}
