import type { JSX } from 'preact';
import type { Visit } from '../visit.ts';

/** What would be lost, or left for the next one, when somebody goes from a device that others use. A script fills in the numbers and shows it; without one nothing is kept in a browser. */
export function BeforeGoing({ visit: { words, reader, dossier: { slug, state } } }: { readonly visit: Visit }): JSX.Element {
  return (
    <dialog id="before-going" aria-labelledby="before-going-title" data-slug={slug} data-process={state.process} data-participant={reader?.id ?? ''}>
      <h2 id="before-going-title">{words.say('going.title')}</h2>
      <section data-part="waiting"><p>{words.say('going.waiting')} <strong data-count></strong></p>
        <p><button type="button" data-do="save">{words.say('outbox.save')}</button></p>
        <p><label><input type="checkbox" data-drop disabled /> {words.say('going.waiting.drop')}</label></p></section>
      <section data-part="keys"><p>{words.say('going.keys')}</p>
        <p><label><input type="checkbox" data-drop /> {words.say('going.keys.drop')}</label></p></section>
      <p class="buttons"><button type="button" data-do="go">{words.say('going.go')}</button> <button type="button" class="minor" data-do="stay">{words.say('going.stay')}</button></p>
    </dialog>
  );
}
