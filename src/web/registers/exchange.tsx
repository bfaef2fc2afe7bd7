import type { JSX } from 'preact';
import type { Exchange, MatterOf } from '#views';
import { endOf, span } from '#base';
import { ActLink } from '../components/act-link.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName, actorLabel } from '../components/names.tsx';
import { InWords } from '../components/text.tsx';
import type { Visit } from '../visit.ts';

/** What was asked about a thing and what was replied: beside one another, each in the same form and of the same width. */
export function ExchangeBeside({ visit, id, exchange: { asked, replies } }: { readonly visit: Visit; readonly id: string; readonly exchange: Exchange }): JSX.Element {
  const { words } = visit;
  return (
    <section aria-labelledby="exchange">
      <h2 id="exchange">{words.say('exchange.title')}</h2>
      {asked.length + replies.length === 0 ? <p>{words.say('exchange.none')}</p> : null}
      {asked.map(({ question, replies: answered }) => (
        <div key={question.value.id} class="languages-beside" id={question.value.id}>
          <Question visit={visit} question={question} />
          <div>{answered.length === 0 ? <NoReply visit={visit} question={question} /> : answered.map((reply) => <Reply key={reply.value.id} visit={visit} reply={reply} />)}
            <p class="acts"><ActLink visit={visit} name="reply" values={{ to: question.value.id }}>{words.say('act.reply')}</ActLink></p></div>
        </div>
      ))}
      {replies.length === 0 ? null : <><h3>{words.say('exchange.unasked')}</h3><div class="languages-beside">{replies.map((reply) => <Reply key={reply.value.id} visit={visit} reply={reply} />)}</div></>}
      <p class="acts"><ActLink visit={visit} name="ask" values={{ about: id }}>{words.say('act.ask')}</ActLink> <ActLink visit={visit} name="reply" values={{ to: id }}>{words.say('act.reply')}</ActLink></p>
    </section>
  );
}

function Question({ visit, question: { value, source } }: { readonly visit: Visit; readonly question: MatterOf<'question'> }): JSX.Element {
  const { words } = visit;
  return (
    <div class="account">
      <p class="who"><b><ActorName visit={visit} id={value.by} /></b> {words.say('exchange.asks', { to: actorLabel(visit, value.to), until: words.when(value.until) })} <EntryLink visit={visit} position={source.position} /></p>
      {value.text === undefined ? null : <p><InWords text={value.text} words={words} /></p>}
    </div>
  );
}

function Reply({ visit, reply: { value, source } }: { readonly visit: Visit; readonly reply: MatterOf<'reply'> }): JSX.Element {
  const { words } = visit;
  return (
    <div class="account" id={value.id}>
      <p class="who"><b><ActorName visit={visit} id={value.by} /></b> {words.say('exchange.replies', { day: words.when(value.date) })}{value.through === undefined ? null : <span class="quiet"> {words.say('account.through', { through: value.through })}</span>} <EntryLink visit={visit} position={source.position} /></p>
      <p><InWords text={value.text} words={words} /></p>
    </div>
  );
}

/** That nobody replied is said as such: before its time is over, and after. */
function NoReply({ visit, question: { value: { to, until } } }: { readonly visit: Visit; readonly question: MatterOf<'question'> }): JSX.Element {
  const { words, dossier: { state: { charter: { zone } } }, asOf } = visit, read = span(until, zone), over = read.ok && endOf(read.value) <= asOf.valid;
  return <div class="account"><p class="who"><b><ActorName visit={visit} id={to} /></b> {words.say(over ? 'exchange.silent' : 'exchange.waiting', { until: words.when(until) })}</p></div>;
}
