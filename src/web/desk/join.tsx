import type { JSX } from 'preact';
import type { Invitation } from '#app';
import { nameOf } from '#process';
import { actorLabel } from '../components/names.tsx';
import { SpokenKey } from '../components/spoken-key.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** Where an invitation leads: who asks, to which seat; a key is made on this device and shown to whoever asks. What became of the link is said here, too. */
export const joinPage: PageOf = async (visit, { token = '' }) => {
  const { words, reception, dossier: { state } } = visit;
  if (reception === undefined || state.charter.kind !== 'live') return null;
  const found = await reception.invitation(state.process, token), title = words.say('join.title');
  if (!found.ok) return { title, status: 404, main: <><h1>{title}</h1><div class="warning" role="alert"><p>{words.say(`refusal.${found.refusal.code}`)}</p></div></> };
  const open = reception.stillOpen(found.value);
  return {
    title, scripts: ['join'], ...(open.ok || found.value.enrolled !== undefined ? {} : { status: 410 }),
    main: (
      <>
        <h1>{title}</h1>
        <p>{words.say(`join.what.${found.value.for}`, { name: found.value.name, by: nameOf(visit.dossier.state, found.value.by), capacity: words.say(`capacity.${found.value.capacity}`), actor: actorLabel(visit, found.value.actor) })}</p>
        {found.value.enrolled !== undefined && found.value.cancelled === undefined ? <Enrolled visit={visit} invitation={found.value} /> : open.ok ? <Enrol visit={visit} invitation={found.value} token={token} /> : <div class="warning" role="alert"><p>{words.say(`refusal.${open.refusal.code}`, { by: nameOf(visit.dossier.state, found.value.by) })}</p></div>}
      </>
    ),
  };
};


function Enrol({ visit, invitation, token }: { readonly visit: Visit; readonly invitation: Invitation; readonly token: string }): JSX.Element {
  const { words, dossier: { state } } = visit, { participant, recovery } = invitation, root = recovery === 'root' && invitation.for === 'seat';
  return (
    <section aria-labelledby="make">
      <h2 id="make">{words.say('join.key')}</h2>
      <p>{words.say('join.key.what')}</p>
      <p>{words.say(`join.recovery.${recovery}`, { by: nameOf(visit.dossier.state, invitation.by) })}</p>
      <p class="quiet">{words.say('join.until', { until: words.moment(invitation.until) })}</p>
      <noscript><p class="warning">{words.say('sign-in.no-script')}</p></noscript>
      <form id="join" data-at={href(visit, `join/${token}`)} data-process={state.process} data-participant={participant} data-known={[...state.participants.values()].flatMap((one) => one.id === participant ? [one.key] : []).join(' ')} data-already={words.say('join.already')} data-root={root ? 'yes' : 'no'} data-file={`${participant}.root`} data-no-keys={words.say('join.no-keys')} data-unreachable={words.say('join.unreachable')} hidden>
        <p><label for="name">{words.say('join.name')}</label><input id="name" name="name" required maxLength={200} value={invitation.name} autoComplete="name" /></p>
        {root ? <p><label><input type="checkbox" required /> {words.say('join.root')}</label></p> : null}
        <p><button type="submit">{words.say(root ? 'join.make.root' : 'join.make')}</button></p>
      </form>
      <div id="said" role="status" />
    </section>
  );
}

/** The link is used: whether by this device, the script sees. */
function Enrolled({ visit, invitation: { enrolled, by, ...rest } }: { readonly visit: Visit; readonly invitation: Invitation }): JSX.Element | null {
  const { words, dossier: { state } } = visit, head = nameOf(visit.dossier.state, by);
  if (enrolled === undefined) return null;
  if (state.participants.has(enrolled.key)) return <div class="panel"><p>{words.say('join.done')}</p><p><a class="button" href={href(visit, 'sign-in')}>{words.say('sign-in.title')}</a></p></div>;
  return (
    <section id="enrolled" data-key={enrolled.key} aria-labelledby="wait">
      <h2 id="wait">{words.say('join.waiting')}</h2>
      <div id="mine" hidden><p>{words.say(`join.waiting.how.${rest.for}`, { by: head })}</p><SpokenKey value={enrolled.key} words={words} /></div>
      <div id="not-mine" class="warning" role="alert"><p>{words.say('join.not-mine', { by: head, at: words.moment(enrolled.at) })}</p></div>
    </section>
  );
}
