import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { X509Certificate } from 'node:crypto';
import { openAuthority } from '#store';
import { freshFolder } from '../../tests/support/host.ts';
import { bothOnOnePort } from './secure.ts';

const now = Math.floor(Date.now() / 1000), folder = freshFolder();
let door: ReturnType<typeof bothOnOnePort>, port = 0, ca = '', authority: Awaited<ReturnType<typeof openAuthority>>;
beforeAll(async () => {
  authority = await openAuthority(folder.path, [], now);
  ca = new X509Certificate(Buffer.from(authority.certificate)).toString();
  door = bothOnOnePort((request, answer) => answer.end(`within ${request.url}`), (request, answer) => answer.end(`outside ${request.url}`), await authority.certify(['localhost'], now));
  await new Promise<void>((resolve) => door.server.listen(0, '127.0.0.1', resolve));
  port = (door.server.address() as AddressInfo).port;
});
afterAll(async () => {
  const closed = new Promise((resolve) => door.server.close(resolve));
  door.close();
  await closed;
  folder.remove();
});

const asked = (scheme: 'http' | 'https', host = 'localhost'): Promise<string> => new Promise((resolve) => {
  const get = scheme === 'http' ? getPlain : getSecure;
  get(`${scheme}://${host}:${port}/a`, { ca, agent: false, family: 4 } as object, (answer) => {
    let text = '';
    answer.on('data', (chunk: Buffer) => { text += chunk.toString(); }).on('end', () => resolve(text));
  }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
});

test('one port answers each by how it comes', async () => {
  expect(await Promise.all([asked('https'), asked('http'), asked('https'), asked('http')])).toEqual(['within /a', 'outside /a', 'within /a', 'outside /a']);
});

test('another certificate takes the place of the first while it runs', async () => {
  expect(await asked('https', '127.0.0.1')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  door.certify(await authority.certify(['127.0.0.1'], now));
  expect([await asked('https', '127.0.0.1'), await asked('https')]).toEqual(['within /a', 'ERR_TLS_CERT_ALTNAME_INVALID']);
});

test('who comes with neither is told so or let go, and nobody else is hurt', async () => {
  const said = await new Promise<string>((resolve) => {
    let text = '';
    connect(port, '127.0.0.1', function () { this.write('\u0000\u0001\u0002 nonsense\r\n\r\n'); }).on('data', (chunk: Buffer) => { text += chunk.toString(); }).on('close', () => resolve(text)).on('error', () => resolve('broken off'));
  });
  expect(said).toMatch(/^(HTTP\/1\.1 400|broken off)/);
  expect(await asked('http')).toBe('outside /a');
});
