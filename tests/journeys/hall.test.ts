import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCertificate, readPrivateKey, writePrivateKey } from '../../src/store/certificates.ts';
import { newChromium, haveChromium } from '../support/browser.ts';
import { violations } from '../support/hearing.ts';
import { freshFolder, holdCases, serve } from '../support/host.ts';
import type { Host } from '../support/host.ts';

/** Where Chromium on Linux keeps what a person trusts; without the tool that writes it, a person would click, and a test cannot. */
const haveTool = spawnSync('certutil', ['--help']).error === undefined;
if (!haveTool) console.log('No certutil (Debian: libnss3-tools): the journey into a hall is skipped');

/** A laptop: a browser with a home of its own, which finds the names of the hall as the hall's network tells it. */
const laptop = (home: string): Promise<Browser> => newChromium({ env: { ...process.env as Record<string, string>, HOME: home }, args: ['--host-resolver-rules=MAP talks.local 127.0.0.1, MAP example.org 127.0.0.1'] });

const signs = async (page: Page): Promise<string> => page.evaluate(async () => {
  if (!isSecureContext || crypto.subtle === undefined) return 'no WebCrypto';
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']) as CryptoKeyPair, bytes = new TextEncoder().encode('what is signed');
  return await crypto.subtle.verify('Ed25519', pair.publicKey, await crypto.subtle.sign('Ed25519', pair.privateKey, bytes), bytes) ? 'signs' : 'does not sign';
});

describe.skipIf(!haveChromium || !haveTool)('into a hall without a public certificate', () => {
  const data = freshFolder(), home = freshFolder();
  let host: Host, browser: Browser, port = '';

  beforeAll(async () => {
    holdCases(['sella'], data.path);
    host = await serve(data.path, '--tls', '--name', 'talks.local');
    port = new URL(host.url).port;
    browser = await laptop(home.path);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await host.stop();
    data.remove();
    home.remove();
  });

  test('a device that does not trust the host is stopped, and without TLS it is helped and cannot sign', async () => {
    const stopped = await browser.newPage(), page = await browser.newPage({ viewport: { width: 320, height: 640 } });
    await expect(stopped.goto(`https://talks.local:${port}/sella`)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID');
    await page.goto(`http://talks.local:${port}/sella`);
    expect(await page.locator('h1').textContent()).toBe('Before you enter: this device and this host');
    expect(await page.locator('body').textContent()).not.toContain('Orrumar');
    expect(await signs(page)).toBe('no WebCrypto');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await violations(page)).toEqual([]);
    expect(await page.locator('.spoken-key li').allTextContents()).toEqual(host.said().match(/\d{4} [a-z]+/g)?.map((one) => one.split(' ').toReversed().join(' ')));
    expect(await page.locator(`a[href="https://talks.local:${port}/sella"]`).count()).toBe(1);
    await page.close();
  });

  test('once it trusts the authority it enters, and signs; a forged certificate for a public name stays refused', async () => {
    const page = await browser.newPage();
    await page.goto(`http://talks.local:${port}/`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'The certificate' }).click();
    const file = join(home.path, 'counterpart-authority.crt'), nss = join(home.path, '.pki/nssdb');
    await (await download).saveAs(file);
    await browser.close();
    mkdirSync(nss, { recursive: true });
    for (const args of [['-d', `sql:${nss}`, '-N', '--empty-password'], ['-d', `sql:${nss}`, '-A', '-t', 'C,,', '-n', 'counterpart', '-i', file]]) expect(spawnSync('certutil', args).status).toBe(0);
    browser = await laptop(home.path);
    const inside = await browser.newPage();
    await inside.goto(`http://talks.local:${port}/sella`);
    await inside.getByRole('link', { name: 'Enter', exact: true }).click();
    await inside.waitForURL(`https://talks.local:${port}/sella`);
    expect(await inside.locator('h1').textContent()).toContain('State of the agreement');
    expect(await signs(inside)).toBe('signs');
    const forged = await forger(data.path);
    await expect(inside.goto(`https://example.org:${forged.port}/`)).rejects.toThrow('ERR_CERT');
    await forged.stop();
  }, 60_000);

  test('the other way: a node on the laptop itself needs no certificate', async () => {
    const own = freshFolder(), node = await serve(own.path);
    try {
      const page = await browser.newPage();
      await page.goto(`http://localhost:${new URL(node.url).port}/sella`);
      expect(await signs(page)).toBe('signs');
    } finally {
      await node.stop();
      own.remove();
    }
  }, 60_000);
});

/** A server that shows a certificate for a public name, made with the stolen key of the hall's authority. */
async function forger(folder: string): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const pem = readFileSync(join(folder, 'tls/authority.crt'), 'utf8'), made = await newCertificate({ key: await readPrivateKey(readFileSync(join(folder, 'tls/authority.key'), 'utf8')), pem }, ['example.org'], Math.floor(Date.now() / 1000), Math.floor(Date.now() / 1000) + 86_400);
  const server = createServer({ key: await writePrivateKey(made.key), cert: made.pem + pem }, (_, answer) => answer.end('caught'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }) };
}
