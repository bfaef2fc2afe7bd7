import type { Context, MiddlewareHandler } from 'hono';
import type { Site } from './site.ts';
import { originOf } from './site.ts';

/** Lets through what our own pages ask for, and nothing that a page of another site sends in the name of who is signed in here. Browsers say with every POST whence it comes. */
export const fromHere = (site: Site): MiddlewareHandler => async (context: Context, next) => {
  const expected = originOf(context, site), said = context.req.header('Origin') ?? '—';
  if (said === expected) return next();
  return context.text(site.speak(context.req.raw, 'UTC').say('refusal.desk.origin', { said, expected }), 403);
};
