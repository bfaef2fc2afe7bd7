// Builds the check of a copy into two files that need nothing else: dist/verify.mjs and dist/verify.html. The same sources give the same bytes.
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url).pathname;
const folder = `${root}locales/en/`;
const all = Object.assign({}, ...readdirSync(folder).sort().map((name) => JSON.parse(readFileSync(folder + name, 'utf8')) as object)) as { readonly [key: string]: string };
const messages = Object.fromEntries(Object.entries(all).filter(([key]) => /^(verify|refusal|cli\.audit|cli\.progress|cli\.fork)/.test(key)));

const common = { absWorkingDir: root, bundle: true, format: 'esm', write: false, logLevel: 'warning', legalComments: 'none', charset: 'utf8', define: { MESSAGES: JSON.stringify(messages) },
  alias: { '#wire': `${root}src/wire/copies.ts` }, // Bodies and bags: no case files, so no YAML.
} as const;
const textOf = async (options: Parameters<typeof build>[0]): Promise<string> => (await build(options)).outputFiles?.[0]?.text ?? '';

/** Whole or not at all: somebody may be running the one before. */
function put(name: string, text: string): void {
  writeFileSync(`${root}dist/${name}.${process.pid}`, text);
  renameSync(`${root}dist/${name}.${process.pid}`, `${root}dist/${name}`);
}

mkdirSync(`${root}dist`, { recursive: true });
// One file, with Node's own crypto: it loads nothing that happens to lie beside it.
const alone = { ...common.alias, '#record/primitives': `${root}src/record/primitives/node.ts` };
put('verify.mjs', await textOf({ ...common, alias: alone, entryPoints: ['src/verify/node.ts'], platform: 'node', target: 'node20', conditions: ['node'], external: ['node:*'] }));
const script = await textOf({ ...common, entryPoints: ['src/verify/page.ts'], platform: 'browser', target: ['chrome120', 'firefox128', 'safari17'], minify: true });
// A closing tag within the script would end it.
put('verify.html', readFileSync(`${root}src/verify/page.html`, 'utf8').replace('/*SCRIPT*/', () => script.replaceAll('</script', '<\\/script')));
