import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { App, Limits, Outcome } from '#app';
import { Fault } from '#base';
import { readEntry, readSubmissions, writeReceipt } from '#record';
import type { Submitted } from '#record';

const FILES = ['checkpoint', 'confirmed', 'host.vkey', 'tile', 'body'];
const FOR_EVER = 'public, max-age=31536000, immutable', FOR_SECONDS = 'public, max-age=2', FOR_NOBODY = 'private, no-store';
const MOST_BYTES = 16 * 1024 * 1024, MOST_NOTE = 1_000_000;

const measured = bodyLimit({ maxSize: MOST_BYTES, onError: (context) => context.json({ code: 'record.submission.too-large', limit: MOST_BYTES }, 413) });
/** What says beforehand how long it is, and is held to it by the server, is not opened to be measured: to make a stream of the platform of it takes longer than all the rest of its way. */
const limited: MiddlewareHandler = (context, next) => {
  const said = context.req.header('transfer-encoding') === undefined ? context.req.header('content-length') : undefined;
  return said !== undefined && Number(said) <= MOST_BYTES ? next() : measured(context, next);
};

type Taking = (slug: string, body: Uint8Array, promise: boolean) => Promise<{ readonly status: number; readonly body: string } | null>;

/** What becomes of submissions to a log that this machine does not keep, `null` where that is not its part; and who is told that its host stopped. */
export interface Elsewhere {
  /** Hands them on to its host, where that is known: asked before everything else. */
  readonly handOn: Taking;
  /** Keeps them for the next bag. */
  readonly keep: Taking;
  /** Told when it is shown that this host was set back. */
  readonly stopped: (fault: Fault) => void;
}

/** Each log in the layout of C2SP `tlog-tiles`, its bodies beside it, and the door through which entries are handed in (docs/formats/http.md). */
export function log(server: Hono, app: App, elsewhere?: Elsewhere, limits?: Limits): void {
  server.get(`/:slug/:file{(?:${FILES.join('|')})(?:/.+)?}`, async (context) => {
    const slug = context.req.param('slug'), asked = context.req.header('counterpart-reading');
    const reader = asked === undefined ? null : await app.reader(slug, asked);
    if (reader?.ok === false) return context.json(reader.refusal, 403);
    const file = await app.file(slug, context.req.param('file'), reader !== null);
    if (file === null) return context.json({ code: 'file.unknown' }, 404);
    const keep = reader !== null ? FOR_NOBODY : file.immutable ? FOR_EVER : FOR_SECONDS;
    return context.body(file.bytes as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': file.type, 'Cache-Control': keep, Vary: 'counterpart-reading', 'Access-Control-Allow-Origin': '*' });
  });
  heads(server, app, (fault) => elsewhere?.stopped(fault));
  server.post('/:slug/entries', limited, async (context) => {
    const bytes = new Uint8Array(await context.req.arrayBuffer()), read = readSubmissions(bytes);
    if (!read.ok) return context.json(read.refusal, 400);
    const seconds = Math.max(0, ...[...new Set(read.value.map(({ entry: { header } }) => header.author))].map((author) => limits?.wait('refused', author) ?? 0));
    if (seconds > 0) return context.json({ code: 'limit.often', seconds }, 429, { 'Retry-After': String(seconds) });
    try {
      const answered = await elsewhere?.handOn(context.req.param('slug'), bytes, context.req.query('promise') !== undefined);
      if (answered != null) return context.body(answered.body, answered.status as 200, { 'Content-Type': 'application/json' });
      if (context.req.query('promise') !== undefined) {
        const promises = await app.promise(context.req.param('slug'), read.value);
        return promises === null ? context.json({ code: 'process.unknown' }, 404) : context.json({ promises }, 202);
      }
      return await answer(context, app, read.value, await app.submit(context.req.param('slug'), read.value));
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      const slug = context.req.param('slug'), away = fault.code === 'host.not-here', held = away ? await heldHere(app, slug, read.value) : null;
      const kept = away && held === null ? await elsewhere?.keep(slug, bytes, context.req.query('promise') !== undefined) : null;
      if (kept != null) return context.body(kept.body, kept.status as 200, { 'Content-Type': 'application/json' });
      return held === null ? context.json({ code: fault.code, ...fault.facts }, fault.code === 'host.not-here' ? 421 : 503) : answer(context, app, read.value, held);
    }
  });
}

/** A head that somebody holds of a log: shown to its host where that gives an earlier one. */
function heads(server: Hono, app: App, stopped: (fault: Fault) => void): void {
  server.post('/:slug/checkpoint', bodyLimit({ maxSize: MOST_NOTE, onError: (context) => context.json({ code: 'record.checkpoint.form' }, 413) }), async (context) => {
    try {
      const shown = await app.shown(context.req.param('slug'), await context.req.text());
      return shown === null ? context.json({ code: 'process.unknown' }, 404) : shown.ok ? context.body(null, 204) : context.json(shown.refusal, 403);
    } catch (fault) {
      if (!(fault instanceof Fault) || fault.code !== 'host.behind') throw fault;
      stopped(fault);
      return context.json({ code: fault.code, ...fault.facts }, 409);
    }
  });
}

/** Where each of them is in a copy, as its host answered; `null` where one is not: only the host can say what becomes of it. */
async function heldHere(app: App, slug: string, submitted: readonly Submitted[]): Promise<readonly Outcome[] | null> {
  const known = (await app.dossier(slug))?.state.positions, positions = submitted.flatMap(({ entry: { id } }) => known?.get(id) ?? []), leaves = (await app.receipts(slug, [], positions))?.leaves;
  const outcomes = positions.flatMap((position): readonly Outcome[] => { const read = readEntry(leaves?.get(position) ?? new Uint8Array()); return read.ok ? [{ entry: read.value.id, position, recorded: read.value.recorded }] : []; });
  return outcomes.length === submitted.length ? outcomes : null;
}

/** A receipt for what is recorded - of a letter with the leaf, for it is the host's -, a refusal for what is not; 422 where nothing but refusals came of it. */
async function answer(context: Context, app: App, submitted: readonly Submitted[], outcomes: readonly Outcome[] | null): Promise<Response> {
  const recorded = outcomes?.filter((outcome) => 'position' in outcome) ?? [];
  const letters = new Set(submitted.filter(({ entry: { header } }) => header.audience === 'sealed').map(({ entry: { id } }) => id));
  const receipts = await app.receipts(context.req.param('slug') ?? '', recorded.map(({ position }) => position), recorded.flatMap(({ entry, position }) => (letters.has(entry) ? [position] : [])));
  if (outcomes === null || receipts === null) return context.json({ code: 'process.unknown' }, 404);
  const papers = new Map(recorded.map(({ position }, index) => [position, writeReceipt({ extra: receipts.leaves.get(position) ?? null, index: position, path: receipts.proofs[index] ?? [], checkpoint: receipts.checkpoint })]));
  return context.json({
    results: outcomes.map((outcome) => 'wrong' in outcome ? { entry: outcome.entry, refused: outcome.wrong.refusal } : { ...outcome, receipt: papers.get(outcome.position) }),
  }, recorded.length === 0 ? 422 : 200);
}
