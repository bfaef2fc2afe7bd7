import type { Json } from '#base';
import { canonical } from '#base';
import type { CountedTogether, Dossier } from '#app';
import type { Words } from '#words';
import { asking } from './asked.ts';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { nameOf, namedEntry } from './say.ts';

/** Prints the commitments counted together, account by account: by instrument, bearer and track; chains of remedies, grades, ages. Never a score. */
export const rollup: Command = {
  name: 'rollup', operands: ['PROCESS'], options: ['--valid T', '--record T|N', '--data DIR', '--json'],
  run: (world, [slug = ''], options) => asking(world, slug, options, async ({ app, dossier, words, times }) => {
    const found = await app.rollUp(slug, times.asOf, times.size);
    if (found === null) return EXIT.refused;
    world.io.out(options.json ? `${canonical(found as unknown as Json)}\n` : `${text(found, dossier, words).join('\n')}\n`);
    return EXIT.done;
  }),
};

type Found = CountedTogether['rollUp'];
type Named = (id: string) => string;

function text({ rollUp, digest }: CountedTogether, { state }: Dossier, words: Words): readonly string[] {
  const who = (id: string): string => nameOf(id, state, words);
  const entry = (id: string): string => namedEntry(id, state, words);
  return [
    ...section('rollup.instruments', groups(rollUp.instruments, (id) => id, who, words), words),
    ...section('rollup.parties', groups(rollUp.parties, who, who, words), words),
    ...section('rollup.tracks', groups(rollUp.tracks, (id) => words.say(`track.${id}`), who, words), words),
    ...section('rollup.chains', rollUp.chains.flatMap((chain) => chained(chain, who, words)), words),
    ...section('rollup.graded', rollUp.graded.flatMap(({ commitment, assessors }) => [`  ${commitment}`, ...assessors.flatMap(({ by, grades }) => (
      grades.length === 0 ? [`    ${who(by)}: ${words.say('rollup.grades.none')}`] : grades.map(({ level, at, entry: id }) => `    ${words.say('cli.rollup.grade', { who: who(by), level, time: words.interval(at), entry: entry(id) })}`)))]), words),
    ...section('rollup.undated', rollUp.undated.flatMap((age) => aged(age, entry, who, words)), words),
    words.say('cli.status.digest', { digest }),
  ];
}

const section = (title: string, lines: readonly string[], words: Words): readonly string[] => [words.say(title), ...(lines.length === 0 ? [`  ${words.say('rollup.none')}`] : lines)];

function groups(found: Found['tracks'], name: Named, who: Named, words: Words): readonly string[] {
  return found.flatMap(({ id, commitments, notExpressed, tallies }) => {
    const heard = tallies.filter((tally) => tally.words.length > 0);
    const head = [words.say('rollup.commitments', { count: commitments }), ...(notExpressed === 0 ? [] : [words.say('rollup.not-expressed', { count: notExpressed })])];
    return [`  ${name(id)}: ${head.join(', ')}`, ...(heard.length === 0 ? [`    ${words.say('cli.rollup.no-line')}`] : heard.map((tally) => `    ${line(tally, who, words)}`))];
  });
}

function line({ perspective, words: counts, silent }: Found['tracks'][number]['tallies'][number], who: Named, words: Words): string {
  const said = counts.map(({ word, count, provisional }) => words.say('cli.rollup.count', { count, provisional, word: words.say(`verdict.${word}`) }));
  return words.say('cli.rollup.line', { who: who(perspective), words: said.join(', '), silent });
}

function chained({ commitment, remedies, outcomes }: Found['chains'][number], who: Named, words: Words): readonly string[] {
  const heard = outcomes.filter(({ outcome }) => outcome !== 'no-account');
  return [`  ${commitment} → ${remedies.join(', ')}`, ...heard.map(({ perspective, reading, outcome, settlement }) => `    ${words.say('cli.rollup.chain', {
    who: reading === null ? who(perspective) : `${who(perspective)} (${reading})`, outcome: words.say(`rollup.outcome.${outcome}`), settlement: settlement === null ? '' : `, ${words.say(`settlement.${settlement}`)}`,
  })}`)];
}

function aged({ commitment, opened, accounts, last }: Found['undated'][number], entry: Named, who: Named, words: Words): readonly string[] {
  const since = opened === null ? words.say('cli.rollup.age.none') : words.say('cli.rollup.age', { time: words.day(opened.at), days: opened.days });
  const said = last === null ? words.say('cli.rollup.last.none') : words.say('cli.rollup.last', { time: words.when(last.date), days: last.days, entry: entry(last.entry) });
  return [`  ${commitment}: ${since}; ${said}`, ...accounts.map((one) => {
    const facts = { who: one.reading === null ? who(one.perspective) : `${who(one.perspective)} (${one.reading})`, word: words.say(`verdict.${one.word}`) };
    return `    ${one.opened === null ? words.say('rollup.age.account', facts) : words.say('rollup.age.open', { ...facts, time: words.day(one.opened.at), days: one.opened.days })}`;
  })];
}
