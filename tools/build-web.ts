// Bundles the pages: dist/web/index.js for the server, dist/web/assets/* for browsers, dist/web/manifest.json with their addresses, and `build`, which names the sources it was made from.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url).pathname;
const out = `${root}dist/web`;

mkdirSync(out, { recursive: true });

const common = { absWorkingDir: root, bundle: true, format: 'esm', jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning' } as const;

await build({ ...common, entryPoints: ['src/web/index.ts'], outfile: 'dist/web/index.js', platform: 'node', target: 'node24', packages: 'external', conditions: ['node'], external: ['node:*'] });

const scripts = readdirSync(`${root}src/web/client`).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
const made = await build({
  ...common, entryPoints: [...scripts.map((name) => `src/web/client/${name}`), 'src/web/style.css'], outdir: 'dist/web/assets', entryNames: '[name]-[hash]', chunkNames: '[name]-[hash]', splitting: true,
  platform: 'browser', target: ['chrome120', 'firefox128', 'safari17'], minify: true, metafile: true,
});

const manifest = Object.fromEntries(Object.entries(made.metafile.outputs).flatMap(([path, { entryPoint }]) =>
  (entryPoint === undefined ? [] : [[basename(entryPoint).replace(/\.\w+$/, ''), `/assets/${basename(path)}`]])));
// What an earlier build left goes last, so that a host that is running never misses a file.
const wanted = new Set(Object.keys(made.metafile.outputs).map((path) => basename(path)));
for (const name of readdirSync(`${out}/assets`)) if (!wanted.has(name)) rmSync(`${out}/assets/${name}`);

// All rooms count: what a page says follows from the rules and the evaluator as much as from the page.
const sources = readdirSync(`${root}src`, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
const hash = createHash('sha256');
for (const path of sources) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
writeFileSync(`${out}/manifest.json`, `${JSON.stringify({ ...manifest, build: hash.digest('hex').slice(0, 12) }, null, 2)}\n`);
