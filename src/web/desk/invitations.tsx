import type { JSX } from 'preact';
import type { Refusal, Result } from '#base';
import type { Invitation, Sent } from '#app';
import { CANCELLED_FOR } from '#app';
import type { Participant } from '#process';
import { whoIs } from '../components/person.ts';
import { SpokenKey } from '../components/spoken-key.tsx';
import type { Page, Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { signInPage } from './sign-in.tsx';

type Form = { readonly [name: string]: unknown };

const MOST_NAME = 200;
const DAYS = [1, 3, 7, 14], RECOVERY = ['head', 'root'] as const;
const textOf = (form: Form, name: string): string => { const value = form[name]; return typeof value === 'string' ? value.trim() : ''; };

interface Came {
  readonly sent?: Sent;
  readonly refusal?: Refusal;
  readonly cancelled?: boolean;
  readonly form?: Form;
}

/** Whom one's side invites, and who waits to be accredited. `posted`: a form of this page. */
export async function invitationsPage(visit: Visit, posted?: { readonly path: string; readonly form: Form }): Promise<Page | null> {
  const { words, reader, reception, dossier: { state } } = visit;
  if (reception === undefined || state.charter.kind !== 'live') return null;
  if (reader === undefined) { const page = await signInPage(visit, {}); return page === null ? null : { ...page, status: 403 }; }
  const came = posted === undefined ? {} : await cameOf(visit, reader, posted.path, posted.form), asked = reception.mayAsk(state, reader), all = await reception.invitations(state, reader);
  return {
    title: words.say('invitations.title'), scripts: ['invitations'], ...(came.refusal === undefined ? {} : { status: 422 }),
    main: (
      <>
        <h1>{words.say('invitations.title')}</h1>
        <p>{words.say('invitations.intro')}</p>
        {came.refusal === undefined ? null : <div class="warning" role="alert"><p>{words.say(`refusal.${came.refusal.code}`, came.refusal)}</p></div>}
        {came.cancelled === true ? <p class="panel" role="status">{words.say('invitations.cancelled')}</p> : null}
        {came.sent === undefined ? null : <Link visit={visit} sent={came.sent} />}
        <Waiting visit={visit} all={all.filter(({ enrolled, cancelled }) => enrolled !== undefined && cancelled === undefined)} />
        <Open visit={visit} all={all.filter(({ enrolled, cancelled }) => enrolled === undefined && cancelled === undefined)} />
        <Invite visit={visit} capacities={asked.capacities} form={came.refusal === undefined ? {} : came.form ?? {}} />
        <NewKeys visit={visit} people={asked.replaceable} />
        <Cancelled visit={visit} all={all.filter(({ cancelled }) => cancelled !== undefined)} />
      </>
    ),
  };
}

async function cameOf({ reception, dossier: { state } }: Visit, reader: Participant, path: string, form: Form): Promise<Came> {
  if (reception === undefined) return {};
  if (path.endsWith('cancel')) {
    const done = await reception.cancel(state, reader, textOf(form, 'id'), CANCELLED_FOR.find((why) => why === textOf(form, 'why')) ?? 'not-needed');
    return done.ok ? { cancelled: true } : { refusal: done.refusal };
  }
  const days = DAYS.find((one) => String(one) === textOf(form, 'days')) ?? 7, sent = await sentFor(reception, state, reader, form, days);
  return sent.ok ? { sent: sent.value } : { refusal: sent.refusal, form };
}

function sentFor(reception: NonNullable<Visit['reception']>, state: Visit['dossier']['state'], reader: Participant, form: Form, days: number): Promise<Result<Sent>> {
  const participant = textOf(form, 'participant'), name = textOf(form, 'name');
  if (participant !== '') return reception.inviteKey(state, reader, participant, days);
  const capacity = reception.mayAsk(state, reader).capacities.find((one) => one === textOf(form, 'capacity'));
  if (name === '' || name.length > MOST_NAME) return Promise.resolve({ ok: false, refusal: { code: 'desk.enrolment.name', most: MOST_NAME } });
  if (capacity === undefined) return Promise.resolve({ ok: false, refusal: { code: 'desk.invitation.capacity', capacity: textOf(form, 'capacity') } });
  return reception.invite(state, reader, { capacity, name, recovery: textOf(form, 'recovery') === 'root' ? 'root' : 'head' }, days);
}

/** Shown once: here is only what its token hashes to. */
function Link({ visit, sent: { token, until, invited } }: { readonly visit: Visit; readonly sent: Sent }): JSX.Element {
  const { words, url, dossier } = visit, link = `${url.origin}/${encodeURIComponent(dossier.slug)}/join/${token}`;
  return (
    <section class="panel" aria-labelledby="link" role="status">
      <h2 id="link">{words.say('invitations.link', { name: invited.name })}</h2>
      <p>{words.say('invitations.link.how', { until: words.moment(until) })}</p>
      <p><code class="token">{link}</code></p>
      <p class="quiet">{words.say('invitations.link.once')}</p>
    </section>
  );
}

/** They brought a key: whether it is theirs, only a voice says. */
function Waiting({ visit, all }: { readonly visit: Visit; readonly all: readonly Invitation[] }): JSX.Element | null {
  const { words } = visit;
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{words.say('invitations.waiting')}</h2>
      <p>{words.say('invitations.waiting.how')}</p>
      {all.map((one) => <One key={one.id} visit={visit} invitation={one} />)}
    </section>
  );
}

