// Takes the pictures of docs/ from the fictional case: `node tools/screenshots.mjs URL`, a host of Sella running there.
import { chromium } from 'playwright-core';

const [, , url = 'http://127.0.0.1:8080'] = process.argv;
const PICTURES = [
  ['sella-state', '/sella', 1280, 900], ['sella-commitment', '/sella/commitments/SU-3a-south', 1280, 1100], ['sella-corridors', '/sella/corridors', 1280, 1000],
  ['sella-map', '/sella/map', 1280, 1000], ['sella-timeline', '/sella/timeline', 1280, 1000], ['sella-record', '/sella/record/60', 1280, 900], ['sella-state-320', '/sella', 320, 900],
];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
for (const [name, path, width, height] of PICTURES) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(url + path, { waitUntil: 'networkidle' });
  await page.screenshot({ path: new URL(`../docs/start/${name}.png`, import.meta.url).pathname });
  await page.close();
}
await browser.close();
