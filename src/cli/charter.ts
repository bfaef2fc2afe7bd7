import type { Json } from '#base';
import { canonical } from '#base';
import { agreeTo, readCharter, signed } from '#app';
import { bodyDigest, keyOf, readKeyFile, signPossession, utf8 } from '#record';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { deviceOf, handIn, refused, signing, signingAt } from './sign.ts';

/** Whether a charter has its form, and who has signed it; whether its rules let a process be opened is seen when it is. */
export const charterCheck: Command = {
  name: 'charter check', operands: ['FILE'], options: [],
  run: async (world, [file = '']) => {
    const draft = readCharter(world.file(file)), words = world.words('UTC');
    if (!draft.ok) return refused(world, draft.refusal);
    const { charter, agreedBy } = draft.value, heads = charter.participants.filter(({ capacity }) => capacity === (charter.kind === 'live' ? 'head' : 'editor')).map(({ id }) => id);
    const done = agreedBy.map(({ participant }) => participant), open = heads.filter((id) => !done.includes(id));
    world.io.out(`${words.say('cli.charter', { digest: bodyDigest(utf8(canonical(charter as unknown as Json))), signed: words.list(done), signedCount: done.length, open: words.list(open), openCount: open.length })}\n`);
    return EXIT.done;
  },
};

/** Adds one's signature to a charter that is passed round. */
export const charterSign: Command = {
  name: 'charter sign', operands: ['FILE'], options: ['--key FILE', '--as ID'],
  run: async (world, [file = ''], options) => {
    const by = signing(world, options), draft = readCharter(world.file(file));
    if (!by.ok || !draft.ok) return refused(world, by.ok ? draft.ok ? { code: 'charter.form' } : draft.refusal : by.refusal);
    const agreed = agreeTo(draft.value, by.value, keyOf(by.value.seed));
    if (!agreed.ok) return refused(world, agreed.refusal);
    world.keep('', file, `${canonical(agreed.value as unknown as Json)}\n`);
    world.io.out(`${world.words('UTC').say('cli.succession.signed', { participant: by.value.participant, count: agreed.value.agreedBy.length })}\n`);
    return EXIT.done;
  },
};

/** Opens the process on this machine, whose host key the charter names: entry 0, entered by one of those who signed. */
export const charterOpen: Command = {
  name: 'charter open', operands: ['FILE', 'NAME'], options: ['--key FILE', '--as ID', '--data DIR'],
  run: (world, [file = '', slug = ''], options) => {
    const by = signing(world, options), draft = readCharter(world.file(file));
    if (!by.ok || !draft.ok) return Promise.resolve(refused(world, by.ok ? draft.ok ? { code: 'charter.form' } : draft.refusal : by.refusal));
    if (!/^(?!new$)[a-z][a-z0-9-]{0,62}$/.test(slug)) return Promise.resolve(refused(world, { code: 'cli.charter.name', name: slug }));
    return world.withApp(options.folder, 'write', async (app) => {
      const opened = await app.begin(slug, draft.value, by.value);
      if (!opened.ok) return refused(world, opened.refusal);
      world.io.out(`${world.words('UTC').say('cli.charter.opened', { name: slug, process: opened.value.process })}\n`);
      return EXIT.done;
    });
  },
};

/** Puts a new key in the place of one's own: signed with the present one; or, where that is lost, with the root, or by the head of one's side (`--for` whom). */
export const keysReplace: Command = {
  name: 'keys replace', operands: ['PROCESS', 'NEWFILE'], options: ['--key FILE', '--as ID', '--for ID', '--to URL', '--data DIR', '--demo'],
  run: (world, [slug = '', file = ''], options) => signingAt(world, slug, options, async (app, at, by) => {
    const fresh = readKeyFile(world.file(file)), participant = options.readers ?? by.participant, present = [...at.state.participants.values()].findLast(({ id }) => id === participant)?.key;
    if (!fresh.ok) return refused(world, fresh.refusal);
    const { key, seed } = fresh.value, reason = present === keyOf(by.seed) ? 'rotated' : 'lost';
    const content = { participant, key, proof: signPossession(seed, at.state.process, participant), reading: await world.seal.recipientOf(seed), reason } as const;
    const bytes = signed(at, { kind: 'key', content }, by, deviceOf(world));
    return bytes.ok ? handIn(world, app, slug, bytes.value, options) : refused(world, bytes.refusal);
  }),
};

/** What a charter, an accreditation or a change of key says of a key: the public key, the proof that its holder has it, and where letters are sealed to. */
export const keysCard: Command = {
  name: 'keys card', operands: ['FILE'], options: ['--as ID', '--process ID'],
  run: async (world, [file = ''], { as, process }) => {
    const read = readKeyFile(world.file(file));
    if (!read.ok || as === undefined) return refused(world, read.ok ? { code: 'cli.key' } : read.refusal);
    const { key, seed } = read.value;
    world.io.out(`${canonical({ id: as, key, proof: signPossession(seed, process ?? null, as), reading: await world.seal.recipientOf(seed) })}\n`);
    return EXIT.done;
  },
};
