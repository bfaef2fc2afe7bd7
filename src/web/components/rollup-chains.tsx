import type { ComponentChildren, JSX } from 'preact';
import type { Age, Chain, ChainOutcome, Graded, Since } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { EntryLink } from './corridor-state.tsx';
import { actorLabel } from './names.tsx';
import { StackedTable } from './stacked-table.tsx';
import { Unheard } from './status.tsx';
import { letterOf, perspectiveName } from './status-words.ts';
import { InWords } from './text.tsx';

function Linked({ visit, id }: { readonly visit: Visit; readonly id: string }): JSX.Element {
  const held = visit.dossier.state.commitments.get(id);
  return <a href={href(visit, `commitments/${encodeURIComponent(id)}`)}>{held === undefined ? id : <InWords text={held.value.title} words={visit.words} />}</a>;
}

const among = ({ dossier }: Visit, ids: readonly string[]) => dossier.perspectives.filter(({ id }) => ids.includes(id));

/** Whose account, and of which reading by its letter. */
function whose(visit: Visit, commitment: string, { perspective, reading }: { readonly perspective: string; readonly reading: string | null }): string {
  const [found] = among(visit, [perspective]);
  const name = found === undefined ? perspective : perspectiveName(visit, found);
  return reading === null ? name : `${name} (${letterOf(visit.dossier.state.commitments.get(commitment)?.value.readings ?? [], reading)})`;
}

/** A commitment with what follows from its breach: what becomes of the whole, account by account. */
export function ChainTable({ visit, chain }: { readonly visit: Visit; readonly chain: Chain }): JSX.Element {
  const { words } = visit;
  const heard = chain.outcomes.filter(({ outcome }) => outcome !== 'no-account');
  const silent = among(visit, chain.outcomes.map(({ perspective }) => perspective).filter((id) => !heard.some(({ perspective }) => perspective === id)));
  const cells = (one: ChainOutcome): readonly ComponentChildren[] => [
    whose(visit, chain.commitment, one),
    <span>{words.say(`rollup.outcome.${one.outcome}`)}{one.settlement === null ? null : <small> ({words.say(`settlement.${one.settlement}`)})</small>}</span>,
    words.say(`verdict.${one.word}`),
    one.remedies.length === 0 ? '–' : words.list(one.remedies.map((remedy) => words.list(remedy.words.map((word) => words.say(`verdict.${word}`))))),
  ];
  return (
    <>
      <h3><Linked visit={visit} id={chain.commitment} /></h3>
      <p>{words.say('rollup.chain')} {chain.remedies.map((id, index) => <>{index === 0 ? null : '; '}<Linked visit={visit} id={id} /></>)}</p>
      <StackedTable caption={<span class="visually-hidden">{words.say('rollup.caption')}</span>} columns={['rollup.account', 'rollup.outcome', 'rollup.chain.commitment', 'rollup.chain.remedies'].map((key) => words.say(key))}
        rows={heard.map((one) => ({ key: `${one.perspective} ${one.reading ?? ''}`, cells: cells(one) }))} />
      <Unheard title={words.say('rollup.silent.others', { count: silent.length })} perspectives={silent} visit={visit} />
    </>
  );
}

/** The grades of one commitment, assessor by assessor; one who gave none stands there too. */
export function GradeTable({ visit, graded }: { readonly visit: Visit; readonly graded: Graded }): JSX.Element {
  const { words, dossier } = visit;
  const rows = graded.assessors.map(({ by, grades }) => ({ key: by, cells: [
    actorLabel(visit, by),
    grades.length === 0 ? words.say('rollup.grades.none') : <ul class="tally">{grades.map(({ level, at, entry }) => <li key={entry}>{words.say('rollup.grade', { level, time: words.interval(at) })} <EntryLink visit={visit} position={dossier.state.positions.get(entry) ?? 0} /></li>)}</ul>,
  ] }));
  return (
    <>
      <h3><Linked visit={visit} id={graded.commitment} /></h3>
      <StackedTable caption={<span class="visually-hidden">{words.say('rollup.grades')}</span>} columns={[words.say('rollup.assessor'), words.say('rollup.grades')]} rows={rows} />
    </>
  );
}

/** What has no deadline: how old it is by the text and by each account, and when it was last spoken of. */
export function AgeTable({ visit, ages }: { readonly visit: Visit; readonly ages: readonly Age[] }): JSX.Element {
  const { words } = visit;
  const time = ({ at, days }: Since) => ({ time: words.day(at), days });
  const accounts = (age: Age): readonly JSX.Element[] => age.accounts.map((one) => {
    const facts = { who: whose(visit, age.commitment, one), word: words.say(`verdict.${one.word}`) };
    return <li key={facts.who}>{one.opened === null ? words.say('rollup.age.account', facts) : words.say('rollup.age.open', { ...facts, ...time(one.opened) })}</li>;
  });
  const rows = ages.map((age) => ({ key: age.commitment, cells: [
    <span><Linked visit={visit} id={age.commitment} />{age.vague === null ? null : <small> ({words.say('rollup.undated.vague', { words: age.vague })})</small>}</span>,
    age.opened === null ? words.say('rollup.since.none') : words.say('rollup.since.time', time(age.opened)),
    <div><ul class="tally">{accounts(age)}</ul>{age.silent.length === 0 ? null : <small>{words.say('rollup.silent.others', { count: age.silent.length })}</small>}</div>,
    age.last === null ? words.say('rollup.last.none') : <span>{words.say('rollup.since.time', { time: words.when(age.last.date), days: age.last.days })} <EntryLink visit={visit} position={age.last.position} /></span>,
  ] }));
  return <StackedTable caption={<span class="visually-hidden">{words.say('rollup.undated')}</span>} columns={['rollup.chain.commitment', 'rollup.since', 'rollup.age.accounts', 'rollup.last'].map((key) => words.say(key))} rows={rows} />;
}
