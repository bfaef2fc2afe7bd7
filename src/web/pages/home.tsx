import type { App } from '#app';
import type { Words } from '#words';
import { InWords } from '../components/text.tsx';
import type { Page } from '../visit.ts';

/** The processes that this host holds. */
export async function homePage(app: App, words: Words): Promise<Page> {
  const cards = await app.list();
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
              <p class="quiet">{words.say(card.fictional ? 'shell.fictional' : `home.${card.kind}`)}</p>
              <p class="quiet">{words.say('home.size', { size: words.number(card.size) })}</p>
            </li>
          ))}
        </ul>
        {cards.length === 0 ? <p>{words.say('home.empty')}</p> : null}
      </>
    ),
  };
}
