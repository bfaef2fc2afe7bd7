import type { JSX } from 'preact';
import { civilDay } from '#base';
import type { EvidenceFile } from '#process';
import { bearingsOf, exchangeOn, kinOf, likenesses, reportAsOf, scrutinyOf, suggestionsFor } from '#views';
import type { HeldReport, Scrutiny } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { TimelineArticle } from '../components/timeline-entry.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { Bearings, Likeness } from './bearings.tsx';
import { ExchangeBeside } from './exchange.tsx';

interface Shown {
  readonly visit: Visit;
  readonly report: HeldReport;
}

/** One report: as it was made, how far its check is, what was asked and replied, what it bears on, what it is told to be the same as. Nothing of it stands in the title. */
export const reportPage: PageOf = async (visit, params) => {
  const { words, dossier: { state }, asOf } = visit, report = reportAsOf(state, params['id'] ?? '', asOf);
  if (report === null) return null;
  const title = words.say('report.title', { id: report.value.id });
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <AsOfLine visit={visit} />
        <section aria-labelledby="made"><h2 id="made">{words.say('report.made')}</h2><TimelineArticle visit={visit} entry={report} /></section>
        <Checks visit={visit} report={report} scrutiny={scrutinyOf(state, report, asOf)} />
        <ExchangeBeside visit={visit} id={report.value.id} exchange={exchangeOn(state, report.value.id, asOf)} />
        <Bearings visit={visit} item={report.value.id} bearings={bearingsOf(state, report.value.id, asOf)} suggested={suggestionsFor(state, report, asOf)} />
        <Likeness visit={visit} id={report.value.id} kin={kinOf(state, report.value.id, asOf)} maybe={likenesses(state, asOf, [report.value]).get(report.value.id) ?? []} />
        <Files visit={visit} files={report.value.evidence ?? []} />
      </>
    ),
  };
};

/** The state of its check, with who said so and why, and how long it took. */
function Checks({ visit, report, scrutiny }: Shown & { readonly scrutiny: Scrutiny }): JSX.Element {
  const { words, dossier: { state: { charter: { zone } } } } = visit, { word, steps, found, age } = scrutiny;
  return (
    <section aria-labelledby="checks">
      <h2 id="checks">{words.say('report.checks')}</h2>
      <p><b>{words.say(`checked.${word}`)}</b></p>
      <p>{found === null ? words.say('report.age', { time: words.duration(age) }) : words.say('report.time-to-finding', { time: words.duration(age), day: words.day(civilDay(found - 1, zone)) })}</p>
      {steps.length === 0 ? null : (
        <StackedTable
          caption={words.say('report.checks.caption')} columns={['by', 'date', 'step', 'reason', 'entry'].map((column) => words.say(`report.column.${column}`))}
          rows={steps.map(({ value, source }) => ({ key: value.id, cells: [<ActorName visit={visit} id={value.by} />, words.when(value.date), words.say(`checked.${value.step}`), <><InWords text={value.reason} words={words} /><FileList visit={visit} files={value.evidence ?? []} /></>, <EntryLink visit={visit} position={source.position} />] }))}
        />
      )}
      <p class="acts"><ActLink visit={visit} name="check" values={{ report: report.value.id }}>{words.say('act.check')}</ActLink> <ActLink visit={visit} name="task" values={{ about: report.value.id }}>{words.say('act.task')}</ActLink></p>
    </section>
  );
}

function Files({ visit, files }: { readonly visit: Visit; readonly files: readonly EvidenceFile[] }): JSX.Element | null {
  if (files.length === 0) return null;
  return <section aria-labelledby="files"><h2 id="files">{visit.words.say('report.files')}</h2><p class="quiet">{visit.words.say('report.files.how')}</p><FileList visit={visit} files={files} /></section>;
}

function FileList({ visit: { words, dossier: { slug } }, files }: { readonly visit: Visit; readonly files: readonly EvidenceFile[] }): JSX.Element | null {
  if (files.length === 0) return null;
  return <ul>{files.map(({ digest, bytes, name, type, sealed }) => <li key={digest}><a href={`/${encodeURIComponent(slug)}/evidence/${digest}`} download={name ?? digest}><bdi>{name ?? type ?? words.say('report.file')}</bdi></a>, {words.say('report.file.bytes', { bytes })}{sealed === true ? `, ${words.say('report.file.sealed')}` : null} <code class="digest">{digest}</code></li>)}</ul>;
}
