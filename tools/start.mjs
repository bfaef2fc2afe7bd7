// npm start: installs what is missing, builds, loads the cases into an empty store under ./data, serves.
import { spawn } from 'node:child_process';
import { buildPages, installPackages, root } from './setup.mjs';

const node = installPackages();
buildPages(node);
const child = spawn(node, ['--disable-warning=ExperimentalWarning', 'bin/counterpart.mjs', 'serve', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 0));
