import type { JSX } from 'preact';
import type { Json } from '#base';
import { civilDay } from '#base';
import { nameOf } from '#process';
import { readBody, utf8 } from '#record';
import { recordLines } from '#views';
import type { RecordLine } from '#views';
import { HeadFacts } from '../components/head-facts.tsx';
import { Content } from '../components/content.tsx';
import { InWords } from '../components/text.tsx';
import { entryFor } from '../persons/entry-for.ts';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** More than that is more than a binder, and than a browser lays out at once. */
const PART = 1000;

/** The whole record, entry by entry with its number, to be printed and filed: what is not shown here is not in the record. A long one in parts. */
export const archivePage: PageOf = async (visit) => {
  const { words, dossier } = visit, all = recordLines(dossier.state), { charter } = dossier.state;
  const parts = Math.max(1, Math.ceil(all.length / PART)), part = Math.min(parts, Math.max(1, Math.trunc(Number(visit.url.searchParams.get('part') ?? '1')) || 1));
  const lines = all.slice((part - 1) * PART, part * PART);
  const bodies = await Promise.all(lines.map(async ({ position }) => (await entryFor(visit, position))?.body ?? ''));
  return {
    title: words.say('archive.title'),
    main: (
      <div class="archive">
        <h1><InWords text={charter.title} words={words} /></h1>
        {charter.withoutPrejudice === undefined ? null : <p><InWords text={charter.withoutPrejudice} words={words} /></p>}
        <p>{words.say('archive.intro', { size: all.length })}</p>
        {parts === 1 ? null : <p>{words.say('archive.part', { part, parts, from: (part - 1) * PART, to: Math.min(part * PART, all.length) - 1 })}</p>}
        <p class="screen-only">{words.say('archive.print')} <a href={href(visit, 'papers')}>{words.say('papers.title')}</a>{part < parts ? <> <a rel="next" href={href(visit, 'archive', { part: String(part + 1) })}>{words.say('archive.next')}</a></> : null}</p>
        <HeadFacts visit={visit} />
        <p>{words.say('shell.limits')}</p>
        <Contents visit={visit} lines={lines} />
        {lines.map((line, index) => <Entry key={line.position} visit={visit} line={line} body={bodies[index] ?? ''} />)}
      </div>
    ),
  };
};

/** Numbers, days and titles on the first pages, so that a stack of paper can be searched and a missing sheet be seen. */
function Contents({ visit, lines }: { readonly visit: Visit; readonly lines: readonly RecordLine[] }): JSX.Element {
  const { words } = visit;
  return (
    <nav class="contents" aria-labelledby="contents">
      <h2 id="contents">{words.say('archive.contents')}</h2>
      <ol start={0}>{lines.map((line) => <li key={line.position} value={line.position}><a href={`#entry-${line.position}`}>{words.say(`kind.${line.kind}`)}{line.title === null ? null : <>: <InWords text={line.title} words={words} /></>}</a></li>)}</ol>
    </nav>
  );
}

function Entry({ visit, line, body }: { readonly visit: Visit; readonly line: RecordLine; readonly body: string }): JSX.Element {
  const { words, dossier: { state } } = visit, author = nameOf(state, line.author);
  const read = body === '' || line.kind === 'sealed' ? null : readBody(utf8(body));
  return (
    <section class="archived" id={`entry-${line.position}`}>
      <h2>{words.say('entry.title', { position: words.number(line.position) })}: {words.say(`kind.${line.kind}`)}</h2>
      <p class="quiet"><bdi>{author}</bdi> · {words.say('archive.recorded', { day: words.day(civilDay(line.recorded, state.charter.zone)) })} · <code class="digest">{line.entry}</code></p>
      {read?.ok === true ? <Content visit={visit} value={read.value as Json} /> : <p>{words.say('archive.withheld')}</p>}
    </section>
  );
}
