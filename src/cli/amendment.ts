import { basename } from 'node:path';
import type { Json, Result } from '#base';
import { refuse } from '#base';
import type { Signing } from '#app';
import { readWritten } from '#app';
import { signAmendment, parseJson } from '#record';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { refused, signing } from './sign.ts';

interface Written {
  readonly kind: 'amendment';
  readonly content: { readonly id?: Json; readonly changes?: Json; readonly reason?: Json; readonly agreedBy?: readonly { readonly participant: string }[] };
}

/** Adds a head's signature to the amendment in a file that travels between the delegations. Who signs last enters it: `counterpart sign`. */
export const amendmentSign: Command = {
  name: 'amendment sign', operands: ['PROCESS', 'FILE'], options: ['--key FILE', '--as ID', '--data DIR'],
  run: (world, [slug = '', file = ''], options) => world.withApp(options.folder, 'read', async (app) => {
    const dossier = await app.dossier(slug), by = signing(world, options);
    if (dossier === null) return refused(world, { code: 'cli.process.unknown', process: slug });
    if (!by.ok) return refused(world, by.refusal);
    const agreed = agreedIn(world.file(file), dossier.state.process, by.value);
    if (!agreed.ok) return refused(world, agreed.refusal);
    const text = `${JSON.stringify(agreed.value, null, 2)}\n`, read = readWritten({ file: basename(file), text }, dossier.state, by.value.participant);
    if (!read.ok) return refused(world, read.refusal);
    world.keep('', file, text);
    world.io.out(`${world.words('UTC').say('cli.amendment.signed', { participant: by.value.participant, count: agreed.value.content.agreedBy?.length ?? 0, process: slug, file })}\n`);
    return EXIT.done;
  }),
};

/** The file with one signature more, over its id, changes and reason in this process. Refuses `cli.amendment.file`, `cli.amendment.signed`. */
function agreedIn(text: string, process: string, { participant, seed }: Signing): Result<Written> {
  const { kind, content: { agreedBy = [], ...agreed } } = parsed(text);
  if (kind !== 'amendment') return refuse('cli.amendment.file');
  if (agreedBy.some((one) => one.participant === participant)) return refuse('cli.amendment.signed', { participant });
  return { ok: true, value: { kind, content: { ...agreed, agreedBy: [...agreedBy, { participant, signature: signAmendment({ ...agreed, process }, seed) }] } as Written['content'] } };
}

function parsed(text: string): { readonly kind: string; readonly content: Written['content'] } {
  try {
    const { kind, content } = parseJson(text) as Partial<Written>;
    return { kind: typeof content === 'object' && content !== null ? String(kind) : '', content: content ?? {} };
  } catch {
    return { kind: '', content: {} };
  }
}
