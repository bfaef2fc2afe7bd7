import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, LaunchOptions, Page } from 'playwright-core';
import { freshFolder, holdCases, serve } from './host.ts';

const program = [process.env['CHROMIUM'], '/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => path !== undefined && existsSync(path));
/** Whether there is a Chromium: `CHROMIUM` names it where it is not Debian's. Journeys are skipped without. The one without windows takes half the work. */
export const haveChromium = program !== undefined;
if (!haveChromium) console.log('No Chromium: the tests in a browser are skipped');

/** A browser that talks to nobody on its own account, and a host that serves these cases from a fresh folder; `more`: what else it is started with. */
export interface Journey {
  readonly url: string;
  readonly browser: Browser;
  end(): Promise<void>;
}

/** Parts of Chromium that no page needs: the windows' own pages (address bar, its suggestions) and processes kept ready cost as much as the pages. A later list replaces an earlier one, so Playwright's own stand here too. */
const WITHOUT = [
  'InitialWebUI', 'PreloadTopChromeWebUI', 'SpareRendererForSitePerProcess', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxPopup', 'WebUIReloadButton',
  'AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter',
  'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding', 'PreconnectToSearch', 'ThirdPartyStoragePartitioning',
];
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-site-isolation-trials', `--disable-features=${WITHOUT.join(',')}`];

/** A browser that talks to nobody on its own account. */
export const newChromium = ({ args = [], ...more }: LaunchOptions = {}): Promise<Browser> => chromium.launch({ executablePath: program, args: [...ARGS, ...args], ...more });

let running: Promise<Browser> | undefined;

/** The one that journeys share, one after the other: each person in a context of their own, which nothing of the others reaches. Who has come to the end does `leave`. */
export async function chromiumHere(): Promise<Browser> {
  if ((await running)?.isConnected() !== true) running = newChromium();
  return running as Promise<Browser>;
}

/** Everybody in it goes. */
export async function leave(browser: Browser | undefined): Promise<void> {
  for (const context of browser?.contexts() ?? []) await context.close();
}

/** The same with a profile of its own in a folder, on a small screen: it can be closed and opened again. */
export const chromiumIn = (folder: string): Promise<BrowserContext> => chromium.launchPersistentContext(folder, { executablePath: program, args: ARGS, viewport: { width: 320, height: 800 } });

export async function journey(slugs: readonly string[], ...more: readonly string[]): Promise<Journey> {
  const data = freshFolder();
  holdCases(slugs, data.path);
  const browser = await chromiumHere();
  const host = await serve(data.path, ...more);
  const end = async (): Promise<void> => { await leave(browser); await host.stop(); data.remove(); };
  return { url: host.url, browser, end };
}

/** Somebody of a fictional case signs on this device from now on: its key is taken and there. */
export async function takeKey(page: Page, participant: string): Promise<void> {
  await page.selectOption('#f-as', participant);
  await page.getByRole('button', { name: 'Take the published key' }).click();
  await page.getByText('This device holds the key').waitFor();
}

/** The device has the head that it signs upon, also where there is no line. */
export async function headKept(page: Page): Promise<void> {
  await page.waitForFunction(async () => await new Promise((resolve) => { const asked = indexedDB.open('counterpart'); asked.onsuccess = () => { const all = asked.result.transaction('heads').objectStore('heads').count(); all.onsuccess = () => { asked.result.close(); resolve(all.result === 1); }; }; }));
}
