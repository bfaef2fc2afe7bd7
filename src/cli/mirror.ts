import type { Counterpart, Followed } from '#app';
import { showHead } from '#app';
import { Fault } from '#base';
import { checkForkProof, readForkProof, readKeyFile } from '#record';
import type { Words } from '#words';
import type { Command, World } from './command.ts';
import { EXIT } from './command.ts';
import { sayFault, sayRefusal } from './say.ts';

const EVERY = 5;

/** The local name of a log: the last part of its address. */
export const slugOf = (url: string): string => /([a-z0-9-]+)\/*$/.exec(url)?.[1] ?? 'log';

/** Takes a copy of a host's log, and what comes to it; verifies every byte. What is wrong ends it: a fork leaves its proof as a file. */
export const mirror: Command = {
  name: 'mirror', operands: ['URL'], options: ['--follow', '--key FILE', '--data DIR'],
  run: (world, [url = ''], { folder, follow, key }) => {
    const words = world.words('UTC'), reader = key === undefined ? null : readKeyFile(world.file(key));
    if (reader?.ok === false) {
      world.io.note(sayRefusal(reader.refusal, words));
      return Promise.resolve(EXIT.refused);
    }
    if (!/^https?:\/\/[^/]+\/[a-z0-9-]+\/*$/.test(url)) {
      world.io.note(sayRefusal({ code: 'cli.mirror.url', url }, words));
      return Promise.resolve(EXIT.usage);
    }
    return world.withApp(folder, 'write', async (app) => {
      for (;;) {
        const came = await app.mirror(world.get, url, slugOf(url), reader?.value.seed).catch((fault: unknown) => unreached(fault, follow, world, words));
        if (came !== null && !isNothingNew(came)) world.io.out(`${told(came, words)}\n`);
        if (came?.came === 'wrong') return stopped(came, world, words);
        const back = came?.came === 'behind' && await showHead(app, url, slugOf(url), world.post);
        if (back) world.io.note(words.say('cli.mirror.set-back'));
        if (!follow && came !== null && isNothingNew(came)) world.io.out(`${told(came, words)}\n`);
        const stands = came === null ? null : await standing(app, slugOf(url), words);
        if (stands !== null) world.io.note(stands);
        if (!follow || stands !== null) return back || stands !== null ? EXIT.refused : EXIT.done;
        await world.wait(EVERY);
      }
    });
  },
};

/** What the host of a copy signed before that is wrong, and no other has taken its place: it is followed no longer. `null` where there is nothing. */
export async function standing(app: Pick<Counterpart, 'dossier'>, slug: string, words: Words): Promise<string | null> {
  const warning = (await app.dossier(slug))?.warning;
  return warning?.signed === true ? words.say('cli.mirror.standing', { step: warning.wrong.step, slug }) : null;
}

/** Whether following a host came to nothing that must be said. */
export const isNothingNew = (came: Followed): boolean => came.came === 'same' && came.filled === undefined && came.unfilled === undefined;

/** A host that is not reached is asked again; everything else stops. */
function unreached(fault: unknown, follow: boolean, world: World, words: Words): null {
  if (!follow || !(fault instanceof Fault) || fault.retry !== 'safe') throw fault;
  world.io.note(sayFault(fault, words));
  return null;
}

const filled = ({ filled: count, unfilled }: { readonly filled?: number; readonly unfilled?: number }, words: Words): string =>
  `${count === undefined ? '' : ` ${words.say('cli.mirror.filled', { count })}`}${unfilled === undefined ? '' : ` ${words.say('cli.mirror.unfilled', { count: unfilled })}`}`;

export function told(came: Followed, words: Words): string {
  switch (came.came) {
    case 'same': case 'behind': return `${words.say(`cli.mirror.${came.came}`, { size: came.size })}${filled(came, words)}`;
    case 'grown': return `${words.say('cli.mirror.grown', { from: came.from, size: came.size, withheld: came.withheld })}${filled(came, words)}`;
    case 'wrong': return came.wrong.step === 'succession' ? sayRefusal(came.wrong.refusal, words) : `${words.say('cli.audit.wrong', { step: came.wrong.step, position: came.wrong.position ?? -1, entry: came.wrong.entry ?? 'none' })}\n${sayRefusal(came.wrong.refusal, words)}`;
  }
}

function stopped(came: Followed, world: World, words: Words): number {
  const proof = keptProof(came, words);
  if (proof !== null) world.io.out(`${proof}\n`);
  return EXIT.refused;
}

/** Where what shows others that a host is wrong is kept, and what to do with it; `null` where there is nothing to show. */
export const keptProof = (came: Followed, words: Words): string | null =>
  (came.came !== 'wrong' || came.proof === undefined ? null : words.say(came.fork === null ? 'cli.mirror.shown' : 'cli.mirror.proof', { path: came.proof }));

/** Checks the proof that a host told two histories, whoever made it. */
export const fork: Command = {
  name: 'fork', operands: ['FILE'], options: [],
  run: async (world, [file = '']) => {
    const words = world.words('UTC'), read = readForkProof(world.file(file)), checked = read.ok ? checkForkProof(read.value) : read;
    if (!checked.ok) {
      world.io.note(sayRefusal(checked.refusal, words));
      return EXIT.refused;
    }
    const { process, first, second } = checked.value;
    world.io.out(`${words.say('cli.fork', { process, first: first.size, second: second.size })}\n`);
    return EXIT.done;
  },
};
