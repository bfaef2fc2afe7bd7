import type { JSX } from 'preact';
import type { AccountView, CommitmentView, Sentence, Stand } from '#views';
import type { Visit } from '../visit.ts';
import { CellWords, SentenceWords, Unheard } from './status.tsx';
import { detailsOf, letterOf, perspectiveName } from './status-words.ts';

interface Props {
  readonly view: CommitmentView;
  readonly visit: Visit;
}

/** Who comes to which result, at a glance. */
export function Stands({ view, visit }: Props): JSX.Element {
  const { words } = visit;
  const { positions, silent, differs, onRecord, commitment } = view;
  const readings = commitment.readings ?? [];
  return (
    <div class="panel stands">
      {differs ? <p><b>{words.say('commitment.differ')}</b></p> : null}
      <dl class="facts">
        {positions.map((stand) => (
          <div key={`${stand.reading}${stand.word}`} class="stand">
            <dt>{stand.reading === null ? null : <i>({letterOf(readings, stand.reading)}) </i>}<b class={`v v-${stand.word}`}>{words.say(`verdict.${stand.word}`)}</b></dt>
            <dd><StandNames stand={stand} view={view} visit={visit} /></dd>
          </div>
        ))}
      </dl>
      {onRecord === null || onRecord.verdicts.every(({ word }) => word === 'no-account') ? null
        : <p>{words.say('state.onRecord')} <CellWords cell={{ verdicts: onRecord.verdicts, before: null }} readings={readings} words={words} /></p>}
      <Unheard title={words.say('commitment.silent', { count: silent.length })} perspectives={silent} visit={visit} />
    </div>
  );
}

function StandNames({ stand, view, visit }: { readonly stand: Stand; readonly view: CommitmentView; readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  const accounts = view.accounts.filter(({ perspective }) => stand.perspectives.includes(perspective.id));
  const details = ({ verdicts }: AccountView): string => verdicts.filter(({ reading, word }) => reading === stand.reading && word === stand.word)
    .flatMap((verdict) => [...detailsOf(words, verdict), ...(verdict.settlement === null ? [] : [words.say(`settlement.${verdict.settlement}`)])]).join(' · ');
  return <ul>{accounts.map((account) => (
    <li key={account.perspective.id}><a href={`#by-${account.perspective.id}`}>{perspectiveName(visit, account.perspective)}</a> <small>{details(account)}</small></li>
  ))}</ul>;
}

/** Every account in the same form: the result, why, what comes next, what was left out, what would change it. */
export function AccountsInWords({ view, visit }: Props): JSX.Element {
  const { words } = visit;
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">{words.say('commitment.accounts')}</h2>
      {view.accounts.length === 0 ? <p>{words.say('commitment.accounts.none')}</p> : null}
      {[...view.accounts, ...(view.onRecord === null ? [] : [view.onRecord])].map((account) => <AccountInWords key={account.perspective.id} account={account} view={view} visit={visit} />)}
    </section>
  );
}

function AccountInWords({ account, view, visit }: Props & { readonly account: AccountView }): JSX.Element {
  const { words } = visit;
  const { perspective, verdicts, explanations } = account;
  const readings = view.commitment.readings ?? [];
  return (
    <section class="account" id={`by-${perspective.id}`}>
      <h3>{view.onRecord === account ? words.say('state.onRecord') : words.say('commitment.by', { name: perspectiveName(visit, perspective) })}</h3>
      <p class="result"><CellWords cell={{ verdicts, before: null }} readings={readings} words={words} /></p>
      {explanations.map(({ reading, explained: { rule, because, excluded, next, flips } }) => (
        <div key={reading} class="explanation">
          {reading === null ? null : <h4>{words.say('commitment.reading', { letter: letterOf(readings, reading) })}</h4>}
          <p><SentenceWords sentence={rule} visit={visit} /></p>
          <Sentences sentences={because} visit={visit} />
          {next.map((sentence) => <p key={sentence.key}><SentenceWords sentence={sentence} visit={visit} /></p>)}
          <Folded title="commitment.excluded" sentences={excluded} visit={visit} />
          <Folded title="commitment.flips" sentences={flips} visit={visit} />
        </div>
      ))}
    </section>
  );
}

/** Reasons beyond this many fold away; the first ones stay. */
const OPEN = 8;

function Sentences({ sentences, visit }: { readonly sentences: readonly Sentence[]; readonly visit: Visit }): JSX.Element {
  const item = (sentence: Sentence, index: number): JSX.Element => <li key={index}><SentenceWords sentence={sentence} visit={visit} /></li>;
  const rest = sentences.slice(OPEN);
  return (
    <>
      <ul>{sentences.slice(0, OPEN).map(item)}</ul>
      {rest.length === 0 ? null : <details><summary>{visit.words.say('commitment.reasons.more', { count: rest.length })}</summary><ul>{rest.map(item)}</ul></details>}
    </>
  );
}

function Folded({ title, sentences, visit }: { readonly title: string; readonly sentences: readonly Sentence[]; readonly visit: Visit }): JSX.Element | null {
  if (sentences.length === 0) return null;
  return (
    <details>
      <summary>{visit.words.say(title, { count: sentences.length })}</summary>
      <ul>{sentences.map((sentence, index) => <li key={index}><SentenceWords sentence={sentence} visit={visit} /></li>)}</ul>
    </details>
  );
}
