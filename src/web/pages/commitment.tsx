import type { ComponentChildren, JSX } from 'preact';
import type { Status } from '#compliance';
import { claimsOf } from '#compliance';
import type { StatusTable } from '#app';
import type { CommitmentView } from '#views';
import { claimsUpon, commitmentView, history } from '#views';
import { BarPatterns } from '../components/bars.tsx';
import { AccountsInWords, Stands } from '../components/commitment-accounts.tsx';
import { EvidenceList } from '../components/commitment-evidence.tsx';
import { CommitmentHistory } from '../components/commitment-history.tsx';
import { CommitmentText } from '../components/commitment-text.tsx';
import { Parties } from '../components/status-table.tsx';
import { dueWords, letterOf } from '../components/status-words.ts';
import { InWords } from '../components/text.tsx';
import { SentencesUpon } from '../documents/sentences-upon.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** One commitment: the text as published, every account of it with its reasons, the entries, the history, the proof. */
export const commitmentPage: PageOf = async (visit, params) => {
  const { app, words, dossier, asOf } = visit;
  const id = params['id'] ?? '';
  const table = await app.statusOf(dossier.slug, id, asOf);
  const view = table === null ? null : commitmentView(dossier, id, await withFlips(visit, table.statuses, id), asOf);
  if (table === null || view === null) return null;
  const { commitment } = view;
  const courses = history(dossier, dossier.claims ?? claimsOf(dossier.state), commitment.id, asOf.known);
  const main = (
    <>
      <BarPatterns />
      <p class="back"><a href={href(visit, '')}>{words.say('commitment.back')}</a></p>
      <h1><InWords text={commitment.title} words={words} /></h1>
      <AsOfLine visit={visit} />
      <Facts view={view} visit={visit} />
      {commitment.notExpressed === undefined ? <Stands view={view} visit={visit} /> : <p class="panel">{words.say('commitment.notExpressed')} <InWords text={commitment.notExpressed} words={words} /></p>}
      <CommitmentText view={view} visit={visit} />
      {commitment.notExpressed === undefined ? <p><a href={href(visit, 'draft', { commitment: commitment.id })}>{words.say('draft.link')}</a></p> : null}
      {commitment.notExpressed === undefined ? <AccountsInWords view={view} visit={visit} /> : null}
      <CommitmentHistory courses={courses} view={view} visit={visit} />
      <EvidenceList view={view} visit={visit} />
      <SaidOfIt id={commitment.id} visit={visit} />
      <SentencesUpon visit={visit} id={commitment.id} />
      <p><a href={href(visit, 'follow', { about: `commitment:${commitment.id}` })}>{words.say('follow.this')}</a></p>
      <Proof view={view} table={table} visit={visit} />
    </>
  );
  return { title: words.text(commitment.title).words, main };
};

/** Claims made in public that bear on it, told apart from the evidence: no status rests on them. */
function SaidOfIt({ id, visit }: { readonly id: string; readonly visit: Visit }): JSX.Element | null {
  const { words, dossier: { state }, asOf } = visit, claims = claimsUpon(state, id, asOf);
  if (claims.length === 0) return null;
  return (
    <section aria-labelledby="claims">
      <h2 id="claims">{words.say('commitment.claims')}</h2>
      <p class="quiet">{words.say('commitment.claims.how')}</p>
      <ul>{claims.map(({ claim: { value }, became }) => <li key={value.id}><InWords text={value.asserter} words={words} />: <a href={href(visit, `claims/${encodeURIComponent(value.id)}`)}>{value.id}</a> <InWords text={value.words} words={words} /> <span class="quiet">{words.say(`claim.became.${became}`)}</span></li>)}</ul>
    </section>
  );
}

