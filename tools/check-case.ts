// Prints what is wrong with a case folder: `node tools/check-case.ts cases/lachin-2020`. Exit code 0 if nothing is, 1 otherwise.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { readCase } from '#wire';

type Problem = { readonly [fact: string]: string | number };

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: node tools/check-case.ts FOLDER');
  process.exit(2);
}
const sentences = JSON.parse(readFileSync(new URL('../locales/en/refusals-case.json', import.meta.url), 'utf8')) as { readonly [key: string]: string };
const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length));
const read = readCase(new Map(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')])));

if (read.ok) {
  const { slug, items, people, charter } = read.value;
  console.log(`${slug}: ${items.length} entries after the charter, ${charter.actors.length} actors, ${people.length} people. Nothing is wrong with the files.`);
} else {
  for (const problem of read.refusal['problems'] as unknown as readonly Problem[]) {
    const sentence = new IntlMessageFormat(sentences[`refusal.${problem['code']}`] ?? String(problem['code']), 'en').format(problem) as string;
    console.log(`${problem['file']}:${problem['line']}:${problem['column']} ${problem['field'] || '(file)'} - ${sentence}`);
  }
  console.log(`${read.refusal['count']} problems.`);
  process.exitCode = 1;
}
