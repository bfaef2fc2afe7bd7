import type { VerifierKey } from '#record';
import { readVerifierKey } from '#record';
import type { Command } from './command.ts';
import { EXIT } from './command.ts';
import { sayRefusal } from './say.ts';

/** Cosigns heads of the logs that it is told of. Refuses `cli.witness.logs`, `cli.witness.key`, `record.note.key`. */
export const witness: Command = {
  name: 'witness', operands: [], options: ['--log VKEY', '--name NAME', '--port N', '--host H', '--data DIR'],
  run: async (world, _, { folder, port, host, logs, name }) => {
    const keys: VerifierKey[] = [];
    const refused = (code: string, facts: { readonly [fact: string]: string } = {}): number => {
      world.io.note(sayRefusal({ code, ...facts }, world.words('UTC')));
      return EXIT.refused;
    };
    for (const text of logs) {
      const key = readVerifierKey(text);
      if (!key.ok) return refused('record.note.key', { key: text });
      if (key.value.type === 'cosignature') return refused('cli.witness.key', { key: text });
      keys.push(key.value);
    }
    return keys.length === 0 ? refused('cli.witness.logs') : world.witness({ folder, port, host, logs: keys, name: name ?? null });
  },
};
