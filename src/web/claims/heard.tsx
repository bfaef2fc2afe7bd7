import type { JSX } from 'preact';
import type { ClaimView, Heard, MatterOf } from '#views';
import { isLate } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName } from '../components/names.tsx';
import { InWords } from '../components/text.tsx';
import type { Visit } from '../visit.ts';

/** Who says it, in whose words, and where it was first public: on the one side. What those concerned say to it: on the other, in the same form and of the same width. */
export function ClaimBeside({ visit, view }: { readonly visit: Visit; readonly view: ClaimView }): JSX.Element {
  const { words } = visit, { claim, heard, others } = view, { id } = claim.value;
  return (
    <section class="languages-beside" aria-labelledby="said">
      <div><h2 id="said">{words.say('claim.said')}</h2><Said visit={visit} claim={claim} /></div>
      <div>
        <h2>{words.say('claim.heard')}</h2>
        {heard.length + others.length === 0 ? <p>{words.say('claim.heard.nobody')}</p> : null}
        {heard.map((one) => <HeardFrom key={one.by} visit={visit} heard={one} claim={id} />)}
        {others.map((reply) => <ReplyOf key={reply.value.id} visit={visit} reply={reply} until={null} />)}
        <p class="acts"><ActLink visit={visit} name="reply" values={{ to: id }}>{words.say('act.reply')}</ActLink> <ActLink visit={visit} name="ask" values={{ about: id }}>{words.say('act.ask')}</ActLink></p>
      </div>
    </section>
  );
}

function Said({ visit, claim: { value, source } }: { readonly visit: Visit; readonly claim: MatterOf<'claim'> }): JSX.Element {
  const { words } = visit;
  return (
    <div class="account">
      <p class="who"><b><InWords text={value.asserter} words={words} /></b>{value.by === undefined ? null : <span class="quiet"> (<ActorName visit={visit} id={value.by} />)</span>} {words.say(`claim.anonymity.${value.anonymity}`)} <EntryLink visit={visit} position={source.position} /></p>
      {value.quoted ? <blockquote><InWords text={value.words} words={words} /></blockquote> : <p><InWords text={value.words} words={words} /></p>}
      <p class="quiet">{words.say(value.quoted ? 'claim.quoted' : 'claim.summary')}{value.sort === undefined ? null : ` ${words.say(`claim.sort.${value.sort}`)}`}</p>
      {value.grade === undefined ? null : <p class="quiet">{words.say('mark.grade', { source: words.say(`grade.source.${value.grade.source}`), information: words.say(`grade.information.${value.grade.information}`) })}</p>}
    </div>
  );
}

/** That somebody did not reply is said as such, and only of who was asked. */
function HeardFrom({ visit, heard: { by, word, until, replies }, claim }: { readonly visit: Visit; readonly heard: Heard; readonly claim: string }): JSX.Element {
  const { words } = visit;
  if (replies.length > 0) return <>{replies.map((reply) => <ReplyOf key={reply.value.id} visit={visit} reply={reply} until={until} />)}</>;
  return (
    <div class="account">
      <p class="who"><b><ActorName visit={visit} id={by} /></b> {words.say(`claim.heard.${word}`, { until: until === null ? '' : words.when(until) })}</p>
      {word !== 'unasked' ? null : <p class="acts"><ActLink visit={visit} name="ask" values={{ about: claim, to: by }}>{words.say('claim.ask-them')}</ActLink></p>}
    </div>
  );
}

function ReplyOf({ visit, reply, until }: { readonly visit: Visit; readonly reply: MatterOf<'reply'>; readonly until: string | null }): JSX.Element {
  const { words, dossier: { state } } = visit, { value, source } = reply;
  return (
    <div class="account" id={value.id}>
      <p class="who"><b><ActorName visit={visit} id={value.by} /></b>{value.through === undefined ? null : <span class="quiet"> ({words.say('account.through', { through: value.through })})</span>} {words.say('exchange.replies', { day: words.when(value.date) })} <EntryLink visit={visit} position={source.position} /></p>
      <p><InWords text={value.text} words={words} /></p>
      {until === null ? null : <p class="quiet">{words.say(isLate(state, reply, until) ? 'claim.late' : 'claim.in-time', { until: words.when(until) })}</p>}
    </div>
  );
}
