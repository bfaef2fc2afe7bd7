import type { JSX } from 'preact';
import type { Participant } from '#process';
import { whoIs } from '../components/person.ts';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** How somebody at this table signs in here. */
export const signInPage: PageOf = async (visit) => {
  const { words, dossier: { state }, reception, reader } = visit;
  if (reception === undefined || state.charter.kind !== 'live') return null;
  const roles = reception.roles(state);
  return {
    title: words.say('sign-in.title'),
    main: (
      <>
        <h1>{words.say('sign-in.title')}</h1>
        {reader === undefined ? <p>{words.say('sign-in.intro')}</p> : <p class="panel">{words.say('sign-in.already', { who: whoIs(visit, reader) })}</p>}
        {roles.length === 0 ? null : <Roles visit={visit} roles={roles} />}
      </>
    ),
  };
};

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
