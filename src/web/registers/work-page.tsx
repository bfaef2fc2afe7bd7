import type { JSX } from 'preact';
import { allegations, patrolPairs, tasksOf } from '#views';
import type { Allegation, PatrolPair, TaskView } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName, actorLabel, placeLabel } from '../components/names.tsx';
import { PageLinks, pageOf } from '../components/page-links.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

const FOUND_SHOWN = 30, PAGE = 40;

/** What waits for those who check and watch: allegations by age, tasks, and what two patrols saw at the same time from either side. */
export const workPage: PageOf = async (visit) => {
  const { words, dossier: { state }, asOf } = visit, all = allegations(state, asOf), open = all.filter(({ scrutiny }) => scrutiny.found === null), pages = Math.max(1, Math.ceil(open.length / PAGE)), page = pageOf(visit.url, pages);
  return {
    title: words.say('work.title'),
    main: (
      <>
        <h1>{words.say('work.title')}</h1>
        <AsOfLine visit={visit} />
        <section aria-labelledby="open"><h2 id="open">{words.say('work.open', { count: open.length })}</h2><p>{words.say('work.open.how')}</p>{open.length === 0 ? null : <><Allegations visit={visit} rows={open.slice((page - 1) * PAGE, page * PAGE)} caption="work.open.caption" /><PageLinks words={words} page={page} of={pages} to={(number) => href(visit, 'work', { page: String(number) })} /></>}</section>
        <section aria-labelledby="found"><h2 id="found">{words.say('work.found', { count: all.length - open.length })}</h2>{all.length === open.length ? null : <Allegations visit={visit} rows={all.slice(open.length, open.length + FOUND_SHOWN)} caption="work.found.caption" />}</section>
        <Tasks visit={visit} tasks={tasksOf(state, asOf)} />
        <Pairs visit={visit} pairs={patrolPairs(state, asOf)} />
      </>
    ),
  };
};

function Allegations({ visit, rows, caption }: { readonly visit: Visit; readonly rows: readonly Allegation[]; readonly caption: 'work.open.caption' | 'work.found.caption' }): JSX.Element {
  const { words } = visit, told = ({ report }: Allegation): string => words.list([...new Set(report.value.accounts.filter(({ stance }) => stance === 'asserts').map(({ by }) => actorLabel(visit, by)))]);
  return (
    <StackedTable
      caption={words.say(caption)} columns={['report', 'date', 'place', 'by', 'state', 'age'].map((column) => words.say(`work.column.${column}`))}
      rows={rows.map((row) => ({
        key: row.report.value.id,
        cells: [
          <><a href={href(visit, `reports/${encodeURIComponent(row.report.value.id)}`)}>{row.report.value.id}</a> <InWords text={row.report.value.summary} words={words} /></>, words.when(row.report.value.date), row.report.value.place === undefined ? <bdi>{row.report.value.placeText ?? '–'}</bdi> : placeLabel(visit, row.report.value.place),
          told(row), words.say(`checked.${row.scrutiny.word}`), words.duration(row.scrutiny.age),
        ],
      }))}
    />
  );
}

function Tasks({ visit, tasks }: { readonly visit: Visit; readonly tasks: readonly TaskView[] }): JSX.Element {
  const { words } = visit;
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">{words.say('work.tasks')}</h2>
      {tasks.length === 0 ? <p>{words.say('work.tasks.none')}</p> : (
        <StackedTable
          caption={words.say('work.tasks.caption')} columns={['task', 'from', 'to', 'due', 'state', 'entry'].map((column) => words.say(`work.column.${column}`))}
          rows={tasks.map(({ task: { value, source }, steps, word, late }) => ({
            key: value.id,
            cells: [
              <><InWords text={value.what} words={words} />{value.place === undefined ? null : <span class="quiet"> {placeLabel(visit, value.place)}</span>}{(value.about ?? []).map((id) => <> <a key={id} href={href(visit, `reports/${encodeURIComponent(id)}`)}>{id}</a></>)}</>,
              <ActorName visit={visit} id={value.by} />, <><ActorName visit={visit} id={value.to} />{value.participant === undefined ? null : <span class="quiet"> <bdi>{value.participant}</bdi></span>}</>, value.due === undefined ? words.say('work.undated') : words.when(value.due),
              <>{words.say(`work.task.${word}`)}{late ? <> <span class="tag">{words.say('work.late')}</span></> : null}{steps.map((step) => (step.value.note === undefined ? null : <div key={step.value.id} class="quiet"><InWords text={step.value.note} words={words} /></div>))} <ActLink visit={visit} name="task-step" values={{ task: value.id }}>{words.say('act.task-step')}</ActLink></>,
              <EntryLink visit={visit} position={source.position} />,
            ],
          }))}
        />
      )}
      <p class="acts"><ActLink visit={visit} name="task">{words.say('act.task')}</ActLink></p>
    </section>
  );
}

/** Place by place, what each of the two reported: what one saw and the other did not is no proof of either. */
function Pairs({ visit, pairs }: { readonly visit: Visit; readonly pairs: readonly PatrolPair[] }): JSX.Element {
  const { words } = visit;
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs">{words.say('work.pairs')}</h2>
      {pairs.length === 0 ? <p>{words.say('work.pairs.none')}</p> : <p>{words.say('work.pairs.how')}</p>}
      {pairs.map(({ patrols, places }) => (
        <StackedTable
          key={patrols[0].value.id} caption={words.say('work.pairs.caption', { date: words.when(patrols[0].value.date) })}
          columns={[words.say('work.column.place'), ...patrols.map(({ value }) => words.say('work.column.patrol', { who: actorLabel(visit, value.by), id: value.id }))]}
          rows={places.map(({ place, reports }) => ({
            key: place ?? '',
            cells: [place === null ? words.say('work.no-place') : placeLabel(visit, place), ...reports.map((own) => (own.length === 0 ? <>–</> : <>{own.map((report) => <div key={report.id}><a href={href(visit, `reports/${encodeURIComponent(report.id)}`)}>{report.id}</a> <InWords text={report.summary} words={words} /></div>)}</>))],
          }))}
        />
      ))}
    </section>
  );
}
