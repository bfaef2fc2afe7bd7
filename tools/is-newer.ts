// Exit code 0 if a source of the pages is newer than the file named, or that file is missing; 1 otherwise.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const built = process.argv[2] ?? '';
const sources = ['src', 'package-lock.json', 'locales', 'tools/build-web.ts', 'tools/build-verify.ts'];
const times = (path: string): number => (statSync(path).isFile() ? statSync(path).mtimeMs : Math.max(0, ...readdirSync(path).map((name) => times(join(path, name)))));
process.exitCode = !existsSync(built) || sources.some((path) => times(path) > statSync(built).mtimeMs) ? 0 : 1;
