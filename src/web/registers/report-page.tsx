import type { JSX } from 'preact';
import { civilDay } from '#base';
import type { EvidenceFile } from '#process';
import { bearingsOf, exchangeOn, kinOf, reportAsOf, scrutinyOf, suggestionsFor } from '#views';
import type { Bearing, HeldReport, Kin, Scrutiny, Suggestion } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName, actorLabel } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { TimelineArticle } from '../components/timeline-entry.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';
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
        <Bearings visit={visit} report={report} bearings={bearingsOf(state, report.value.id, asOf)} suggested={suggestionsFor(state, report, asOf)} />
        <Likeness visit={visit} report={report} kin={kinOf(state, report.value.id, asOf)} />
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

/** What it bears on, by whose word; then what it may bear on, with the reason and who is to say so. */
function Bearings({ visit, report, bearings, suggested }: Shown & { readonly bearings: readonly Bearing[]; readonly suggested: readonly Suggestion[] }): JSX.Element {
  const { words } = visit, item = report.value.id;
  return (
    <section aria-labelledby="bears">
      <h2 id="bears">{words.say('report.bears')}</h2>
      {bearings.length === 0 ? <p>{words.say('report.bears.none')}</p> : <ul>{bearings.map((bearing) => <li key={bearing.commitment}><BearingLine visit={visit} bearing={bearing} /></li>)}</ul>}
      {suggested.length === 0 ? null : (
        <>
          <h3>{words.say('report.suggested')}</h3>
          <p class="quiet">{words.say('report.suggested.how')}</p>
          <ul>{suggested.map(({ commitment, why }) => (
            <li key={commitment}><CommitmentLink visit={visit} id={commitment} />: {words.list(why.map((one) => words.say(`report.why.${one}`)))}
              <span class="acts"><ActLink visit={visit} name="link" values={{ item, commitments: commitment }}>{words.say('report.link')}</ActLink> <ActLink visit={visit} name="unlink" values={{ item, commitments: commitment }}>{words.say('report.unlink')}</ActLink></span></li>
          ))}</ul>
        </>
      )}
      <p class="acts"><ActLink visit={visit} name="link" values={{ item }}>{words.say('act.link')}</ActLink></p>
    </section>
  );
}

function BearingLine({ visit, bearing: { commitment, own, said, links } }: { readonly visit: Visit; readonly bearing: Bearing }): JSX.Element {
  const { words } = visit, who = (bears: boolean): readonly string[] => said.filter((one) => one.bears === bears).map(({ by }) => actorLabel(visit, by));
  return (
    <>
      <CommitmentLink visit={visit} id={commitment} />{': '}
      {[...(own ? [words.say('report.bears.own')] : []), ...([true, false] as const).flatMap((bears) => (who(bears).length === 0 ? [] : [words.say(bears ? 'report.bears.says' : 'report.bears.denies', { who: words.list(who(bears)) })]))].join('; ')}
      {links.map(({ value: { id, sentence, reason }, source }) => <div key={id} class="quiet">{sentence === undefined ? null : <q><InWords text={sentence} words={words} /></q>} {reason === undefined ? null : <InWords text={reason} words={words} />} <EntryLink visit={visit} position={source.position} /></div>)}
    </>
  );
}

function CommitmentLink({ visit, id }: { readonly visit: Visit; readonly id: string }): JSX.Element {
  const held = visit.dossier.state.commitments.get(id);
  return <a href={href(visit, `commitments/${encodeURIComponent(id)}`)}>{id}{held === undefined ? null : <> <InWords text={held.value.title} words={visit.words} /></>}</a>;
}

/** What somebody told to be the same: nothing is hidden by it, and it can be undone. */
function Likeness({ visit, report, kin: { keep, same, said } }: Shown & { readonly kin: Kin }): JSX.Element {
  const { words } = visit, { id } = report.value, link = (other: string): JSX.Element => <a href={href(visit, `reports/${encodeURIComponent(other)}`)}>{other}</a>;
  return (
    <section aria-labelledby="alike">
      <h2 id="alike">{words.say('report.alike')}</h2>
      {keep === null && same.length === 0 ? <p>{words.say('report.alike.none')}</p> : null}
      {keep === null ? null : <p>{words.say('report.alike.front')} {link(keep)}</p>}
      {same.length === 0 ? null : <p>{words.say('report.alike.same')} {same.map((other, index) => <>{index === 0 ? null : ', '}{link(other)}</>)}</p>}
      {said.length === 0 ? null : <ul>{said.map(({ value, source }) => <li key={value.id}><b><ActorName visit={visit} id={value.by} /></b>, {words.when(value.date)}: {words.say(`report.alike.${value.step}`, { keep: value.keep, same: words.list(value.same) })} <InWords text={value.reason} words={words} /> <EntryLink visit={visit} position={source.position} /></li>)}</ul>}
      <p class="acts"><ActLink visit={visit} name="alike" values={{ keep: id }}>{words.say('act.alike')}</ActLink>{same.length === 0 ? null : <> <ActLink visit={visit} name="apart" values={{ keep: id, same }}>{words.say('act.apart')}</ActLink></>}</p>
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
