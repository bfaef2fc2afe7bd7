import type { JSX } from 'preact';
import type { Passage } from '#process';
import type { Corridor, PassageRow } from '#views';
import { inOrder, wholeOf } from '#views';
import type { Visit } from '../visit.ts';
import type { Sign, TimeScale } from './bars.tsx';
import { BarAxis, BarRow, SignSwatch } from './bars.tsx';
import { EntryLink } from './corridor-state.tsx';
import { ActorName, PlaceName, actorLabel } from './names.tsx';
import { StackedTable } from './stacked-table.tsx';
import { InWords } from './text.tsx';
import { loadOf } from './timeline-details.tsx';

/** Passages of a corridor: how many were reported with which outcome each way, then every one. */
export function Passages({ visit, corridor, scale }: { readonly visit: Visit; readonly corridor: Corridor; readonly scale: TimeScale }): JSX.Element {
  const { words } = visit;
  const rows = corridor.passages;
  if (rows.length === 0) return <><h3>{words.say('passage.title')}</h3><p>{words.say('passage.none')}</p></>;
  return (
    <>
      <h3>{words.say('passage.title')}</h3>
      <p>{words.say('passage.intro', { count: rows.length })}</p>
      <PassageSigns visit={visit} rows={rows} scale={scale} />
      <Counts visit={visit} corridor={corridor} />
      <details open={rows.length <= 6}>
        <summary>{words.say('passage.all', { count: rows.length })}</summary>
        <StackedTable
          caption={words.say('passage.caption')}
          columns={['when', 'operator', 'direction', 'load', 'outcome', 'reported', 'entry'].map((column) => words.say(`passage.${column}`))}
          rows={rows.map((row) => ({ key: row.item.value.id, cells: passageCells(visit, row) }))}
        />
      </details>
    </>
  );
}

const SIGN_OF: { readonly [outcome in Passage['outcome']]: Sign } = { passed: 'full', delivered: 'diamond', delayed: 'half', denied: 'cross', waiting: 'square', unknown: 'ring' };

/** When passages are reported and with which outcome, in a row for each account that reports them. */
function PassageSigns({ visit, rows, scale }: { readonly visit: Visit; readonly rows: readonly PassageRow[]; readonly scale: TimeScale }): JSX.Element {
  const { words, dossier } = visit;
  const standing = rows.filter((row) => !row.withdrawn);
  const reporters = (row: PassageRow): readonly string[] => row.item.value.accounts.filter((account) => account.stance === 'asserts').map((account) => wholeOf(dossier.state, account.by));
  const outcomes = OUTCOMES.filter((outcome) => standing.some((row) => row.passage.outcome === outcome));
  return (
    <figure class="bars">
      <figcaption>{outcomes.map((outcome) => <span key={outcome} class="legend"><SignSwatch sign={SIGN_OF[outcome]} /> {words.say(`outcome.${outcome}`)}</span>)}</figcaption>
      {inOrder(dossier.state, [...new Set(standing.flatMap(reporters))]).map((by) => {
        const own = standing.filter((row) => reporters(row).includes(by));
        return <BarRow key={by} scale={scale} name={<ActorName visit={visit} id={by} />} label={words.say('passage.row', { who: actorLabel(visit, by), count: own.length })} signs={own.map((row) => ({ at: row.at.from, sign: SIGN_OF[row.passage.outcome] }))} />;
      })}
      <BarAxis scale={scale} words={words} />
    </figure>
  );
}

const OUTCOMES: readonly Passage['outcome'][] = ['passed', 'delivered', 'delayed', 'waiting', 'denied', 'unknown'];

function Counts({ visit, corridor }: { readonly visit: Visit; readonly corridor: Corridor }): JSX.Element {
  const { words } = visit;
  const outcomes = OUTCOMES.filter((outcome) => corridor.counts.some((count) => count.outcome === outcome));
  const directions = [...new Set(corridor.counts.map((count) => count.direction))];
  const cell = (direction: string | null, outcome: Passage['outcome']): string => {
    const found = corridor.counts.find((count) => count.direction === direction && count.outcome === outcome);
    return found === undefined ? '–' : words.number(found.count);
  };
  return (
    <StackedTable
      caption={words.say('passage.counts')}
      columns={[words.say('passage.direction'), ...outcomes.map((outcome) => words.say(`outcome.${outcome}`))]}
      rows={directions.map((direction) => ({ key: direction ?? '', cells: [direction === null ? words.say('passage.no-direction') : <bdi>{direction}</bdi>, ...outcomes.map((outcome) => cell(direction, outcome))] }))}
    />
  );
}

function passageCells(visit: Visit, { item, passage, withdrawn }: PassageRow): readonly JSX.Element[] {
  const { words, dossier } = visit;
  const place = item.value.place === undefined ? undefined : dossier.state.places.get(item.value.place);
  const load = loadOf(words, passage);
  return [
    <>{words.when(item.value.date)}{withdrawn ? <> <span class="tag">{words.say('mark.withdrawn')}</span></> : null}</>,
    <><bdi>{passage.operator}</bdi>{place === undefined ? null : <span class="quiet"><br /><PlaceName visit={visit} place={place} /></span>}</>,
    <>{passage.direction === undefined ? words.say('passage.no-direction') : <bdi>{passage.direction}</bdi>}</>,
    <>{load === '' ? words.say('passage.no-load') : <bdi>{load}</bdi>}</>,
    <>
      {words.say(`outcome.${passage.outcome}`)}
      {passage.delayMinutes === undefined ? null : <>, {words.say('passage.delayed-by', { minutes: passage.delayMinutes })}</>}
      {passage.quotedReason === undefined ? null : <><br />{words.say('passage.reason')} <q><bdi>{passage.quotedReason}</bdi></q></>}
    </>,
    <Reporters visit={visit} row={{ item, passage }} />,
    <EntryLink visit={visit} position={item.source.position} />,
  ];
}

/** Who reported it, who disputes it, and what the report was used to say. */
function Reporters({ visit, row: { item, passage } }: { readonly visit: Visit; readonly row: Pick<PassageRow, 'item' | 'passage'> }): JSX.Element {
  const { words } = visit;
  return (
    <>
      {item.value.accounts.map((account, index) => (
        <div key={index}>
          {account.stance === 'asserts' ? null : `${words.say(`account.${account.stance}`)}: `}{actorLabel(visit, account.by)}
          {account.through === undefined ? null : <span class="quiet"> {words.say('account.through', { through: account.through })}</span>}
          {account.text === undefined || account.stance === 'asserts' ? null : <>: <InWords text={account.text} words={words} /></>}
        </div>
      ))}
      {passage.claimAttached === undefined ? null : <div class="quiet">{words.say('passage.claim')} <q><InWords text={passage.claimAttached} words={words} /></q></div>}
    </>
  );
}
