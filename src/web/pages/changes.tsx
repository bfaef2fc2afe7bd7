import type { JSX } from 'preact';
import { timesSince } from '#app';
import type { Changes } from '#app';
import { civilDay } from '#base';
import { ChangeList, EntryLink } from '../components/change-list.tsx';
import { perspectiveName } from '../components/status-words.ts';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** What stands otherwise than at an earlier time, by whose account, and what came between. */
export const changesPage: PageOf = async (visit) => {
  const { app, words, dossier, asOf, url } = visit;
  const since = url.searchParams.get('since') ?? '', held = url.searchParams.get('hold') === '1';
  const asked = url.searchParams.get('by') ?? '', by = dossier.perspectives.find(({ id }) => id === asked);
  const times = since === '' ? null : timesSince(since, asOf, held, dossier);
  const found = times?.ok === true ? await app.changes(dossier.slug, times.value, by) : null;
  const problem = times !== null && !times.ok ? words.say(`refusal.${times.refusal.code}`, times.refusal) : null;
  const main = (
    <>
      <h1>{words.say('changes.title')}</h1>
      <AsOfLine visit={visit} />
      <p>{words.say('changes.intro')}</p>
      <Choices visit={visit} since={since} held={held} by={by?.id ?? ''} problem={problem} />
      {found === null ? null : <Found visit={visit} since={since} found={found} />}
    </>
  );
  return { title: words.say('changes.title'), main, ...(problem === null ? {} : { status: 400 }) };
};

interface Chosen {
  readonly visit: Visit;
  readonly since: string;
  readonly held: boolean;
  readonly by: string;
  readonly problem: string | null;
}

function Choices({ visit, since, held, by, problem }: Chosen): JSX.Element {
  const { words, url, dossier } = visit;
  const { zone } = dossier.state.charter, first = civilDay(dossier.range.from, zone), last = civilDay(dossier.range.known - 1, zone);
  return (
    <form method="get" action={href(visit, 'changes').split('?')[0]}>
      {['lang', 'names', 'valid', 'known'].map((name) => (url.searchParams.get(name) === null ? null : <input key={name} type="hidden" name={name} value={url.searchParams.get(name) ?? ''} />))}
      <p><label for="since">{words.say('changes.since')}</label>{' '}
        <input type="date" id="since" name="since" value={since} min={first} max={last} required {...(problem === null ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': 'since-problem' })} /></p>
      {problem === null ? null : <p class="complaint" id="since-problem">{problem}</p>}
      <p><label for="by">{words.say('changes.by')}</label>{' '}
        <select id="by" name="by"><option value="">{words.say('changes.by.all')}</option>{dossier.perspectives.map((one) => <option key={one.id} value={one.id} selected={one.id === by}>{perspectiveName(visit, one)}</option>)}</select></p>
      <p><label class="check"><input type="checkbox" name="hold" value="1" checked={held} /> {words.say('changes.hold')}</label></p>
      <p><button type="submit">{words.say('changes.show')}</button></p>
    </form>
  );
}

function Found({ visit, since, found }: { readonly visit: Visit; readonly since: string; readonly found: Changes }): JSX.Element {
  const { words, url, dossier } = visit;
  const query = new URLSearchParams([...url.searchParams].flatMap(([name, value]) => (value === '' || name === 'hold' || name === 'lang' || name === 'names' ? [] : [[name === 'by' ? 'perspective' : name, value]])));
  return (
    <>
      <p>{words.say('changes.found', { count: found.changes.length, day: words.when(since) })} <a href={`/${encodeURIComponent(dossier.slug)}/changes.json?${query.toString()}`}>JSON</a></p>
      <ChangeList visit={visit} rows={found.changes.map(({ before, after, why }) => ({ before, after, why: <Why visit={visit} why={why} /> }))} />
    </>
  );
}

function Why({ visit, why }: { readonly visit: Visit; readonly why: Changes['changes'][number]['why'] }): JSX.Element {
  const { words } = visit;
  if (why.entries.length + why.passed.length === 0) return <p class="quiet">{words.say('changes.time')}</p>;
  return (
    <ul>
      {why.entries.map(({ entry, how, known }) => <li key={`${entry} ${how}`}><EntryLink visit={visit} entry={entry} /> – {words.say(`changes.how.${how}`, { known: words.day(civilDay(known - 1, visit.dossier.state.charter.zone)) })}</li>)}
      {why.passed.map(({ at, what }) => <li key={`${at} ${what}`}>{words.say('changes.passed', { at: words.moment(at), what })}</li>)}
    </ul>
  );
}
