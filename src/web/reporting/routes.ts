import type { Hono } from 'hono';
import { missing, seatOf, serve } from '../site.ts';
import type { Site } from '../site.ts';
import { heardOf } from './heard.ts';
import { reportingPage } from './page.tsx';

const ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 192 192"><rect width="192" height="192" fill="#1d4e68"/><path d="M44 44h56v104H44zM108 44h40v60h-40z" fill="#fff"/></svg>';

/** The page for reporting, and what a device needs to keep it as a program of its own: by a name that tells nobody who holds the device what it is for. */
export function reportingRoutes(server: Hono, site: Site): void {
  server.get('/:slug/report', async (context) => {
    const answer = await serve(context, site, (visit) => reportingPage(visit, site.forms?.now(visit.dossier.state.process) ?? []));
    answer.headers.set('Permissions-Policy', 'camera=(), geolocation=(self), microphone=(self)'); // Where one stands and what one says, if one asks for it.
    return answer;
  });
  server.get('/:slug/report/forms', async (context) => {
    const process = (await site.app.dossier(context.req.param('slug')))?.state.process, digest = context.req.query('digest');
    if (process === undefined || site.forms === undefined) return missing(context, site);
    const all = digest === undefined ? site.forms.now(process) : site.forms.ever(process).filter((form) => form.digest === digest);
    return digest === undefined ? context.json({ forms: all.map(({ id, version, digest: of }) => ({ form: id, version, digest: of })) }) : all[0] === undefined ? missing(context, site) : context.json(all[0]);
  });
  server.get('/:slug/report/heard', async (context) => {
    const seat = await seatOf(context, site), dossier = seat?.dossier ?? await site.app.dossier(context.req.param('slug'));
    if (dossier === null) return missing(context, site);
    const { state, range } = dossier;
    context.header('Cache-Control', 'private, no-store');
    return context.json(heardOf(state, site.speak(context.req.raw, state.charter.zone), (context.req.query('of') ?? '').split(','), { valid: range.to, known: range.known }));
  });
  server.get('/:slug/report.webmanifest', async (context) => {
    const slug = context.req.param('slug');
    if (await site.app.dossier(slug) === null) return missing(context, site);
    const at = `/${encodeURIComponent(slug)}/report`;
    return context.body(JSON.stringify({
      id: at, start_url: at, scope: `/${encodeURIComponent(slug)}/`, name: 'Counterpart', short_name: 'Counterpart', display: 'standalone', background_color: '#ffffff', theme_color: '#1d4e68',
      icons: [{ src: `data:image/svg+xml,${encodeURIComponent(ICON)}`, type: 'image/svg+xml', sizes: 'any' }],
    }), 200, { 'Content-Type': 'application/manifest+json' });
  });
}
