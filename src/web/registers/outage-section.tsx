import type { JSX } from 'preact';
import { corridors, lastTime, toldTotals } from '#views';
import type { ToldTotal } from '#views';
import { span } from '#base';
import { OutageCounts } from '../components/corridor-outages.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName, actorLabel, subjectLabel } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import type { OwnProps } from './own.tsx';

/** Days without a service by account and by two rules; then every total that an account gives itself, set against the outages on this record. */
export function OutageSections({ visit, filter }: OwnProps): JSX.Element | null {
  const { words, dossier: { state }, asOf } = visit, { zone } = state.charter, from = filter.from === null ? null : span(filter.from, zone), to = filter.to === null ? null : span(filter.to, zone);
  const view = corridors(state, asOf, { ...(from?.ok === true ? { from: from.value.from } : {}), ...(to?.ok === true ? { to: to.value.to } : {}) }), services = view.services.filter(({ counts }) => counts.length > 0);
  if (services.length === 0) return null;
  return (
    <>
      {services.map((service) => <section key={service.service}><h2>{words.say('corridor.service', { name: subjectLabel(visit, service.service) })}</h2><OutageCounts visit={visit} view={view} service={service} /><p><a href={`${href(visit, 'corridors')}#service-${service.service}`}>{words.say('register.bars')}</a></p></section>)}
      {toldTotals(state, asOf).map((total) => <Check key={`${total.report.value.id} ${total.by}`} visit={visit} total={total} />)}
      <section id="counting"><h2>{words.say('corridor.counting')}</h2><p>{words.say('outage.rules')}</p></section>
    </>
  );
}

/** Their number, and how the outages come to it, or do not, by either rule: outage by outage. */
function Check({ visit, total }: { readonly visit: Visit; readonly total: ToldTotal }): JSX.Element {
  const { words } = visit, { report, by, service, told, days, lines, sum, union } = total, day = (number: number): string => words.day(new Date(number * 86_400_000).toISOString().slice(0, 10));
  const verdict = told === sum && told !== union ? 'sum' : told === union && told !== sum ? 'union' : told === sum ? 'both' : 'neither';
  return (
    <section>
      <h2>{words.say('check.title', { who: actorLabel(visit, by), days: told, service: subjectLabel(visit, service) })}</h2>
      <p>{words.say('check.how', { looked: days.last - days.first, from: day(days.first), to: day(days.last), outages: lines.length })} <EntryLink visit={visit} position={report.source.position} /></p>
      <StackedTable
        caption={words.say('check.caption')} columns={['outage', 'from', 'to', 'sum', 'union'].map((column) => words.say(`check.column.${column}`))}
        rows={[
          ...lines.map((line) => ({ key: line.outage.item.value.id, cells: [<a href={href(visit, `reports/${encodeURIComponent(line.outage.item.value.id)}`)}>{line.outage.item.value.id}</a>, day(line.first), <>{day(line.last)}{lastTime(line.outage) !== null && line.outage.to === null ? <span class="quiet"> {words.say('check.end-unknown')}</span> : null}</>, words.number(line.sum), words.number(line.union)] })),
          { key: 'total', cells: [<b>{words.say('check.total')}</b>, '', '', <b>{words.say('outage.days', { count: sum })}</b>, <b>{words.say('outage.days', { count: union })}</b>] },
        ]}
      />
      <p><b>{words.say(`check.${verdict}`, { told })}</b> {words.say('check.limits')} <ActorName visit={visit} id={by} />.</p>
    </section>
  );
}
