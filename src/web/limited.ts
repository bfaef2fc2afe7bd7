import type { MiddlewareHandler } from 'hono';
import { costOf } from '#app';
import type { Limited } from '#app';
import { addressOf } from './desk/answers.ts';
import { oftenPage } from './pages/error.tsx';
import { seatOf, send } from './site.ts';
import type { Site } from './site.ts';

/** Lets somebody ask for a work as often as a host can bear; then says when to try again. Who is signed in is counted by their seat, so that nobody waits for a neighbour; others by their address (docs/guide/people.md). */
export const limited = (site: Site, what: Limited): MiddlewareHandler => async (context, next) => {
  const slug = context.req.param('slug'), seat = slug === undefined ? null : await seatOf(context, site), size = slug === undefined ? 0 : (seat?.dossier ?? await site.app.dossier(slug))?.head.size ?? 0;
  const who = seat === null ? addressOf(context, site) : `${seat.dossier.state.process} ${seat.reader.id}`, seconds = site.limits?.take(what, who, costOf(size)) ?? 0;
  if (seconds === 0) return next();
  const words = site.speak(context.req.raw, 'UTC');
  context.header('Retry-After', String(seconds));
  context.header('Cache-Control', 'private, no-store');
  return context.req.header('accept')?.includes('text/html') === false ? context.json({ code: 'limit.often', seconds, text: words.say('refusal.limit.often', { seconds }) }, 429) : send(context, site, words, oftenPage(words, seconds));
};