/** The statuses of one commitment; those that rest on entries with what would change them, which is worked out only where it is asked for. */
async function withFlips({ app, dossier, asOf }: Visit, statuses: readonly Status[], commitment: string): Promise<readonly Status[]> {
  const own = statuses.filter((status) => status.commitment === commitment);
  const found = await Promise.all(dossier.perspectives.map(async ({ id }) => {
    const mine = own.filter((status) => status.perspective === id);
    const resting = mine.some(({ explanation }) => explanation.because.some((reason) => 'entry' in reason));
    return resting ? (await app.explain(dossier.slug, commitment, id, asOf))?.statuses ?? mine : mine;
  }));
  return found.flat();
}

/** Who owes what to whom by when. */
function Facts({ view: { commitment, dues, source }, visit }: { readonly view: CommitmentView; readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  const { readings = [], after = [], onBreach = [], assertedBy = [], note } = commitment;
  return (
    <dl class="facts">
      <Line label={words.say('commitment.owed')}><Parties commitment={commitment} visit={visit} /></Line>
      <Line label={words.say('commitment.due')}>{dues.map((due) => <span key={due.reading} class="due">{due.reading === null ? null : <i>({letterOf(readings, due.reading)}) </i>}{dueWords(visit, due)}</span>)}</Line>
      <Line label={words.say('commitment.clause')}>{words.say('state.clause', { clause: commitment.clause })}, {words.say(`track.${commitment.track}`)}</Line>
      {after.length === 0 ? null : <Line label={words.say('commitment.after')}><Others ids={after} visit={visit} /></Line>}
      {onBreach.length === 0 ? null : <Line label={words.say('commitment.onBreach')}><Others ids={onBreach} visit={visit} /></Line>}
      {assertedBy.length === 0 ? null : <Line label={words.say('commitment.formalised')}>{words.list(assertedBy.map((id) => words.text(visit.dossier.state.actors.get(id)?.label ?? { und: id }).words))}</Line>}
      {note === undefined ? null : <Line label={words.say('commitment.note')}><InWords text={note} words={words} /></Line>}
      {commitment.basis === undefined ? null : <Line label={words.say('commitment.basis')}><bdi>{commitment.basis}</bdi></Line>}
      <Line label={words.say('commitment.record')}><a href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a></Line>
    </dl>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ComponentChildren }): JSX.Element {
  return <><dt>{label}</dt><dd>{children}</dd></>;
}

function Others({ ids, visit }: { readonly ids: readonly string[]; readonly visit: Visit }): JSX.Element {
  return <>{ids.map((id, index) => {
    const held = visit.dossier.state.commitments.get(id);
    return <>{index === 0 ? null : ', '}<a href={href(visit, `commitments/${encodeURIComponent(id)}`)}>{held === undefined ? id : <InWords text={held.value.title} words={visit.words} />}</a></>;
  })}</>;
}

/** What anybody needs to come to the same result without us. */
function Proof({ view, table, visit }: { readonly view: CommitmentView; readonly table: StatusTable; readonly visit: Visit }): JSX.Element {
  const { words, dossier } = visit;
  const asked = (name: string, option: string): string => {
    const when = visit.url.searchParams.get(name);
    return when === null || when === '' ? '' : ` ${option} ${when}`;
  };
  return (
    <section aria-labelledby="proof">
      <h2 id="proof">{words.say('commitment.proof')}</h2>
      <p>{words.say('commitment.proof.rests', { size: table.proof.size })}</p>
      <dl class="facts">
        <Line label={words.say('commitment.proof.root')}><code class="digest">{table.proof.root}</code></Line>
        <Line label={words.say('commitment.proof.digest')}><code class="digest">{table.digest}</code></Line>
        <Line label={words.say('commitment.proof.entries')}>{view.evidence.filter(({ mentionOnly }) => !mentionOnly).map(({ position }, index) => <>{index === 0 ? null : ', '}<a href={href(visit, `record/${position}`)}>{position}</a></>)}</Line>
      </dl>
      <p>{words.say('commitment.proof.how')}</p>
      <pre><code>counterpart status {dossier.slug} {view.commitment.id}{asked('valid', '--valid')}{asked('known', '--record')} --json</code></pre>
    </section>
  );
}
