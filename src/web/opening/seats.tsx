import type { JSX } from 'preact';
import type { Drafting, SeatPaper } from '#app';
import type { Seat } from '#process';
import { hindrances } from '#process';
import type { Words } from '#words';
import type { Page } from '../visit.ts';
import type { AtDraft } from './drafting.tsx';

/** What each seat is called in sentences: head of delegation of so and so. */
export function seatName(words: Words, { draft }: Drafting, { actor, capacity }: Seat): string {
  const side = draft.actors.find(({ id }) => id === actor)?.label;
  return words.say('new.seat', { capacity: words.say(`capacity.${capacity}`), side: side === undefined ? actor : words.text(side).words });
}

const standing = ({ taken, signature, void: gone, invitation }: SeatPaper, head: boolean): string =>
  signature !== undefined ? 'signed' : gone === true ? 'void' : taken !== undefined ? (head ? 'taken' : 'ready') : invitation === undefined ? 'free' : 'invited';

/** How far each seat is, in the order of their names, which favours nobody. */
export function Standing({ words, paper }: { readonly words: Words; readonly paper: Drafting }): JSX.Element {
  return (
    <ul>{paper.draft.seats.map((seat) => (
      <li key={seat.id}><bdi>{seatName(words, paper, seat)}</bdi>{seat.name === undefined ? null : <>: <bdi>{seat.name}</bdi></>} – {words.say(`new.standing.${standing(paper.seats[seat.id] ?? {}, seat.capacity === 'head')}`)}</li>
    ))}</ul>
  );
}

/** The invitations, one to each seat. A link is shown once, when it is made. */
export function seatsPage({ words, id, paper }: AtDraft, links: ReadonlyMap<string, string>): Page {
  const free = paper.draft.seats.filter(({ id: seat, key }) => key === undefined && paper.seats[seat]?.invitation === undefined), unsaid = hindrances(paper.draft).some(({ code }) => code !== 'charter.missing.key');
  return {
    title: words.say('new.seats.title'),
    main: (
      <>
        <p class="back"><a href={`/new/${id}/check`}>{words.say('new.step.check')}</a></p>
        <h1>{words.say('new.seats.title')}</h1>
        {paper.opened === undefined ? <p>{words.say('new.seats.intro')}</p> : <p class="panel">{words.say('new.opened')} <a href={`/${paper.opened.slug}`}>{words.say('new.opened.go')}</a></p>}
        {unsaid ? <p class="warning">{words.say('new.seats.unsaid')}</p> : null}
        {links.size === 0 ? null : <Links words={words} paper={paper} links={links} />}
        {free.length === 0 || unsaid || paper.opened !== undefined ? null : <form method="post" action={`/new/${id}/seats`}><p><button type="submit" name="seat" value="all">{words.say('new.seats.make', { count: free.length })}</button></p></form>}
        <h2>{words.say('new.seats.standing')}</h2>
        <Standing words={words} paper={paper} />
        <p><a href={`/new/${id}/seats`}>{words.say('new.seats.again')}</a></p>
        {paper.opened === undefined && !unsaid ? <Anew words={words} id={id} paper={paper} /> : null}
      </>
    ),
  };
}

function Links({ words, paper, links }: { readonly words: Words; readonly paper: Drafting; readonly links: ReadonlyMap<string, string> }): JSX.Element {
  return (
    <section class="panel" aria-labelledby="links">
      <h2 id="links">{words.say('new.links.title')}</h2>
      <p>{words.say('new.links.intro')}</p>
      {paper.draft.seats.flatMap((seat) => {
        const link = links.get(seat.id);
        return link === undefined ? [] : [<p key={seat.id}><strong><bdi>{seatName(words, paper, seat)}</bdi></strong><br /><a class="link" href={link}>{link}</a></p>];
      })}
    </section>
  );
}

/** A link lost, stolen, or sent to the wrong person. */
function Anew({ words, id, paper }: { readonly words: Words; readonly id: string; readonly paper: Drafting }): JSX.Element | null {
  const given = paper.draft.seats.filter((seat) => paper.seats[seat.id]?.invitation !== undefined || seat.key !== undefined);
  if (given.length === 0) return null;
  return (
    <details>
      <summary>{words.say('new.anew.title')}</summary>
      <p>{words.say('new.anew.intro')}</p>
      <form method="post" action={`/new/${id}/seats`}><ul class="choices">{given.map((seat) => <li key={seat.id}><button type="submit" class="minor" name="seat" value={seat.id}>{words.say('new.anew.make', { seat: seatName(words, paper, seat) })}</button></li>)}</ul></form>
    </details>
  );
}
