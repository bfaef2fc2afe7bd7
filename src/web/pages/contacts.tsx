import type { ComponentChildren, JSX } from 'preact';
import type { Text } from '#base';
import { civilDay } from '#base';
import { contacts } from '#views';
import type { Contact, Contacts, Reply, Step } from '#views';
import { InitiativeTable } from '../components/initiatives.tsx';
import { ActorName, actorLabel } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** The ledger of contacts: who proposed, who answered and how, side by side; and what that comes to, never scored. */
export const contactsPage: PageOf = async (visit) => {
  const { words, dossier: { state }, asOf } = visit;
  const found = contacts(state, asOf);
  return {
    title: words.say('contacts.title'),
    main: (
      <>
        <h1>{words.say('contacts.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('contacts.intro')}</p>
        {state.charter.kind === 'documentary' ? <p>{words.say('contacts.intro.documentary')}</p> : null}
        {found.rows.length === 0 ? <p>{words.say('contacts.none')}</p> : <><Ledger visit={visit} found={found} /><Counts visit={visit} found={found} /></>}
      </>
    ),
  };
};

function Ledger({ visit, found: { rows, sides } }: { readonly visit: Visit; readonly found: Contacts }): JSX.Element {
  const { words } = visit;
  const columns = [words.say('contacts.column.matter'), ...sides.map((id) => actorLabel(visit, id)), words.say('contacts.column.others')];
  const lines = rows.map((row) => ({
    key: row.id,
    cells: [<Matter visit={visit} row={row} />, ...sides.map((side) => <Part visit={visit} row={row} side={side} />), others(visit, row, sides)],
  }));
  return (
    <section aria-labelledby="ledger">
      <h2 id="ledger">{words.say('contacts.ledger')}</h2>
      <StackedTable caption={words.say('contacts.caption', { count: rows.length })} columns={columns} rows={lines} />
    </section>
  );
}

function Matter({ visit, row: { what, title, date, meeting, proposed, became } }: { readonly visit: Visit; readonly row: Contact }): JSX.Element {
  const { words } = visit;
  return (
    <div class="matter">
      <p>{meeting === null ? <InWords text={title} words={words} /> : <a href={href(visit, `meetings/${encodeURIComponent(meeting)}`)}><InWords text={title} words={words} /></a>}</p>
      <p class="quiet">{words.say(`contacts.what.${what}`, { day: date === null ? '' : words.when(date) })}</p>
      {proposed === null ? <p class="quiet">{words.say('contacts.proposer.none')}</p> : null}
      {became === null ? null : <p class="quiet">{words.say(`contacts.became.${became.word}`)} <EntryLink visit={visit} step={became} /></p>}
    </div>
  );
}

/** What one side did in one matter: proposed it, answered, or was not asked; and what it says of the meeting. */
function Part({ visit, row, side }: { readonly visit: Visit; readonly row: Contact; readonly side: string }): JSX.Element {
  const told = row.told.filter(({ by }) => by === side), reply = row.replies.find(({ by }) => by === side);
  if (row.proposed?.by !== side && reply === undefined && told.length === 0) return <span class="nobody">{visit.words.say('contacts.reply.not-asked')}</span>;
  return (
    <div>
      {row.proposed?.by === side ? <Act visit={visit} step={row.proposed}>{visit.words.say(row.proposed.at === null ? 'contacts.proposed.undated' : 'contacts.proposed', { day: dayOf(visit, row.proposed) })}</Act> : null}
      {reply === undefined ? null : <Act visit={visit} step={reply.step}>{answered(visit, reply)}</Act>}
      {told.map(({ stance, words }, index) => <p key={index}>{visit.words.say(`contacts.told.${stance}`)} <Saying visit={visit} text={words} /></p>)}
    </div>
  );
}

function answered(visit: Visit, { word, step, days }: Reply): string {
  if (step === null) return visit.words.say(`contacts.reply.${word}`);
  const day = dayOf(visit, step);
  return days === null ? visit.words.say(`contacts.reply.${word}.undated`, { day }) : visit.words.say(`contacts.reply.${word}`, { days, day });
}

const dayOf = ({ words, dossier: { state: { charter: { zone } } } }: Visit, { at }: Step): string => (at === null ? '' : words.day(civilDay(at, zone)));

function Act({ visit, step, children }: { readonly visit: Visit; readonly step: Step | null; readonly children: ComponentChildren }): JSX.Element {
  return (
    <>
      <p>{children}{step === null ? null : <> <EntryLink visit={visit} step={step} /></>}</p>
      {step === null || step.words === null ? null : <p><Saying visit={visit} text={step.words} /></p>}
    </>
  );
}

/** A side's own words are quoted; what editors say for it is not. */
const Saying = ({ visit, text }: { readonly visit: Visit; readonly text: Text }): JSX.Element =>
  visit.dossier.state.charter.kind === 'live' ? <q><InWords text={text} words={visit.words} /></q> : <InWords text={text} words={visit.words} />;

const EntryLink = ({ visit, step: { position } }: { readonly visit: Visit; readonly step: Step }): JSX.Element =>
  <a class="entry" href={href(visit, `record/${position}`)}>{visit.words.say('timeline.entry', { position })}</a>;

/** Those without a column: third parties that were there, or asked. */
function others(visit: Visit, { replies }: Contact, sides: readonly string[]): JSX.Element {
  const rest = replies.filter(({ by }) => !sides.includes(by));
  return rest.length === 0 ? <span class="nobody">{visit.words.say('contacts.reply.not-asked')}</span> : <ul class="inline">{rest.map(({ by }) => <li key={by}><ActorName visit={visit} id={by} /></li>)}</ul>;
}

function Counts({ visit, found: { initiatives } }: { readonly visit: Visit; readonly found: Contacts }): JSX.Element {
  const { words } = visit;
  return (
    <section aria-labelledby="counts">
      <h2 id="counts">{words.say('contacts.counts')}</h2>
      <p>{words.say('contacts.counts.text')}</p>
      <InitiativeTable visit={visit} initiatives={initiatives} />
    </section>
  );
}
