import type { JSX } from 'preact';
import type { Participant } from '#process';
import { whoIs } from '../components/person.ts';
import { SpokenKey } from '../components/spoken-key.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { signInPage } from './sign-in.tsx';

/** One's own key, passkeys, and the ways to change, replace and leave. */
export const keysPage: PageOf = async (visit, params) => {
  const { words, reader, reception, dossier: { state } } = visit;
  if (reception === undefined || state.charter.kind !== 'live') return null;
  if (reader === undefined) { const page = await signInPage(visit, params); return page === null ? null : { ...page, status: 403 }; }
  const own = await reception.passkeysOf(state, reader);
  return {
    title: words.say('keys.title'), scripts: ['keys'],
    main: (
      <>
        <h1>{words.say('keys.title')}</h1>
        <p>{words.say('keys.who', { who: whoIs(visit, reader) })}</p>
        <h2>{words.say('keys.device')}</h2>
        <p>{words.say('keys.device.what')}</p>
        <SpokenKey value={reader.key} words={words} />
        <p id="here" class="quiet" data-key={reader.key} hidden>{words.say('keys.here')}</p>
        <p id="elsewhere" class="quiet" hidden>{words.say('keys.elsewhere')}</p>
        <Passkeys visit={visit} own={own} />
        <Ways visit={visit} reader={reader} />
      </>
    ),
  };
};

function Passkeys({ visit, own }: { readonly visit: Visit; readonly own: readonly { readonly id: string; readonly made: number }[] }): JSX.Element {
  const { words } = visit;
  return (
    <section id="passkeys" aria-labelledby="passkeys-title" data-at={href(visit, 'keys/passkey')}>
      <h2 id="passkeys-title">{words.say('keys.passkeys')}</h2>
      <p>{words.say('keys.passkeys.what')}</p>
      {own.length === 0 ? <p>{words.say('keys.passkeys.none')}</p> : (
        <ul class="plain-list">{own.map(({ id, made }) => (
          <li key={id}><form method="post" action={href(visit, 'keys/passkey/drop')}>{words.say('keys.passkeys.made', { at: words.moment(made) })} <button type="submit" class="plain" name="id" value={id}>{words.say('keys.passkeys.drop')}</button></form></li>
        ))}</ul>
      )}
      <p><button type="button" id="make-passkey" hidden>{words.say('keys.passkeys.make')}</button></p>
      <p id="no-passkey" class="quiet" hidden>{words.say('sign-in.passkey.none')}</p>
      <div id="said" role="status" data-unreachable={words.say('join.unreachable')} />
    </section>
  );
}

function Ways({ visit, reader }: { readonly visit: Visit; readonly reader: Participant }): JSX.Element {
  const { words } = visit;
  return (
    <section aria-labelledby="ways">
      <h2 id="ways">{words.say('keys.ways')}</h2>
      <dl class="facts">
        <dt>{words.say('keys.change')}</dt><dd>{words.say('keys.change.how')} <a href={href(visit, 'invitations')}>{words.say('invitations.keys')}</a></dd>
        <dt>{words.say('keys.lost')}</dt><dd>{words.say(reader.root !== undefined ? 'keys.lost.root' : reader.capacity === 'head' ? 'keys.lost.head' : 'keys.lost.how')}</dd>
        <dt>{words.say('keys.leave')}</dt><dd>{words.say(reader.capacity === 'head' ? 'keys.leave.head' : 'keys.leave.how')} {reader.capacity === 'head' ? <a href={href(visit, 'invitations')}>{words.say('invitations.invite')}</a> : <a href={href(visit, 'act/leave', { participant: reader.id, reason: 'left' })}>{words.say('keys.leave.act')}</a>}</dd>
      </dl>
    </section>
  );
}
