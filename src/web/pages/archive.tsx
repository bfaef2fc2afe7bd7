import type { JSX } from 'preact';
import type { Json } from '#base';
import { civilDay } from '#base';
import { nameOf } from '#process';
import { readBody, utf8 } from '#record';
import { recordLines } from '#views';
import type { RecordLine } from '#views';
import { HeadFacts } from '../components/head-facts.tsx';
import { Kept } from '../components/kept.tsx';
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
        <p class="screen-only">{words.say('archive.print')} <a href={href(visit, 'papers')}>{words.say('papers.title')}</a></p>
        <Parts visit={visit} part={part} of={parts} />
        <HeadFacts visit={visit} />
        <p>{words.say('shell.limits')}</p>
        <Contents visit={visit} lines={lines} />
        {lines.map((line, index) => <Entry key={line.position} visit={visit} line={line} body={bodies[index] ?? ''} />)}
      </div>
    ),
  };
};

/** Of a long record, from part to part, or to any by its number. */
function Parts({ visit, part, of }: { readonly visit: Visit; readonly part: number; readonly of: number }): JSX.Element | null {
  const { words, url } = visit, to = (number: number): string => href(visit, 'archive', { part: String(number) });
  if (of === 1) return null;
  return (
    <form class="screen-only filters" method="get" action={href(visit, 'archive').split('?')[0]}>
      <Kept url={url} without={['part']} />
      <p><label for="part">{words.say('archive.which', { parts: of })}</label> <input id="part" name="part" type="number" min="1" max={of} value={part} /></p>
      <p><button type="submit">{words.say('people.show')}</button> {part > 1 ? <a rel="prev" href={to(part - 1)}>{words.say('archive.previous')}</a> : null} {part < of ? <a rel="next" href={to(part + 1)}>{words.say('archive.next')}</a> : null}</p>
    </form>
  );
}

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
