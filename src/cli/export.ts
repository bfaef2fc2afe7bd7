import { calendarOf, newsMail, packed, paperOf, remindersOf, retentionMails, summaryMail, summaryOf, summaryWords, textsOf } from '#app';
import type { Counterpart, Dossier } from '#app';
import { asOfBound } from '#base';
import type { Refusal } from '#base';
import { utf8 } from '#record';
import { writeBag } from '#wire';
import type { Words } from '#words';
import type { Command, Options, World } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';
import { refused } from './sign.ts';

/** Writes a log as files, in the layout in which hosts publish it: to put on a web server or a stick, and for programs that we did not write. Refuses a folder that holds something. */
export const exported: Command = {
  name: 'export', operands: ['PROCESS', 'DIR'], options: ['--data DIR'],
  run: (world, [slug = '', folder = ''], options) => world.withApp(options.folder, 'read', async (app) => {
    const words = world.words('UTC'), log = await app.published(slug);
    const code = log === null ? 'cli.process.unknown' : world.isEmpty(folder) ? null : 'cli.export.not-empty';
    if (log === null || code !== null) {
      world.io.note(sayRefusal({ code: code ?? '', process: slug, folder }, words));
      return EXIT.refused;
    }
    let count = 0;
    for await (const { path, bytes } of log.files()) {
      world.save(folder, path, bytes);
      count += 1;
    }
    world.io.out(`${words.say('cli.export', { size: log.size, count, folder })}\n`);
    return EXIT.done;
  }),
};

/** Does its work over a process as everybody may read it; with `--table` as those at the table do. Refuses `cli.process.unknown`. */
export const over = (name: string, operands: readonly string[], more: readonly string[], work: (world: World, held: { readonly app: Counterpart; readonly dossier: Dossier; readonly words: Words }, operands: readonly string[], options: Options) => Promise<string | Refusal>): Command => ({
  name, operands: ['PROCESS', ...operands], options: [...more, '--table', '--data DIR'],
  run: (world, [slug = '', ...given], options) => world.withApp(options.folder, 'read', async (held) => {
    const app = options.table ? held : held.forEverybody(), dossier = await app.dossier(slug);
    const came = dossier === null ? { code: 'cli.process.unknown', process: slug } : await work(world, { app, dossier, words: world.words(dossier.state.charter.zone) }, given, options);
    if (typeof came !== 'string') return refused(world, came);
    world.io.out(`${came}\n`);
    return EXIT.done;
  }),
});

/** Writes a text of the record as a document for each party, whose copy names it first, and beside it a bag with the record that proves it. Refuses `cli.export.text`. */
export const exportedText = over('export text', ['ID', 'DIR'], [], async (world, { app, dossier, words }, [id = '', folder = ''], { table }) => {
  const { slug, state } = dossier, text = textsOf(state).find((one) => one.id === id), names: string[] = [];
  if (text === undefined) return { code: 'cli.export.text', id };
  for (const party of text.parties.length === 0 ? [null] : text.parties) {
    const name = `${[id, ...(party === null ? [] : [party])].map(fileName).join('.')}.docx`, paper = await paperOf(app, slug, id, party, words);
    if (paper !== null) world.save(folder, name, paper);
    names.push(name);
  }
  const files = await packed(app, slug, 0, [], table), bag = `${slug}.bag`;
  if (files !== null) world.save(folder, bag, writeBag(files));
  return words.say('cli.export.text', { files: words.list(names), bag, folder });
});

/** Writes the dates of a process as a calendar. */
export const exportedDates = over('export dates', ['FILE'], [], async (world, { app, dossier, words }, [file = '']) => {
  const calendar = await calendarOf(app, dossier.slug, words) ?? '';
  world.save('', file, utf8(calendar));
  return words.say('cli.export.dates', { count: calendar.split('BEGIN:VEVENT').length - 1, file });
});

/** Writes the summary of a day, or of the last of which something is told, as a letter to be sent from one's own mail program; in another language than English where it can be told in it. Refuses `summary.day`. */
export const exportedSummary = over('export summary', ['FILE'], ['--valid DAY', '--language TAG'], async (world, { app, dossier, words }, [file = ''], { valid, language }) => {
  const theirs = summaryWords(world.words(dossier.state.charter.zone, language)), made = await summaryOf(app, dossier.slug, theirs, valid ?? null);
  if (made?.ok !== true) return made?.refusal ?? { code: 'cli.process.unknown', process: dossier.slug };
  world.save('', file, utf8(summaryMail(dossier, theirs, made.value, null)));
  return words.say('cli.export.summary', { day: words.day(made.value.day), count: made.value.sections.reduce((sum, { lines }) => sum + lines.length, 0), file });
});

/** Writes a letter to everybody whose side keeps files on people that end within thirty days, or should be gone: which, why, and how they are erased. With `--table`, for such files are for the table. */
export const exportedRetention = over('export retention', ['DIR'], [], async (world, { dossier, words }, [folder = '']) => {
  const mails = retentionMails(dossier, (language, zone) => world.words(zone, language), world.now());
  for (const { name, mail } of mails) world.save(folder, name, utf8(mail));
  return words.say('cli.export.retention', { count: mails.length, folder });
});

/** Writes what came on record of a topic since a time as a letter. Refuses `follow.topic`, `time.*`. */
export const exportedNews = over('export news', ['TOPIC', 'FILE'], ['--since T'], async (world, { dossier, words }, [about = '', file = ''], { since }) => {
  const made = newsMail(dossier, words, about, since ?? null, null);
  if (!made.ok) return made.refusal;
  world.save('', file, utf8(made.value));
  return words.say('cli.export.news', { file });
});

/** Days before a date on which the letters remind of it. */
const REMIND_WITHIN = 14;

/** Writes a letter to each head and delegate for each date of their side in the two weeks after a time, or after the head of the record, to be sent from one's own mail program. Refuses `time.*`. */
export const exportedReminders = over('export reminders', ['DIR'], ['--valid T'], async (world, { app, dossier, words }, [folder = ''], { valid }) => {
  const from = asOfBound(valid ?? null, dossier.state.charter.zone, dossier.range.known);
  if (!from.ok) return from.refusal;
  const reminders = await remindersOf(app, dossier.slug, (language, zone) => world.words(zone, language), { from: from.value, to: from.value + REMIND_WITHIN * 86_400 }) ?? [];
  for (const { name, mail } of reminders) world.save(folder, name, utf8(mail));
  return words.say('cli.export.reminders', { count: reminders.length, days: REMIND_WITHIN, folder });
});

const fileName = (part: string): string => part.replace(/[^A-Za-z0-9-]/g, '-');
