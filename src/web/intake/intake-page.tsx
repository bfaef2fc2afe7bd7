import type { JSX } from 'preact';
import type { Fated } from '#app';
import { fatesOf } from '#app';
import type { Refusal } from '#base';
import { rfc3339 } from '#base';
import type { Participant } from '#process';
import type { IntakeRead } from '#wire';
import { MEMBERS, readIntake } from '#wire';
import { DeviceData, readsAt } from '../acting/data.tsx';
import { few } from '../acting/seats.ts';
import { mayDo, sentenceOf } from '../acting/page.tsx';
import { actOf } from '../acts/acts.ts';
import { whoIs } from '../components/person.ts';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { categoryLabel } from '../registers/rows.tsx';
import type { Page, Visit } from '../visit.ts';
import { href } from '../visit.ts';
import type { Asked, HeldFile } from './asked.ts';
import { howOf } from './asked.ts';

const CATEGORIES = ['observation', 'incident', 'passage', 'closure', 'reopening', 'outage', 'restoration', 'works', 'missing-person', 'living-conditions', 'count', 'detention', 'exchange', 'search', 'identification'];
/** Rows that are listed; what is wrong or known is listed always. */
const LISTED = 300;

interface Judged {
  readonly read: IntakeRead;
  readonly rows: readonly Fated[];
  readonly audience: 'public' | 'table';
  /** Files on people, and nobody has chosen yet that everybody at the table is to hold them. */
  readonly unchosen: boolean;
}

/** What others send: the file, the fate of each of its rows, where its columns go; and what is new, to be signed on one's device. Nothing is recorded or kept here. */
export async function intakePage(visit: Visit, asked: Asked | null, refusal: Refusal | null, now: number): Promise<Page | null> {
  const { words, dossier: { state } } = visit, report = actOf('report'), people = report === undefined ? [] : mayDo(visit, report);
  if (state.charter.kind !== 'live') return null;
  const judged = asked === null ? refusal : await judge(visit, asked, people, now), wrong = judged !== null && 'code' in judged ? judged : null, done = judged === null || 'code' in judged ? null : judged;
  return {
    title: words.say('intake.title'), scripts: done === null ? [] : ['intake'], status: wrong === null ? 200 : wrong.code === 'intake.too-long' ? 413 : 422, exit: true,
    main: (
      <>
        <h1>{words.say('intake.title')}</h1>
        <p>{words.say('intake.intro')}</p>
        {wrong === null ? null : <div id="problems" class="warning" role="alert" tabIndex={-1}><p>{saidOf(visit, wrong)}</p></div>}
        {done === null ? null : <Fates visit={visit} judged={done} />}
        <form class="act" method="post" action={href(visit, 'intake')} encType="multipart/form-data">
          {done === null || done.read.columns.length === 0 ? null : <Mapping visit={visit} read={done.read} />}
          <Questions visit={visit} asked={asked} people={people} />
          <p class="buttons"><button type="submit">{words.say('intake.check')}</button></p>
        </form>
        {done === null ? null : <DeviceData visit={visit} act={null} people={people} named={[asked?.as ?? '']} />}
      </>
    ),
  };
}

/** Reads the file and asks the rules. Refuses `intake.file`, `act.nobody`, and the file as its reader does. */
async function judge({ dossier: { state, slug } }: Visit, asked: Asked, people: readonly Participant[], now: number): Promise<Judged | Refusal> {
  const person = people.find(({ id }) => id === asked.as);
  if (asked.file === null) return { code: 'intake.file' };
  if (person === undefined) return { code: 'act.nobody' };
  const how = await howOf(state, slug, asked, person.actor ?? person.id, rfc3339(now).slice(0, 10)), read = how.ok ? await readIntake(asked.file, how.value) : how;
  if (!read.ok) return read.refusal;
  const files = read.value.format === 'pfif', audience = files ? 'table' : asked.audience;
  return { read: read.value, rows: fatesOf(state, read.value.drafts, { person, audience, now }), audience, unchosen: files && asked.audience !== 'table' };
}

/** A refusal in words, with the one inside it. */
function saidOf(visit: Visit, refusal: Refusal): string {
  const inner = refusal['problem'] as unknown as Refusal | undefined;
  return sentenceOf(visit, inner === undefined ? refusal : { ...refusal, said: sentenceOf(visit, inner) });
}

