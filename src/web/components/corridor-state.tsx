import type { JSX } from 'preact';
import type { Text } from '#base';
import type { AccountOfState, Said, StateClaim, StateSeries } from '#views';
import { inOrder, wordsOfClaim } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import type { Span, TimeScale } from './bars.tsx';
import { BarAxis, BarRow, Swatch } from './bars.tsx';
import { ActorName, actorLabel, keysLabel } from './names.tsx';
import { StackedTable } from './stacked-table.tsx';
import { InWords } from './text.tsx';

const SAID: readonly Said[] = ['holds', 'part', 'not', 'changing'];

/** One state, account by account: bars on the shared time, the share of time, and every claim with whose it is. */
export function StateSection({ visit, series, scale, named }: { readonly visit: Visit; readonly series: StateSeries; readonly scale: TimeScale; readonly named: readonly string[] }): JSX.Element {
  const { words } = visit;
  return (
    <>
      <h3><InWords text={series.fact.label} words={words} /></h3>
      <figure class="bars">
        <figcaption>{columnsOf(series).map((said) => <span key={said} class="legend"><Swatch fill={said} /> {saidWords(visit, series, said)}</span>)}<span class="legend quiet">{words.say('corridor.legend.nothing')}</span></figcaption>
        {inOrder(visit.dossier.state, [...series.accounts.map((account) => account.by), ...series.silent.expected]).map((id) => <ActorBar key={id} visit={visit} series={series} id={id} scale={scale} />)}
        <BarAxis scale={scale} words={words} />
      </figure>
      <Apart visit={visit} series={series} scale={scale} named={named} />
      {series.silent.others.length === 0 ? null : <details class="quiet"><summary>{words.say('corridor.silent', { count: series.silent.others.length })}</summary><p>{words.list(series.silent.others.map((id) => actorLabel(visit, id)))}</p></details>}
      {series.accounts.length === 0 ? null : <><Shares visit={visit} series={series} /><Claims visit={visit} series={series} named={named} /></>}
      <Watched visit={visit} series={series} />
    </>
  );
}

/** What can be said of the state, and in part or changing only where some account does. */
const columnsOf = (series: StateSeries): readonly Said[] => SAID.filter((said) => said === 'holds' || said === 'not' || series.accounts.some((account) => account.share[said] > 0));

function ActorBar({ visit, series, id, scale }: { readonly visit: Visit; readonly series: StateSeries; readonly id: string; readonly scale: TimeScale }): JSX.Element {
  const account = series.accounts.find(({ by }) => by === id);
  const name = <ActorName visit={visit} id={id} />;
  if (account === undefined) return <BarRow scale={scale} name={name} note={visit.words.say('corridor.no-account')} label={visit.words.say('corridor.no-account.of', { who: actorLabel(visit, id) })} />;
  return <BarRow scale={scale} name={name} label={rowLabel(visit, series, account)} spans={spansOf(account)} />;
}

const spansOf = ({ stretches }: Pick<AccountOfState, 'stretches'>): readonly Span[] => stretches.map(({ from, to, said }) => ({ from, to, fill: said }));

/** Where the bars lay several things over one another: each of them by itself. */
function Apart({ visit, series, scale, named }: { readonly visit: Visit; readonly series: StateSeries; readonly scale: TimeScale; readonly named: readonly string[] }): JSX.Element | null {
  const { words } = visit;
  if (series.instances.length === 0) return null;
  return (
    <details>
      <summary>{words.say('corridor.apart', { count: series.instances.length })}</summary>
      {series.instances.map(({ of, accounts }, index) => (
        <figure key={index} class="bars">
          <figcaption><b>{keysLabel(visit, of, named) || words.say('corridor.apart.whole')}</b></figcaption>
          {accounts.map((account) => <BarRow key={account.by} scale={scale} name={<ActorName visit={visit} id={account.by} />} label={rowLabel(visit, series, account)} spans={spansOf(account)} />)}
          <BarAxis scale={scale} words={words} />
        </figure>
      ))}
    </details>
  );
}

