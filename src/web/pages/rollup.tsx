import type { ComponentChildren, JSX } from 'preact';
import { rollUp } from '#views';
import { AgeTable, ChainTable, GradeTable } from '../components/rollup-chains.tsx';
import { Tallies } from '../components/rollup-tallies.tsx';
import { actorLabel } from '../components/names.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import type { Track } from '#agreement';

/** Overview: the commitments in numbers, account by account, with chains of remedies, grades and ages. No score of anybody, no order of merit. */
export const rollUpPage: PageOf = async (visit) => {
  const { app, words, dossier, asOf } = visit;
  const now = await app.status(dossier.slug, asOf);
  if (now === null) return null;
  const view = rollUp(dossier, now.statuses, asOf);
  return {
    title: words.say('rollup.title'),
    main: (
      <>
        <h1>{words.say('rollup.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('rollup.intro')}</p>
        <p class="quiet">{words.say('rollup.intro.counts')}</p>
        <Section visit={visit} of="instruments"><Tallies visit={visit} groups={view.instruments} name={(id) => instrumentName(visit, id)} filter={(instrument) => ({ instrument })} /></Section>
        <Section visit={visit} of="parties"><p class="quiet">{words.say('rollup.parties.joint')}</p><Tallies visit={visit} groups={view.parties} name={(id) => actorLabel(visit, id)} filter={(party) => ({ party })} /></Section>
        <Section visit={visit} of="tracks"><Tallies visit={visit} groups={view.tracks} name={(id) => words.say(`track.${id as Track}`)} filter={(track) => ({ track: track as Track })} /></Section>
        <Section visit={visit} of="chains"><p class="quiet">{words.say('rollup.chains.intro')}</p>{none(visit, view.chains) ?? view.chains.map((chain) => <ChainTable key={chain.commitment} visit={visit} chain={chain} />)}</Section>
        <Section visit={visit} of="graded"><p class="quiet">{words.say('rollup.graded.intro')}</p>{none(visit, view.graded) ?? view.graded.map((graded) => <GradeTable key={graded.commitment} visit={visit} graded={graded} />)}</Section>
        <Section visit={visit} of="undated"><p class="quiet">{words.say('rollup.undated.intro')}</p>{none(visit, view.undated) ?? <AgeTable visit={visit} ages={view.undated} />}</Section>
        <p class="quiet">{words.say('rollup.digest', { size: now.proof.size })} <code class="digest">{now.digest}</code></p>
      </>
    ),
  };
};

function Section({ visit, of, children }: { readonly visit: Visit; readonly of: 'instruments' | 'parties' | 'tracks' | 'chains' | 'graded' | 'undated'; readonly children: ComponentChildren }): JSX.Element {
  return <section aria-labelledby={of}><h2 id={of}>{visit.words.say(`rollup.${of}`)}</h2>{children}</section>;
}

const none = ({ words }: Visit, found: readonly unknown[]): JSX.Element | null => (found.length === 0 ? <p>{words.say('rollup.none')}</p> : null);

function instrumentName({ dossier, words }: Visit, id: string): JSX.Element {
  const held = dossier.state.instruments.get(id);
  return held === undefined ? <bdi>{id}</bdi> : <InWords text={held.value.title} words={words} />;
}
