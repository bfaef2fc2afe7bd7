import { Hono } from 'hono';
import type { Words } from '#words';
import { speakerOf } from '../language.ts';
import type { WebParts } from '../site.ts';
import { send } from '../site.ts';
import type { Page } from '../visit.ts';
import { TrustSteps } from './steps.tsx';

/** A local authority, as a device is to trust it. */
export interface Trusted {
  /** DER. */
  readonly certificate: Uint8Array;
  /** SHA-256 of the certificate, hex. */
  readonly digest: string;
  readonly names: readonly string[];
  readonly until: number;
}

const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
  'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store', Vary: 'Accept-Language',
} as const;

/** All that is answered without TLS: how a device comes to trust this host, and the certificate. Nothing of any process, for whoever listens on the network reads it. */
export function trustApp(parts: Pick<WebParts, 'app' | 'messages' | 'assets' | 'build'>, trusted: Trusted): Hono {
  const site = { ...parts, speak: speakerOf(parts.messages), edition: parts.build }, server = new Hono();
  server.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  });
  server.get('/authority.crt', (context) => context.body(trusted.certificate as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': 'application/x-x509-ca-cert', 'Content-Disposition': 'attachment; filename="counterpart-authority.crt"' }));
  server.get('*', (context) => {
    const words = site.speak(context.req.raw, 'UTC'), url = new URL(context.req.url);
    return send(context, site, words, trustPage(words, trusted, `https://${url.host}${url.pathname}`));
  });
  return server;
}

const trustPage = (words: Words, trusted: Trusted, secure: string): Page => ({ title: words.say('trust.title'), main: <TrustSteps words={words} trusted={trusted} secure={secure} /> });
