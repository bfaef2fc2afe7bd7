import type { JSX } from 'preact';
import { stocksOf, warningsOf } from '#views';
import type { StockLine, WarningView } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName, placeLabel } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import type { OwnProps } from './own.tsx';

/** The last that each account says of stocks and prices, and early warning with who raised it and on what. */
export function LivingSections({ visit, view }: OwnProps): JSX.Element {
  const { words, dossier: { state }, asOf } = visit, lines = stocksOf(view.stocked), below = belowOf(visit), short = below === null ? [] : lines.filter(({ stock: { days } }) => days !== undefined && days < below);
  return (
    <>
      <section aria-labelledby="stocks">
        <h2 id="stocks">{words.say('living.stocks')}</h2>
        {lines.length === 0 ? <p>{words.say('living.stocks.none')}</p> : <><Stocks visit={visit} lines={lines} /><Below visit={visit} below={below} /></>}
        {below === null ? null : <p role="status">{words.say('living.short', { count: short.length, days: below })} <ActLink visit={visit} name="warn" values={{ about: [...new Set(short.map(({ report }) => report.value.id))] }}>{words.say('act.warn')}</ActLink></p>}
        {short.length === 0 ? null : <Stocks visit={visit} lines={short} />}
      </section>
      <section aria-labelledby="warnings">
        <h2 id="warnings">{words.say('living.warnings')}</h2>
        <Warnings visit={visit} warnings={warningsOf(state, asOf)} />
        <p class="acts"><ActLink visit={visit} name="warn">{words.say('act.warn')}</ActLink></p>
      </section>
    </>
  );
}

function belowOf({ url }: Visit): number | null {
  const text = url.searchParams.get('below') ?? '';
  return /^\d{1,4}$/.test(text) ? Number(text) : null;
}

/** A threshold of the reader's own: no number is built in, and nothing is raised by a machine. */
function Below({ visit: { words, url }, below }: { readonly visit: Visit; readonly below: number | null }): JSX.Element {
  const kept = [...url.searchParams].filter(([name]) => name !== 'below' && name !== 'page');
  return (
    <form class="filters" method="get">
      {kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <label for="below">{words.say('living.below')}<br /><input id="below" type="number" min="1" max="9999" name="below" value={below ?? ''} /></label>
      <button type="submit">{words.say('timeline.filter.show')}</button>
    </form>
  );
}

function Stocks({ visit, lines }: { readonly visit: Visit; readonly lines: readonly StockLine[] }): JSX.Element {
  const { words } = visit;
  return (
    <StackedTable
      caption={words.say('living.stocks.caption')} columns={['what', 'place', 'by', 'days', 'price', 'when'].map((column) => words.say(`living.column.${column}`))}
      rows={lines.map(({ what, place, by, stock, report, at }) => ({
        key: `${report.value.id} ${what} ${by}`,
        cells: [
          <bdi>{what.replaceAll('-', ' ')}</bdi>, place === null ? '–' : placeLabel(visit, place), <ActorName visit={visit} id={by} />, stock.days === undefined ? (stock.available === undefined ? '–' : words.say(stock.available ? 'living.there' : 'living.gone')) : words.say('outage.days', { count: stock.days }),
          stock.price === undefined ? '–' : <bdi>{`${words.number(stock.price)} ${stock.currency ?? ''}`.trim()}</bdi>, <><a href={href(visit, `reports/${encodeURIComponent(report.value.id)}`)}>{report.value.id}</a>, {words.interval(at)}</>,
        ],
      }))}
    />
  );
}

function Warnings({ visit, warnings }: { readonly visit: Visit; readonly warnings: readonly WarningView[] }): JSX.Element {
  const { words } = visit;
  if (warnings.length === 0) return <p>{words.say('living.warnings.none')}</p>;
  return (
    <ul class="plain-list">{warnings.map(({ warning: { value, source }, ended }) => (
      <li key={value.id} class="paragraph" id={value.id}>
        <p><b>{words.say(`living.level.${value.level}`)}</b>{value.place === undefined ? null : <> · {placeLabel(visit, value.place)}</>} · <ActorName visit={visit} id={value.by} />, {words.when(value.date)} <EntryLink visit={visit} position={source.position} /></p>
        <p><InWords text={value.text} words={words} /> {words.say('living.crossed')} <InWords text={value.threshold} words={words} />. {words.say('living.on')} {value.about.map((id, index) => <>{index === 0 ? null : ', '}<a href={href(visit, `reports/${encodeURIComponent(id)}`)}>{id}</a></>)}</p>
        {ended === null ? <p class="acts"><ActLink visit={visit} name="end-warning" values={{ about: value.id }}>{words.say('act.end-warning')}</ActLink></p> : <p>{words.say('living.ended')} <ActorName visit={visit} id={ended.value.by} />, {words.when(ended.value.date)}: <InWords text={ended.value.text} words={words} /> <EntryLink visit={visit} position={ended.source.position} /></p>}
      </li>
    ))}</ul>
  );
}
