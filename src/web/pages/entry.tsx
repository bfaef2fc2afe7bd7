import type { JSX } from 'preact';
import type { Json } from '#base';
import type { EntryWithProof } from '#app';
import { parseJson } from '#record';
import { recordLines } from '#views';
import type { RecordLine } from '#views';
import { Content } from '../components/content.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import { PROOF_STEPS, checkProof } from '../proof.ts';
import { entryFor } from '../persons/entry-for.ts';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** One entry with its proof. The server's own check is shown too: a wrong one is loud, a right one proves nothing by itself. */
export const entryPage: PageOf = async (visit, params) => {
  const { words, dossier } = visit;
  const position = /^\d{1,9}$/.test(params['position'] ?? '') ? Number(params['position']) : -1;
  const entry = await entryFor(visit, position);
  if (entry === null) return null;
  const checked = checkProof(entry, dossier.head.origin);
  const lines = recordLines(dossier.state), title = words.say('entry.title', { position: words.number(position) });
  return {
    title, scripts: ['entry'],
    main: (
      <>
        <h1>{title}</h1>
        <AsOfLine visit={visit} whole />
        {checked.ok ? null : <div class="warning" role="alert"><p>{words.say('entry.wrong', { step: words.say(`step.${checked.step}`) })}</p></div>}
        <Changes visit={visit} lines={lines} position={position} />
        <BrowserCheck visit={visit} position={position} />
        <Header visit={visit} entry={entry} lines={lines} />
        <h2>{words.say('entry.body')}</h2>
        {entry.body === '' || entry.kind === 'sealed' ? <Withheld visit={visit} entry={entry} lines={lines} /> : <Content visit={visit} value={contentOf(entry.body)} />}
        <Proof visit={visit} entry={entry} />
        <Neighbours visit={visit} position={position} />
      </>
    ),
  };
};

/** Where the script says what it found; without it, how to check otherwise. Its sentences are handed over here, for the script has none. */
function BrowserCheck({ visit: { words, dossier }, position }: { readonly visit: Visit; readonly position: number }): JSX.Element {
  const steps = Object.fromEntries(PROOF_STEPS.map((step) => [`data-step-${step}`, words.say(`step.${step}`)]));
  return (
    <div id="browser-check" role="status" data-src={`/${encodeURIComponent(dossier.slug)}/record/${position}.json`} data-origin={dossier.head.origin} data-right={words.say(dossier.served?.by === 'copy' ? 'entry.checked.copy' : 'entry.checked')} data-wrong={words.say('entry.wrong-here')} data-unreachable={words.say('entry.unreachable')} {...steps}>
      <noscript><p class="quiet">{words.say('entry.no-script')} <code>counterpart audit {dossier.slug}</code></p></noscript>
    </div>
  );
}

interface LeafHeader {
  readonly author: string;
  readonly capacity: string;
  readonly madeAt: number;
  readonly about: readonly string[];
  readonly seen: { readonly size: number };
}

function Header({ visit, entry, lines }: { readonly visit: Visit; readonly entry: EntryWithProof; readonly lines: readonly RecordLine[] }): JSX.Element {
  const { words, dossier: { state } } = visit;
  const [first = '', , recorded = '0'] = entry.leaf.split('\n');
  const header = parsed(first) as LeafHeader | null, line = lines[entry.position];
  const author = header === null ? undefined : state.participants.get(header.author);
  return (
    <dl class="facts">
      <dt>{words.say('record.kind')}</dt>
      <dd>{words.say(`kind.${entry.kind}`)}{entry.kind === 'commitment' && line?.id ? <>: <a href={href(visit, `commitments/${encodeURIComponent(line.id)}`)}>{words.say('entry.commitment')}</a></> : null}</dd>
      {header === null ? null : (
        <>
          <dt>{words.say('entry.signed-by')}</dt><dd><bdi>{author?.name ?? header.author}</bdi>, {capacityIn(visit, header.capacity)}</dd>
          <dt>{words.say('entry.made')}</dt><dd>{words.moment(header.madeAt)}</dd>
        </>
      )}
      <dt>{words.say('entry.recorded')}</dt><dd>{words.moment(Number(recorded))}</dd>
      {state.charter.confirmation === undefined ? null : <><dt>{words.say('entry.confirmed')}</dt><dd>{words.say(entry.position < (visit.dossier.confirmed ?? 0) ? 'entry.confirmed.yes' : 'entry.confirmed.not')}</dd></>}
      {line === undefined ? null : <><dt>{words.say('entry.known')}</dt><dd>{line.known === 0 ? words.say('record.known.always') : words.day(line.known - 1)}</dd></>}
      {header === null || header.about.length === 0 ? null : (
        <><dt>{words.say('entry.about')}</dt><dd><ul class="plain-list">{header.about.map((id) => <li key={id}><AboutLink visit={visit} lines={lines} id={id} /></li>)}</ul></dd></>
      )}
      {header === null ? null : <><dt>{words.say('entry.seen')}</dt><dd>{words.say('entry.seen.head', { size: header.seen.size })}</dd></>}
      <dt>{words.say('entry.id')}</dt><dd><code class="digest">{entry.id}</code></dd>
    </dl>
  );
}

