import type { JSX } from 'preact';
import type { MeetingView } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { ActorName } from './names.tsx';
import { InWords } from './text.tsx';

/** The agenda by track, each point with who brought it in, its time, its papers and what of the record it is about. */
export function AgendaList({ visit, agenda }: { readonly visit: Visit; readonly agenda: MeetingView['agenda'] }): JSX.Element {
  const { words } = visit;
  if (agenda.length === 0) return <p>{words.say('meeting.agenda.none')}</p>;
  return (
    <>{agenda.map(({ track, items }) => (
      <div key={track} class="track">
        <h3>{words.say(`track.${track}`)}</h3>
        <ol>{items.map(({ item, source, internal }) => (
          <li key={item.id} id={`i-${item.id}`}>
            <InWords text={item.title} words={words} />{' '}
            {internal ? <span class="tag">{words.say('agenda.internal')}</span> : null}{' '}
            <span class="quiet">
              {item.by === undefined ? null : <>{words.say('agenda.by')} <ActorName visit={visit} id={item.by} /> </>}
              {item.minutes === undefined ? null : `${words.say('agenda.minutes', { minutes: item.minutes })} `}
              {(item.papers ?? []).length === 0 ? null : `${words.say('agenda.papers', { names: words.list((item.papers ?? []).map(({ name, digest }) => name ?? digest.slice(0, 12))) })} `}
              <About visit={visit} entries={item.entries ?? []} />
              <a class="entry" href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a>
            </span>
          </li>
        ))}</ol>
      </div>
    ))}</>
  );
}

function About({ visit, entries }: { readonly visit: Visit; readonly entries: readonly string[] }): JSX.Element | null {
  const { words, dossier: { state: { positions } } } = visit;
  const known = entries.flatMap((id) => { const position = positions.get(id); return position === undefined ? [] : [{ id, position }]; });
  return known.length === 0 ? null : <>{words.say('agenda.about')} {known.map(({ id, position }) => <><a key={id} href={href(visit, `record/${position}`)}><bdi>{id.length === 64 ? words.say('timeline.entry', { position }) : id}</bdi></a>{' '}</>)}</>;
}
