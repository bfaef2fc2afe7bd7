#!/usr/bin/env node
// Starts Counterpart on Node 24 or later. An older Node hands over to the one that came with the package, if it is there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as modules from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What was compiled once is kept beside other temporary files: the next command starts in half the time.
modules.enableCompileCache?.();

const here = dirname(fileURLToPath(import.meta.url));
const major = Number(process.versions.node.split('.')[0]);

function ownNode() {
  try {
    const path = join(dirname(modules.createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
    return existsSync(path) && path !== process.execPath ? path : null;
  } catch {
    return null;
  }
}

if (major < 24) {
  const node = ownNode();
  if (node === null) {
    console.error(`Counterpart needs Node 24 or later; this is Node ${process.versions.node}. Install a newer Node, or run npm ci, which brings one.`);
    process.exit(3);
  }
  const { status } = spawnSync(node, ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(status ?? 3);
}

process.removeAllListeners('warning');
const source = join(here, '..', 'src', 'main.ts');
const { main } = await import(existsSync(source) ? source : join(here, '..', 'dist', 'src', 'main.js'));
process.exitCode = await main(process.argv.slice(2));
