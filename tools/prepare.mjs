// After `npm ci` in a checkout: builds the pages. Where the tools for it were left out, there is nothing to do.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildPages, root } from './setup.mjs';

const node = join(root, 'node_modules', 'node', 'bin', 'node');
if (existsSync(node) && existsSync(join(root, 'node_modules', 'esbuild'))) buildPages(node);
