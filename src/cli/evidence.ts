import { basename } from 'node:path';
import { canonical } from '#base';
import { recipientsFor } from '#app';
import { signReading } from '#record';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { sayAnswer } from './say.ts';
import { refused, signingAt } from './sign.ts';

/** Takes a file in as evidence, and prints what an entry says of it; `--for`: sealed to some; `--to`: at the host too. */
export const evidenceAdd: Command = {
  name: 'evidence add', operands: ['PROCESS', 'FILE'], options: ['--key FILE', '--as ID', '--for NAMES', '--to URL', '--data DIR'],
  run: (world, [slug = '', file = ''], options) => signingAt(world, slug, { ...options, to: '' }, async (_, at, by) => {
    const recipients = options.readers === undefined ? null : recipientsFor(at, [...options.readers.split(','), by.participant]), files = world.evidence(options.folder), { process } = at.state;
    if (recipients?.ok === false) return refused(world, recipients.refusal);
    const kept = await files.put(process, null, recipients === null ? world.stream(file) : await world.seal.sealStream(world.stream(file), recipients.value));
    if ('refused' in kept) return refused(world, { code: kept.refused });
    const here = files.get(process, kept.digest);
    if (options.to !== undefined && here !== null) {
      const { status, body } = await world.put(`${options.to.replace(/\/*$/, '')}/evidence/${kept.digest}`, here.stream, signReading(process, world.now(), by.seed));
      if (status !== 200) return refused(world, { code: 'cli.evidence.answer', status, answer: sayAnswer(body, world.words('UTC')) });
    }
    world.io.out(`${canonical({ ...kept, ...(recipients === null ? { name: basename(file) } : { sealed: true }) })}\n`);
    return EXIT.done;
  }),
};

/** Writes evidence to a file; opened, where it is sealed to the key. */
export const evidenceGet: Command = {
  name: 'evidence get', operands: ['PROCESS', 'DIGEST', 'FILE'], options: ['--key FILE', '--as ID', '--sealed', '--data DIR'],
  run: (world, [slug = '', digest = '', file = ''], options) => signingAt(world, slug, { ...options, to: '' }, async (_, at, by) => {
    const found = world.evidence(options.folder).get(at.state.process, digest);
    if (found === null) return refused(world, { code: 'cli.evidence.unknown', digest });
    const sealed = [...at.state.items.values()].flatMap(({ value }) => value.evidence ?? []).find((one) => one.digest === digest)?.sealed ?? options.sealed;
    const opened = sealed ? await world.seal.openStream(found.stream, by.seed) : found.stream;
    if (opened === null) return refused(world, { code: 'cli.evidence.closed', digest });
    await world.streamTo(file, opened);
    return EXIT.done;
  }),
};
