import type { JSX } from 'preact';
import type { Account } from '#agreement';
import type { Visit } from '../visit.ts';
import { ActorName, FactSaid, actorLabel } from './names.tsx';
import { InWords } from './text.tsx';

/**
 * The accounts of a matter side by side, in the order in which the record has them, each in the same form.
 * Those that only stand behind the summary, without words or facts of their own, share one line for each stance.
 */
export function Accounts({ visit, accounts }: { readonly visit: Visit; readonly accounts: readonly Account[] }): JSX.Element | null {
  const own = accounts.filter(hasWords);
  const bare = accounts.filter((account) => !hasWords(account));
  if (accounts.length === 0) return null;
  return (
    <div class="accounts">
      {STANCES.map((stance) => bare.filter((account) => account.stance === stance)).filter((some) => some.length > 0)
        .map((some) => <p key={some[0]?.stance} class="account">{visit.words.say(`account.${some[0]?.stance}.summary`, { who: visit.words.list(some.map((account) => voice(visit, account))) })}</p>)}
      {own.map((account, index) => <AccountBlock key={index} visit={visit} account={account} />)}
    </div>
  );
}

const STANCES = ['asserts', 'disputes', 'comments'] as const;
const hasWords = (account: Account): boolean => account.text !== undefined || (account.facts ?? []).length + (account.powers ?? []).length + (account.grades ?? []).length > 0;
const voice = (visit: Visit, { by, through }: Account): string => (through === undefined ? actorLabel(visit, by) : visit.words.say('account.voice', { who: actorLabel(visit, by), through }));

function AccountBlock({ visit, account }: { readonly visit: Visit; readonly account: Account }): JSX.Element {
  const { words } = visit;
  return (
    <div class="account">
      <p class="who"><b><ActorName visit={visit} id={account.by} /></b> {words.say(`account.${account.stance}`)}{account.through === undefined ? null : <span class="quiet"> {words.say('account.through', { through: account.through })}</span>}</p>
      {account.text === undefined ? null : <p><InWords text={account.text} words={words} /></p>}
      <ul class="said">
        {(account.facts ?? []).map((said, index) => <li key={`f${index}`}><FactSaid visit={visit} said={said} /></li>)}
        {(account.powers ?? []).map((act, index) => <li key={`p${index}`}>{words.say(`power.${act.power}`, { commitment: act.commitment, at: words.when(act.at) })}</li>)}
        {(account.grades ?? []).map((grade, index) => <li key={`g${index}`}>{words.say('account.grade', { commitment: grade.commitment, level: grade.level, at: words.when(grade.at) })}</li>)}
      </ul>
    </div>
  );
}
