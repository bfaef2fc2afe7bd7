// 100,000 entries on the map that moves, as its page loads and draws them, beside Leaflet with clusters in the same browser. `npm run bench -- map [points]`.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import type { MapData } from '../src/web/map-data.ts';
import { journey } from '../tests/support/browser.ts';

const POINTS = Number(process.argv[2] ?? 100_000), SEED = 20_261_128, FIRST = 19_000, DAYS = 1000, PLACES = 40, PATIENCE = 120_000;

/** Entries about forty places, thicker towards each, over a thousand days. */
function seeded(): MapData {
  let state = SEED;
  const chance = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648, spread = (): number => (chance() + chance() + chance() - 1.5) / 6;
  const places = Array.from({ length: PLACES }, (_, index) => ({ names: [`Place ${index}`, `Ort ${index}`], lon: 45 + chance() * 2.5, lat: 38.8 + chance() * 2, items: PLACES - index }));
  const at = Array.from({ length: POINTS }, () => { const { lon, lat } = places[Math.floor(chance() * PLACES)] as typeof places[0]; return [lon + spread(), lat + spread()] as const; });
  const each = <T>(value: (index: number) => T): readonly T[] => Array.from({ length: POINTS }, (_, index) => value(index)), toMetres = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
  return {
    kinds: [{ said: 'Report', report: true }], places, lines: [{ role: 'disputed-line', lines: [[[45, 39.5], [46, 40.1], [47.5, 39.9]]], dash: [6, 3.3], said: 'a line' }],
    points: { id: each((index) => `R${index}`), position: each((index) => index), what: each(() => 0), lon: at.map(([lon]) => toMetres(lon)), lat: at.map(([, lat]) => toMetres(lat)), precision: each((index) => [10, 100, 1000][index % 3] as number), day: each((index) => FIRST + Math.floor((index / POINTS) * DAYS)) },
  };
}

const need = createRequire(import.meta.url);
const peerFiles: { readonly [path: string]: string } = { '/leaflet.js': 'leaflet/dist/leaflet.js', '/clusters.js': 'leaflet.markercluster/dist/leaflet.markercluster.js', '/leaflet.css': 'leaflet/dist/leaflet.css', '/clusters.css': 'leaflet.markercluster/dist/MarkerCluster.css' };
const PEER = `<!doctype html><link rel=stylesheet href=/leaflet.css><link rel=stylesheet href=/clusters.css><style>#map{height:630px;width:1184px}</style><div id=map></div><p id=said></p>
<script src=/leaflet.js></script><script src=/clusters.js></script><script>
fetch('/sella/map.json').then((r) => r.json()).then(({ points: { lon, lat } }) => {
  const said = document.getElementById('said'), map = L.map('map', { preferCanvas: true, maxZoom: 17 }).fitBounds([[38.8, 45], [40.8, 47.5]]);
  const group = L.markerClusterGroup({ chunkedLoading: true, chunkProgress: (done, all) => { if (done === all) said.textContent = 'shown'; } }).addTo(map);
  group.addLayers(lon.map((x, i) => L.circleMarker([lat[i], x], { radius: 5 })));
});
</script>`;

interface Frames { readonly median: number; readonly p95: number; readonly worst: number; readonly perSecond: number; readonly cpu: number }

const stat = (pid: string, file: string): string => { try { return readFileSync(`/proc/${pid}/${file}`, 'utf8'); } catch { return ''; } };
const pids = (): readonly string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name));
/** Milliseconds of processor that the browser has used, in all its processes. */
function used(): number {
  const parents = new Map(pids().map((pid) => [pid, stat(pid, 'stat').split(') ')[1]?.split(' ') ?? []] as const));
  const ours = (pid: string): boolean => { const parent = parents.get(pid)?.[1]; return parent === String(process.pid) ? stat(pid, 'cmdline').includes('user-data-dir') : parent !== undefined && parent !== '0' && ours(parent); };
  return [...parents].filter(([pid]) => ours(pid)).reduce((sum, [, parts]) => sum + (Number(parts[11]) + Number(parts[12])) * 10, 0);
}

