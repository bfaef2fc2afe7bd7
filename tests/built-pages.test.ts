import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newerThanPages } from '../src/built-pages.ts';
import { freshFolder, root } from './support/host.ts';

const home = freshFolder(), at = (path: string): string => join(home.path, path);
const LATER = new Date(Date.now() + 60_000);

beforeAll(() => {
  for (const part of ['bin', 'src', 'locales', 'package.json', 'dist/web/index.js']) cpSync(join(root, part), at(part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), at('node_modules'));
  writeFileSync(at('dist/web/manifest.json'), '{}');
});
afterAll(() => home.remove());

test('a host whose pages were built of older sources does not start, and says which is newer and what to do', () => {
  expect(newerThanPages(home.path)).toBeNull();
  utimesSync(at('src/process/accounts.test.ts'), LATER, LATER); // No page is made of a test.
  expect(newerThanPages(home.path)).toBeNull();
  utimesSync(at('src/process/index.ts'), LATER, LATER);
  mkdirSync(at('data'));
  const { status, stderr } = spawnSync(process.execPath, ['bin/counterpart.mjs', 'serve', '--port', '0', '--data', 'data', '--counterpart-of', 'http://127.0.0.1:1/nobody'], { cwd: home.path, encoding: 'utf8', timeout: 30_000 });
  expect([status, stderr]).toEqual([3, expect.stringContaining('The pages were built before src/process/index.ts was changed. Run node tools/build-web.ts, and start again.')]);
});

test('where a package brings no sources there is nothing to compare', () => {
  expect(newerThanPages(join(home.path, 'dist'))).toBeNull();
});
