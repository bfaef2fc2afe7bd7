import type { JSX } from 'preact';
import type { FileOpened } from '#app';
import { likePersons, soughtViews } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { whoIs } from '../components/person.ts';
import { StackedTable } from '../components/stacked-table.tsx';
import { AsOfLine } from '../layout.tsx';
import { File } from '../registers/sought-section.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { atPresent, href } from '../visit.ts';

/** A file on a person, for those to whom it may be given now; that it was opened is noted, and who opened it can be read on it. To everybody else there is no such page. Its address and title name nobody. */
export const personPage: PageOf = async (visit, { id = '' }) => {
  const { words, reader, reception, dossier: { state } } = visit, asOf = atPresent(visit);
  if (reader === undefined || reception === undefined) return null;
  const file = soughtViews(state, asOf, ['missing', 'detained', 'remains'], reader).find(({ person, entitled }) => person.value.id === id && entitled);
  if (file === undefined) return null;
  await reception.opened(state, id, reader);
  const title = words.say('register.person', { id }), maybe = likePersons(state, asOf, [file.person.value], reader).get(id) ?? [];
  return {
    title, exit: true,
    main: (
      <>
        <p class="back"><a href={href(visit, `registers/${file.person.value.status === 'detained' ? 'detainees' : 'people'}`)}>{words.say('sought.title')}</a></p>
        <h1>{title}</h1>
        <AsOfLine visit={visit} />
        <File visit={visit} file={file} whole />
        {maybe.length === 0 ? null : <><p>{words.say('sought.maybe')}</p><ul>{maybe.map((other) => <li key={other}><a href={href(visit, `persons/${encodeURIComponent(other)}`)}>{other}</a> <ActLink visit={visit} name="alike" values={{ keep: id, same: [other] }}>{words.say('act.alike')}</ActLink></li>)}</ul></>}
        <Openings visit={visit} openings={await reception.openings(state, id)} />
        <p><a href={href(visit, 'retention')}>{words.say('retention.title')}</a></p>
      </>
    ),
  };
};

/** For the person whom it is about, who may ask for it: this part can be printed alone. */
function Openings({ visit, openings }: { readonly visit: Visit; readonly openings: readonly FileOpened[] }): JSX.Element {
  const { words, dossier: { state: { participants } } } = visit, people = [...participants.values()];
  return (
    <section aria-labelledby="opened">
      <h2 id="opened">{words.say('openings.title')}</h2>
      <p>{words.say('openings.how')}</p>
      <StackedTable caption={words.say('openings.caption')} columns={[words.say('openings.who'), words.say('openings.when')]} rows={openings.map(({ who, at }, index) => { const found = people.find(({ id }) => id === who); return { key: String(index), cells: [found === undefined ? <bdi>{who}</bdi> : whoIs(visit, found), words.moment(at)] }; })} />
    </section>
  );
}