function Fates({ visit, judged: { read, rows, audience, unchosen } }: { readonly visit: Visit; readonly judged: Judged }): JSX.Element {
  const { words } = visit, count = (what: string): number => rows.filter(({ fate }) => fate.what === what).length, plain = rows.filter(({ fate }) => fate.what === 'new' && fate.alike.length === 0).slice(0, LISTED);
  const shown = rows.filter((one) => plain.includes(one) || one.fate.what !== 'new' || one.fate.alike.length > 0).slice(0, 2 * LISTED), fresh = rows.flatMap(({ body }) => (body === null ? [] : [body]));
  const rowOf = new Map(rows.flatMap(({ row, body }) => (body === null ? [] : [[(body.content as { readonly id: string }).id, row] as const])));
  return (
    <section aria-labelledby="fates">
      <h2 id="fates">{words.say('intake.fates')}</h2>
      <p role="status"><b>{words.say('intake.counts', { total: rows.length, new: count('new'), known: count('known') + count('twice'), refused: count('refused') })}</b> {words.say('intake.format', { format: read.format })}</p>
      {fresh.length === 0 ? null : unchosen ? <Unchosen visit={visit} /> : <Signing visit={visit} count={fresh.length} audience={audience} people={read.format === 'pfif'} />}
      <StackedTable caption={words.say(shown.length < rows.length ? 'intake.listed' : 'intake.all', { shown: shown.length, total: rows.length })} columns={[words.say('intake.column.row'), words.say('intake.column.fate'), words.say('intake.column.what')]}
        rows={shown.map((one, index) => ({ key: String(index), cells: [words.number(one.row), <FateOf visit={visit} fated={one} />, <WhatOf visit={visit} fated={one} rowOf={rowOf} />] }))} />
      {fresh.length === 0 || unchosen ? null : <script type="application/json" id="intake-rows" dangerouslySetInnerHTML={{ __html: JSON.stringify({ audience, rows: fresh }).replaceAll('<', '\\u003c') }} />}
    </section>
  );
}

