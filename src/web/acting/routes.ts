import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Refusal } from '#base';
import type { Values } from '../acts/values.ts';
import { hand, serve } from '../site.ts';
import type { Site } from '../site.ts';
import { actPage, actsPage, sentenceOf } from './page.tsx';
import { lettersPage } from './letters.tsx';
import { outboxPage } from './outbox.tsx';
import { seatsFile } from './seats.ts';

/** An answer may be as long as a body. */
const MOST_BYTES = 524_288;
const now = (): number => Math.floor(Date.now() / 1000);

/** What people enter with forms, and what this device keeps of it. Nothing is recorded here: what is signed on a device goes to `/:slug/entries`. */
export function actRoutes(server: Hono, site: Site): void {
  const limited = bodyLimit({ maxSize: MOST_BYTES, onError: (context) => context.text(site.speak(context.req.raw, 'UTC').say('draft.too-long'), 413) });
  server.get('/:slug/act', (context) => serve(context, site, actsPage));
  server.get('/:slug/act/:name', (context) => serve(context, site, (visit, params) => actPage(visit, params['name'] ?? '', null, now())));
  server.post('/:slug/act/:name', limited, async (context) => {
    const values = Object.fromEntries(Object.entries(await context.req.parseBody({ all: true })).flatMap(([name, value]) => textsOf(value).length === 0 ? [] : [[name, textsOf(value)]])) as Values;
    return serve(context, site, (visit, params) => actPage(visit, params['name'] ?? '', values, now()));
  });
  server.get('/:slug/seats.json', (context) => hand(context, site, seatsFile));
  server.get('/:slug/outbox', (context) => serve(context, site, outboxPage));
  server.get('/:slug/letters', (context) => serve(context, site, lettersPage));
  server.post('/:slug/said', limited, async (context) => {
    const refusal = await context.req.json().catch(() => null) as Partial<Refusal> | null, code = String(refusal?.code ?? '');
    return context.json({ sentence: sentenceOf({ words: site.speak(context.req.raw, 'UTC') }, { ...refusal, code }) });
  });
}

const textsOf = (value: string | File | (string | File)[]): readonly string[] => (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
