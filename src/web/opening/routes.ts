import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { ASKED, STEP_NAMES, isStep, signaturesOf } from '#app';
import type { Drafting, Form, Opening, StepName } from '#app';
import type { Refusal } from '#base';
import type { Seat } from '#process';
import { readSubmissions } from '#record';
import { limited } from '../limited.ts';
import { fromHere } from '../origin.ts';
import { originOf, send } from '../site.ts';
import type { Site } from '../site.ts';
import type { Page } from '../visit.ts';
import { formOf, textOf, textsOf } from './answers.ts';
import { beginPage, closedPage } from './begin.tsx';
import { checkPage, stepPage } from './drafting.tsx';
import type { AtDraft } from './drafting.tsx';
import { invitationPage, seatPage, spentPage } from './seat.tsx';
import { seatsPage } from './seats.tsx';

const MOST_BYTES = 524_288;

/** The pages on which a charter is drafted, given to its heads, and signed. Nothing of a draft is for a cache. */
export function openingRoutes(server: Hono, site: Site): void {
  const { opening } = site;
  if (opening === undefined) return;
  const at = new Desk(site, opening), post = [limited(site, 'charter'), fromHere(site), bodyLimit({ maxSize: MOST_BYTES })] as const;
  server.get('/new', (context) => at.begin(context));
  server.post('/new', limited(site, 'begin'), ...post, (context) => at.begun(context));
  server.get('/new/:id', (context) => at.convening(context, (draft) => context.redirect(nextOf(draft))));
  server.get('/new/:id/check', (context) => at.convening(context, (draft) => at.show(context, checkPage(draft))));
  server.get('/new/:id/seats', (context) => at.convening(context, (draft) => at.show(context, seatsPage(draft, new Map()))));
  server.post('/new/:id/seats', ...post, (context) => at.convening(context, (draft) => at.invite(context, draft)));
  server.get('/new/:id/invited/:token', (context) => at.invited(context));
  server.post('/new/:id/invited/:token', ...post, (context) => at.take(context));
  server.get('/new/:id/seat/:seat', (context) => at.seated(context, (draft, seat) => at.show(context, seatPage(draft, seat))));
  server.get('/new/:id/seat/:seat/charter.json', (context) => at.seated(context, ({ paper }) => charterJson(context, paper)));
  server.post('/new/:id/seat/:seat/read', ...post, (context) => at.seated(context, (draft, seat) => at.read(context, draft, seat)));
  server.post('/new/:id/seat/:seat/name', ...post, (context) => at.seated(context, (draft, seat) => at.rename(context, draft, seat)));
  server.post('/new/:id/seat/:seat/sign', ...post, (context) => at.seated(context, (draft, seat) => at.sign(context, draft, seat)));
  server.post('/new/:id/seat/:seat/open', ...post, (context) => at.seated(context, (draft, seat) => at.open(context, draft, seat)));
  server.get('/new/:id/:step', (context) => at.convening(context, (draft) => at.step(context, draft)));
  server.post('/new/:id/:step', ...post, (context) => at.convening(context, (draft) => at.answer(context, draft)));
}

/** To the next question that was not answered, or to the check of all. */
const nextOf = ({ id, paper }: AtDraft): string => `/new/${id}/${ASKED.find((name) => !paper.done.includes(name)) ?? 'check'}`;

/** What heads sign, with the signatures so far; or what keeps it from being signed. */
function charterJson(context: Context, paper: Drafting): Response {
  const signed = signaturesOf(paper);
  return signed.ok ? context.json(signed.value) : context.json(signed.refusal, 409);
}

const CONVENER = 'counterpart_convener';
const seatCookie = (seat: string): string => `counterpart_seat_${seat.replaceAll(/[^A-Za-z0-9-]/g, '_')}`;
const LASTS = 400 * 86_400;

/** The requests for these pages, each in its turn: whose it is, what is asked, what is shown. */
class Desk {
  readonly #site: Site;
  readonly #opening: Opening;

  constructor(site: Site, opening: Opening) {
    this.#site = site;
    this.#opening = opening;
  }

