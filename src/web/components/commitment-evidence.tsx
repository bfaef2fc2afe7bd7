import type { JSX } from 'preact';
import type { CommitmentView, Evidence, Voice } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { ActorName } from './names.tsx';
import { InWords } from './text.tsx';
import { TimelineArticle } from './timeline-entry.tsx';

/** As many entries as a page can carry over a slow line. */
const PAGE = 40;

/** The entries it all rests on: what each account in them says, for or against; then those that only name the commitment. */
export function EvidenceList({ view, visit }: { readonly view: CommitmentView; readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  const { id } = view.commitment, bearing = view.evidence.filter(({ mentionOnly }) => !mentionOnly), naming = view.evidence.filter(({ mentionOnly }) => mentionOnly);
  return (
    <section aria-labelledby="entries">
      <h2 id="entries">{words.say('commitment.entries')}</h2>
      {bearing.length === 0 ? <p>{words.say('commitment.entries.none')}</p> : <p class="quiet">{words.say('commitment.entries.hint')}</p>}
      <Divided all={bearing} path={`commitments/${encodeURIComponent(id)}`} visit={visit} />
      {naming.length === 0 ? null : (
        <details>
          <summary>{words.say('commitment.entries.naming', { count: naming.length })}</summary>
          {naming.slice(-PAGE).map((evidence) => <EvidenceArticle key={evidence.entry} evidence={evidence} visit={visit} />)}
          {naming.length > PAGE ? <p><a href={href(visit, 'timeline', { commitment: id })}>{words.say('timeline.title')}</a></p> : null}
        </details>
      )}
    </section>
  );
}

/** Entries in order of time; of very many the last ones, and before them the others, a page at a time. */
function Divided({ all, path, visit }: { readonly all: readonly Evidence[]; readonly path: string; readonly visit: Visit }): JSX.Element {
  const { words, url } = visit, pages = Math.max(1, Math.ceil(all.length / PAGE)), page = Math.min(pages, Math.max(1, Number.parseInt(url.searchParams.get('entries') ?? '1', 10) || 1));
  const to = all.length - (page - 1) * PAGE, from = Math.max(0, to - PAGE), at = (number: number): string => `${href(visit, path, { entries: String(number) })}#entries`;
  return (
    <>
      {pages === 1 ? null : <p class="quiet">{words.say('commitment.entries.part', { from: from + 1, to, count: all.length })}</p>}
      {all.slice(from, to).map((evidence) => <EvidenceArticle key={evidence.entry} evidence={evidence} visit={visit} />)}
      {pages === 1 ? null : <nav class="pages" aria-label={words.say('commitment.entries.parts')}>{page > 1 ? <a rel="next" href={at(page - 1)}>{words.say('register.newer')}</a> : null} {page < pages ? <a rel="prev" href={at(page + 1)}>{words.say('register.older')}</a> : null}</nav>}
    </>
  );
}

function EvidenceArticle({ evidence, visit }: { readonly evidence: Evidence; readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  const { source, voices } = evidence;
  if (source.kind === 'coverage') {
    const { by, from, to, note } = source.coverage.value;
    return (
      <article class="happened">
        <h3>{words.when(from)} – {words.when(to)} <span class="tag">{words.say('commitment.coverage')}</span></h3>
        <p>{words.say('commitment.coverage.by')} <ActorName visit={visit} id={by} />{note === undefined ? null : <>: <InWords text={note} words={words} /></>} <a href={href(visit, `record/${evidence.position}`)}>{words.say('timeline.entry', { position: evidence.position })}</a></p>
      </article>
    );
  }
  return (
    <div class="evidence">
      <TimelineArticle visit={visit} entry={source.item} />
      <Sides voices={voices} visit={visit} />
    </div>
  );
}

const SIDES = ['for', 'against', 'both'] as const;

/** Whose account speaks for the commitment's having been kept, and whose against. */
function Sides({ voices, visit }: { readonly voices: readonly Voice[]; readonly visit: Visit }): JSX.Element | null {
  const sides = SIDES.map((side) => ({ side, own: voices.filter((voice) => voice.side === side) })).filter(({ own }) => own.length > 0);
  if (sides.length === 0) return null;
  return (
    <p class="sides">{sides.map(({ side, own }) => (
      <span key={side}><b>{visit.words.say(`commitment.side.${side}`)}</b> {own.map(({ by }, index) => <>{index === 0 ? null : ', '}<ActorName visit={visit} id={by} /></>)}. </span>
    ))}</p>
  );
}