function saidWords({ words }: Visit, { fact }: StateSeries, said: Said): string {
  const own: Text | null = said === 'holds' ? fact.holds : said === 'not' ? fact.holdsNot : null;
  return own === null ? words.say(`corridor.said.${said}`) : words.text(own).words;
}

function rowLabel(visit: Visit, series: StateSeries, account: Pick<AccountOfState, 'by' | 'stretches'>): string {
  const spans = account.stretches.filter(({ said }) => said !== 'changing').map((stretch) => visit.words.say('corridor.stretch', { said: saidWords(visit, series, stretch.said), time: visit.words.interval(stretch) }));
  return visit.words.say('corridor.row', { who: actorLabel(visit, account.by), spans: spans.join('; ') });
}

export function Shares({ visit, series }: { readonly visit: Visit; readonly series: StateSeries }): JSX.Element {
  const { words } = visit;
  const said = columnsOf(series);
  const rows = series.accounts.map(({ by, share }) => {
    const spoken = share.holds + share.part + share.not + share.changing;
    return { key: by, cells: [<ActorName visit={visit} id={by} />, ...[...said.map((one) => share[one]), share.window - spoken].map((seconds) => days(visit, seconds, share.window))] };
  });
  const columns = [words.say('corridor.account'), ...said.map((one) => saidWords(visit, series, one)), words.say('corridor.said.nothing')];
  return <><StackedTable long caption={words.say('corridor.share')} columns={columns} rows={rows} /><HowCounted visit={visit} /></>;
}

export function HowCounted({ visit }: { readonly visit: Visit }): JSX.Element {
  return <p class="quiet"><a href="#counting">{visit.words.say('corridor.counting')}</a></p>;
}

function days({ words }: Visit, seconds: number, window: number): string {
  const count = Math.round(seconds / 86_400);
  return count === 0 ? '–' : words.say('corridor.days', { count, percent: words.number(Math.round((seconds / window) * 1000) / 10) });
}

function Claims({ visit, series, named }: { readonly visit: Visit; readonly series: StateSeries; readonly named: readonly string[] }): JSX.Element {
  const { words } = visit;
  const claims = series.accounts.flatMap((account) => account.claims);
  return (
    <details open={claims.length <= 6}>
      <summary>{words.say('corridor.claims', { count: claims.length })}</summary>
      <StackedTable caption={words.say('corridor.claims.caption')} columns={['account', 'says', 'from', 'to', 'words', 'entry'].map((column) => words.say(`corridor.${column}`))} rows={claims.map((claimed, index) => ({ key: String(index), cells: claimCells(visit, claimed, named) }))} />
    </details>
  );
}

function claimCells(visit: Visit, claimed: StateClaim, named: readonly string[]): readonly JSX.Element[] {
  const { words } = visit;
  const { claim, account, fact, item } = claimed;
  const keys = keysLabel(visit, claim.of, named);
  return [
    <><ActorName visit={visit} id={account.by} />{account.through === undefined ? null : <span class="quiet"> {words.say('account.through', { through: account.through })}</span>}</>,
    <><InWords text={claim.holds ? fact.holds : fact.holdsNot} words={words} />{keys === '' ? null : ` (${keys})`}</>,
    <>{words.interval(claim.at)}</>,
    <>{claim.to === null ? words.say('corridor.no-end') : words.interval(claim.to)}</>,
    <InWords text={wordsOfClaim(claimed)} words={words} />,
    <EntryLink visit={visit} position={item.source.position} />,
  ];
}

export function EntryLink({ visit, position }: { readonly visit: Visit; readonly position: number }): JSX.Element {
  return <a href={href(visit, `record/${position}`)}>{visit.words.say('timeline.entry', { position })}</a>;
}

/** Only where somebody declares to have watched does seeing nothing mean something. */
function Watched({ visit, series }: { readonly visit: Visit; readonly series: StateSeries }): JSX.Element | null {
  const { words } = visit;
  if (series.coverage.length === 0) return null;
  return <ul class="quiet">{series.coverage.map(({ value, source }) => <li key={value.id}>{words.say('corridor.watched', { who: actorLabel(visit, value.by), from: words.when(value.from), to: words.when(value.to) })} <EntryLink visit={visit} position={source.position} /></li>)}</ul>;
}
