import type { JSX } from 'preact';
import { nameOf } from '#process';
import { askedOf } from '#views';
import type { AskedOf } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { ActorName, actorLabel } from '../components/names.tsx';
import { whoIs } from '../components/person.ts';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** What is asked of the person who is signed in: a short list, each with its date in words and what follows from silence. Nothing else. */
export const askedPage: PageOf = async (visit) => {
  const { words, reader, dossier: { state }, asOf } = visit;
  const asked = reader === undefined ? [] : askedOf(state, reader, asOf), waiting = await keysWaiting(visit), changes = reader === undefined ? [] : await visit.amendments?.waiting(state, reader) ?? [];
  return {
    title: words.say('asked.title'),
    main: (
      <>
        <h1>{words.say('asked.title')}</h1>
        {reader === undefined ? <p>{words.say('asked.nobody')} <a href={href(visit, 'sign-in')}>{words.say('sign-in.title')}</a></p> : (
          <>
            <p>{whoIs(visit, reader)}</p>
            <AsOfLine visit={visit} whole />
            {asked.length > 0 ? <p>{words.say('asked.count', { count: asked.length })}</p> : waiting + changes.length > 0 ? null : <p>{words.say('asked.nothing')}</p>}
            {waiting === 0 ? null : <p><a href={href(visit, 'invitations')}>{words.say('asked.keys', { count: waiting })}</a></p>}
            {changes.map(({ id, paper }) => <p key={id}><a href={href(visit, `amend/${id}`)}>{words.say('asked.amendment', { by: nameOf(visit.dossier.state, paper.by) })}</a></p>)}
            <ol class="asked">{asked.map((one) => <li key={`${one.kind} ${one.id}`}><Asked visit={visit} asked={one} /></li>)}</ol>
            <p class="quiet">{words.say('asked.limits')}</p>
          </>
        )}
      </>
    ),
  };
};


/** Of those whom who is signed in may accredit: how many brought a key. They are at the desk of this host, not on record. */
async function keysWaiting({ reader, reception, dossier: { state } }: Visit): Promise<number> {
  if (reader === undefined || reception === undefined || reception.mayAsk(state, reader).capacities.length === 0) return 0;
  return (await reception.invitations(state, reader)).filter(({ enrolled, cancelled }) => enrolled !== undefined && cancelled === undefined).length;
}

function Asked({ visit, asked }: { readonly visit: Visit; readonly asked: AskedOf }): JSX.Element {
  const { words } = visit, { kind, title, by, due, passed } = asked;
  return (
    <>
      <p><b>{words.say(`asked.${kind}`)}</b> <a href={placeOf(visit, asked)}><InWords text={title} words={words} /></a>{by === null ? null : <span class="quiet"> {words.say('asked.by')} <ActorName visit={visit} id={by} /></span>}</p>
      <p class="due">{due === null ? words.say('asked.undated') : words.say(passed ? 'asked.passed' : 'asked.due', { day: words.when(due) })}</p>
      <p class="quiet">{words.say(`asked.silence.${kind}`, { by: by === null ? '' : actorLabel(visit, by) })}</p>
      <p class="acts"><Acts visit={visit} asked={asked} /></p>
    </>
  );
}

/** Where the matter is read whole. */
function placeOf(visit: Visit, { kind, id, minutes, paragraph, about = '' }: AskedOf): string {
  const at = (path: string, anchor = ''): string => `${href(visit, path)}${anchor}`, name = encodeURIComponent(id);
  switch (kind) {
    case 'answer': return visit.dossier.state.proposals.get(id)?.value.what === 'meeting' ? at(`meetings/${name}`) : at('contacts');
    case 'object': case 'decide': return at('decisions', `#${id}`);
    case 'correct': case 'approve': return at(`minutes/${name}`);
    case 'answer-correction': return at(`minutes/${encodeURIComponent(minutes ?? '')}`, `#c-${id}`);
    case 'act': return at(`minutes/${encodeURIComponent(minutes ?? '')}`, `#p-${paragraph ?? ''}`);
    case 'confirm': return at(`commitments/${name}`);
    case 'settle': return at('people', `#person-${id}`);
    case 'comment': return at(`${pageOf(visit, about)}/${encodeURIComponent(about)}`, `#${id}`);
    case 'reply': return at(`claims/${name}`);
    case 'task': return at('work');
    case 'acknowledge': return at('registers/windows', `#${id}`);
  }
}

/** Where what a question is about has its page. */
function pageOf({ dossier: { state } }: Visit, id: string): string {
  const kind = state.items.get(id)?.kind;
  return kind === 'report' ? 'reports' : kind === 'statement' ? 'statements' : 'documents';
}

function Acts({ visit, asked: { kind, id, minutes, paragraph } }: { readonly visit: Visit; readonly asked: AskedOf }): JSX.Element {
  const link = (name: string, values: { readonly [field: string]: string | readonly string[] }, key: string): JSX.Element => <ActLink visit={visit} name={name} values={values}>{visit.words.say(key)}</ActLink>;
  const answer = <>{link('accept', { to: id }, 'answers.accept')} {link('decline', { to: id }, 'answers.decline')}</>;
  switch (kind) {
    case 'answer': case 'answer-correction': return answer;
    case 'object': return link('decline', { to: id }, 'answers.object');
    case 'decide': return answer;
    case 'correct': case 'approve': return <a href={href(visit, `minutes/${encodeURIComponent(id)}`)}>{visit.words.say('asked.read')}</a>;
    case 'act': return link('progress', { minutes: minutes ?? '', paragraph: paragraph ?? '' }, 'actions.report');
    case 'confirm': return link('confirm', { commitment: id }, 'minutes.commitment.confirm');
    case 'settle': return link('settle', { participant: id }, 'people.settle');
    case 'comment': case 'reply': return link('reply', { to: id }, 'act.reply');
    case 'task': return link('task-step', { task: id }, 'act.task-step');
    case 'acknowledge': return <>{link('window-step', { window: id, step: 'acknowledged' }, 'asked.acknowledged')} {link('window-step', { window: id, step: 'objected' }, 'asked.objected')}</>;
  }
}
