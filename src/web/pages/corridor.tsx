import type { JSX } from 'preact';
import type { Interval } from '#base';
import { span } from '#base';
import type { Corridor, CorridorView } from '#views';
import { corridors } from '#views';
import { BarPatterns } from '../components/bars.tsx';
import type { TimeScale } from '../components/bars.tsx';
import { Outages } from '../components/corridor-outages.tsx';
import { Passages } from '../components/corridor-passages.tsx';
import { EntryLink, StateSection } from '../components/corridor-state.tsx';
import { subjectLabel } from '../components/names.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** Corridors and services, account by account: when open, who passed, what failed and for how long. */
export const corridorPage: PageOf = async (visit) => {
  const { words, dossier, asOf } = visit;
  const asked = windowOf(visit);
  const view = corridors(dossier.state, asOf, asked ?? {});
  const scale: TimeScale = { from: view.window.from, to: Math.max(view.window.to, view.window.from + 1), zone: dossier.state.charter.zone };
  const empty = view.corridors.length + view.services.length + view.unplaced.length === 0;
  return {
    title: words.say('corridor.title'),
    ...(asked === null ? { status: 400 } : {}),
    main: (
      <>
        <BarPatterns />
        {asked === null ? <div class="warning" role="alert">{words.say('corridor.window.wrong')}</div> : null}
        <h1>{words.say('corridor.title')}</h1>
        <AsOfLine visit={visit} />
        {empty ? <p>{words.say('corridor.none')}</p> : <><p>{words.say('corridor.intro')}</p><Contents visit={visit} view={view} /><WindowForm visit={visit} view={view} /></>}
        {view.corridors.map((corridor) => <CorridorSection key={corridor.id} visit={visit} corridor={corridor} scale={scale} />)}
        {view.services.map((service) => (
          <section key={service.service} id={`service-${service.service}`}>
            <h2>{words.say('corridor.service', { name: subjectLabel(visit, service.service) })}</h2>
            {service.states.map((series) => <StateSection key={series.fact.id} visit={visit} series={series} scale={scale} named={['service']} />)}
            <Outages visit={visit} view={view} service={service} scale={scale} />
          </section>
        ))}
        <Unplaced visit={visit} view={view} />
        {empty ? null : <section id="counting"><h2>{words.say('corridor.counting')}</h2><p>{words.say('corridor.share.how')}</p><p>{words.say('outage.rules')}</p></section>}
      </>
    ),
  };
};

/** The time to show, from two days of the address; `null` if they cannot be read or end before they begin. */
function windowOf({ url, dossier, asOf }: Visit): Partial<Interval> | null {
  const days = ['from', 'to'].map((name) => url.searchParams.get(name) ?? '').map((when) => (when === '' ? null : span(when, dossier.state.charter.zone)));
  if (days.some((day) => day !== null && !day.ok)) return null;
  const [from, to] = days.map((day) => (day?.ok === true ? day.value : null)) as [Interval | null, Interval | null];
  if (from !== null && from.from >= Math.min(to?.to ?? asOf.valid, asOf.valid)) return null;
  return { ...(from === null ? {} : { from: from.from }), ...(to === null ? {} : { to: to.to }) };
}

function Contents({ visit, view }: { readonly visit: Visit; readonly view: CorridorView }): JSX.Element | null {
  const entries = [...view.corridors.map(({ id }) => ({ id: `corridor-${id}`, name: corridorName(visit, id) })), ...view.services.map(({ service }) => ({ id: `service-${service}`, name: visit.words.say('corridor.service', { name: subjectLabel(visit, service) }) }))];
  return entries.length < 2 ? null : <ul>{entries.map(({ id, name }) => <li key={id}><a href={`#${id}`}>{name}</a></li>)}</ul>;
}

const corridorName = (visit: Visit, id: string): string => visit.words.say('corridor.name', { name: subjectLabel(visit, id) });

function WindowForm({ visit: { words, url }, view }: { readonly visit: Visit; readonly view: CorridorView }): JSX.Element {
  const kept = ['valid', 'known', 'lang', 'names'].flatMap((name) => { const value = url.searchParams.get(name); return value === null ? [] : [[name, value] as const]; });
  const chosen = url.searchParams.has('from') || url.searchParams.has('to');
  return (
    <>
      <form class="filters" method="get">
        {kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <label>{words.say('corridor.window.from')}<br /><input type="date" name="from" value={url.searchParams.get('from') ?? ''} /></label>
        <label>{words.say('corridor.window.to')}<br /><input type="date" name="to" value={url.searchParams.get('to') ?? ''} /></label>
        <button type="submit">{words.say('corridor.window.show')}</button>
      </form>
      <p class="quiet">{words.say('corridor.window', { time: words.interval(view.window) })}{chosen ? null : <> {words.say('corridor.window.default')}</>}</p>
    </>
  );
}

function CorridorSection({ visit, corridor, scale }: { readonly visit: Visit; readonly corridor: Corridor; readonly scale: TimeScale }): JSX.Element {
  return (
    <section id={`corridor-${corridor.id}`}>
      <h2>{corridorName(visit, corridor.id)}</h2>
      {corridor.states.length === 0 ? <p>{visit.words.say('corridor.no-states')}</p> : null}
      {corridor.states.map((series) => <StateSection key={series.fact.id} visit={visit} series={series} scale={scale} named={['corridor']} />)}
      <Passages visit={visit} corridor={corridor} scale={scale} />
    </section>
  );
}

function Unplaced({ visit, view }: { readonly visit: Visit; readonly view: CorridorView }): JSX.Element | null {
  const { words } = visit;
  if (view.unplaced.length === 0) return null;
  return (
    <section>
      <h2>{words.say('corridor.unplaced')}</h2>
      <p>{words.say('corridor.unplaced.why')} <a href={href(visit, 'timeline', { kind: 'report' })}>{words.say('corridor.unplaced.timeline')}</a></p>
      <ul>{view.unplaced.map(({ value, source }) => <li key={value.id}>{words.when(value.date)}: <InWords text={value.summary} words={words} /> <EntryLink visit={visit} position={source.position} /></li>)}</ul>
    </section>
  );
}
