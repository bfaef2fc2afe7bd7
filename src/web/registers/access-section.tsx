import type { JSX } from 'preact';
import { accessViews } from '#views';
import type { AccessView } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName, placeLabel } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import type { Visit } from '../visit.ts';
import type { OwnProps } from './own.tsx';
import { categoryLabel } from './rows.tsx';

interface Props extends OwnProps {
  readonly title: 'register.access' | 'register.access.repair' | 'register.access.passing' | 'register.access.search';
}

/** Windows of safe access that this register holds: who was told and what each said, each in the same form. Nothing here permits or forbids. */
export function Access({ visit, view, title }: Props): JSX.Element | null {
  const { words, dossier: { state }, asOf } = visit, held = new Set(view.rows.map((row) => row.held.value.id));
  const shown = accessViews(state, asOf).filter(({ window }) => held.has(window.value.id));
  if (shown.length === 0 && view.name !== 'windows') return null;
  return (
    <section aria-labelledby="access">
      <h2 id="access">{words.say(title)}</h2>
      <p>{words.say('access.how')}</p>
      <ActLink visit={visit} name="ask-access">{words.say('act.ask-access')}</ActLink>
      {shown.map((one) => <Window key={one.window.value.id} visit={visit} view={one} />)}
    </section>
  );
}

function Window({ visit, view }: { readonly visit: Visit; readonly view: AccessView }): JSX.Element {
  const { words } = visit, { window: { value, source }, notified, monitored, outcomes, replacedBy } = view;
  return (
    <article class="paragraph" id={value.id}>
      <h3><InWords text={value.what} words={words} /></h3>
      <p>{categoryLabel(visit, `window-${value.purpose}`)} · {placeLabel(visit, value.place)} · {words.say('access.time', { from: words.when(value.from), to: words.when(value.to) })} <span class="tag">{words.say(`access.${view.time}`)}</span>{value.persons === undefined ? null : <> · {words.say('access.people', { count: value.persons })}</>}{value.vehicles === undefined ? null : <> · {words.say('access.vehicles', { count: value.vehicles })}</>}</p>
      <p>{words.say('access.asked-by')} <ActorName visit={visit} id={value.by} /> <EntryLink visit={visit} position={source.position} />{value.area === undefined ? null : <> <span class="quiet"><InWords text={value.area} words={words} /></span></>}{value.instead === undefined ? null : <> {words.say('access.instead', { id: value.instead })}</>}{replacedBy.length === 0 ? null : <> {words.say('access.replaced', { ids: words.list(replacedBy) })}</>}</p>
      <StackedTable
        caption={words.say('access.notified')} columns={['by', 'word', 'date', 'text', 'entry'].map((column) => words.say(`access.column.${column}`))}
        rows={notified.map(({ by, step }) => ({
          key: by,
          cells: [<ActorName visit={visit} id={by} />, words.say(`access.step.${step === null ? 'nothing' : step.value.step}`), step === null ? '–' : words.when(step.value.date), step?.value.text === undefined ? '–' : <InWords text={step.value.text} words={words} />, step === null ? '–' : <EntryLink visit={visit} position={step.source.position} />],
        }))}
      />
      <ul>
        <li>{value.monitor === undefined ? words.say('access.monitor.none') : <>{words.say('access.monitor')} <ActorName visit={visit} id={value.monitor} />: {words.say(monitored === null ? 'access.monitor.nothing' : 'access.step.monitored')}{monitored === null ? null : <> <EntryLink visit={visit} position={monitored.source.position} /></>}</>}</li>
        {outcomes.length === 0 ? <li>{words.say('access.outcome.none')}</li> : outcomes.map(({ value: step, source: from }) => <li key={step.id}><ActorName visit={visit} id={step.by} />, {words.when(step.date)}: {words.say(`access.step.${step.step}`)}{step.text === undefined ? null : <>. <InWords text={step.text} words={words} /></>} <EntryLink visit={visit} position={from.position} /></li>)}
      </ul>
      <p class="acts"><ActLink visit={visit} name="window-step" values={{ window: value.id }}>{words.say('act.window-step')}</ActLink></p>
    </article>
  );
}
