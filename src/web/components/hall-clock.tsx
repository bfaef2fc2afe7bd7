import type { JSX } from 'preact';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { actorLabel } from './names.tsx';

/**
 * A clock for speakers with the same time for each side. Its script counts on this screen alone and hands nothing in: whoever is signed in takes the times over
 * into an account of the meeting, and signs that. Without script nothing of it is shown.
 */
export function HallClock({ visit, meeting, sides }: { readonly visit: Visit; readonly meeting: string; readonly sides: readonly string[] }): JSX.Element {
  const { words } = visit;
  const said = { start: words.say('clock.start'), stop: words.say('clock.stop'), order: words.say('clock.point-of-order'), left: words.say('clock.left'), over: words.say('clock.over'), share: words.say('clock.share'), take: words.say('clock.take') };
  return (
    <section id="clock" aria-labelledby="clock-title" hidden data-words={JSON.stringify(said)} data-sides={JSON.stringify(sides.map((id) => [id, actorLabel(visit, id)]))} data-zone={visit.dossier.state.charter.zone} data-session={visit.reader === undefined ? '' : href(visit, 'act/session', { meeting })}>
      <h2 id="clock-title">{words.say('clock.title')}</h2>
      <p>{words.say('clock.intro')}</p>
    </section>
  );
}
