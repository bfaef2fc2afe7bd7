import type { JSX } from 'preact';
import type { Actor } from '#agreement';
import { voices } from '#views';
import type { Count } from '#views';
import { InWords } from '../components/text.tsx';
import type { PageOf, Visit } from '../visit.ts';

/** What this record shows and does not, who wrote it, who speaks in it how often. */
export const aboutPage: PageOf = async (visit) => {
  const { words, dossier: { state } } = visit;
  const { charter } = state;
  const found = voices(state);
  return {
    title: words.say('about.title'),
    main: (
      <>
        <h1>{words.say('about.title')}</h1>
        <p><InWords text={charter.purpose} words={words} /></p>
        {charter.withoutPrejudice === undefined ? null : <p><InWords text={charter.withoutPrejudice} words={words} /></p>}
        {charter.about === undefined ? null : (
          <>
            <h2>{words.say('about.shows')}</h2>
            <p><InWords text={charter.about.shows} words={words} /></p>
            <h2>{words.say('about.shows-not')}</h2>
            <p><InWords text={charter.about.doesNotShow} words={words} /></p>
            <h2>{words.say('about.written-by')}</h2>
            <p><InWords text={charter.about.writtenBy} words={words} /> {words.say('about.edition', { day: words.day(charter.about.edition) })}</p>
          </>
        )}
        <h2>{words.say('about.voices')}</h2>
        <p>{words.say('about.voices.text', { items: words.number(found.items), unverified: words.number(found.unverified) })}</p>
        <Counts visit={visit} caption={words.say('about.accounts')} counts={found.accounts} />
        {found.reports.length === 0 ? null : <Counts visit={visit} caption={words.say('about.reports')} counts={found.reports} />}
        {found.silent.length === 0 ? null : <p>{words.say('about.silent')} {words.list(found.silent.map((id) => words.text(state.actors.get(id)?.label ?? { en: id }).words))}</p>}
        <h2>{words.say('about.actors')}</h2>
        <p>{words.say('about.actors.text')}</p>
        {[...state.actors.values()].filter(says).map((actor) => <ActorViews key={actor.id} visit={visit} actor={actor} />)}
        <h2>{words.say('about.limits')}</h2>
        <ul><li>{words.say('about.limits.evident')}</li><li>{words.say('about.limits.complete')}</li><li>{words.say('about.limits.true')}</li><li>{words.say('about.limits.host')}</li></ul>
        {charter.seed === undefined ? null : <p>{words.say('about.seed')}</p>}
      </>
    ),
  };
};

const says = (actor: Actor): boolean => actor.selfDesignation !== undefined || (actor.views ?? []).length > 0;

function Counts({ visit: { words, dossier }, caption, counts }: { readonly visit: Visit; readonly caption: string; readonly counts: readonly Count[] }): JSX.Element {
  return (
    <table class="plain counts">
      <caption>{caption}</caption>
      <thead><tr><th scope="col">{words.say('about.actor')}</th><th scope="col">{words.say('about.count')}</th></tr></thead>
      <tbody>{counts.map(({ actor, count }) => <tr key={actor}><th scope="row"><InWords text={dossier.state.actors.get(actor)?.label ?? { en: actor }} words={words} /></th><td>{words.number(count)}</td></tr>)}</tbody>
    </table>
  );
}

function ActorViews({ visit: { words }, actor }: { readonly visit: Visit; readonly actor: Actor }): JSX.Element {
  return (
    <section class="account">
      <h3><InWords text={actor.label} words={words} /></h3>
      {actor.selfDesignation === undefined ? null : <p>{words.say('about.calls-itself')} <q><InWords text={actor.selfDesignation} words={words} /></q></p>}
      <ul>{(actor.views ?? []).map(({ by, view }) => <li key={by}><bdi>{by}</bdi>: <InWords text={view} words={words} /></li>)}</ul>
    </section>
  );
}
