import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { counterpart, freshFolder, root } from './support/host.ts';

test('the tarball of npm pack, installed elsewhere, runs counterpart and gives the same bytes', () => {
  const packed = freshFolder(), elsewhere = freshFolder();
  execFileSync('npm', ['pack', '--pack-destination', packed.path, '--loglevel=error'], { cwd: root, stdio: 'ignore' });
  const tarball = readdirSync(packed.path).find((name) => name.endsWith('.tgz'));
  expect(tarball).toBeDefined();
  writeFileSync(join(elsewhere.path, 'package.json'), '{"name":"elsewhere","private":true}');
  const installed = spawnSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', join(packed.path, tarball as string)], { cwd: elsewhere.path, encoding: 'utf8' });
  if (installed.status !== 0 && /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT/.test(installed.stderr)) return console.log('No registry within reach: the tarball was packed, not installed');
  expect(installed.stderr).not.toMatch(/npm error/);
  const bin = join(elsewhere.path, 'node_modules/.bin/counterpart'), home = join(elsewhere.path, 'node_modules/counterpart');
  expect(existsSync(join(home, 'src'))).toBe(false);
  const run = (...args: readonly string[]) => spawnSync(bin, args, { cwd: elsewhere.path, encoding: 'utf8' });
  expect(['mjs', 'html'].filter((kind) => !existsSync(join(home, `dist/verify.${kind}`)))).toEqual([]);
  expect(run('--help').stdout).toContain('counterpart status');
  expect(run('case', 'load', join(home, 'cases/sella'), '--data', 'data')).toMatchObject({ status: 0 });
  const here = freshFolder();
  counterpart('case', 'load', 'cases/sella', '--data', here.path);
  expect(run('status', 'sella', '--valid', '2025-03-01', '--json', '--data', 'data').stdout).toBe(counterpart('status', 'sella', '--valid', '2025-03-01', '--json', '--data', here.path).out);
  for (const folder of [packed, elsewhere, here]) folder.remove();
}, 240_000);
