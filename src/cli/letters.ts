import type { Json, Result } from '#base';
import { canonical } from '#base';
import type { At, Counterpart, DraftedRelease, Opened, Signing } from '#app';
import { consentTo, draftRelease, erased, openedWith, readRelease, released, shareWith } from '#app';
import type { Command, World } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';
import { deviceOf, handIn, refused, signing, signingAt } from './sign.ts';

/** The letters that a key opens, each with what its check came to. What it does not open is counted and nothing more. */
export const letters: Command = {
  name: 'letters', operands: ['PROCESS'], options: ['--key FILE', '--as ID', '--data DIR', '--json'],
  run: (world, [slug = ''], options) => signingAt(world, slug, { ...options, to: '' }, async (app, at, { seed }) => {
    const all = await app.sealed(slug) ?? [], opened = await openedWith(at, all, seed, world.seal), words = world.words(at.state.charter.zone);
    if (options.json) {
      world.io.out(`${canonical(opened.map(told) as unknown as Json)}\n`);
      return EXIT.done;
    }
    for (const { position, author, shared, letter, wrong } of opened) {
      world.io.out(`${words.say('cli.letter', { position, author, shared: shared ?? 'none', readers: words.list(letter.header.audience) })}\n  ${canonical(letter.content)}\n`);
      if (wrong !== null) world.io.out(`  ${sayRefusal(wrong, words)}\n`);
    }
    world.io.out(`${words.say('cli.letters', { opened: new Set(opened.map(({ position }) => position)).size, count: all.length, erased: all.filter((one) => one.erased).length })}\n`);
    return opened.some(({ wrong }) => wrong !== null) ? EXIT.refused : EXIT.done;
  }),
};

const told = ({ digest, position, author, shared, letter: { header, content }, wrong }: Opened) => ({ position, digest, author, capacity: header.capacity, kind: header.kind, madeAt: header.madeAt, readers: header.audience, shared, content, wrong });

/** The letter at a place in the log, opened and found right. */
async function letterAt(world: World, app: Counterpart, slug: string, at: At, { seed }: Signing, position: string): Promise<Result<Opened>> {
  const opened = await openedWith(at, await app.sealed(slug) ?? [], seed, world.seal);
  const found = opened.find((one) => String(one.position) === position && one.letter.header.kind !== 'share') ?? opened.find((one) => String(one.position) === position);
  if (found === undefined) return { ok: false, refusal: { code: 'cli.letter.unknown', position } };
  return found.wrong === null ? { ok: true, value: found } : { ok: false, refusal: found.wrong };
}

export const share: Command = {
  name: 'share', operands: ['PROCESS', 'N'], options: ['--for NAMES', '--key FILE', '--as ID', '--to URL', '--data DIR', '--demo'],
  run: (world, [slug = '', position = ''], options) => signingAt(world, slug, options, async (app, at, by) => {
    const letter = await letterAt(world, app, slug, at, by, position);
    if (!letter.ok) return refused(world, letter.refusal);
    if (options.readers === undefined) return refused(world, { code: 'cli.letter.for' });
    const bytes = await shareWith(at, letter.value, options.readers.split(','), by, deviceOf(world));
    return bytes.ok ? handIn(world, app, slug, bytes.value, options) : refused(world, bytes.refusal);
  }),
};

export const releaseDraft: Command = {
  name: 'release draft', operands: ['PROCESS', 'N', 'FILE'], options: ['--hide PATH', '--key FILE', '--as ID', '--data DIR'],
  run: (world, [slug = '', position = '', file = ''], options) => signingAt(world, slug, { ...options, to: '' }, async (app, at, by) => {
    const letter = await letterAt(world, app, slug, at, by, position);
    if (!letter.ok) return refused(world, letter.refusal);
    const draft = draftRelease(at, letter.value, options.hide.map((path) => path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))));
    world.keep('', file, `${canonical(draft as unknown as Json)}\n`);
    world.io.out(`${world.words('UTC').say('cli.release.drafted', { file, named: letter.value.letter.header.audience.join(', ') })}\n`);
    return EXIT.done;
  }),
};

export const releaseSign: Command = {
  name: 'release sign', operands: ['FILE'], options: ['--key FILE', '--as ID'],
  run: async (world, [file = ''], options) => {
    const by = signing(world, options), draft = readRelease(world.file(file)), signed = by.ok && draft.ok ? consentTo(draft.value, by.value) : by.ok ? draft : by;
    if (!signed.ok) return refused(world, signed.refusal);
    const { consents } = signed.value as DraftedRelease;
    world.keep('', file, `${canonical(signed.value as unknown as Json)}\n`);
    world.io.out(`${world.words('UTC').say('cli.succession.signed', { participant: options.as ?? '', count: consents.length })}\n`);
    return EXIT.done;
  },
};

export const releaseEnter: Command = {
  name: 'release enter', operands: ['PROCESS', 'FILE'], options: ['--key FILE', '--as ID', '--to URL', '--data DIR', '--demo'],
  run: (world, [slug = '', file = ''], options) => signingAt(world, slug, options, async (app, at, by) => {
    const draft = readRelease(world.file(file)), bytes = draft.ok ? released(at, draft.value, by, deviceOf(world)) : draft;
    return bytes.ok ? handIn(world, app, slug, bytes.value, options) : refused(world, bytes.refusal);
  }),
};

export const erase: Command = {
  name: 'erase', operands: ['PROCESS', 'N'], options: ['--reason TEXT', '--key FILE', '--as ID', '--to URL', '--data DIR', '--demo'],
  run: (world, [slug = '', position = ''], options) => signingAt(world, slug, options, async (app, at, by) => {
    if (options.reason === undefined) return refused(world, { code: 'cli.reason' });
    const entry = (await app.entry(slug, Number(position)))?.id ?? '';
    const bytes = erased(at, await app.sealed(slug) ?? [], entry, { en: options.reason }, by, deviceOf(world));
    return bytes.ok ? handIn(world, app, slug, bytes.value, options) : refused(world, bytes.refusal);
  }),
};