  show(context: Context, page: Page): Response {
    context.header('Cache-Control', 'private, no-store');
    return send(context, this.#site, this.#words(context), page);
  }

  #words = (context: Context) => this.#site.speak(context.req.raw, 'UTC');
  #closed = (context: Context, why: 'begin' | 'draft' | 'seat' | 'unknown'): Response => this.show(context, closedPage(this.#words(context), why));

  #keep(context: Context, name: string, secret: string, path: string): void {
    const secure = originOf(context, this.#site).startsWith('https:');
    // Lax, for people come by a link in a letter; what changes anything asks whence it comes.
    setCookie(context, name, secret, { path, httpOnly: true, sameSite: 'Lax', secure, maxAge: LASTS });
  }

  begin(context: Context): Response {
    const permit = context.req.query('link') ?? '';
    return this.#opening.permits(permit) ? this.show(context, beginPage(this.#words(context), permit)) : this.#closed(context, 'begin');
  }

  async begun(context: Context): Promise<Response> {
    const form = await formOf(context), words = this.#words(context);
    const begun = await this.#opening.begin(textOf(form, 'permit'), textOf(form, 'template'), words.locale, { [words.locale]: words.say('new.prejudice') });
    if (!begun.ok) return begun.refusal.code === 'opening.forbidden' ? this.#closed(context, 'begin') : this.show(context, beginPage(words, textOf(form, 'permit')));
    this.#keep(context, CONVENER, begun.value.secret, `/new/${begun.value.id}`);
    return context.redirect(`/new/${begun.value.id}/${ASKED[0] ?? ''}`, 303);
  }

  async #draft(context: Context): Promise<AtDraft | null> {
    const id = context.req.param('id') ?? '', paper = await this.#opening.draft(id);
    return paper === null ? null : { words: this.#words(context), id, paper, opening: this.#opening };
  }

  async convening(context: Context, answer: (draft: AtDraft) => Response | Promise<Response>): Promise<Response> {
    const draft = await this.#draft(context);
    if (draft === null) return this.#closed(context, 'unknown');
    return this.#opening.isConvener(draft.paper, getCookie(context, CONVENER) ?? '') ? answer(draft) : this.#closed(context, 'draft');
  }

  async seated(context: Context, answer: (draft: AtDraft, seat: Seat) => Response | Promise<Response>): Promise<Response> {
    const draft = await this.#draft(context), seat = draft?.paper.draft.seats.find(({ id }) => id === context.req.param('seat'));
    if (draft === null || seat === undefined) return this.#closed(context, 'unknown');
    return this.#opening.hasSeat(draft.paper, seat.id, this.#secret(context, seat.id)) ? answer(draft, seat) : this.#closed(context, 'seat');
  }

  step(context: Context, draft: AtDraft): Response {
    const step = context.req.param('step') ?? '';
    return isStep(step, STEP_NAMES) ? this.show(context, stepPage(draft, step, context.req.query('more') === undefined ? 0 : 1)) : this.#closed(context, 'unknown');
  }

  async answer(context: Context, draft: AtDraft): Promise<Response> {
    const step = context.req.param('step') ?? '', form = await formOf(context);
    if (!isStep(step, STEP_NAMES)) return this.#closed(context, 'unknown');
    const answered = await this.#opening.answer(draft.id, getCookie(context, CONVENER) ?? '', step, form, textOf(form, 'seen'));
    if (!answered.ok) return this.#again(context, draft.id, step, form, answered.refusal);
    return context.redirect(form.has('more') ? `/new/${draft.id}/${step}?more=1` : nextOf({ ...draft, paper: answered.value }), 303);
  }

  /** The same page with what was written; the draft may be another by now. */
  async #again(context: Context, id: string, step: StepName, form: Form, refusal: Refusal): Promise<Response> {
    const paper = await this.#opening.draft(id);
    return paper === null ? this.#closed(context, 'unknown') : this.show(context, stepPage({ words: this.#words(context), id, paper, opening: this.#opening }, step, form.has('more') ? 1 : 0, { form, refusal }));
  }

