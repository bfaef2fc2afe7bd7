// Exit code 0 if a source of the pages is newer than one of the files named, or one of these is missing; 1 otherwise.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const built = process.argv.slice(2);
const sources = ['src', 'package-lock.json', 'locales', 'tools/build-web.ts', 'tools/build-verify.ts'];
const times = (path: string): number => (statSync(path).isFile() ? statSync(path).mtimeMs : Math.max(0, ...readdirSync(path).map((name) => times(join(path, name)))));
process.exitCode = built.every((file) => existsSync(file)) && Math.min(...built.map((file) => statSync(file).mtimeMs)) >= Math.max(...sources.map(times)) ? 1 : 0;
