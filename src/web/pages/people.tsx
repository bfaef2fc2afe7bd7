import type { JSX } from 'preact';
import { CAPACITIES, isOf } from '#process';
import { peopleAt, personView } from '#views';
import type { ChallengeView, PeopleQuery, PersonView, SidePeople } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { Kept } from '../components/kept.tsx';
import { ActorName, actorLabel } from '../components/names.tsx';
import { PageLinks, pageOf } from '../components/page-links.tsx';
import { Parity } from '../components/parity.tsx';
import { SpokenKey } from '../components/spoken-key.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** As many as a page can carry over a slow line. */
const PAGE = 40;

/** Who sits at the table, for whom, in which capacity, with which credentials and key; and who did: of many, a page at a time, found by name, side or capacity. */
export const peoplePage: PageOf = async (visit) => {
  const { words, dossier: { state }, reader, reception } = visit, query = queryOf(visit), sides = peopleAt(state, query), found = sides.reduce((sum, side) => sum + side.found.length, 0), all = sides.reduce((sum, { here, gone }) => sum + here + gone, 0);
  const pages = Math.max(1, Math.ceil(found / PAGE)), page = pageOf(visit.url, pages), first = (page - 1) * PAGE;
  return {
    title: words.say('people.title'),
    main: (
      <>
        <h1>{words.say('people.title')}</h1>
        <AsOfLine visit={visit} whole />
        <p>{words.say(state.charter.kind === 'live' ? 'people.intro' : 'people.intro.documentary')}</p>
        {reader === undefined || reception === undefined ? null : <p><a href={href(visit, 'invitations')}>{words.say('invitations.title')}</a></p>}
        {all > PAGE || isAsked(query) ? <Find visit={visit} query={query} sides={sides} found={found} /> : null}
        {shownOf(sides, first).map((side) => <Side key={side.actor ?? ''} visit={visit} side={side} />)}
        <Pages visit={visit} query={query} page={page} of={pages} />
        <Parity visit={visit} />
      </>
    ),
  };
};

const queryOf = ({ url: { searchParams } }: Visit): PeopleQuery => ({ text: (searchParams.get('q') ?? '').slice(0, 200), side: searchParams.get('side') ?? '', capacity: searchParams.get('capacity') ?? '' });
const isAsked = ({ text, side, capacity }: PeopleQuery): boolean => text.trim() !== '' || side !== '' || capacity !== '';

/** Those of a page, under their sides; a side none of whom is on it is not. */
function shownOf(sides: readonly SidePeople[], first: number): readonly SidePeople[] {
  let before = 0;
  return sides.flatMap((side) => {
    const found = side.found.slice(Math.max(0, first - before), Math.max(0, first + PAGE - before));
    before += side.found.length;
    return found.length === 0 ? [] : [{ ...side, found }];
  });
}

/** How many there are of each side, and a form to find some. */
function Find({ visit, query, sides, found }: { readonly visit: Visit; readonly query: PeopleQuery; readonly sides: readonly SidePeople[]; readonly found: number }): JSX.Element {
  const { words, url } = visit, label = (actor: string | null): string => (actor === null ? words.say('people.editors') : actorLabel(visit, actor));
  return (
    <>
      <StackedTable caption={words.say('people.sides')} columns={['side', 'here', 'gone'].map((column) => words.say(`people.column.${column}`))} rows={sides.map(({ actor, here, gone }) => ({ key: actor ?? '', cells: [actor === null ? label(actor) : <a href={href(visit, 'people', { side: actor })}>{label(actor)}</a>, words.number(here), words.number(gone)] }))} />
      <form class="filters" method="get" role="search" action={href(visit, 'people').split('?')[0]}>
        <Kept url={url} without={['q', 'side', 'capacity', 'page']} />
        <p><label for="q">{words.say('people.find')}</label><input id="q" name="q" type="search" maxLength={200} value={query.text} /></p>
        <Choice name="side" label={words.say('people.column.side')} any={words.say('people.any')} chosen={query.side} choices={sides.flatMap(({ actor }) => (actor === null ? [] : [[actor, label(actor)] as const]))} />
        <Choice name="capacity" label={words.say('people.capacity')} any={words.say('people.any')} chosen={query.capacity} choices={CAPACITIES.map((one) => [one, words.say(`capacity.${one}`)] as const)} />
        <p><button type="submit">{words.say('people.show')}</button></p>
      </form>
      <p role="status">{words.say('people.found', { count: found })}{isAsked(query) ? <> <a href={href(visit, 'people')}>{words.say('people.all')}</a></> : null}</p>
    </>
  );
}

