import type { JSX } from 'preact';
import type { WhatIf } from '#app';
import { civilDay } from '#base';
import type { Json, Refusal } from '#base';
import { ChangeList } from '../components/change-list.tsx';
import { AsOfLine } from '../layout.tsx';
import type { Page, Visit } from '../visit.ts';
import { href } from '../visit.ts';

const ROWS = 18;
const FILE = 'what-if';

/** Items that nobody has entered, and what would stand otherwise if they were. Nothing is recorded. */
export async function whatIfPage(visit: Visit, { text: given }: { readonly text?: string }): Promise<Page | null> {
  const { app, words, dossier, asOf, url } = visit;
  const text = given ?? example(visit);
  const times = { valid: url.searchParams.get('valid') === null ? null : asOf.valid, known: asOf.known };
  const found = given === undefined ? null : await app.whatIf(dossier.slug, { file: `${FILE}.yaml`, text }, times);
  return {
    title: words.say('what-if.title'),
    main: (
      <>
        <h1>{words.say('what-if.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('what-if.intro')}</p>
        <p class="banner">{words.say('what-if.nothing')}</p>
        <form method="post" action={href(visit, 'what-if')}>
          <p><label for="text">{words.say('what-if.text')}</label></p>
          <textarea id="text" name="text" rows={ROWS} dir="ltr" spellcheck={false} wrap="off">{text}</textarea>
          <p><button type="submit">{words.say('what-if.show')}</button></p>
        </form>
        {found === null ? null : <section aria-labelledby="follows"><h2 id="follows">{words.say('what-if.follows')}</h2>{found.ok ? <Follows visit={visit} found={found.value} /> : <Problems visit={visit} refusal={found.refusal} />}</section>}
      </>
    ),
  };
}

function Follows({ visit, found: { items, changes } }: { readonly visit: Visit; readonly found: WhatIf }): JSX.Element {
  const { words } = visit;
  return (
    <>
      <p>{words.say('what-if.count', { items: items.length, count: changes.length })}</p>
      <ChangeList visit={visit} rows={changes.map(({ before, after, because }) => ({ before, after, why: because.length === 0 ? null : <p class="quiet">{words.say('what-if.because', { items: words.list(because) })}</p> }))} />
    </>
  );
}

/** Every problem with its place in the text; what the rules refuse, with the rule. */
function Problems({ visit, refusal }: { readonly visit: Visit; readonly refusal: Refusal }): JSX.Element {
  const problems = (refusal['problems'] ?? [refusal['refusal'] === undefined ? refusal : { ...(refusal['refusal'] as unknown as Refusal), line: refusal['line'], column: 1 }]) as readonly Refusal[];
  return <ul class="problems">{problems.map((problem, index) => <li key={index}><Problem visit={visit} problem={problem} /></li>)}</ul>;
}

function Problem({ visit: { words }, problem }: { readonly visit: Visit; readonly problem: Refusal }): JSX.Element {
  const facts = problem as { readonly [fact: string]: Json };
  return <>{problem['line'] === undefined ? null : <strong>{words.say('draft.place', { line: Number(problem['line']), column: Number(problem['column'] ?? 1) })} </strong>}{words.say(`refusal.${problem.code}`, facts)}</>;
}

/** To begin with: the latest account of a state, told the other way round by the same voice on the last day of the record. */
function example({ dossier: { state, range } }: Visit): string {
  const day = civilDay(range.to - 1, state.charter.zone);
  for (const { kind, value, source } of [...state.items.values()].toReversed()) {
    const account = kind === 'report' ? value.accounts.find(({ facts = [] }) => facts.some(({ from }) => from !== undefined)) : undefined;
    const fact = account?.facts?.find(({ from }) => from !== undefined);
    if (account === undefined || fact === undefined) continue;
    const quoted = (of: object): string => Object.entries(of).map(([key, one]) => `${key}: ${JSON.stringify(one)}`).join(', ');
    const signed = state.charter.kind === 'live' ? [`signedBy: ${state.participants.get(source.author)?.id ?? ''}`, `recordedAt: ${civilDay(range.known + 86_400, state.charter.zone)}T12:00Z`] : [];
    return [
      'reports:', '  - id: supposed-1', ...[...signed, 'category: observation', `date: ${day}`, 'summary: Supposed', 'accounts:'].map((line) => `    ${line}`),
      `      - by: ${account.by}`, '        stance: asserts', '        facts:', `          - { fact: ${fact.fact}, of: { ${quoted(fact.of)} }, holds: ${String(fact.holds === false)}, from: ${day} }`, '',
    ].join('\n');
  }
  return '';
}
