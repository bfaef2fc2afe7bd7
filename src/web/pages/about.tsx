import type { JSX } from 'preact';
import type { Text } from '#base';
import type { Actor } from '#agreement';
import { sites, voices } from '#views';
import type { Site, Voices } from '#views';
import { ActorName } from '../components/names.tsx';
import { SourceLine } from '../components/sources.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** What this record shows and does not, who wrote it from what, who speaks in it how often. */
export const aboutPage: PageOf = async (visit) => {
  const { words, dossier: { state } } = visit;
  const { charter } = state;
  const actors = [...state.actors.values()].filter(({ selfDesignation, views }) => selfDesignation !== undefined || (views ?? []).length > 0);
  return {
    title: words.say('about.title'),
    main: (
      <>
        <h1>{words.say('about.title')}</h1>
        <AsOfLine visit={visit} whole />
        <p><InWords text={charter.purpose} words={words} /></p>
        {charter.withoutPrejudice === undefined ? null : <p><InWords text={charter.withoutPrejudice} words={words} /></p>}
        <Purpose visit={visit} />
        <VoicesTable visit={visit} found={voices(state)} />
        <SitesTable visit={visit} found={sites(state)} />
        {actors.length === 0 ? null : (
          <>
            <h2>{words.say('about.actors')}</h2>
            <p>{words.say('about.actors.text')}</p>
            {actors.map((actor) => <ActorViews key={actor.id} visit={visit} actor={actor} />)}
          </>
        )}
        <Limits visit={visit} />
      </>
    ),
  };
};

function Purpose({ visit: { words, dossier } }: { readonly visit: Visit }): JSX.Element | null {
  const { about } = dossier.state.charter;
  if (about === undefined) return null;
  const part = (key: string, text: Text): JSX.Element => <><h2>{words.say(key)}</h2><p><InWords text={text} words={words} /></p></>;
  return (
    <>
      {part('about.shows', about.shows)}
      {part('about.shows-not', about.doesNotShow)}
      {part('about.written-by', about.writtenBy)}
      <p>{words.say('about.edition', { day: words.day(about.edition) })}</p>
      {about.sources === undefined ? null : <ul>{about.sources.map((source, index) => <li key={index}><SourceLine source={source} /></li>)}</ul>}
    </>
  );
}

/** Counted from the record, so that its one-sidedness is seen. */
function VoicesTable({ visit, found }: { readonly visit: Visit; readonly found: Voices }): JSX.Element {
  const { words } = visit;
  const columns = ['actor', 'accounts', 'alone', 'first'].map((column) => words.say(`about.column.${column}`));
  const heard = found.rows.filter(({ accounts }) => accounts > 0), silent = found.rows.filter(({ accounts }) => accounts === 0);
  const rows = heard.map(({ actor, accounts, first, alone }) => ({
    key: actor, cells: [<a href={href(visit, 'timeline', { actor })}><ActorName visit={visit} id={actor} /></a>, words.number(accounts), words.number(alone), words.number(first)],
  }));
  return (
    <>
      <h2>{words.say('about.voices')}</h2>
      <p>{words.say('about.voices.text', { items: found.items, unverified: found.unverified })}</p>
      <div class="narrow-table"><StackedTable caption={words.say('about.voices.caption')} columns={columns} rows={rows} long /></div>
      {silent.length === 0 ? null : <p>{words.say('about.silent')} {silent.map(({ actor }, index) => <>{index === 0 ? null : '; '}<ActorName visit={visit} id={actor} /></>)}</p>}
    </>
  );
}

function SitesTable({ visit: { words }, found }: { readonly visit: Visit; readonly found: readonly Site[] }): JSX.Element | null {
  if (found.length === 0) return null;
  const columns = ['site', 'pages', 'items'].map((column) => words.say(`about.column.${column}`));
  const pages = found.reduce((sum, { host, pages: count }) => sum + (host === null ? 0 : count), 0);
  const rows = found.map(({ host, pages: count, items }) => ({ key: host ?? '', cells: [host === null ? words.say('about.site.none') : <bdi>{host}</bdi>, words.number(count), words.number(items)] }));
  return (
    <>
      <h2>{words.say('about.sources')}</h2>
      <p>{words.say('about.sources.text', { pages, sites: found.filter(({ host }) => host !== null).length })}</p>
      <details><summary>{words.say('about.sources.all')}</summary><div class="narrow-table"><StackedTable caption={words.say('about.sources.caption')} columns={columns} rows={rows} long /></div></details>
    </>
  );
}

function ActorViews({ visit, actor }: { readonly visit: Visit; readonly actor: Actor }): JSX.Element {
  const { words } = visit;
  return (
    <section class="account">
      <h3><ActorName visit={visit} id={actor.id} /></h3>
      {actor.selfDesignation === undefined ? null : <p>{words.say('about.calls-itself')} <q><InWords text={actor.selfDesignation} words={words} /></q></p>}
      {(actor.views ?? []).length === 0 ? null : <ul>{(actor.views ?? []).map(({ by, view }) => <li key={by}>{words.say('about.view-of')} <ActorName visit={visit} id={by} />: <InWords text={view} words={words} /></li>)}</ul>}
    </section>
  );
}

function Limits({ visit: { words, dossier } }: { readonly visit: Visit }): JSX.Element {
  const limits = ['evident', 'complete', 'true', 'host', ...(dossier.state.charter.seed === undefined ? [] : ['seed'])];
  return (
    <>
      <h2>{words.say('about.limits')}</h2>
      <ul>{limits.map((limit) => <li key={limit}>{words.say(`about.limits.${limit}`)}</li>)}</ul>
    </>
  );
}
