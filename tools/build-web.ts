// Bundles the pages: dist/web/index.js for the server, dist/web/assets/* for browsers, dist/web/manifest.json with their addresses, and `build`, which names the sources it was made from.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';

const root = new URL('..', import.meta.url).pathname;
const out = `${root}dist/web`;

mkdirSync(out, { recursive: true });

const common = { absWorkingDir: root, bundle: true, format: 'esm', jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning' } as const;

await build({ ...common, entryPoints: ['src/web/index.ts'], outfile: 'dist/web/index.js', platform: 'node', target: 'node24', packages: 'external', conditions: ['node'], external: ['node:*'] });

const client = `${root}src/web/client`;
const imported = (name: string): readonly string[] => [...readFileSync(`${client}/${name}`, 'utf8').matchAll(/(?:from|import\() ?'\.\/([^']+)'/g)].map(([, other]) => other as string);
const reaches = (name: string, wanted: string): boolean => name === wanted || imported(name).some((other) => reaches(other, wanted));
const files = readdirSync(client).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'worker.ts');
/** What no other script imports is named by pages. */
const scripts = files.filter((name) => !files.some((other) => imported(other).includes(name)));

/** The map that moves brings a worker and a style sheet of its own, loaded by its script alone. */
const { metafile: { outputs: brought } } = await build({
  ...common, entryPoints: ['node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs', 'node_modules/maplibre-gl/dist/maplibre-gl.css'], outdir: 'dist/web/assets', entryNames: 'map-[hash]',
  platform: 'browser', target: ['chrome120', 'firefox128', 'safari17'], minify: true, metafile: true, legalComments: 'none',
});
const addressOf = (ending: string): string => JSON.stringify(`/assets/${basename(Object.keys(brought).find((path) => path.endsWith(ending)) ?? '')}`);

/** Notices of licences lie beside their files: a device on a slow line need not load them. Pages that read and pages that sign share no file: who only reads would load what only signing needs. Nor does the page for reporting: it would load the schemas that one act asks for. */
const outputs = async (entryPoints: readonly string[], addresses: { readonly [name: string]: string } = {}): Promise<Metafile['outputs']> => (await build({
  ...common, entryPoints: [...entryPoints], outdir: 'dist/web/assets', entryNames: '[name]-[hash]', chunkNames: '[name]-[hash]', splitting: true,
  platform: 'browser', target: ['chrome120', 'firefox128', 'safari17'], minify: true, metafile: true, legalComments: 'external', define: { MAP_WORKER: addressOf('.js'), MAP_STYLE: addressOf('.css'), ...addresses },
})).metafile.outputs;
const FIELD = 'reporting.ts', reader = await outputs(['src/web/client/xls-form.ts']), XLS_FORM = JSON.stringify(`/assets/${basename(Object.keys(reader)[0] ?? '')}`);
const paths = (wanted: boolean): readonly string[] => scripts.filter((name) => name !== FIELD && reaches(name, 'device.ts') === wanted).map((name) => `src/web/client/${name}`);
const made = { ...await outputs([...paths(false), 'src/web/style.css', 'src/web/places.css']), ...await outputs(paths(true)), ...reader, ...await outputs([`src/web/client/${FIELD}`], { XLS_FORM }) };

const manifest = Object.fromEntries(Object.entries(made).flatMap(([path, { entryPoint }]) =>
  (entryPoint === undefined ? [] : [[basename(entryPoint).replace(/\.\w+$/, ''), `/assets/${basename(path)}`]])));
// One file, at one address: a browser asks for it again by itself, and clears what it kept under an earlier build.
const built = createHash('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 12);
await build({ ...common, entryPoints: ['src/web/client/worker.ts'], outfile: 'dist/web/assets/worker.js', platform: 'browser', target: ['chrome120', 'firefox128', 'safari17'], minify: true, define: { BUILD: JSON.stringify(built) } });
// What an earlier build left goes last, so that a host that is running never misses a file.
const wanted = new Set(['worker.js', ...Object.keys({ ...made, ...brought }).map((path) => basename(path))]);
for (const name of readdirSync(`${out}/assets`)) if (!wanted.has(name)) rmSync(`${out}/assets/${name}`);

// All rooms count: what a page says follows from the rules and the evaluator as much as from the page.
const sources = readdirSync(`${root}src`, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
const hash = createHash('sha256');
for (const path of sources) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
writeFileSync(`${out}/manifest.json`, `${JSON.stringify({ ...manifest, build: hash.digest('hex').slice(0, 12) }, null, 2)}\n`);
