import { X509Certificate, createPrivateKey } from 'node:crypto';
import { chmodSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshFolder } from '../../tests/support/host.ts';
import { openAuthority } from './authority.ts';
import { newCertificate, readPrivateKey } from './certificates.ts';

const now = Math.floor(Date.now() / 1000), DAY = 86_400;
let folder: ReturnType<typeof freshFolder>;
beforeEach(() => { folder = freshFolder(); });
afterEach(() => folder.remove());

const pemOf = (der: Uint8Array): string => new X509Certificate(Buffer.from(der)).toString();

/** What OpenSSL, in Node, says to a server that shows this certificate for that name: `ok`, or why not. */
async function shown({ key, chain }: { readonly key: string; readonly chain: string }, ca: string, name: string): Promise<string> {
  const server = createServer({ key, cert: chain }, (socket) => socket.on('error', () => undefined).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await new Promise<string>((resolve) => {
      const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', servername: name, ca }, () => { resolve('ok'); socket.end(); });
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'UNSPECIFIED' ? error.message : error.code ?? ''));
    });
  } finally {
    server.close();
  }
}

describe('a local authority', () => {
  test('is made once, its key for its owner alone, and is the same at the next start', async () => {
    const first = await openAuthority(folder.path, ['talks.local'], now), again = await openAuthority(folder.path, ['other.local'], now + 60);
    expect(Buffer.from(again.certificate).equals(first.certificate)).toBe(true);
    const place = join(folder.path, 'tls');
    expect(readdirSync(place).map((name) => [name, (statSync(join(place, name)).mode & 0o777).toString(8)])).toEqual([['authority.crt', '600'], ['authority.key', '600'], ['names', '600']]);
    expect((statSync(place).mode & 0o777).toString(8)).toBe('700');
  });

  test('vouches for the machine’s local names and addresses, and OpenSSL takes it', async () => {
    const authority = await openAuthority(folder.path, ['hall'], now), server = await authority.certify(['hall', 'laptop.local', '192.168.7.4', 'fe80::1', '203.0.113.9', 'example.org'], now);
    expect(server.names).toEqual(['hall', 'laptop.local', '192.168.7.4', 'fe80::1']);
    const certificate = new X509Certificate(server.chain), ca = pemOf(authority.certificate);
    expect([certificate.checkHost('hall'), certificate.checkIP('192.168.7.4'), certificate.checkHost('example.org'), certificate.ca]).toEqual(['hall', '192.168.7.4', undefined, false]);
    expect(certificate.verify(new X509Certificate(ca).publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(server.key))).toBe(true);
    expect([await shown(server, ca, 'hall'), await shown(server, ca, 'laptop.local'), await shown(server, ca, 'elsewhere.local')]).toEqual(['ok', 'ok', 'ERR_TLS_CERT_ALTNAME_INVALID']);
  });

  test('whoever steals its key cannot stand in for a public server: its own certificate forbids it', async () => {
    const authority = await openAuthority(folder.path, [], now), ca = pemOf(authority.certificate);
    const stolen = { key: await readPrivateKey(readFileSync(join(folder.path, 'tls/authority.key'), 'utf8')), pem: ca };
    const forged = await newCertificate(stolen, ['example.org'], now, now + DAY), right = await newCertificate(stolen, ['localhost'], now, now + DAY);
    const key = async (of: typeof forged) => ({ key: createPrivateKey({ key: Buffer.from(await crypto.subtle.exportKey('pkcs8', of.key as never)), format: 'der', type: 'pkcs8' }).export({ format: 'pem', type: 'pkcs8' }) as string, chain: of.pem + ca });
    expect([await shown(await key(forged), ca, 'example.org'), await shown(await key(right), ca, 'localhost')]).toEqual(['permitted subtree violation', 'ok']);
  });

  test('a certificate ends before its authority', async () => {
    const authority = await openAuthority(folder.path, [], now);
    expect((await authority.certify(['localhost'], now)).until).toBe(now + 60 * DAY);
    expect((await authority.certify(['localhost'], authority.until - DAY)).until).toBe(authority.until);
  });

  test('says what is wrong: nothing to vouch for, a key that others may read, files that are damaged, an end', async () => {
    const authority = await openAuthority(folder.path, [], now), key = join(folder.path, 'tls/authority.key');
    await expect(authority.certify(['example.org', '203.0.113.9', 'notlocal'], now)).rejects.toMatchObject({ code: 'tls.name.outside' });
    await expect(openAuthority(folder.path, [], authority.until)).rejects.toMatchObject({ code: 'tls.expired' });
    chmodSync(key, 0o644);
    await expect(openAuthority(folder.path, [], now)).rejects.toMatchObject({ code: 'tls.key.open' });
    chmodSync(key, 0o600);
    writeFileSync(key, 'nothing');
    await expect(openAuthority(folder.path, [], now)).rejects.toMatchObject({ code: 'tls.damaged' });
  });
});
