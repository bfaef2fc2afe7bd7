import type { ComponentChildren, JSX } from 'preact';
import type { Status } from '#compliance';
import { recordLines, verdictOf } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { detailsOf, perspectiveName } from './status-words.ts';

/** A status that is another than it was, and what is to be said of it. */
export interface ChangeRow {
  readonly before: Status;
  readonly after: Status;
  readonly why: ComponentChildren;
}

/** What stands otherwise, commitment by commitment, each account on its own. */
export function ChangeList({ visit, rows }: { readonly visit: Visit; readonly rows: readonly ChangeRow[] }): JSX.Element {
  const { words, dossier: { state } } = visit;
  return (
    <>
      {[...Map.groupBy(rows, ({ after }) => after.commitment)].map(([id, changed]) => {
        const title = words.text(state.commitments.get(id)?.value.title ?? { und: id });
        return (
          <section key={id} class="changed" aria-labelledby={`changed-${id}`}>
            <h2 id={`changed-${id}`}><a href={href(visit, `commitments/${encodeURIComponent(id)}`)}><bdi lang={title.language}>{title.words}</bdi></a> <span class="quiet">{id}</span></h2>
            <ul>{changed.map((row, index) => <li key={index}><Changed visit={visit} row={row} /></li>)}</ul>
          </section>
        );
      })}
    </>
  );
}

function Changed({ visit, row: { before, after, why } }: { readonly visit: Visit; readonly row: ChangeRow }): JSX.Element {
  const { words, dossier: { perspectives } } = visit;
  const whose = perspectives.find(({ id }) => id === after.perspective);
  return (
    <>
      <strong>{whose === undefined ? after.perspective : perspectiveName(visit, whose)}</strong>{after.reading === null ? null : <span class="quiet"> ({after.reading})</span>}:{' '}
      <Stands visit={visit} status={before} /> <span aria-hidden="true">→</span><span class="visually-hidden"> {words.say('changes.to')} </span> <Stands visit={visit} status={after} />
      {why}
    </>
  );
}

/** The verdict with its details, and how settled it is. */
function Stands({ visit: { words, dossier: { state } }, status }: { readonly visit: Visit; readonly status: Status }): JSX.Element {
  const commitment = state.commitments.get(status.commitment)?.value;
  if (commitment === undefined) return <>–</>;
  const verdict = verdictOf(status, commitment);
  const more = [...detailsOf(words, verdict), ...(verdict.settlement === null ? [] : [words.say(`settlement.${verdict.settlement}`)])];
  return <span><span class={`v v-${verdict.word}`}>{words.say(`verdict.${verdict.word}`)}</span>{more.length === 0 ? null : <span class="quiet"> {more.join(', ')}</span>}</span>;
}

/** An entry by what it brought, as a link. */
export function EntryLink({ visit, entry }: { readonly visit: Visit; readonly entry: string }): JSX.Element {
  const { words, dossier: { state } } = visit, position = state.positions.get(entry);
  if (position === undefined) return <code class="digest">{entry.slice(0, 12)}</code>;
  const title = recordLines(state)[position]?.title ?? null, said = title === null ? null : words.text(title);
  return <a href={href(visit, `record/${position}`)}>{words.say('changes.entry', { position })}{said === null ? null : <>: <bdi lang={said.language}>{said.words}</bdi></>}</a>;
}
