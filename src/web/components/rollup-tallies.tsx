import type { ComponentChildren, JSX } from 'preact';
import type { Filters, Tallied, Tally } from '#views';
import { NO_FILTERS } from '#views';
import type { Visit } from '../visit.ts';
import { StackedTable } from './stacked-table.tsx';
import { stateHref } from './status-filters.tsx';
import { perspectiveName } from './status-words.ts';

interface Props {
  readonly visit: Visit;
  readonly groups: readonly Tallied[];
  readonly name: (id: string) => ComponentChildren;
  /** The choice on the state page that shows this group alone. */
  readonly filter: (id: string) => Partial<Filters>;
}

/** Counts of every group, one line for each account that says something of it; groups of which nobody speaks are named below. */
export function Tallies({ visit, groups, name, filter }: Props): JSX.Element {
  const { words } = visit;
  const spoken = groups.filter(isSpoken), unspoken = groups.filter((group) => !isSpoken(group));
  return (
    <>
      {spoken.map((group) => (
        <section key={group.id}>
          <h3>{name(group.id)}</h3>
          <p><Size visit={visit} group={group} filter={filter} /></p>
          <StackedTable caption={<span class="visually-hidden">{words.say('rollup.caption')}</span>} columns={[words.say('rollup.account'), words.say('rollup.verdicts'), words.say('rollup.silent')]}
            rows={group.tallies.filter(speaks).map((tally) => row(visit, tally, filter(group.id)))} />
        </section>
      ))}
      {unspoken.length === 0 ? null : <><p>{words.say('rollup.nobody')}</p><ul>{unspoken.map((group) => <li key={group.id}>{name(group.id)}, <Size visit={visit} group={group} filter={filter} /></li>)}</ul></>}
    </>
  );
}

const speaks = ({ words }: Tally): boolean => words.length > 0;
const isSpoken = ({ tallies }: Tallied): boolean => tallies.some(speaks);

/** How many commitments a group has. No link stands in a caption: browsers that are told a table's roles have no place for it. */
function Size({ visit, group, filter }: Pick<Props, 'visit' | 'filter'> & { readonly group: Tallied }): JSX.Element {
  const { words } = visit;
  const to = (change: Partial<Filters> = {}): string => stateHref(visit, NO_FILTERS, { ...filter(group.id), ...change });
  return (
    <>
      <a href={to()}>{words.say('rollup.commitments', { count: group.commitments })}</a>
      {group.notExpressed === 0 ? null : <>, <a href={to({ status: 'not-expressed' })}>{words.say('rollup.not-expressed', { count: group.notExpressed })}</a></>}
    </>
  );
}

function row(visit: Visit, tally: Tally, filter: Partial<Filters>): { readonly key: string; readonly cells: readonly ComponentChildren[] } {
  const { words, dossier } = visit;
  const perspective = dossier.perspectives.find(({ id }) => id === tally.perspective);
  const to = (status: Filters['status']): string => stateHref(visit, NO_FILTERS, { ...filter, status, by: [tally.perspective] });
  const counts = tally.words.map(({ word, count, provisional, determined }) => {
    const final = [provisional === 0 ? null : words.say('rollup.provisional', { count: provisional }), determined === 0 ? null : words.say('rollup.determined', { count: determined })].filter((part) => part !== null);
    return <li key={word}><a href={to(word)}>{words.say('rollup.count', { count, word: words.say(`verdict.${word}`) })}{final.length === 0 ? null : <small> ({words.list(final)})</small>}</a></li>;
  });
  return {
    key: tally.perspective,
    cells: [
      perspective === undefined ? tally.perspective : perspectiveName(visit, perspective),
      <ul class="tally">{counts}</ul>,
      tally.silent === 0 ? words.number(0) : <a href={to('no-account')}>{words.number(tally.silent)}</a>,
    ],
  };
}
