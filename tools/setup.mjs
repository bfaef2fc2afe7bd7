// Installs what is missing before a command runs: the packages of package-lock.json, and - for tests - Debian's Chromium where it may. Plain JavaScript: any Node from 20 on runs it.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');

const say = (text) => console.error(text);

/** Runs a program to its end; gives its exit code. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) say(`${program} could not be run: ${error.message}`);
  return status ?? 3;
}

function stop(text) {
  say(text);
  process.exit(3);
}

function packagesAreCurrent() {
  const marker = join(modules, '.package-lock.json');
  return existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/** The packages, Node 24 among them. */
export function installPackages() {
  if (Number(process.versions.node.split('.')[0]) < 20) stop(`This needs Node 20 or later to begin with; this is Node ${process.versions.node}. It brings its own Node 24.`);
  if (!packagesAreCurrent()) {
    say('Installing packages (npm ci) …');
    if (run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) stop('npm ci failed: see above. A registry of npm must be within reach the first time.');
  }
  const node = join(modules, 'node', 'bin', 'node');
  return existsSync(node) ? node : stop('The package "node" did not bring its program. Remove node_modules and run npm ci with scripts allowed.');
}

/** The pages, and the check of a copy in one file, built if a source is newer than what was built. */
export function buildPages(node) {
  const built = ['web/manifest.json', 'verify.mjs', 'verify.html'].map((file) => join(root, 'dist', file));
  if (run(node, ['--disable-warning=ExperimentalWarning', join(root, 'tools', 'is-newer.ts'), ...built], { stdio: 'ignore' }) === 1) return;
  if (run(node, ['tools/build-web.ts']) !== 0 || run(node, ['tools/build-verify.ts']) !== 0) stop('The pages could not be built: see above.');
}

/** Debian's packages for tests, where this may: as root, on Debian. */
function debian(saying, ...packages) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  say(saying);
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  if (run('apt-get', ['update', '-qq'], quiet) === 0) run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
}

/** Debian's Go with its checksum database, for the check of a log by a program that is not ours. Without it that check is skipped, or fails where it must not be. */
export function findGo() {
  if (existsSync('/usr/bin/go') && existsSync('/usr/share/gocode/src/golang.org/x/mod/sumdb')) return;
  debian("Installing Debian's Go for the check of a log by another program …", 'golang-go', 'golang-golang-x-mod-dev');
}

/** A Chromium for the tests in a browser: the one named, else Debian's without windows, which takes half the work for the same pages, else what is at hand; and the tool by which one comes to trust an authority. */
export function findChromium() {
  const shell = '/usr/bin/chromium-headless-shell', named = process.env.CHROMIUM;
  if (!named && !existsSync(shell)) debian("Installing Debian's chromium for the tests in a browser …", 'chromium-headless-shell', 'fonts-noto-core');
  const names = [named, shell, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].filter(Boolean);
  const found = names.find((name) => existsSync(name));
  if (found && !existsSync('/usr/bin/certutil')) debian("Installing Debian's certutil for the tests with a local authority …", 'libnss3-tools');
  return found;
}
