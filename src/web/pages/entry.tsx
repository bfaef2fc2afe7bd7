import type { JSX } from 'preact';
import type { Json } from '#base';
import type { EntryWithProof } from '#app';
import { checkProof } from '../proof.ts';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** One entry with its proof. The server's own check is shown too: a wrong one is loud, a right one proves nothing by itself. */
export const entryPage: PageOf = async (visit, params) => {
  const { words, dossier, app } = visit;
  const position = /^\d{1,9}$/.test(params['position'] ?? '') ? Number(params['position']) : -1;
  const entry = await app.entry(dossier.slug, position);
  if (entry === null) return null;
  const checked = checkProof(entry, dossier.head.origin);
  return {
    title: words.say('entry.title', { position: words.number(position) }), scripts: ['entry'],
    main: (
      <>
        <h1>{words.say('entry.title', { position: words.number(position) })}</h1>
        {checked.ok ? null : <div class="warning" role="alert"><p>{words.say('entry.wrong', { step: words.say(`step.${checked.step}`) })}</p></div>}
        <div id="browser-check" data-src={`/${dossier.slug}/record/${position}.json`} data-origin={dossier.head.origin} data-right={words.say('entry.checked')} data-wrong={words.say('entry.wrong-here')} aria-live="polite">
          <noscript><p class="quiet">{words.say('entry.no-script')}</p></noscript>
        </div>
        <Header visit={visit} entry={entry} />
        <h2>{words.say('entry.body')}</h2>
        <Content value={contentOf(entry.body)} />
        <h2>{words.say('entry.proof')}</h2>
        <p>{words.say('entry.proof.text', { size: words.number(dossier.head.size) })}</p>
        <details><summary>{words.say('entry.raw')}</summary>
          <h3>{words.say('entry.leaf')}</h3><pre>{entry.leaf}</pre>
          <h3>{words.say('entry.body')}</h3><pre>{entry.body}</pre>
          <h3>{words.say('entry.path')}</h3><pre>{entry.proof.join('\n')}</pre>
          <h3>{words.say('record.checkpoint')}</h3><pre>{entry.checkpoint}</pre>
        </details>
      </>
    ),
  };
};

interface LeafHeader {
  readonly author: string;
  readonly capacity: string;
  readonly madeAt: number;
  readonly about: readonly string[];
}

function Header({ visit, entry }: { readonly visit: Visit; readonly entry: EntryWithProof }): JSX.Element {
  const { words, dossier: { state } } = visit;
  const [line = '{}', , recorded = '0'] = entry.leaf.split('\n');
  const header = parsed(line) as LeafHeader | null;
  const author = header === null ? undefined : state.participants.get(header.author);
  return (
    <dl class="facts">
      <dt>{words.say('record.kind')}</dt><dd>{words.say(`kind.${entry.kind}`)}</dd>
      <dt>{words.say('entry.signed-by')}</dt><dd><bdi>{author?.name ?? header?.author ?? ''}</bdi>, {words.say(`capacity.${header?.capacity ?? 'editor'}`)}</dd>
      <dt>{words.say('entry.made')}</dt><dd>{header === null ? '' : words.moment(header.madeAt)}</dd>
      <dt>{words.say('entry.recorded')}</dt><dd>{words.moment(Number(recorded))}</dd>
      {header === null || header.about.length === 0 ? null : (
        <><dt>{words.say('entry.about')}</dt><dd><ul class="inline">{header.about.map((id) => <li key={id}><AboutLink visit={visit} id={id} /></li>)}</ul></dd></>
      )}
      <dt>{words.say('entry.id')}</dt><dd><code class="digest">{entry.id}</code></dd>
    </dl>
  );
}

function AboutLink({ visit, id }: { readonly visit: Visit; readonly id: string }): JSX.Element {
  const position = visit.dossier.state.positions.get(id);
  if (position === undefined) return <code class="digest">{id}</code>;
  return <a href={href(visit, `record/${position}`)}>{visit.words.say('entry.title', { position: visit.words.number(position) })}</a>;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null; // Altered beyond reading: the check above says so.
  }
}

const contentOf = (body: string): Json => (parsed(body) as { readonly content?: Json } | null)?.content ?? null;

/** Any signed content as nested lists, member by member, so that nothing of it is hidden behind a design. */
function Content({ value }: { readonly value: Json }): JSX.Element {
  if (value === null || typeof value !== 'object') return <bdi>{String(value)}</bdi>;
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object')) return <bdi>{value.join(', ')}</bdi>;
    return <ol class="content">{value.map((item: Json, index) => <li key={index}><Content value={item} /></li>)}</ol>;
  }
  return <dl class="content">{Object.entries(value as { readonly [key: string]: Json }).map(([key, item]) => <div key={key}><dt><code>{key}</code></dt><dd><Content value={item} /></dd></div>)}</dl>;
}
