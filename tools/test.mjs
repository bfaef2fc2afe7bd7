// npm test: installs what is missing (Debian's Chromium and Go included, where it may), checks the types and the house, runs every test.
import { dirname } from 'node:path';
import { buildPages, findChromium, findGo, installPackages, root, run } from './setup.mjs';

const node = installPackages();
const chromium = findChromium();
if (chromium === undefined) console.error('No Chromium was found and none could be installed: the tests in a browser are skipped.');
findGo();
buildPages(node);
const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}`, ...(chromium === undefined ? {} : { CHROMIUM: chromium }), NODE_OPTIONS: '--disable-warning=ExperimentalWarning' };
const steps = [['node_modules/@typescript/native/bin/tsc', '-b'], ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]];
for (const step of steps) {
  const code = run(node, step, { cwd: root, env });
  if (code !== 0) process.exit(code);
}
