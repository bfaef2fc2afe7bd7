import type { JSX } from 'preact';
import { NO_CLAIM_FILTER, bearingsOf, claimViews, exchangeOn, itemAsOf } from '#views';
import type { ClaimView } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { InWords } from '../components/text.tsx';
import { TimelineArticle } from '../components/timeline-entry.tsx';
import { AsOfLine } from '../layout.tsx';
import { Bearings } from '../registers/bearings.tsx';
import { ExchangeBeside } from '../registers/exchange.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** One statement: as it was made, the single claims that it is split into, what was asked about it and replied. */
export const statementPage: PageOf = async (visit, { id = '' }) => {
  const { words, dossier: { state }, asOf } = visit, held = state.items.get(id), statement = held === undefined ? null : itemAsOf(held, asOf.known);
  if (statement?.kind !== 'statement') return null;
  const title = words.say('statement.title', { id });
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <AsOfLine visit={visit} />
        <section aria-labelledby="made"><h2 id="made">{words.say('statement.made')}</h2><TimelineArticle visit={visit} entry={statement} /></section>
        <SplitInto visit={visit} id={id} claims={claimViews(state, asOf, { ...NO_CLAIM_FILTER, from: id })} />
        <ExchangeBeside visit={visit} id={id} exchange={exchangeOn(state, id, asOf)} />
        <Bearings visit={visit} item={id} bearings={bearingsOf(state, id, asOf)} suggested={[]} />
      </>
    ),
  };
};

function SplitInto({ visit, id, claims }: { readonly visit: Visit; readonly id: string; readonly claims: readonly ClaimView[] }): JSX.Element {
  const { words } = visit;
  return (
    <section aria-labelledby="claims">
      <h2 id="claims">{words.say('statement.claims', { count: claims.length })}</h2>
      {claims.length === 0 ? null : <ol class="plain-list">{claims.map(({ claim: { value }, became }) => <li key={value.id}><a href={href(visit, `claims/${encodeURIComponent(value.id)}`)}>{value.id}</a> <InWords text={value.words} words={words} /> <span class="quiet">{words.say(`claim.became.${became}`)}</span></li>)}</ol>}
      <p class="acts"><ActLink visit={visit} name="split" values={{ from: id }}>{words.say('statement.split')}</ActLink></p>
    </section>
  );
}
