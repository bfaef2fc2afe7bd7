// Before `npm pack`: the rooms as JavaScript under dist/, for Node strips no types under node_modules. dist/package.json gives the doors their compiled files.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
type Door = string | { readonly [condition: string]: string };

rmSync(join(root, 'dist/src'), { recursive: true, force: true });
const run = (...args: readonly string[]): void => void execFileSync(process.execPath, [...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
run('node_modules/@typescript/native/bin/tsc', '-p', 'tsconfig.dist.json', '--noCheck'); // `npm run check` checks the same files, with those of the tests.
rmSync(join(root, 'dist/src/web'), { recursive: true, force: true });
run('tools/prepare.mjs'); // Not over pages that are as new as their sources: a host may be reading them.

const compiled = (path: string): string => path.replace(/^\.\/src\/(.*)\.ts$/, './src/$1.js').replace(/^\.\/dist\//, './');
const door = (target: Door): Door => (typeof target === 'string' ? compiled(target) : Object.fromEntries(Object.entries(target).filter(([condition]) => condition !== 'types').map(([condition, path]) => [condition, compiled(path)])));
const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly imports: { readonly [name: string]: Door } };
const doors = Object.fromEntries(Object.entries(imports).map(([name, target]) => [name, door(target)]));
writeFileSync(join(root, 'dist/package.json'), `${JSON.stringify({ type: 'module', imports: doors }, null, 2)}\n`);