function Choice({ name, label, any, chosen, choices }: { readonly name: string; readonly label: string; readonly any: string; readonly chosen: string; readonly choices: readonly (readonly [string, string])[] }): JSX.Element {
  return <p><label for={name}>{label}</label><select id={name} name={name}><option value="">{any}</option>{choices.map(([value, text]) => <option key={value} value={value} selected={value === chosen}>{text}</option>)}</select></p>;
}

function Pages({ visit, query: { text, side, capacity }, page, of }: { readonly visit: Visit; readonly query: PeopleQuery; readonly page: number; readonly of: number }): JSX.Element {
  return <PageLinks words={visit.words} page={page} of={of} to={(number) => href(visit, 'people', { q: text === '' ? null : text, side: side === '' ? null : side, capacity: capacity === '' ? null : capacity, page: String(number) })} />;
}

function Side({ visit, side: { actor, here, found } }: { readonly visit: Visit; readonly side: SidePeople }): JSX.Element {
  const { words, dossier: { state } } = visit, people = found.map((person) => personView(state, person)), now = people.filter(({ gone }) => gone === null), before = people.filter(({ gone }) => gone !== null), id = `side-${actor ?? 'editors'}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{actor === null ? words.say('people.editors') : <ActorName visit={visit} id={actor} />}</h2>
      <p class="quiet">{words.say('people.count', { count: here })}</p>
      {now.map((person) => <Person key={person.id} visit={visit} person={person} side={actor} level="h3" />)}
      {before.length === 0 ? null : <><h3>{words.say('people.before')}</h3>{before.map((person) => <Person key={person.id} visit={visit} person={person} side={actor} level="h4" />)}</>}
    </section>
  );
}

function Person({ visit, person, side, level: Heading }: { readonly visit: Visit; readonly person: PersonView; readonly side: string | null; readonly level: 'h3' | 'h4' }): JSX.Element {
  const { words, dossier: { slug } } = visit, { id, name, capacity, gone, fullPowers, evidence, challenges } = person;
  return (
    <article class="person" id={`person-${id}`}>
      <Heading><bdi>{name}</bdi>, {words.say(`capacity.${capacity}`)}</Heading>
      <dl class="facts">
        <dt>{words.say('people.seated')}</dt><dd>{person.seated === 0 ? words.say('people.by-charter') : words.say('people.by-accreditation')} <EntryLink visit={visit} position={person.seated} /></dd>
        {gone === null ? null : <><dt>{words.say('people.gone')}</dt><dd>{words.say(`people.gone.${gone.why}`, { successor: gone.successor ?? '' })} <EntryLink visit={visit} position={gone.position} /></dd></>}
        {fullPowers === null ? null : <><dt>{words.say('member.fullPowers')}</dt><dd><InWords text={fullPowers} words={words} /></dd></>}
        {evidence.length === 0 ? null : <><dt>{words.say('people.scan')}</dt><dd>{evidence.map((file) => <p key={file.digest}>{visit.reader === undefined ? <>{file.name} {words.say('people.scan.table')}</> : <a href={`/${encodeURIComponent(slug)}/evidence/${file.digest}`} download={file.name ?? file.digest}>{file.name ?? file.digest.slice(0, 12)}</a>} <code class="digest">{file.digest.slice(0, 16)}…</code></p>)}</dd></>}
      </dl>
      {challenges.map((challenge) => <Challenge key={challenge.position} visit={visit} id={id} challenge={challenge} />)}
      <Keys visit={visit} person={person} />
      {gone === null ? <><Write visit={visit} person={person} /><Acts visit={visit} person={person} side={side} /></> : null}
    </article>
  );
}

const EntryLink = ({ visit, position }: { readonly visit: Visit; readonly position: number }): JSX.Element =>
  <a class="quiet" href={href(visit, `record/${position}`)}>{visit.words.say('people.entry', { position })}</a>;

function Challenge({ visit, id, challenge: { by, reason, position, settled } }: { readonly visit: Visit; readonly id: string; readonly challenge: ChallengeView }): JSX.Element {
  const { words, reader, dossier: { state } } = visit, may = reader !== undefined && (isOf(state.actors, reader.actor, by) || reader.capacity === 'mediator');
  return (
    <div class="account">
      <p>{words.say(settled === null ? 'people.challenged' : 'people.challenged.before', { by: actorLabel(visit, by) })} <InWords text={reason} words={words} /> <EntryLink visit={visit} position={position} /></p>
      {settled === null ? <p class="quiet">{words.say('people.challenged.sits')} {may ? <ActLink visit={visit} name="settle" values={{ participant: id }}>{words.say('people.settle')}</ActLink> : null}</p>
        : <p>{words.say('people.settled', { by: actorLabel(visit, settled.by) })} <InWords text={settled.reason} words={words} /> <EntryLink visit={visit} position={settled.position} /></p>}
    </div>
  );
}

function Keys({ visit, person: { keys, root } }: { readonly visit: Visit; readonly person: PersonView }): JSX.Element | null {
  const { words } = visit, now = keys.find(({ to }) => to === null);
  return (
    <details>
      <summary>{words.say('people.key', { count: keys.length })}</summary>
      {now === undefined ? <p>{words.say('people.key.none')}</p> : <><p>{words.say('people.key.words')}</p><SpokenKey value={now.key} words={words} /></>}
      {root ? <p class="quiet">{words.say('people.root')}</p> : null}
      {keys.length < 2 ? null : <ul>{keys.map(({ key, from, to }) => <li key={key}><code class="digest">{key}</code>: {words.say(to === null ? 'people.key.from' : 'people.key.span', { from, to: to ?? 0 })}</li>)}</ul>}
    </details>
  );
}

/** A letter to somebody who can be written to: of a whole people the form names only some. */
function Write({ visit, person: { id, keys } }: { readonly visit: Visit; readonly person: PersonView }): JSX.Element | null {
  const { words, reader, dossier: { state } } = visit, now = keys.find(({ to }) => to === null);
  if (reader === undefined || reader.id === id || now === undefined || state.participants.get(now.key)?.reading === undefined) return null;
  return <p><ActLink visit={visit} name="statement" values={{ audience: 'sealed', readers: id }}>{words.say('letters.write')}</ActLink></p>;
}

/** What who is signed in may do about somebody: of another side, put their credentials in question; of the own, let them leave. */
function Acts({ visit, person: { id, challenges }, side }: { readonly visit: Visit; readonly person: PersonView; readonly side: string | null }): JSX.Element | null {
  const { words, reader, dossier: { state } } = visit;
  if (reader?.actor === undefined || side === null) return null;
  const own = isOf(state.actors, reader.actor, side), related = own || isOf(state.actors, side, reader.actor), standing = challenges.some(({ by, settled }) => settled === null && by === reader.actor);
  if (!related) return standing ? null : <p><ActLink visit={visit} name="challenge" values={{ participant: id }}>{words.say('people.challenge')}</ActLink></p>;
  const leads = reader.capacity === 'head';
  if (leads && reader.id === id) return <p><a href={href(visit, 'invitations')}>{words.say('people.hand-over')}</a></p>; // Who leads leaves by handing over.
  return own && (leads || reader.id === id) ? <p><ActLink visit={visit} name="leave" values={{ participant: id, reason: 'left' }}>{words.say('people.leave')}</ActLink></p> : null;
}