/** Why there are no words: for whom they are, or by which entry they were erased. */
function Withheld({ visit, entry, lines }: { readonly visit: Visit; readonly entry: EntryWithProof; readonly lines: readonly RecordLine[] }): JSX.Element {
  const { words, dossier: { state } } = visit, erasure = state.erased.get(entry.id);
  const release = entry.kind === 'sealed' ? [...state.ground.values()].findLast(({ value }) => value.kind === 'release' && state.sealed.get(value.content.sealed)?.entry === entry.id)?.source.entry : undefined;
  return (
    <>
      <p>{words.say(erasure !== undefined ? 'entry.erased' : entry.kind === 'sealed' ? 'entry.sealed' : visit.reader !== undefined && ['person', 'person-note'].includes(entry.kind) ? 'entry.reserved' : 'entry.table')}</p>
      {erasure === undefined ? null : <p><AboutLink visit={visit} lines={lines} id={erasure.source.entry} /></p>}
      {release === undefined ? null : <p>{words.say('entry.released')} <AboutLink visit={visit} lines={lines} id={release} /></p>}
    </>
  );
}

/** An altered header may name any capacity; then its own word stands. */
const capacityIn = ({ words }: Visit, capacity: string): string => (words.has(`capacity.${capacity}`) ? words.say(`capacity.${capacity}`) : capacity);

function AboutLink({ visit, lines, id }: { readonly visit: Visit; readonly lines: readonly RecordLine[]; readonly id: string }): JSX.Element {
  const { words, dossier: { state } } = visit;
  const position = state.positions.get(id);
  if (position === undefined) return <code class="digest">{id}</code>;
  const title = lines[position]?.title ?? null;
  return <><a href={href(visit, `record/${position}`)}>{words.say('entry.title', { position: words.number(position) })}</a>{title === null ? null : <>: <InWords text={title} words={words} /></>}</>;
}

/** What became of it since. */
function Changes({ visit, lines, position }: { readonly visit: Visit; readonly lines: readonly RecordLine[]; readonly position: number }): JSX.Element | null {
  const { words } = visit, line = lines[position];
  const later = line === undefined || line.id === null ? [] : lines.filter((other) => other.id === line.id && other.position > position && (other.kind === 'correction' || other.kind === 'withdrawal'));
  if (later.length === 0) return null;
  return (
    <div class="panel">
      {later.map((change) => <p key={change.position}>{words.say(`entry.later.${change.kind}`, { day: words.day(change.known - 1) })} <a href={href(visit, `record/${change.position}`)}>{words.say('entry.title', { position: words.number(change.position) })}</a></p>)}
    </div>
  );
}

function Proof({ visit: { words, dossier }, entry }: { readonly visit: Visit; readonly entry: EntryWithProof }): JSX.Element {
  return (
    <>
      <h2>{words.say('entry.proof')}</h2>
      <p>{words.say('entry.proof.text', { hashes: entry.proof.length, size: dossier.head.size })}</p>
      <details><summary>{words.say('entry.raw')}</summary>
        <h3>{words.say('entry.leaf')}</h3><pre id="leaf">{entry.leaf}</pre>
        <h3>{words.say('entry.body')}</h3><pre id="body">{entry.body}</pre>
        <h3>{words.say('entry.path')}</h3><pre>{entry.proof.join('\n')}</pre>
        <h3>{words.say('record.checkpoint')}</h3><pre>{entry.checkpoint}</pre>
      </details>
      <p><a href={`/${encodeURIComponent(dossier.slug)}/record/${entry.position}.json`}>{words.say('entry.json')}</a></p>
    </>
  );
}

function Neighbours({ visit, position }: { readonly visit: Visit; readonly position: number }): JSX.Element {
  const { words, dossier: { head } } = visit;
  const to = (other: number): string => href(visit, `record/${other}`);
  return (
    <nav class="pages" aria-label={words.say('entry.neighbours')}>
      {position > 0 ? <a rel="prev" href={to(position - 1)}>{words.say('entry.title', { position: words.number(position - 1) })}</a> : null}
      <a href={href(visit, 'record')}>{words.say('entry.all')}</a>
      {position + 1 < head.size ? <a rel="next" href={to(position + 1)}>{words.say('entry.title', { position: words.number(position + 1) })}</a> : null}
    </nav>
  );
}

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null; // Altered beyond reading: the check above says so.
  }
}

const contentOf = (body: string): Json => (parsed(body) as { readonly content?: Json } | null)?.content ?? null;
