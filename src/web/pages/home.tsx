import type { ProcessCard } from '#app';
import type { Words } from '#words';
import { InWords } from '../components/text.tsx';
import type { Page } from '../visit.ts';

/** The processes that this host holds, each with what it is. */
export function homePage(words: Words, cards: readonly ProcessCard[], begins = false): Page {
  return {
    title: words.say('home.title'),
    main: (
      <>
        <h1>{words.say('home.title')}</h1>
        <p>{words.say('home.intro')}</p>
        <ul class="cards">
          {cards.map((card) => (
            <li key={card.slug} class="panel">
              <h2><a href={`/${card.slug}`}><InWords text={card.title} words={words} /></a></h2>
              <p class="banner">{words.say(card.fictional ? 'shell.fictional' : card.kind === 'documentary' ? 'shell.documentary' : 'home.live')}</p>
              <p><InWords text={card.purpose} words={words} /></p>
              <p class="quiet">{words.say('home.size', { size: words.number(card.size) })}</p>
            </li>
          ))}
        </ul>
        {begins ? <p><a href="/new">{words.say('home.begin')}</a></p> : null}
        {cards.length === 0 ? <p>{words.say('home.empty')}</p> : null}
      </>
    ),
  };
}
