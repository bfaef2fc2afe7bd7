import type { JSX } from 'preact';
import type { Perspective } from '#compliance';
import type { AgreementState, Filters } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { stateHref } from './status-filters.tsx';
import { perspectiveName } from './status-words.ts';
import { InWords } from './text.tsx';

interface Props {
  readonly view: AgreementState;
  readonly filters: Filters;
  readonly visit: Visit;
}

/** What somebody with one minute needs: how much there is, where accounts differ, what comes next; then each account in numbers, never added up. */
export function StatusSummary({ view, filters, visit }: Props): JSX.Element {
  const { words } = visit;
  const { commitments, instruments, differ, notExpressed } = view.summary;
  return (
    <section class="panel summary" aria-labelledby="summary">
      <h2 id="summary">{words.say('state.summary.title')}</h2>
      <p id="in-short">
        {words.say(commitments === view.total ? 'state.summary.all' : 'state.summary.some', { commitments, total: view.total, instruments })}
        {notExpressed === 0 ? null : ` ${words.say('state.summary.notExpressed', { count: notExpressed })}`}
      </p>
      <p class="differ">{differ === 0 || filters.differ ? words.say('state.summary.differ', { count: differ }) : <a href={stateHref(visit, filters, { differ: true })}>{words.say('state.summary.differ', { count: differ })}</a>}</p>
      <Next view={view} visit={visit} />
      <Counts view={view} visit={visit} />
    </section>
  );
}

function Next({ view, visit }: { readonly view: AgreementState; readonly visit: Visit }): JSX.Element | null {
  const { words, dossier } = visit;
  const { next } = view.summary;
  if (next.length === 0) return null;
  const nameOf = (id: string): string => {
    const perspective = view.shown.find((one) => one.id === id);
    return perspective === undefined ? id : perspectiveName(visit, perspective);
  };
  return (
    <>
      <h3>{words.say('state.next.title')}</h3>
      <ul>{next.map(({ at, commitment, becomes, perspectives }) => {
        const held = dossier.state.commitments.get(commitment);
        return (
          <li key={`${at}${commitment}${becomes}`}>
            {words.day(at)}: <a href={href(visit, `commitments/${encodeURIComponent(commitment)}`)}>{held === undefined ? commitment : <InWords text={held.value.title} words={words} />}</a>
            {' – '}{words.say(`state.next.${becomes}`)} <span class="quiet">{words.say('state.next.by', { names: words.list(perspectives.map(nameOf)) })}</span>
          </li>
        );
      })}</ul>
    </>
  );
}

/** Beyond this many accounts the numbers fold away: the table below says the same. */
const OPEN = 4;

function Counts({ view, visit }: { readonly view: AgreementState; readonly visit: Visit }): JSX.Element | null {
  const { words } = visit;
  const { accounts } = view.summary;
  if (accounts.length === 0) return null;
  const byId = new Map(view.shown.map((perspective) => [perspective.id, perspective]));
  return (
    <details class="counts" open={accounts.length <= OPEN}>
      <summary>{words.say('state.counts.title')}</summary>
      <ul>{accounts.map(({ perspective, counts }) => (
        <li key={perspective}>{words.say('state.counts.account', {
          name: perspectiveName(visit, byId.get(perspective) as Perspective),
          counts: words.list(counts.map(({ word, count }) => words.say('state.counts.one', { count, word: words.say(`verdict.${word}`) }))),
        })}</li>
      ))}</ul>
      <p class="quiet">{words.say('state.counts.note')}</p>
    </details>
  );
}
