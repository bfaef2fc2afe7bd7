import type { JSX } from 'preact';
import { soughtViews } from '#views';
import type { SoughtView } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName, actorLabel, placeLabel } from '../components/names.tsx';
import { InWords } from '../components/text.tsx';
import type { Visit } from '../visit.ts';
import { atPresent, href } from '../visit.ts';
import type { OwnProps } from './own.tsx';

/** Files on people, for those to whom they may be given. Everybody else learns here that such files are for others, and not how many there are. */
export function Sought({ visit, view, statuses }: OwnProps & { readonly statuses: readonly string[] }): JSX.Element {
  const { words, reader, dossier: { state } } = visit, held = new Set(view.rows.map((row) => row.held.value.id)), files = soughtViews(state, atPresent(visit), statuses, reader).filter(({ person }) => held.has(person.value.id));
  return (
    <section aria-labelledby="sought">
      <h2 id="sought">{words.say('sought.title')}</h2>
      <p>{words.say(reader === undefined ? 'sought.nobody' : 'sought.how')}</p>
      <p class="acts"><ActLink visit={visit} name="person">{words.say('act.person')}</ActLink>{reader === undefined ? null : <> <a href={href(visit, 'retention')}>{words.say('retention.title')}</a></>}</p>
      {files.map((file) => <File key={file.person.value.id} visit={visit} file={file} />)}
    </section>
  );
}

/** What everybody at the table may know of a file; the rest stands on its own page, where it is noted who opens it (`whole`). */
export function File({ visit, file, whole = false }: { readonly visit: Visit; readonly file: SoughtView; readonly whole?: boolean }): JSX.Element {
  const { words, dossier: { state } } = visit, { person: { value, source }, fate, searches, same } = file, direct = same.filter((other) => state.alike.get(other) === value.id);
  return (
    <article class="paragraph" id={value.id}>
      <h3>{file.entitled && value.fields['full_name'] !== undefined ? <bdi>{value.fields['full_name']}</bdi> : words.say('register.person', { id: value.id })}</h3>
      <p><span class="tag">{words.say(`register.category.${value.status}`)}</span> <b>{words.say(`sought.fate.${fate}`)}</b> · {words.say('sought.searches', { count: searches })} · {words.say('sought.by')} <ActorName visit={visit} id={value.by} />, {words.when(value.date)} <EntryLink visit={visit} position={source.position} /></p>
      <p class="quiet">{value.consent.length === 0 ? words.say('sought.consent.none') : words.say('sought.consent', { who: words.list(value.consent.map(({ to, until }) => (until === undefined ? actorLabel(visit, to) : words.say('sought.consent.until', { who: actorLabel(visit, to), until: words.when(until) })))) })}</p>
      {whole ? <Told visit={visit} file={file} /> : <p>{file.entitled ? <a href={href(visit, `persons/${encodeURIComponent(value.id)}`)}>{words.say('sought.open')}</a> : words.say('sought.not-yours')}</p>}
      {same.length === 0 ? null : <p>{words.say('sought.same', { ids: words.list(same) })}</p>}
      <p class="acts"><ActLink visit={visit} name="person-note" values={{ person: value.id }}>{words.say('act.person-note')}</ActLink> <ActLink visit={visit} name="alike" values={{ keep: value.id }}>{words.say('act.alike')}</ActLink>{direct.length === 0 ? null : <> <ActLink visit={visit} name="apart" values={{ keep: value.id, same: direct }}>{words.say('act.apart')}</ActLink></>}</p>
    </article>
  );
}

function Told({ visit, file: { person: { value }, notes } }: { readonly visit: Visit; readonly file: SoughtView }): JSX.Element {
  const { words } = visit, fields = Object.entries(value.fields).filter(([name]) => name !== 'full_name');
  return (
    <>
      <dl class="facts">
        {value.place === undefined ? null : <><dt>{words.say('register.column.place')}</dt><dd>{placeLabel(visit, value.place)}</dd></>}
        {fields.map(([name, told]) => <><dt key={name}>{words.has(`field.fields.${name}`) ? words.say(`field.fields.${name}`) : name.replaceAll('_', ' ')}</dt><dd><bdi>{told}</bdi></dd></>)}
      </dl>
      {notes.length === 0 ? null : <ol>{notes.map(({ value: note, source }) => <li key={note.id}><ActorName visit={visit} id={note.by} />, {words.when(note.date)}: {[...(note.step === undefined ? [] : [words.say(`sought.step.${note.step}`)]), ...(note.status === undefined ? [] : [words.say(`sought.status.${note.status}`)])].join('; ')} {note.text === undefined ? null : <InWords text={note.text} words={words} />} <EntryLink visit={visit} position={source.position} /></li>)}</ol>}
    </>
  );
}
