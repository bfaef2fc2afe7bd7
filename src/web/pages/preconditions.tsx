import type { JSX } from 'preact';
import { oneSided } from '#views';
import type { Asked, Demand, OneSidedText } from '#views';
import { actorLabel, keysLabel } from '../components/names.tsx';
import { CellWords } from '../components/status.tsx';
import { perspectiveName } from '../components/status-words.ts';
import { Parties } from '../components/status-table.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** What one side asks for or says was agreed, and nobody else has signed: what would meet it, and where each point stands by each account. */
export const preconditionsPage: PageOf = async (visit) => {
  const { app, words, dossier, asOf } = visit;
  const now = await app.status(dossier.slug, asOf);
  if (now === null) return null;
  const texts = oneSided(dossier, now.statuses, asOf);
  return {
    title: words.say('preconditions.title'),
    main: (
      <>
        <h1>{words.say('preconditions.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('preconditions.intro')}</p>
        {texts.length === 0 ? <p>{words.say('preconditions.none')}</p> : texts.map((text) => <OneSided key={text.instrument.id} visit={visit} text={text} />)}
      </>
    ),
  };
};

function OneSided({ visit, text: { instrument, source, assertedBy, others, clauses } }: { readonly visit: Visit; readonly text: OneSidedText }): JSX.Element {
  const { words } = visit;
  const names = (ids: readonly string[]): string => words.list(ids.map((id) => actorLabel(visit, id)));
  return (
    <section aria-labelledby={`t-${instrument.id}`} class="one-sided">
      <h2 id={`t-${instrument.id}`}><InWords text={instrument.title} words={words} /></h2>
      <p class="quiet">{words.say(`instrument.kind.${instrument.kind}`)}, {words.when(instrument.date)}. {words.say('preconditions.asserted', { who: names(assertedBy) })} {others.length === 0 ? null : words.say('preconditions.unsigned', { who: names(others) })}{' '}
        <a class="entry" href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a></p>
      {instrument.note === undefined ? null : <p class="quiet"><InWords text={instrument.note} words={words} /></p>}
      {clauses.map(({ clause, asks }) => (
        <div key={clause.id} class="account">
          <p><b>{words.say('preconditions.clause', { clause: clause.id })}</b> <InWords text={clause.text} words={words} /></p>
          {asks.length === 0 ? <p class="quiet">{clause.noCommitment === undefined ? words.say('preconditions.no-commitment') : <InWords text={clause.noCommitment} words={words} />}</p> : asks.map((asked) => <Ask key={asked.row.commitment.id} visit={visit} asked={asked} />)}
        </div>
      ))}
    </section>
  );
}

function Ask({ visit, asked: { row, demand } }: { readonly visit: Visit; readonly asked: Asked }): JSX.Element {
  const { words } = visit;
  const { commitment, notExpressed } = row;
  return (
    <div class="ask">
      <h3><a href={href(visit, `commitments/${encodeURIComponent(commitment.id)}`)}><InWords text={commitment.title} words={words} /></a></h3>
      <dl class="footing">
        <div><dt>{words.say('preconditions.asked-of')}</dt><dd><Parties commitment={commitment} visit={visit} /></dd></div>
        {demand === null ? null : <div><dt>{words.say('preconditions.meets')}</dt><dd><DemandWords visit={visit} demand={demand} /></dd></div>}
      </dl>
      {notExpressed === null ? <Stands visit={visit} asked={{ row, demand }} /> : <p class="quiet"><InWords text={notExpressed} words={words} /></p>}
    </div>
  );
}

function DemandWords({ visit, demand }: { readonly visit: Visit; readonly demand: Demand }): JSX.Element {
  const { words } = visit;
  if (demand.kind === 'graded') return <>{words.say('preconditions.demand.graded', { who: words.list(demand.by.map((id) => actorLabel(visit, id))) })}</>;
  const keys = keysLabel(visit, demand.of);
  return <>{words.say(`preconditions.demand.${demand.kind}`)} <InWords text={demand.words} words={words} />{keys === '' ? null : <> <bdi>({keys})</bdi></>}</>;
}

/** One line for each account; who says nothing of it is left out, and where nobody does, that is said. */
function Stands({ visit, asked: { row } }: { readonly visit: Visit; readonly asked: Asked }): JSX.Element {
  const { words, dossier: { perspectives } } = visit;
  const cells = row.cells.filter(({ verdicts }) => verdicts.some(({ word }) => word !== 'no-account'));
  if (cells.length === 0) return <p class="quiet">{words.say('state.nobody')}</p>;
  return (
    <ul class="stands">{cells.map((cell) => {
      const whose = perspectives.find(({ id }) => id === cell.perspective);
      return <li key={cell.perspective}>{whose === undefined ? cell.perspective : perspectiveName(visit, whose)}: <CellWords cell={cell} readings={row.readings} words={words} /></li>;
    })}</ul>
  );
}
