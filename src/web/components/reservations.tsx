import type { JSX } from 'preact';
import type { Held, Reservation } from '#process';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { ActorName } from './names.tsx';
import { InWords } from './text.tsx';

/** What sides attach to a decision, minutes or text: each its own words, nothing answered for the others. */
export function Reservations({ visit, to, held }: { readonly visit: Visit; readonly to: string; readonly held: readonly Held<Reservation>[] }): JSX.Element | null {
  const { words } = visit;
  if (held.length === 0) return null;
  return (
    <section aria-labelledby={`r-${to}`}>
      <h3 id={`r-${to}`}>{words.say('reservations.title')}</h3>
      <ul class="plain-list replies">{held.map(({ value, source }) => (
        <li key={value.id}><b><ActorName visit={visit} id={value.by} /></b>, {words.say(`reservations.${value.type}`)}: <q><InWords text={value.text} words={words} /></q> <a class="entry" href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a></li>
      ))}</ul>
    </section>
  );
}