/** Files on people: nothing of them is signed before somebody has chosen who will hold them. */
function Unchosen({ visit }: { readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  return <p class="warning">{words.say('intake.people', { count: readsAt(visit).length })} <a href={href(visit, 'act/person')}>{words.say('act.person')}</a></p>;
}

/** On the device that signs; where there is no script, the command line does the same. */
function Signing({ visit, count, audience, people }: { readonly visit: Visit; readonly count: number; readonly audience: string; readonly people: boolean }): JSX.Element {
  const { words, dossier: { slug } } = visit;
  return (
    <div id="intake-sign" class="panel">
      <p>{words.say('intake.sign.intro', { count })} {words.say('act.audience')}: {words.say(`act.audience.${audience}`)}</p>
      {people ? <p class="warning">{words.say('act.reads.table', { count: readsAt(visit).length })}</p> : null}
      <p id="device-key" class="quiet" role="status"></p>
      <p class="buttons"><button type="button" id="sign-all" hidden>{words.say('intake.sign', { count })}</button></p>
      <ul id="outgoing" class="plain-list" aria-live="polite"></ul>
      <p><a href={`/${encodeURIComponent(slug)}/outbox`}>{words.say('act.outbox')}</a></p>
      <noscript><p class="quiet">{words.say('intake.no-script')} <code>counterpart intake {slug} FILE --key KEY --as ID</code></p></noscript>
    </div>
  );
}

function FateOf({ visit, fated: { fate } }: { readonly visit: Visit; readonly fated: Fated }): JSX.Element {
  const { words } = visit;
  return <span class="tag">{words.say(`intake.word.${fate.what === 'new' && fate.alike.length > 0 ? 'alike' : fate.what}`)}</span>;
}

function WhatOf({ visit, fated: { fate, body }, rowOf }: { readonly visit: Visit; readonly fated: Fated; readonly rowOf: ReadonlyMap<string, number> }): JSX.Element {
  const { words, dossier: { state } } = visit, here = (id: string): string => { const row = rowOf.get(id); return row === undefined ? id : words.say('intake.row.this', { row }); };
  const link = (id: string): JSX.Element => (state.items.has(id) ? <a key={id} href={href(visit, `reports/${encodeURIComponent(id)}`)}>{id}</a> : <bdi key={id}>{here(id)}</bdi>);
  if (fate.what === 'refused') return <>{fate.refusal.code.startsWith('form.') && typeof fate.refusal['column'] === 'number' ? `${words.say('intake.cell', { row: Number(fate.refusal['row']), column: fate.refusal['column'] })} ` : ''}{saidOf(visit, fate.refusal)} <span class="quiet">{words.say('act.rule', { code: fate.refusal.code })}</span></>;
  if (fate.what === 'known') return <>{words.say('intake.known')} {link(fate.id)}</>;
  if (fate.what === 'twice') return <>{words.say('intake.fate.twice', { first: fate.first })}</>;
  const content = body?.content as { readonly id: string; readonly date?: string; readonly summary?: { readonly [language: string]: string } } | undefined;
  return (
    <>
      {content?.date === undefined ? null : <>{words.when(content.date)} · </>}{content?.summary === undefined ? <bdi>{content?.id}</bdi> : <InWords text={content.summary} words={words} />}
      {fate.alike.length === 0 ? null : <><br />{words.say('intake.alike')} {fate.alike.map((id, index) => <>{index === 0 ? '' : ', '}{link(id)}</>)}</>}
    </>
  );
}

/** Where each column goes. What a person changes here is the profile. */
function Mapping({ visit: { words }, read: { columns } }: { readonly visit: Visit; readonly read: IntakeRead }): JSX.Element {
  const profile = Object.fromEntries(columns.flatMap(({ key, fills, by }) => (by === 'profile' ? [[key, fills]] : [])));
  return (
    <fieldset class="field"><legend>{words.say('intake.mapping')}</legend>
      <p class="quiet">{words.say('intake.mapping.intro')}</p>
      <datalist id="members">{[...MEMBERS, 'persons.women', 'persons.men', 'persons.children', 'quantities.water.litre', 'stocks.bread.days'].map((name) => <option key={name} value={name} />)}</datalist>
      {columns.map(({ column, key, fills, by }) => (
        <p key={column}>
          <label for={`to-${column}`}><bdi>{key}</bdi></label> <input id={`to-${column}`} name={`to.${column}`} list="members" value={fills ?? ''} autocomplete="off" spellcheck={false} />
          {by === null || by === 'profile' ? null : <span class="quiet"> {words.say('intake.by', { by })}</span>}
          <input type="hidden" name={`key.${column}`} value={key} /><input type="hidden" name={`by-itself.${column}`} value={fills ?? ''} />{by === 'profile' ? <input type="hidden" name={`said.${column}`} value="yes" /> : null}
        </p>
      ))}
      {Object.keys(profile).length === 0 ? null : <details><summary>{words.say('intake.profile.keep')}</summary><pre>{JSON.stringify({ columns: profile }, null, 2)}</pre></details>}
    </fieldset>
  );
}

function Questions({ visit, asked, people }: { readonly visit: Visit; readonly asked: Asked | null; readonly people: readonly Participant[] }): JSX.Element {
  const { words, reader } = visit, profile = asked?.profile, as = asked?.as ?? reader?.id ?? '';
  const choose = (name: string, label: string, options: readonly (readonly [string, string])[], value: string, empty: string | null): JSX.Element => (
    <p><label for={`f-${name}`}>{label}</label> <select id={`f-${name}`} name={name}>{empty === null ? null : <option value="">{empty}</option>}{options.map(([id, said]) => <option key={id} value={id} selected={id === value}>{said}</option>)}</select></p>
  );
  return (
    <>
      <FileField visit={visit} name="file" held={asked?.file ?? null} accept=".csv,.tsv,.xlsx,.json,.xml,.txt" />
      {choose('as', words.say('act.as'), few(visit, people, [as]).map((person) => [person.id, whoIs(visit, person)]), as, words.say('act.choose'))}
      {choose('audience', words.say('act.audience'), (['public', 'table'] as const).map((one) => [one, words.say(`act.audience.${one}`)]), asked?.audience ?? 'public', null)}
      <details open={profile !== undefined}><summary>{words.say('intake.more')}</summary>
        {choose('category', words.say('field.category'), CATEGORIES.map((one) => [one, categoryLabel(visit, one)]), profile?.category ?? 'observation', null)}
        <p><label for="f-date">{words.say('intake.date')}</label> <input id="f-date" name="date" value={profile?.date ?? ''} placeholder="2023-03-01" /></p>
        {choose('order', words.say('intake.order'), (['dmy', 'mdy'] as const).map((one) => [one, words.say(`intake.order.${one}`)]), profile?.order ?? '', words.say('intake.order.column'))}
        <FileField visit={visit} name="form" held={asked?.form ?? null} accept=".xlsx" />
        <FileField visit={visit} name="profile" held={null} accept=".json" />
        {choose('status', words.say('intake.status'), (['missing', 'detained', 'remains'] as const).map((one) => [one, categoryLabel(visit, one)]), profile?.status ?? 'missing', null)}
        <p><label for="f-consent">{words.say('intake.consent')}</label> <input id="f-consent" name="consent" value={profile?.consent?.map(({ to }) => to).join(' ') ?? ''} /></p>
      </details>
    </>
  );
}

function FileField({ visit: { words }, name, held, accept }: { readonly visit: Visit; readonly name: 'file' | 'form' | 'profile'; readonly held: HeldFile | null; readonly accept: string }): JSX.Element {
  return (
    <p><label for={`f-${name}`}>{words.say(`intake.${name}`)}</label> <input id={`f-${name}`} name={name} type="file" accept={accept} />
      {held === null ? null : <><span class="quiet"> {words.say('intake.held')} <bdi>{held.name}</bdi></span><input type="hidden" name={`${name}-held`} value={held.base64} /><input type="hidden" name={`${name}-name`} value={held.name} /></>}</p>
  );
}
