import type { JSX } from 'preact';
import type { Json, Refusal } from '#base';
import type { Drafted, DraftRow } from '#views';
import { drafted } from '#views';
import { readCommitments, writeCommitment } from '#wire';
import { BarPatterns, BarRow } from '../components/bars.tsx';
import { perspectiveName } from '../components/status-words.ts';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

const ROWS = 18;
const FEW = 12;

/** A commitment written as text, with what would follow from it on this record. Nothing is entered. */
export const draftPage: PageOf = async (visit, { text: given }) => {
  const { words, url, dossier } = visit;
  const begun = dossier.state.commitments.get(url.searchParams.get('commitment') ?? '')?.value;
  const text = given ?? (begun === undefined ? sampleOf(visit) : writeCommitment(begun));
  const fresh = given === undefined && begun === undefined;
  return {
    title: words.say('draft.title'), scripts: ['draft'],
    main: (
      <>
        <h1>{words.say('draft.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('draft.intro')}</p>
        <BarPatterns />
        <form id="draft" method="post" action={href(visit, 'draft')}>
          <p><label for="text">{words.say('draft.text')}</label></p>
          <textarea id="text" name="text" rows={ROWS} dir="ltr" spellcheck={false} wrap="off" data-fresh={fresh ? 'yes' : 'no'}>{text}</textarea>
          <p><button type="submit">{words.say('draft.show')}</button></p>
        </form>
        <Preview visit={visit} text={text} />
      </>
    ),
  };
};

/** An existing commitment to begin with: the form is learnt best from one. */
function sampleOf({ dossier }: Visit): string {
  const [first] = [...dossier.state.commitments.values()].filter(({ value }) => value.duty !== undefined);
  return first === undefined ? '' : writeCommitment(first.value);
}

function Preview({ visit, text }: { readonly visit: Visit; readonly text: string }): JSX.Element {
  const { words, dossier, asOf } = visit;
  const read = readCommitments(text);
  return (
    <section id="preview" aria-labelledby="follows" aria-live="polite">
      <h2 id="follows">{words.say('draft.follows')}</h2>
      {read.ok
        ? drafted(dossier, read.value, asOf).map((one) => <One key={one.commitment.id} visit={visit} one={one} />)
        : <ul class="problems">{(read.refusal['problems'] as readonly Refusal[]).map((problem, index) => <li key={index}><Problem visit={visit} problem={problem} /></li>)}</ul>}
    </section>
  );
}

function Problem({ visit: { words }, problem }: { readonly visit: Visit; readonly problem: Refusal }): JSX.Element {
  const facts = problem as { readonly [fact: string]: Json };
  return <><strong>{words.say('draft.place', { line: Number(problem['line']), column: Number(problem['column']) })}</strong> {words.say(`refusal.${problem.code}`, facts)}</>;
}

function One({ visit, one: { commitment, refusal, rows } }: { readonly visit: Visit; readonly one: Drafted }): JSX.Element {
  const { words } = visit;
  return (
    <article>
      <h3><bdi>{words.text(commitment.title).words}</bdi> <span class="quiet">{commitment.id}</span></h3>
      {refusal === null ? null : <p class="complaint">{words.say(`refusal.${refusal.code}`, refusal)}</p>}
      {refusal === null && rows.length === 0 ? <p>{words.say('draft.nobody')}</p> : null}
      {rows.map((row, index) => <Row key={index} visit={visit} row={row} />)}
    </article>
  );
}

function Row({ visit, row: { perspective, verdict, windows, explained } }: { readonly visit: Visit; readonly row: DraftRow }): JSX.Element {
  const { words, dossier: { range, state }, asOf } = visit;
  const name = perspectiveName(visit, perspective);
  const scale = { from: Math.min(range.from, ...windows.map(({ from }) => from)), to: Math.max(asOf.valid, ...windows.map(({ from, to }) => to ?? from)), zone: state.charter.zone };
  const spoken = windows.slice(0, FEW).map(({ key, from, to }) => `${key === '' ? '' : `${key}: `}${words.say(to === null ? 'draft.window.open' : 'draft.window', { from: words.moment(from), to: to === null ? '' : words.moment(to - 1) })}`);
  return (
    <>
      <h4>{name}: <span class={`v v-${verdict.word}`}>{words.say(`verdict.${verdict.word}`)}</span></h4>
      <p class="quiet">{words.say(explained.rule.key, { perspective: name })}</p>
      {windows.length === 0 ? null : <BarRow scale={scale} name={words.say('draft.windows', { count: windows.length })} label={spoken.join('; ')} spans={windows.map(({ from, to }) => ({ from, to: Math.min(to ?? scale.to, scale.to), fill: 'part' as const }))} />}
      <ul>{spoken.map((line, index) => <li key={index}>{line}</li>)}</ul>
      {windows.length > FEW ? <p class="quiet">{words.say('draft.more', { count: windows.length - FEW })}</p> : null}
    </>
  );
}
