import { TEMPLATES } from '#app';
import type { Words } from '#words';
import type { Page } from '../visit.ts';

/** The first question: what kind of talks. `permit`: the operator's link, carried on. */
export function beginPage(words: Words, permit: string): Page {
  return {
    title: words.say('new.begin.title'),
    main: (
      <form method="post" action="/new">
        <h1>{words.say('new.begin.title')}</h1>
        <p>{words.say('new.begin.intro')}</p>
        <input type="hidden" name="permit" value={permit} />
        <fieldset class="question">
          <legend>{words.say('new.begin.template')}</legend>
          {TEMPLATES.map(({ id }, index) => (
            <div key={id} class="choice">
              <input type="radio" id={id} name="template" value={id} required checked={index === 0} aria-describedby={`${id}-hint`} /> <label for={id}>{words.say(`new.template.${id}`)}</label>
              <p class="quiet" id={`${id}-hint`}>{words.say(`new.template.${id}.hint`)}</p>
            </div>
          ))}
        </fieldset>
        <p class="quiet">{words.say('new.begin.changeable')}</p>
        <p><button type="submit">{words.say('new.continue')}</button></p>
      </form>
    ),
  };
}

/** Who may not: what this page is for, and who can open it. */
export function closedPage(words: Words, why: 'begin' | 'draft' | 'seat' | 'unknown'): Page {
  return {
    title: words.say(`new.closed.${why}.title`), status: why === 'unknown' ? 404 : 403,
    main: <><h1>{words.say(`new.closed.${why}.title`)}</h1><p>{words.say(`new.closed.${why}.text`)}</p></>,
  };
}
