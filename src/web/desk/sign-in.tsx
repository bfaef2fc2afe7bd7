import type { JSX } from 'preact';
import type { Participant } from '#process';
import { few, speaking } from '../acting/seats.ts';
import { whoIs } from '../components/person.ts';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** How somebody at this table signs in here. */
export const signInPage: PageOf = async (visit) => {
  const { words, dossier: { state }, reception, reader } = visit;
  if (reception === undefined || state.charter.kind !== 'live') return null;
  const roles = reception.roles(state);
  return {
    title: words.say('sign-in.title'), scripts: ['sign-in'],
    main: (
      <>
        <h1>{words.say('sign-in.title')}</h1>
        {reader === undefined ? <p>{words.say('sign-in.intro')}</p> : <p class="panel">{words.say('sign-in.already', { who: whoIs(visit, reader) })}</p>}
        <ByKey visit={visit} />
        {roles.length === 0 ? null : <Roles visit={visit} roles={few(visit, roles)} />}
      </>
    ),
  };
};

/** Buttons for the keys that are on this device, and for a passkey: the script shows those that can be used. */
function ByKey({ visit }: { readonly visit: Visit }): JSX.Element {
  const { words, dossier: { state } } = visit;
  const people = few(visit, speaking(state)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return (
    <section id="sign-in" aria-labelledby="with-key" data-at={href(visit, 'sign-in')} data-process={state.process} data-as={words.say('sign-in.as', { who: '{who}' })}>
      <h2 id="with-key">{words.say('sign-in.device')}</h2>
      <noscript><p>{words.say('sign-in.no-script')}</p></noscript>
      <div id="said" role="status" data-unreachable={words.say('join.unreachable')} />
      <ul class="choices">{people.map((person) => <li key={person.key} hidden><button type="button" data-key={person.key}>{words.say('sign-in.as', { who: whoIs(visit, person) })}</button></li>)}</ul>
      <p id="no-key" hidden>{words.say('sign-in.no-key')}</p>
      <p><button type="button" id="passkey" hidden>{words.say('sign-in.passkey')}</button></p>
      <p id="no-passkey" class="quiet" hidden>{words.say('sign-in.passkey.none')}</p>
    </section>
  );
}

/** A fictional case can be tried as anybody in it. */
function Roles({ visit, roles }: { readonly visit: Visit; readonly roles: readonly Participant[] }): JSX.Element {
  const { words } = visit;
  return (
    <section aria-labelledby="roles">
      <h2 id="roles">{words.say('sign-in.roles')}</h2>
      <p>{words.say('sign-in.roles.intro')}</p>
      <form method="post" action={href(visit, 'sign-in/role')}>
        <ul class="choices">{roles.map((role) => <li key={role.key}><button type="submit" name="role" value={role.id}>{whoIs(visit, role)}</button></li>)}</ul>
      </form>
    </section>
  );
}
