import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { counterpart, root } from './support/host.ts';

/** What readers are shown to type exists: each command of README and docs, with each of its options. */
const documents = ['README.md', 'SECURITY.md', 'ARCHITECTURE.md', ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => join('docs', name))];

/** Lines of code, and code within a sentence, that begin with the program. */
const shownIn = (text: string): readonly string[] => [...text.matchAll(/^ {4}npx counterpart (.+)$|`(?:npx )?counterpart ([a-z][^`]*)`/gm)].map(([, line, within]) => (line ?? within ?? '').replace(/\s+#.*$| && .*$/, ''));

/** As the program itself lists them: a command's name, and what may follow. */
const commands = counterpart('--help').out.split('\n').flatMap((line) => { const [, name, rest] = /^ {2}counterpart ([a-z -]*[a-z])(.*)$/.exec(line) ?? []; return name === undefined ? [] : [{ name, rest: rest ?? '' }]; });

test.each(documents)('%s shows commands that there are', (name) => {
  for (const shown of shownIn(readFileSync(join(root, name), 'utf8'))) {
    const known = commands.filter(({ name: command }) => shown === command || shown.startsWith(`${command} `)), longest = Math.max(...known.map(({ name: command }) => command.length)), options = known.filter(({ name: command }) => command.length === longest).map(({ rest }) => rest).join(' ');
    expect(known.length, shown).toBeGreaterThan(0);
    for (const [option] of shown.matchAll(/--[a-z-]+/g)) expect(`${options} --trust --data --json`, shown).toContain(option);
  }
});
