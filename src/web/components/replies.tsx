import type { JSX } from 'preact';
import { civilDay } from '#base';
import type { Reply } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { ActorName } from './names.tsx';
import { InWords } from './text.tsx';

/** What each side made of what was put to it, in the same form: word, days, reason, entry. */
export function Replies({ visit, replies }: { readonly visit: Visit; readonly replies: readonly Reply[] }): JSX.Element {
  const { words } = visit;
  return (
    <ul class="plain-list replies">{replies.map((reply) => (
      <li key={reply.by}>
        <b><ActorName visit={visit} id={reply.by} /></b>: {replyWords(visit, reply)}{' '}
        {reply.step === null ? null : <a class="entry" href={href(visit, `record/${reply.step.position}`)}>{words.say('timeline.entry', { position: reply.step.position })}</a>}
        {reply.step?.words == null ? null : <> <q><InWords text={reply.step.words} words={words} /></q></>}
      </li>
    ))}</ul>
  );
}

/** "Declined after 3 days, 4 March 2021." */
function replyWords({ words, dossier: { state: { charter: { zone } } } }: Visit, { word, step, days }: Reply): string {
  if (step === null) return words.say(`contacts.reply.${word}`);
  const day = step.at === null ? '' : words.day(civilDay(step.at, zone));
  return days === null ? words.say(`contacts.reply.${word}.undated`, { day }) : words.say(`contacts.reply.${word}`, { days, day });
}