  async invite(context: Context, draft: AtDraft): Promise<Response> {
    const wanted = textOf(await formOf(context), 'seat'), { seats } = draft.paper.draft, links = new Map<string, string>();
    const meant = seats.filter(({ id, key }) => wanted === 'all' ? key === undefined && draft.paper.seats[id]?.invitation === undefined : id === wanted);
    for (const { id: seat } of meant) {
      const token = await this.#opening.invite(draft.id, getCookie(context, CONVENER) ?? '', seat);
      if (token.ok) links.set(seat, `${originOf(context, this.#site)}/new/${draft.id}/invited/${token.value}`);
    }
    return this.show(context, seatsPage({ ...draft, paper: await this.#opening.draft(draft.id) ?? draft.paper }, links));
  }

  async invited(context: Context): Promise<Response> {
    const draft = await this.#draft(context), token = context.req.param('token') ?? '', found = draft === null ? null : this.#opening.invitedTo(draft.paper, token);
    const seat = draft?.paper.draft.seats.find(({ id }) => id === found);
    if (draft === null || seat === undefined) return this.#closed(context, 'unknown');
    if (this.#opening.hasSeat(draft.paper, seat.id, this.#secret(context, seat.id))) return context.redirect(`/new/${draft.id}/seat/${seat.id}`);
    const { taken } = draft.paper.seats[seat.id] ?? {};
    if (taken === undefined && this.#opening.isExpired(draft.paper, seat.id)) return this.show(context, spentPage(draft, seat, null));
    return this.show(context, taken === undefined ? invitationPage(draft, seat, token) : spentPage(draft, seat, draft.words.moment(taken.at)));
  }

  async take(context: Context): Promise<Response> {
    const form = await formOf(context), draft = await this.#draft(context), token = context.req.param('token') ?? '';
    if (draft === null) return this.#closed(context, 'unknown');
    const { languages } = draft.paper.draft, label = textsOf(form, 'label', languages), selfDesignation = textsOf(form, 'selfDesignation', languages), recovery = textOf(form, 'recovery'), root = textOf(form, 'root');
    const came = await this.#opening.take(draft.id, token, {
      name: textOf(form, 'name'), key: textOf(form, 'key'), proof: textOf(form, 'proof'), reading: textOf(form, 'reading'),
      ...(label === undefined ? {} : { label }), ...(selfDesignation === undefined ? {} : { selfDesignation }), ...(recovery === '' ? {} : { recovery }), ...(root === '' ? {} : { root }),
    });
    if (!came.ok) return this.#notTaken(context, draft, token, form, came.refusal);
    this.#keep(context, seatCookie(came.value.seat), came.value.secret, `/new/${draft.id}`);
    return context.redirect(`/new/${draft.id}/seat/${came.value.seat}`, 303);
  }

  async #notTaken(context: Context, draft: AtDraft, token: string, form: Form, refusal: Refusal): Promise<Response> {
    const paper = await this.#opening.draft(draft.id) ?? draft.paper, found = this.#opening.invitedTo(paper, token), seat = paper.draft.seats.find(({ id }) => id === found), now = { ...draft, paper };
    if (seat === undefined) return this.#closed(context, 'unknown');
    const { taken } = paper.seats[seat.id] ?? {};
    if (taken !== undefined || refusal.code === 'invitation.expired') return this.show(context, spentPage(now, seat, taken === undefined ? null : draft.words.moment(taken.at)));
    return this.show(context, invitationPage(now, seat, token, { form, refusal }));
  }

  #secret = (context: Context, seat: string): string => getCookie(context, seatCookie(seat)) ?? '';

  async read(context: Context, { id, paper, words }: AtDraft, { id: seat }: Seat): Promise<Response> {
    const done = await this.#opening.markRead(id, seat, this.#secret(context, seat), textOf(await formOf(context), 'seen'));
    return done.ok ? context.redirect(`/new/${id}/seat/${seat}`, 303) : this.#seatAgain(context, { id, paper, words, opening: this.#opening }, seat, done.refusal);
  }

  async rename(context: Context, draft: AtDraft, { id: seat }: Seat): Promise<Response> {
    const form = await formOf(context), { languages } = draft.paper.draft;
    const done = await this.#opening.rename(draft.id, seat, this.#secret(context, seat), textsOf(form, 'label', languages), textsOf(form, 'selfDesignation', languages));
    return done.ok ? context.redirect(`/new/${draft.id}/seat/${seat}`, 303) : this.#seatAgain(context, draft, seat, done.refusal);
  }

  async #seatAgain(context: Context, draft: AtDraft, id: string, refusal: Refusal): Promise<Response> {
    const paper = await this.#opening.draft(draft.id) ?? draft.paper, seat = paper.draft.seats.find((one) => one.id === id), [first = refusal] = (refusal['problems'] as readonly Refusal[] | undefined) ?? [];
    return seat === undefined ? this.#closed(context, 'unknown') : this.show(context, seatPage({ ...draft, paper }, seat, first));
  }

  /** For the script: the charter with the signatures so far, this one among them. */
  async sign(context: Context, { id }: AtDraft, { id: seat }: Seat): Promise<Response> {
    const done = await this.#opening.sign(id, seat, this.#secret(context, seat), textOf(await formOf(context), 'signature'));
    return done.ok ? charterJson(context, done.value) : context.json(done.refusal, 409);
  }

  async open(context: Context, { id }: AtDraft, { id: seat }: Seat): Promise<Response> {
    const read = readSubmissions(new Uint8Array(await context.req.arrayBuffer())), [first] = read.ok ? read.value : [];
    if (first === undefined) return context.json(read.ok ? { code: 'record.submission.form', number: 1 } : read.refusal, 400);
    const opened = await this.#opening.open(id, seat, this.#secret(context, seat), first);
    return opened.ok ? context.json(opened.value) : context.json(opened.refusal, 409);
  }
}

