import type { JSX } from 'preact';
import { civilDay } from '#base';
import { retained } from '#views';
import type { Retained } from '#views';
import { EntryLink } from '../components/corridor-state.tsx';
import { actorLabel } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** How long the files on people that one's side made are kept: what should be gone first. For those who made them alone. */
export const retentionPage: PageOf = async (visit) => {
  const { words, reader, reception, dossier: { state, range } } = visit;
  if (reader === undefined || reception === undefined) return null;
  const files = retained(state, { valid: Math.max(range.to, reception.present()), known: range.known }, reader), title = words.say('retention.title');
  return {
    title, exit: true,
    main: (
      <>
        <h1>{title}</h1>
        <p>{words.say('retention.intro')}</p>
        {files.length === 0 ? <p>{words.say('retention.none')}</p> : <StackedTable caption={words.say('retention.caption')} columns={['file', 'state', 'until', 'entries'].map((column) => words.say(`retention.column.${column}`))} rows={files.map((file) => ({ key: file.person.value.id, cells: cells(visit, file) }))} />}
        <p>{words.say('retention.how')}</p>
        <pre>{`counterpart erase ${visit.dossier.slug} ENTRY --reason TEXT --key KEY --as ${reader.id}\ncounterpart export retention ${visit.dossier.slug} DIR --table`}</pre>
      </>
    ),
  };
};

function cells(visit: Visit, { person: { value }, end, word, entries }: Retained): readonly (JSX.Element | string)[] {
  const { words, dossier: { state: { charter: { zone } } } } = visit;
  return [
    <a href={href(visit, `persons/${encodeURIComponent(value.id)}`)}>{words.say('register.person', { id: value.id })}</a>, <b>{words.say(`retention.word.${word}`)}</b>,
    end === null ? '–' : <>{words.day(civilDay(end.at - 1, zone))} <span class="quiet">{words.say(`retention.why.${end.why}`)}</span></>,
    <>{entries.map(({ position, by }) => <div key={position}><EntryLink visit={visit} position={position} /> <span class="quiet">{actorLabel(visit, by)}</span></div>)}</>,
  ];
}
