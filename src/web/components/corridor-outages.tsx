import type { JSX } from 'preact';
import type { Account } from '#agreement';
import type { CorridorView, Outage, ServiceOutages } from '#views';
import { inOrder, lastTime, wholeOf } from '#views';
import type { Visit } from '../visit.ts';
import type { Span, TimeScale } from './bars.tsx';
import { BarAxis, BarRow, Swatch } from './bars.tsx';
import { EntryLink, HowCounted } from './corridor-state.tsx';
import { ActorName, PlaceName, actorLabel } from './names.tsx';
import { StackedTable } from './stacked-table.tsx';
import { InWords } from './text.tsx';

/** The outages of one service: bars by account, two counts, and every outage with its claims and counter-claims. */
export function Outages({ visit, view, service, scale }: { readonly visit: Visit; readonly view: CorridorView; readonly service: ServiceOutages; readonly scale: TimeScale }): JSX.Element | null {
  const { words } = visit;
  const { outages } = service;
  if (outages.length === 0) return null;
  return (
    <>
      <h3>{words.say('outage.title')}</h3>
      <OutageBars visit={visit} service={service} scale={scale} />
      <OutageCounts visit={visit} view={view} service={service} />
      <details open={outages.length <= 6}>
        <summary>{words.say('outage.all', { count: outages.length })}</summary>
        <StackedTable
          caption={words.say('outage.caption')}
          columns={['from', 'to', 'level', 'asserted', 'answered', 'entry'].map((column) => words.say(`outage.${column}`))}
          rows={outages.map((outage) => ({ key: outage.item.value.id, cells: outageCells(visit, outage) }))}
        />
      </details>
    </>
  );
}

const stands = (outage: Outage): boolean => !outage.withdrawn;
const speaks = (visit: Visit, outage: Outage, by: string, stance: Account['stance']): boolean =>
  outage.item.value.accounts.some((account) => account.stance === stance && wholeOf(visit.dossier.state, account.by) === by);

/** Every actor that has an account of these outages gets a row of the same form: what it asserts, what it disputes. */
function OutageBars({ visit, service: { outages, accounts }, scale }: { readonly visit: Visit; readonly service: ServiceOutages; readonly scale: TimeScale }): JSX.Element {
  const { words, dossier } = visit;
  const speaking = outages.filter(stands).flatMap((outage) => outage.item.value.accounts.map((account) => wholeOf(dossier.state, account.by)));
  const own = (by: string): readonly Outage[] => accounts.find((one) => one.by === by)?.outages ?? [];
  const said = (by: string, stance: Account['stance']): readonly Outage[] => outages.filter((outage) => stands(outage) && speaks(visit, outage, by, stance));
  const spanOf = (outage: Outage, fill: Span['fill']): Span => ({ from: outage.from.from, to: lastTime(outage)?.to ?? scale.to, fill });
  const spansOf = (by: string): readonly Span[] => [
    ...said(by, 'disputes').map((outage) => spanOf(outage, 'disputed')),
    ...own(by).flatMap((outage): readonly Span[] => { const sure = spanOf(outage, 'not'); return outage.to === null && outage.outage.endUnknown === true ? [sure, { from: sure.to, to: scale.to, fill: 'changing' }] : [sure]; }),
  ];
  return (
    <figure class="bars">
      <figcaption><span class="legend"><Swatch fill="not" /> {words.say('outage.legend.asserts')}</span>{outages.some((outage) => outage.outage.endUnknown === true) ? <span class="legend"><Swatch fill="changing" /> {words.say('outage.legend.unknown')}</span> : null}<span class="legend"><Swatch fill="disputed" /> {words.say('outage.legend.disputes')}</span><span class="legend quiet">{words.say('corridor.legend.nothing')}</span></figcaption>
      {inOrder(dossier.state, [...new Set(speaking)]).map((by) => <BarRow key={by} scale={scale} name={<ActorName visit={visit} id={by} />} spans={spansOf(by)} label={words.say('outage.row', { who: actorLabel(visit, by), asserts: own(by).length, disputes: said(by, 'disputes').length, comments: said(by, 'comments').length })} />)}
      <BarAxis scale={scale} words={words} />
    </figure>
  );
}

export function OutageCounts({ visit, view, service }: { readonly visit: Visit; readonly view: CorridorView; readonly service: ServiceOutages }): JSX.Element {
  const { words } = visit;
  const unknown = service.counts.some((count) => count.endUnknown > 0);
  const columns = ['by', 'number', 'sum', 'union', ...(unknown ? ['unknown'] : [])].map((column) => words.say(`outage.count.${column}`));
  const rows = service.counts.map((count) => ({ key: count.by, cells: [<ActorName visit={visit} id={count.by} />, words.number(count.outages), ...[count.sum, count.union].map((days) => words.say(count.endUnknown > 0 ? 'outage.days.least' : 'outage.days', { count: days })), ...(unknown ? [words.number(count.endUnknown)] : [])] }));
  return <><StackedTable caption={words.say('outage.count', { from: words.day(view.window.from), to: words.day(view.window.to - 1), window: view.days.last - view.days.first + 1 })} columns={columns} rows={rows} /><HowCounted visit={visit} /></>;
}

function outageCells(visit: Visit, row: Outage): readonly JSX.Element[] {
  const { words, dossier } = visit;
  const { item, outage, withdrawn } = row;
  const place = item.value.place === undefined ? undefined : dossier.state.places.get(item.value.place);
  const voices = (stances: readonly Account['stance'][]): readonly Account[] => item.value.accounts.filter((account) => stances.includes(account.stance));
  return [
    <>{words.when(outage.from)}{withdrawn ? <> <span class="tag">{words.say('mark.withdrawn')}</span></> : null}</>,
    <>{endSaid(words, row)}</>,
    <><bdi>{outage.level}</bdi>{place === undefined ? null : <span class="quiet"><br /><PlaceName visit={visit} place={place} /></span>}{item.value.placeText === undefined ? null : <span class="quiet"><br /><bdi>{item.value.placeText}</bdi></span>}</>,
    <Voices visit={visit} accounts={voices(['asserts'])} />,
    <><Voices visit={visit} accounts={voices(['disputes', 'comments'])} stance />{item.value.note === undefined ? null : <div class="quiet"><InWords text={item.value.note} words={words} /></div>}</>,
    <EntryLink visit={visit} position={item.source.position} />,
  ];
}

function endSaid(words: Visit['words'], row: Outage): string {
  if (row.outage.to !== undefined) return words.when(row.outage.to);
  const last = lastTime(row);
  return last === null ? words.say('corridor.no-end') : words.say('outage.end-unknown', { day: words.interval(last) });
}

function Voices({ visit, accounts, stance = false }: { readonly visit: Visit; readonly accounts: readonly Account[]; readonly stance?: boolean }): JSX.Element {
  const { words } = visit;
  if (accounts.length === 0) return <>{words.say('outage.nobody')}</>;
  return (
    <>{accounts.map((account, index) => (
      <div key={index}>
        <b>{actorLabel(visit, account.by)}</b>{stance ? ` ${words.say(`account.${account.stance}`)}` : ''}
        {account.through === undefined ? null : <span class="quiet"> {words.say('account.through', { through: account.through })}</span>}
        {account.text === undefined ? null : <>: <InWords text={account.text} words={words} /></>}
      </div>
    ))}</>
  );
}
