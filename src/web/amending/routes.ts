import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { AMENDED_STEPS, isStep, neededFor, wordsOf } from '#app';
import type { Amending, Amendments, StepName } from '#app';
import type { Refusal, Result } from '#base';
import type { Participant } from '#process';
import { fromHere } from '../origin.ts';
import { formOf, textOf, textsOf } from '../opening/answers.ts';
import { missing, seatOf, serve } from '../site.ts';
import type { Site } from '../site.ts';
import type { Dossier } from '#app';
import type { Page, Visit } from '../visit.ts';
import { amendPage, amendStepPage } from './amend-page.tsx';
import type { AtAmendment } from './amend-page.tsx';
import { charterPage } from './charter-page.tsx';

const MOST_BYTES = 131_072;

interface Seated {
  readonly dossier: Dossier;
  readonly reader: Participant;
}

/** The charter of a process, and its changes, drafted and signed by heads who are signed in. */
export function amendingRoutes(server: Hono, site: Site): void {
  const { amendments } = site;
  server.get('/:slug/charter', (context) => serve(context, site, (visit) => charterPage(visit, amendments)));
  if (amendments === undefined) return;
  const at = (context: Context): string => context.req.param('id') ?? '', to = (context: Context, path: string): Response => context.redirect(`/${encodeURIComponent(context.req.param('slug') ?? '')}/${path}`, 303);
  const show = (context: Context, page: (at: AtAmendment) => Page): Promise<Response> => serve(context, site, (visit) => paged(amendments, visit, at(context), page));
  const post = (path: string, answer: (context: Context, seat: Seated) => Promise<Response>): void => {
    server.post(path, fromHere(site), bodyLimit({ maxSize: MOST_BYTES }), async (context) => {
      const seat = await seatOf(context, site);
      return seat === null ? missing(context, site) : answer(context, seat);
    });
  };
  /** The draft's page again, with what was refused, or as it is now. */
  const after = (context: Context, done: Result<unknown>): Response | Promise<Response> => done.ok ? to(context, `amend/${at(context)}`) : show(context, (now) => amendPage(now, done.refusal));
  post('/:slug/amend', async (context, { dossier: { state }, reader }) => {
    const begun = await amendments.begin(state, reader);
    return begun.ok ? to(context, `amend/${begun.value}`) : missing(context, site);
  });
  server.get('/:slug/amend/:id', (context) => show(context, amendPage));
  server.get('/:slug/amend/:id/content.json', async (context) => content(context, amendments, await seatOf(context, site)));
  post('/:slug/amend/:id/sign', async (context, seat) => {
    const done = await amendments.sign(seat.dossier.state, at(context), seat.reader, textOf(await formOf(context), 'signature'));
    return done.ok ? content(context, amendments, seat) : context.json(done.refusal, 409);
  });
  post('/:slug/amend/:id/reason', async (context, { dossier: { state }, reader }) => after(context, await amendments.give(state, at(context), reader, textsOf(await formOf(context), 'reason', state.charter.languages))));
  post('/:slug/amend/:id/drop', async (context, { dossier: { state }, reader }) => {
    const done = await amendments.drop(state, at(context), reader);
    return done.ok ? to(context, 'charter') : after(context, done);
  });
  server.get('/:slug/amend/:id/:step', (context) => show(context, (now) => stepOr(context, (step) => amendStepPage(now, step, 0)) ?? amendPage(now)));
  post('/:slug/amend/:id/:step', (context, seat) => answered(context, seat, amendments, show, after));
}

async function answered(context: Context, { dossier: { state }, reader }: Seated, amendments: Amendments, show: (context: Context, page: (at: AtAmendment) => Page) => Promise<Response>, after: (context: Context, done: Result<unknown>) => Response | Promise<Response>): Promise<Response> {
  const step = context.req.param('step') ?? '', form = await formOf(context);
  if (!isAmended(step)) return show(context, amendPage);
  const done = await amendments.answer(state, context.req.param('id') ?? '', reader, step, form), problems = done.ok ? undefined : done.refusal['problems'] as readonly Refusal[] | undefined;
  return problems === undefined ? after(context, done) : show(context, (now) => amendStepPage(now, step, 0, { form, problems }));
}

const isAmended = (step: string): step is StepName => isStep(step, AMENDED_STEPS);
const stepOr = (context: Context, page: (step: StepName) => Page): Page | null => { const step = context.req.param('step') ?? ''; return isAmended(step) ? page(step) : null; };

/** Heads who are signed in see what is drafted; nobody else does. */
async function paged(amendments: Amendments, visit: Visit, id: string, page: (at: AtAmendment) => Page): Promise<Page | null> {
  const paper: Amending | null = visit.reader?.capacity === 'head' ? await amendments.draft(visit.dossier.state, id) : null;
  return paper === null ? null : page({ visit, amendments, id, paper });
}

/** For the script: what is signed, the signatures so far, and how many it takes. */
async function content(context: Context, amendments: Amendments, seat: Seated | null): Promise<Response> {
  const id = context.req.param('id') ?? '', state = seat?.dossier.state, paper = state === undefined || seat?.reader.capacity !== 'head' ? null : await amendments.draft(state, id);
  if (state === undefined || paper === null) return context.json({ code: 'amendment.unknown' }, 404);
  const words = wordsOf(id, paper, state);
  context.header('Cache-Control', 'private, no-store');
  return words.ok ? context.json({ process: state.process, words: words.value, agreedBy: paper.agreedBy, needs: neededFor(state) }) : context.json(words.refusal, 409);
}
