import type { JSX } from 'preact';
import type { Whereabouts } from '#app';
import { keeping } from '#views';
import type { HostLine, RefusalLine } from '#views';
import { whoIs } from '../components/person.ts';
import { ruleInWords } from '../components/rule.ts';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine, NotGiven, ServedBy } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

const REFUSALS = 200;

/** Who keeps the record and kept it before, what they refused, and what was handed in here and is not on record: so that the silence of a host is seen. */
export const keepingPage: PageOf = async (visit) => {
  const { words, dossier, app } = visit, { hosts, refusals } = keeping(dossier.state), waiting = (await app.submitted(dossier.slug) ?? []).filter(({ came }) => came !== 'recorded');
  return {
    title: words.say('keeping.title'),
    main: (
      <>
        <h1>{words.say('keeping.title')}</h1>
        <AsOfLine visit={visit} whole />
        <h2>{words.say('keeping.served')}</h2>
        <ServedBy visit={visit} />
        <NotGiven visit={visit} />
        <SetRight visit={visit} />
        <h2>{words.say('keeping.hosts')}</h2>
        <p>{words.say('keeping.hosts.text')}</p>
        <ol class="hosts">{hosts.map((host) => <li key={host.from}><Host visit={visit} host={host} /></li>)}</ol>
        <h2>{words.say('keeping.waiting')}</h2>
        <p>{words.say('keeping.waiting.text')}</p>
        {waiting.length === 0 ? <p>{words.say('keeping.waiting.none')}</p> : <Waiting visit={visit} found={waiting} />}
        <h2>{words.say('keeping.refusals')}</h2>
        <p>{words.say('keeping.refusals.text', { count: refusals.length })}</p>
        {refusals.length === 0 ? null : <Refusals visit={visit} found={refusals.slice(0, REFUSALS)} />}
      </>
    ),
  };
};

/** What was wrong with what the host showed, signed by nobody, and was right when it was asked again. */
function SetRight({ visit: { words, dossier: { ended = [] } } }: { readonly visit: Visit }): JSX.Element | null {
  if (ended.length === 0) return null;
  return (
    <>
      <p>{words.say('keeping.set-right')}</p>
      <ul>{ended.map(({ wrong: { step, refusal }, ended: right }, index) => <li key={index}>{words.say('keeping.set-right.one', { step, at: words.moment(right?.at ?? 0), size: right?.size ?? 0 })} <span class="quiet">{words.say(`refusal.${refusal.code}`, refusal)}</span></li>)}</ul>
    </>
  );
}

function EntryLink({ visit, position }: { readonly visit: Visit; readonly position: number }): JSX.Element {
  return <a href={href(visit, `record/${position}`)}>{visit.words.say('entry.title', { position: visit.words.number(position) })}</a>;
}

/** One host: since when, put there by whom and why, and how its keeping ended. */
function Host({ visit, host: { key, from, by, frozen, to } }: { readonly visit: Visit; readonly host: HostLine }): JSX.Element {
  const { words } = visit;
  return (
    <>
      <p>{by === null ? words.say('keeping.host.first') : words.say('keeping.host.by', { day: words.day(by.recorded), heads: words.list(by.heads.map((head) => whoIs(visit, head))) })} {by === null ? null : <><InWords text={by.reason} words={words} /> (<EntryLink visit={visit} position={by.position} />)</>}</p>
      {frozen === null ? null : <p>{words.say('keeping.host.frozen', { day: words.day(frozen.recorded) })} <InWords text={frozen.reason} words={words} /> (<EntryLink visit={visit} position={frozen.position} />)</p>}
      <p>{to === null ? words.say(frozen === null ? 'keeping.host.now' : 'keeping.host.waits', { from }) : words.say('keeping.host.until', { from, to: to - 1 })}</p>
      <p class="quiet">{words.say('record.host-key')}: <code class="digest">{key}</code></p>
    </>
  );
}

/** What is handed in here. Whose a letter is, is not said. */
function Waiting({ visit, found }: { readonly visit: Visit; readonly found: readonly Whereabouts[] }): JSX.Element {
  const { words, dossier: { state } } = visit;
  const rows = found.map(({ entry, header, came, position, due }) => {
    const open = header !== null && header.audience !== 'sealed', author = open ? state.participants.get(header.author) : undefined, unsaid = words.say('keeping.unsaid');
    return { key: entry, cells: [
      <code class="digest">{entry.slice(0, 12)}</code>, header === null ? unsaid : words.say(`kind.${header.kind}`), author === undefined ? unsaid : <bdi>{whoIs(visit, author)}</bdi>, open ? words.moment(header.madeAt) : unsaid,
      words.say('keeping.came', { came, position: position ?? -1, due: due === null ? 'none' : words.moment(due) }),
    ] };
  });
  return <StackedTable caption={words.say('keeping.waiting.caption')} columns={['entry', 'kind', 'author', 'made', 'came'].map((column) => words.say(`keeping.column.${column}`))} rows={rows} />;
}

function Refusals({ visit, found }: { readonly visit: Visit; readonly found: readonly RefusalLine[] }): JSX.Element {
  const { words } = visit;
  const rows = found.map(({ position, author, code, received }) => ({ key: String(position), cells: [
    <EntryLink visit={visit} position={position} />, author === null ? '' : <bdi>{whoIs(visit, author)}</bdi>, words.moment(received), <>{ruleInWords(words, code)} <code class="quiet">{code}</code></>,
  ] }));
  return <StackedTable caption={words.say('keeping.refusals.caption')} columns={['refusal', 'author', 'received', 'rule'].map((column) => words.say(`keeping.column.${column}`))} rows={rows} />;
}
