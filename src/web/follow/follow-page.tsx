import type { JSX } from 'preact';
import { topicLabel } from '#app';
import { REGISTERS, concerning, topicOf } from '#views';
import type { Topic } from '#views';
import { placeLabel } from '../components/names.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** What can be followed, and where its news is to be had: a feed, a letter to send on, the summary of a day. Nobody signs up, and nobody learns who follows what. */
export const followPage: PageOf = async (visit) => {
  const { words, dossier: { state }, url } = visit, about = url.searchParams.get('about') ?? '', topic = about === '' ? null : topicOf(state, about), title = words.say('follow.title');
  return {
    title, ...(topic?.ok === false ? { status: 400 } : {}),
    main: (
      <>
        <h1>{title}</h1>
        <AsOfLine visit={visit} whole />
        <p>{words.say('follow.intro')}</p>
        <p><a href={href(visit, 'alerts.atom', { valid: null, known: null })}>{words.say('alerts.open')}</a> <code class="digest">{new URL(href(visit, 'alerts.atom', { valid: null, known: null }), url).href}</code></p>
        <Choose visit={visit} about={about} problem={topic?.ok === false ? words.say(`refusal.${topic.refusal.code}`, topic.refusal) : null} />
        {topic?.ok === true ? <Addresses visit={visit} topic={topic.value} about={about} /> : null}
      </>
    ),
  };
};

function Choose({ visit, about, problem }: { readonly visit: Visit; readonly about: string; readonly problem: string | null }): JSX.Element {
  const { words, dossier: { state }, url } = visit, option = (value: string, label: string): JSX.Element => <option key={value} value={value} selected={value === about}>{label}</option>;
  return (
    <form class="filters" method="get" action={href(visit, 'follow').split('?')[0]}>
      {['lang', 'names'].map((name) => (url.searchParams.get(name) === null ? null : <input key={name} type="hidden" name={name} value={url.searchParams.get(name) ?? ''} />))}
      <label for="about">{words.say('follow.about')}<br />
        <select id="about" name="about" {...(problem === null ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': 'about-problem' })}>
          <option value="">{words.say('act.choose')}</option>
          {option('claims', words.say('claims.title'))}
          <optgroup label={words.say('registers.title')}>{REGISTERS.map((name) => option(`register:${name}`, words.say(`register.${name}`)))}</optgroup>
          <optgroup label={words.say('follow.places')}>{[...state.places.keys()].map((id) => option(`place:${id}`, placeLabel(visit, id)))}</optgroup>
          <optgroup label={words.say('follow.commitments')}>{[...state.commitments.values()].map(({ value }) => option(`commitment:${value.id}`, `${value.id} ${words.text(value.title).words}`))}</optgroup>
        </select></label>
      <button type="submit">{words.say('summary.show')}</button>
      {problem === null ? null : <p class="complaint" id="about-problem">{problem}</p>}
    </form>
  );
}

/** Addresses that carry no name of whoever uses them. */
function Addresses({ visit, topic, about }: { readonly visit: Visit; readonly topic: Topic; readonly about: string }): JSX.Element {
  const { words, dossier, url } = visit, { state, range, slug } = dossier, count = concerning(state, topic, { valid: range.to, known: range.known }).length;
  const address = (path: string): string => new URL(href(visit, path, { about, valid: null, known: null }), url).href;
  return (
    <section aria-labelledby="followed">
      <h2 id="followed">{topicLabel(dossier, words, topic)}</h2>
      <p>{words.say('follow.count', { count })}</p>
      <dl class="facts">
        <dt>{words.say('papers.news.open')}</dt><dd><a href={address('changes.atom')}><code class="digest">{address('changes.atom')}</code></a></dd>
        <dt>{words.say('follow.mail')}</dt><dd><a href={address('news.eml')}>{words.say('follow.mail.week')}</a></dd>
        <dt>{words.say('follow.command')}</dt><dd><code>counterpart export news {slug} {about} news.eml --since 2026-03-01</code></dd>
      </dl>
      <p class="quiet">{words.say('follow.push')}</p>
    </section>
  );
}
