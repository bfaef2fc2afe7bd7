import type { JSX } from 'preact';
import type { Refusal } from '#base';
import type { ProcessCard } from '#app';
import type { Words } from '#words';
import { Kept } from '../components/kept.tsx';
import { InWords } from '../components/text.tsx';
import type { Page } from '../visit.ts';

/** Nothing is kept under this address: says so, and what is held. */
export function notFoundPage(words: Words, held: readonly ProcessCard[]): Page {
  return {
    title: words.say('error.not-found.title'), status: 404,
    main: (
      <>
        <h1>{words.say('error.not-found.title')}</h1>
        <p>{words.say(held.length === 0 ? 'home.empty' : 'error.not-found.text')}</p>
        <ul>{held.map((card) => <li key={card.slug}><a href={`/${card.slug}`}><InWords text={card.title} words={words} /></a></li>)}</ul>
      </>
    ),
  };
}

/** The address names a time that is none: what is wrong, and the two times to set right. */
export function badTimePage(words: Words, url: URL, refusal: Refusal): Page {
  const field = (name: 'valid' | 'known'): JSX.Element => (
    <p>
      <label for={name}>{words.say(`error.time.${name}`)}</label>
      <input id={name} name={name} inputMode="numeric" placeholder="2023-03-01" value={url.searchParams.get(name) ?? ''} aria-describedby="problem" {...(url.searchParams.get(name) === refusal['when'] ? { 'aria-invalid': 'true' as const } : {})} />
    </p>
  );
  return {
    title: words.say('error.time.title'), status: 400,
    main: (
      <>
        <h1>{words.say('error.time.title')}</h1>
        <div class="warning" role="alert"><p id="problem">{words.say(`refusal.${refusal.code}`, refusal)}</p></div>
        <form class="filters" method="get">
          <Kept url={url} without={['valid', 'known']} />
          {field('valid')}{field('known')}
          <p><button type="submit">{words.say('record.show')}</button></p>
        </form>
        <p><a href={url.pathname}>{words.say('shell.latest')}</a></p>
      </>
    ),
  };
}

/** More was asked for than this host does at a time: when to try again. What was written is still in the form behind. */
export const oftenPage = (words: Words, seconds: number): Page => ({
  title: words.say('error.often.title'), status: 429,
  main: (
    <>
      <h1>{words.say('error.often.title')}</h1>
      <div class="warning" role="alert"><p>{words.say('refusal.limit.often', { seconds })}</p></div>
      <p>{words.say('error.often.next')}</p>
    </>
  ),
});

/** The record that is held cannot be read back. Loud: nothing of it is shown. */
export function damagedPage(words: Words, slug: string, position: number): Page {
  return {
    title: words.say('error.damaged.title'), status: 500,
    main: (
      <>
        <h1>{words.say('error.damaged.title')}</h1>
        <div class="warning" role="alert"><p>{words.say('error.damaged.text', { position })}</p></div>
        <p>{words.say('error.damaged.next')}</p>
        <pre>counterpart audit {slug}</pre>
      </>
    ),
  };
}
