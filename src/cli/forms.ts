import { dropForm, giveForm, givenForms } from '#app';
import type { Dossier } from '#app';
import type { Json, Result } from '#base';
import { canonical, ok } from '#base';
import { readForm, readXlsForm, strangeFill } from '#wire';
import type { Form } from '#wire';
import type { Words } from '#words';
import type { Command, Options, World } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';
import { refused } from './sign.ts';

/** Does its work over the forms of a process. Refuses `cli.process.unknown`. */
const overForms = (name: string, operands: readonly string[], more: readonly string[], work: (world: World, at: { readonly dossier: Dossier; readonly words: Words }, operands: readonly string[], options: Options) => Promise<number>): Command => ({
  name, operands: ['PROCESS', ...operands], options: [...more, '--data DIR', '--json'],
  run: (world, [slug = '', ...given], options) => world.withApp(options.folder, 'read', async (app) => {
    const dossier = await app.dossier(slug);
    return dossier === null ? refused(world, { code: 'cli.process.unknown', process: slug }) : work(world, { dossier, words: world.words(dossier.state.charter.zone) }, given, options);
  }),
});

/** Gives a form to the devices that report in a process: a workbook (XLSForm), with what its reports are about, or our JSON. A host that is running gives it from the next page on. */
export const formsAdd = overForms('forms add', ['FILE'], ['--category NAME'], async (world, { dossier, words }, [file = ''], { folder, category, json }) => {
  const read = /\.json$/i.test(file) ? readForm(world.file(file)) : await workbook(world, words, file, category ?? 'observation'), stranger = read.ok ? strangeFill(read.value) : null;
  const given = !read.ok ? read : stranger !== null ? { ok: false as const, refusal: stranger } : giveForm(world.forms(folder), dossier.state.process, read.value);
  if (!given.ok) return refused(world, given.refusal);
  const { id, version, digest, added } = given.value;
  world.io.out(json ? `${canonical({ form: id, version, digest, added })}\n` : `${words.say('cli.forms.add', { form: id, version, digest, added: added ? 'yes' : 'no' })}\n`);
  return EXIT.done;
});

/** Rows that could not be taken are named; the rest can be used. */
async function workbook(world: World, words: Words, file: string, category: string): Promise<Result<Form>> {
  const read = await readXlsForm(world.bytes(file), category);
  if (!read.ok) return read;
  for (const row of read.value.left) world.io.note(sayRefusal(row, words));
  return ok(read.value.form);
}

/** The forms that a host gives, each with its version and digest. */
export const formsList = overForms('forms list', [], [], async (world, { dossier, words }, _operands, { folder, json }) => {
  const forms = givenForms(world.forms(folder), dossier.state.process);
  if (json) world.io.out(`${canonical({ forms: forms as unknown as Json })}\n`);
  else for (const { id, version, digest, title } of forms) world.io.out(`${words.say('cli.forms.line', { form: id, version, digest, title: words.text(title).words })}\n`);
  return EXIT.done;
});

/** Gives a form no longer. */
export const formsDrop = overForms('forms drop', ['FORM'], [], async (world, { dossier, words }, [form = ''], { folder }) => {
  const dropped = dropForm(world.forms(folder), dossier.state.process, form);
  if (!dropped.ok) return refused(world, dropped.refusal);
  world.io.out(`${words.say('cli.forms.drop', { form })}\n`);
  return EXIT.done;
});