function One({ visit, invitation: { id, participant, name, capacity, enrolled, ...rest } }: { readonly visit: Visit; readonly invitation: Invitation }): JSX.Element | null {
  const { words } = visit;
  if (enrolled === undefined) return null;
  const { key, proof, reading, root } = enrolled, given = { key, proof, ...(reading === '' ? {} : { reading }) };
  const person = { id: participant, name: enrolled.name, ...given, ...(root === undefined ? {} : { root }) };
  const act = rest.for === 'key' ? href(visit, 'act/change-key', { participant, reason: visit.reader?.id === participant ? 'rotated' : 'lost', ...given })
    : capacity === 'head' ? href(visit, 'act/hand-over', { ...person, replaces: rest.by }) : href(visit, 'act/accredit', { ...person, capacity });
  return (
    <article class="panel" data-enrolled={participant}>
      <h3><bdi>{enrolled.name}</bdi>, {words.say(`capacity.${capacity}`)}</h3>
      <dl class="facts">
        <dt>{words.say('invitations.invited-as')}</dt><dd><bdi>{name}</bdi></dd>
        <dt>{words.say('invitations.id')}</dt><dd><bdi>{participant}</bdi></dd>
        <dt>{words.say('invitations.came')}</dt><dd>{words.moment(enrolled.at)}</dd>
        <dt>{words.say('invitations.for')}</dt><dd>{words.say(`invitations.for.${rest.for}`)}</dd>
      </dl>
      <p>{words.say('invitations.compare')}</p>
      <SpokenKey value={key} words={words} />
      <p><a class="button" href={act}>{words.say(`invitations.accept.${capacity === 'head' && rest.for === 'seat' ? 'head' : rest.for}`)}</a></p>
      <Cancel visit={visit} id={id} why="not-theirs" />
    </article>
  );
}

const Cancel = ({ visit, id, why }: { readonly visit: Visit; readonly id: string; readonly why: (typeof CANCELLED_FOR)[number] }): JSX.Element => (
  <form method="post" action={href(visit, 'invitations/cancel')}>
    <input type="hidden" name="id" value={id} />
    <button type="submit" class="plain" name="why" value={why}>{visit.words.say(`invitations.cancel.${why}`)}</button>
  </form>
);

