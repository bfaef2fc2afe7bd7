// npm run bench -- NAME [arguments]: installs what is missing and runs bench/NAME.ts on the pinned Node.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, root, run } from './setup.mjs';

const [name = '', ...rest] = process.argv.slice(2);
const file = join(root, 'bench', `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  console.error(`npm run bench -- NAME, where NAME is one of: ${readdirSync(join(root, 'bench')).filter((one) => one.endsWith('.ts')).map((one) => one.slice(0, -3)).join(', ')}`);
  process.exit(2);
}
process.exit(run(installPackages(), ['--disable-warning=ExperimentalWarning', file, ...rest], { cwd: root }));
