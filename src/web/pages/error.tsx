import type { Refusal } from '#base';
import type { ProcessCard } from '#app';
import type { Words } from '#words';
import { InWords } from '../components/text.tsx';
import type { Page } from '../visit.ts';

/** Nothing is kept under this address: says so, and what is held. */
export function notFoundPage(words: Words, held: readonly ProcessCard[]): Page {
  return {
    title: words.say('error.not-found.title'), status: 404,
    main: (
      <>
        <h1>{words.say('error.not-found.title')}</h1>
        <p>{words.say('error.not-found.text')}</p>
        <ul>{held.map((card) => <li key={card.slug}><a href={`/${card.slug}`}><InWords text={card.title} words={words} /></a></li>)}</ul>
      </>
    ),
  };
}

/** The address names a time that is none. */
export function badTimePage(words: Words, refusal: Refusal): Page {
  return {
    title: words.say('error.time.title'), status: 400,
    main: (
      <>
        <h1>{words.say('error.time.title')}</h1>
        <p>{words.say(`refusal.${refusal.code}`, refusal)}</p>
        <p><a href="?">{words.say('shell.latest')}</a></p>
      </>
    ),
  };
}

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