/** Drags the map to and fro by the mouse for a while, and tells how long each frame took. */
async function panned(page: Page, ground: string, rounds: number): Promise<Frames> {
  const { x, y, width, height } = await page.locator(ground).boundingBox() as { x: number; y: number; width: number; height: number };
  await page.evaluate(() => {
    const kept: number[] = [], held = globalThis as unknown as { frames: number[]; watching: boolean };
    let last = performance.now();
    held.frames = kept; held.watching = true;
    const tick = (now: number): void => { kept.push(now - last); last = now; if (held.watching) requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  });
  const before = used();
  for (let round = 0; round < rounds; round += 1) {
    const [dx, dy] = [[250, 60], [-250, -60], [60, 150], [-60, -150]][round % 4] as [number, number];
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + dx, y + height / 2 + dy, { steps: 40 });
    await page.mouse.up();
  }
  const spent = used() - before, frames = await page.evaluate(() => { const held = globalThis as unknown as { frames: number[]; watching: boolean }; held.watching = false; return held.frames.slice(2); });
  const sorted = frames.toSorted((a, b) => a - b), at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95), worst: sorted.at(-1) ?? 0, perSecond: (frames.length / frames.reduce((sum, one) => sum + one, 0)) * 1000, cpu: spent / frames.length };
}

async function closer(page: Page, ground: string): Promise<void> {
  const { x, y, width, height } = await page.locator(ground).boundingBox() as { x: number; y: number; width: number; height: number };
  await page.mouse.move(x + width / 2, y + height / 2);
  for (let step = 0; step < 5; step += 1) { await page.mouse.wheel(0, -240); await page.waitForTimeout(400); }
}

const data = JSON.stringify(seeded());
console.log(`load ${loadavg()[0]?.toFixed(1)}; seed ${SEED}; ${POINTS.toLocaleString('en')} points, ${(data.length / 1e6).toFixed(1)} MB of data`);
const here = await journey(['sella']);
const context = await here.browser.newContext({ viewport: { width: 1280, height: 900 } });
await context.route('**/map.json*', (route) => route.fulfill({ contentType: 'application/json', body: data }));
await context.route('**/peer', (route) => route.fulfill({ contentType: 'text/html', body: PEER }));
for (const [path, file] of Object.entries(peerFiles)) await context.route(`**${path}`, (route) => route.fulfill({ contentType: path.endsWith('css') ? 'text/css' : 'text/javascript', body: readFileSync(need.resolve(file), 'utf8') }));

async function measured(name: string, open: (page: Page) => Promise<void>, ground: string): Promise<void> {
  const page = await context.newPage(), from = performance.now();
  page.on('pageerror', ({ message }) => console.log(`${name}: ${message}`));
  await open(page);
  const shown = performance.now() - from, far = await panned(page, ground, 12);
  await closer(page, ground);
  const near = await panned(page, ground, 12), row = ({ median, p95, worst, perSecond, cpu }: Frames): string => `${median.toFixed(1)} / ${p95.toFixed(1)} / ${worst.toFixed(1)} ms, ${perSecond.toFixed(0)} frames/s, ${cpu.toFixed(1)} ms of processor each`;
  console.log(`${name.padEnd(30)} shown after ${shown.toFixed(0)} ms; frames panning far ${row(far)}; near ${row(near)}`);
  if (name === 'ours') console.log(`${'ours: a step of time'.padEnd(30)} ${(await stepOfTime(page)).toFixed(0)} ms until drawn anew`);
  await page.close();
}

const stepOfTime = (page: Page): Promise<number> => page.evaluate(() => new Promise<number>((done) => {
  const slider = document.querySelector('#moving input') as HTMLInputElement, said = document.querySelector('#moving [role=status]') as HTMLElement, from = performance.now();
  new MutationObserver(() => done(performance.now() - from)).observe(said, { childList: true });
  slider.value = String((Number(slider.min) + Number(slider.max)) / 2);
  slider.dispatchEvent(new Event('input'));
}));

await measured('ours', async (page) => {
  await page.goto(`${here.url}/sella/map`);
  await page.locator('#moving button').first().click();
  await page.locator('#moving [role=status]', { hasText: 'Entries shown' }).waitFor();
}, '.moving-canvas');
await measured('Leaflet with markercluster', async (page) => {
  await page.goto(`${here.url}/peer`);
  await page.locator('#said', { hasText: 'shown' }).waitFor({ timeout: PATIENCE });
}, '#map').catch((error: unknown) => console.log(`Leaflet with markercluster: not measured, ${String(error).split('\n')[0]} (it is given ${PATIENCE / 1000} s)`));
await here.end();
await here.browser.close();
