import { parseArgs } from 'node:util';
import { Fault } from '#base';
import { amendmentSign } from './amendment.ts';
import { audit } from './audit.ts';
import { bagOpen, bagPack } from './bag.ts';
import { changes } from './changes.ts';
import { charterCheck, charterOpen, charterSign, keysCard, keysReplace } from './charter.ts';
import { caseCheck, caseLoad } from './case.ts';
import type { Command, Options, World } from './command.ts';
import { EXIT } from './command.ts';
import { documentsAdd } from './documents.ts';
import { evidenceAdd, evidenceGet } from './evidence.ts';
import { explain } from './explain.ts';
import { exported, exportedDates, exportedNews, exportedReminders, exportedRetention, exportedSummary, exportedText } from './export.ts';
import { exportedAlerts, exportedPeople, exportedPublic, exportedRegister } from './export-field.ts';
import { formsAdd, formsDrop, formsList } from './forms.ts';
import { intake } from './intake.ts';
import { keysHost, keysNew } from './keys.ts';
import { erase, letters, releaseDraft, releaseEnter, releaseSign, share } from './letters.ts';
import { fork, mirror } from './mirror.ts';
import { receipt } from './receipt.ts';
import { rebuild } from './rebuild.ts';
import { rollup } from './rollup.ts';
import { search } from './search.ts';
import { list, serve } from './serve.ts';
import { status, statusOf } from './status.ts';
import { sayFault } from './say.ts';
import { sign } from './sign.ts';
import { submitted } from './submitted.ts';
import { freeze, successionDraft, successionOpen, successionSign } from './succession.ts';
import { whatIf } from './what-if.ts';
import { witness } from './witness.ts';

export { EXIT } from './command.ts';
export { isNothingNew, keptProof, standing, slugOf, told } from './mirror.ts';
export { sayFault } from './say.ts';
export type { Io, World } from './command.ts';

const COMMANDS: readonly Command[] = [serve, list, caseLoad, caseCheck, status, statusOf, rollup, explain, changes, search, whatIf, audit, rebuild, exportedText, exportedDates, exportedReminders, exportedRetention, exportedSummary, exportedNews, exportedRegister, exportedPeople, exportedAlerts, exportedPublic, exported, bagPack, bagOpen, mirror, fork, keysNew, keysHost, keysCard, keysReplace, charterCheck, charterSign, charterOpen, sign, amendmentSign, intake, formsAdd, formsList, formsDrop, documentsAdd, submitted, receipt, letters, share, releaseDraft, releaseSign, releaseEnter, erase, evidenceAdd, evidenceGet, freeze, successionDraft, successionSign, successionOpen, witness];

const OPTIONS = {
  data: { type: 'string', default: 'data' }, json: { type: 'boolean', default: false }, hashes: { type: 'boolean', default: false }, valid: { type: 'string' }, record: { type: 'string' },
  for: { type: 'string' }, process: { type: 'string' }, table: { type: 'boolean', default: false }, to: { type: 'string' }, promise: { type: 'boolean', default: false }, sealed: { type: 'boolean', default: false }, hide: { type: 'string', multiple: true },
  since: { type: 'string' }, perspective: { type: 'string' }, port: { type: 'string', default: '8080' }, host: { type: 'string', default: '127.0.0.1' }, demo: { type: 'boolean', default: false }, follow: { type: 'boolean', default: false },
  author: { type: 'string' }, language: { type: 'string' }, date: { type: 'string' }, url: { type: 'string' }, profile: { type: 'string' }, form: { type: 'string' }, category: { type: 'string' }, by: { type: 'string' }, reason: { type: 'string' }, 'host-key': { type: 'string' }, delay: { type: 'string', default: 'PT1H' }, key: { type: 'string' }, as: { type: 'string' }, 'counterpart-of': { type: 'string', multiple: true }, log: { type: 'string', multiple: true }, name: { type: 'string' }, origin: { type: 'string' }, tls: { type: 'boolean', default: false }, trust: { type: 'string' }, 'open-processes': { type: 'boolean', default: false }, help: { type: 'boolean', default: false, short: 'h' },
} as const;

/** Runs one command line and gives its exit code. Faults become a sentence and code 3; bugs are thrown. */
export async function run(argv: readonly string[], world: World): Promise<number> {
  const words = world.words('UTC');
  const parsed = parse(argv);
  if (parsed === null) return usage(world, words.say('cli.usage.options'));
  const { values, positionals } = parsed;
  if (values.help === true || positionals.length === 0) return usage(world, null);
  const named = COMMANDS.filter(({ name }) => name.split(' ').every((part, index) => positionals[index] === part));
  const command = named.find(({ name, operands }) => positionals.length === name.split(' ').length + operands.length) ?? named[0];
  if (command === undefined) return usage(world, words.say('cli.usage.command', { command: positionals.join(' ') }));
  const operands = positionals.slice(command.name.split(' ').length);
  const port = Number(values.port);
  if (operands.length !== command.operands.length || !Number.isInteger(port) || port < 0 || port > 65_535) return usage(world, words.say('cli.usage.operands', { command: command.name, operands: command.operands.join(' ') }));
  const options: Options = { folder: values.data, json: values.json, hashes: values.hashes, valid: values.valid, record: values.record, since: values.since, perspective: values.perspective, port, host: values.host, demo: values.demo, follow: values.follow, profile: values.profile, form: values.form, category: values.category, by: values.by, author: values.author, language: values.language, date: values.date, url: values.url, reason: values.reason, hostKey: values['host-key'], delay: values.delay, key: values.key, as: values.as, readers: values.for, process: values.process, table: values.table, to: values.to, promise: values.promise, sealed: values.sealed, hide: values.hide ?? [], counterpartOf: values['counterpart-of'] ?? [], logs: values.log ?? [], name: values.name, origin: values.origin, tls: values.tls, openProcesses: values['open-processes'] };
  try {
    if (values.trust !== undefined) world.trust(values.trust);
    return await command.run(world, operands, options);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    world.io.note(sayFault(error, words));
    return EXIT.fault;
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch {
    return null;
  }
}

function usage(world: World, problem: string | null): number {
  const words = world.words('UTC');
  if (problem !== null) world.io.note(problem);
  const lines = COMMANDS.map(({ name, operands, options }) => `  counterpart ${[name, ...operands, ...options.map((option) => `[${option}]`)].join(' ')}\n      ${words.say(`cli.about.${name.replaceAll(' ', '-')}`)}`);
  const text = [words.say('cli.usage'), ...lines, words.say('cli.usage.everywhere')].join('\n');
  if (problem === null) world.io.out(`${text}\n`);
  else world.io.note(text);
  return problem === null ? EXIT.done : EXIT.usage;
}