function Open({ visit, all }: { readonly visit: Visit; readonly all: readonly Invitation[] }): JSX.Element | null {
  const { words, reception } = visit;
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="open">
      <h2 id="open">{words.say('invitations.open')}</h2>
      <ul class="plain-list">{all.map((one) => (
        <li key={one.id} class="account">
          <bdi>{one.name}</bdi>, {words.say(`capacity.${one.capacity}`)}: {words.say(reception?.stillOpen(one).ok === true ? 'invitations.until' : 'invitations.expired', { until: words.moment(one.until) })}
          <Cancel visit={visit} id={one.id} why="not-needed" />
        </li>
      ))}</ul>
    </section>
  );
}

function Invite({ visit, capacities, form }: { readonly visit: Visit; readonly capacities: readonly string[]; readonly form: Form }): JSX.Element {
  const { words } = visit;
  if (capacities.length === 0) return <p>{words.say('invitations.none')}</p>;
  const chosen = textOf(form, 'capacity') || capacities[0];
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{words.say('invitations.invite')}</h2>
      <form method="post" action={href(visit, 'invitations')} class="stacked">
        <p><label for="name">{words.say('invitations.name')}</label><input id="name" name="name" required maxLength={MOST_NAME} value={textOf(form, 'name')} autoComplete="off" /></p>
        <fieldset><legend>{words.say('invitations.capacity')}</legend>{capacities.map((one) => <Radio key={one} name="capacity" value={one} chosen={chosen === one} label={words.say(one === 'head' ? 'invitations.handover' : `capacity.${one}`)} />)}</fieldset>
        <fieldset><legend>{words.say('invitations.recovery')}</legend>{RECOVERY.map((one) => <Radio key={one} name="recovery" value={one} chosen={(textOf(form, 'recovery') || 'head') === one} label={words.say(`invitations.recovery.${one}`)} />)}</fieldset>
        <Days visit={visit} id="days" />
        <p><button type="submit">{words.say('invitations.make')}</button></p>
      </form>
    </section>
  );
}

const Radio = ({ name, value, chosen, label }: { readonly name: string; readonly value: string; readonly chosen: boolean; readonly label: string }): JSX.Element =>
  <p><label><input type="radio" name={name} value={value} checked={chosen} /> {label}</label></p>;

const Days = ({ visit: { words }, id }: { readonly visit: Visit; readonly id: string }): JSX.Element =>
  <p><label for={id}>{words.say('invitations.days')}</label><select id={id} name="days">{DAYS.map((days) => <option key={days} value={String(days)} selected={days === 7}>{words.say('invitations.days.some', { days })}</option>)}</select></p>;

/** For a lost device, or another one: whoever is invited brings a key, and who invites enters it. */
function NewKeys({ visit, people }: { readonly visit: Visit; readonly people: readonly Participant[] }): JSX.Element | null {
  const { words } = visit;
  if (people.length === 0) return null;
  return (
    <section aria-labelledby="new-keys">
      <h2 id="new-keys">{words.say('invitations.keys')}</h2>
      <p>{words.say('invitations.keys.intro')}</p>
      <form method="post" action={href(visit, 'invitations')} class="stacked">
        <p><label for="participant">{words.say('invitations.keys.whose')}</label><select id="participant" name="participant">{people.map((one) => <option key={one.id} value={one.id}>{whoIs(visit, one)}</option>)}</select></p>
        <Days visit={visit} id="key-days" />
        <p><button type="submit">{words.say('invitations.keys.make')}</button></p>
      </form>
    </section>
  );
}

function Cancelled({ visit, all }: { readonly visit: Visit; readonly all: readonly Invitation[] }): JSX.Element | null {
  const { words } = visit;
  if (all.length === 0) return null;
  return (
    <details>
      <summary>{words.say('invitations.gone', { count: all.length })}</summary>
      <ul>{all.map(({ id, name, cancelled }) => <li key={id}><bdi>{name}</bdi>: {words.say(`invitations.gone.${cancelled?.why ?? 'not-needed'}`, { at: words.moment(cancelled?.at ?? 0) })}</li>)}</ul>
    </details>
  );
}
