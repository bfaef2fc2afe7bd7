import type { ComponentChildren, JSX } from 'preact';
import type { When } from '#base';
import { civilDay } from '#base';
import type { Change, HeldItem, Report } from '#process';
import type { TimelineEntry } from '#views';
import { accountsOf, claimsUpon, commitmentsOf, scrutinyOf, withdrawalOf } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { Accounts } from './accounts.tsx';
import { PlaceName, actorLabel } from './names.tsx';
import { Sources } from './sources.tsx';
import { InWords } from './text.tsx';
import { Details } from './timeline-details.tsx';

/** One entry in full: when, what, where, whose account, on what sources, and what became of it. */
export function TimelineArticle({ visit, entry }: { readonly visit: Visit; readonly entry: TimelineEntry }): JSX.Element {
  const { value } = entry;
  return (
    <article id={value.id} class={withdrawalOf(entry) === null ? 'happened' : 'happened withdrawn'}>
      <h3><time dateTime={value.date}>{dateOf(visit, entry)}</time>{' '}<span class="tag">{kindOf(visit, entry)}</span></h3>
      <Marks visit={visit} entry={entry} />
      <p class="summary"><Summary visit={visit} entry={entry} /></p>
      <Details visit={visit} entry={entry} />
      <Accounts visit={visit} accounts={accountsOf(entry)} />
      <Changes visit={visit} entry={entry} />
      <Footing visit={visit} entry={entry} />
    </article>
  );
}

function dateOf({ words }: Visit, { value }: TimelineEntry): string {
  const end: When | undefined = 'dateEnd' in value ? value.dateEnd : undefined;
  const start = words.when(value.date);
  return end === undefined || end === value.date ? start : words.say('timeline.dates', { from: start, to: words.when(end) });
}

/** The kind, and the record's own finer word for it: of that, the locale may have a translation. */
function kindOf({ words }: Visit, entry: TimelineEntry): string {
  const fine = finerKind(entry);
  const kind = words.say(`kind.${entry.kind}`);
  if (fine === null) return kind;
  const key = fine.key === '' ? '' : `${fine.key}.${fine.code}`;
  return words.say('timeline.kind', { kind, fine: key !== '' && words.has(key) ? words.say(key) : fine.code.replaceAll('-', ' ') });
}

function finerKind(entry: TimelineEntry): { readonly key: string; readonly code: string } | null {
  switch (entry.kind) {
    case 'statement': return entry.value.type === 'statement' ? null : { key: 'type', code: entry.value.type };
    case 'report': return { key: 'category', code: entry.value.category };
    case 'meeting': return { key: 'meeting', code: entry.value.status };
    case 'instrument': return { key: 'instrument.kind', code: entry.value.kind };
    case 'signature': return { key: 'signature', code: entry.value.mode };
    default: return null;
  }
}

function Marks({ visit, entry }: { readonly visit: Visit; readonly entry: TimelineEntry }): JSX.Element | null {
  const { words } = visit;
  const { value, history } = entry;
  const marks = [
    withdrawalOf(entry) === null ? null : words.say('mark.withdrawn'),
    history.some((change) => change.kind === 'correction') ? words.say('mark.corrected') : null,
    'basis' in value && value.basis === 'general-knowledge' ? words.say('mark.unverified') : null,
    'confidence' in value && value.confidence !== undefined && value.confidence !== 'high' ? words.say(`mark.confidence.${value.confidence}`) : null,
    entry.kind === 'statement' && entry.value.anonymity !== undefined && entry.value.anonymity !== 'named' ? words.say(`mark.anonymity.${entry.value.anonymity}`) : null,
    entry.kind === 'report' && entry.value.grade !== undefined ? gradeMark(visit, entry.value.grade) : null,
  ].filter((mark) => mark !== null);
  return marks.length === 0 ? null : <p class="marks">{marks.map((mark) => <span key={mark} class="tag">{mark}</span>)}</p>;
}

const gradeMark = ({ words }: Visit, grade: NonNullable<Report['grade']>): string =>
  words.say('mark.grade', { source: words.say(`grade.source.${grade.source}`), information: words.say(`grade.information.${grade.information}`) });

function Summary({ visit, entry }: { readonly visit: Visit; readonly entry: TimelineEntry }): JSX.Element {
  const { words } = visit;
  if (entry.kind === 'signature') {
    const instrument = visit.dossier.state.instruments.get(entry.value.instrument);
    const title = instrument === undefined ? entry.value.instrument : words.text(instrument.value.title).words;
    return <>{words.say('timeline.signature', { who: actorLabel(visit, entry.value.actor), mode: words.say(`signature.${entry.value.mode}`), title })}</>;
  }
  if (entry.kind === 'instrument') return <InWords text={entry.value.title} words={words} />;
  if (entry.kind === 'meeting') return <><b><InWords text={entry.value.title} words={words} /></b>{' '}<InWords text={entry.value.summary} words={words} /></>;
  return <InWords text={entry.value.summary} words={words} />;
}

function Changes({ visit, entry }: { readonly visit: Visit; readonly entry: TimelineEntry }): JSX.Element | null {
  if (entry.history.length === 0) return null;
  return <ul class="changes">{entry.history.map((change) => <li key={change.source.entry}><ChangeLine visit={visit} change={change} /></li>)}</ul>;
}

function ChangeLine({ visit, change: { kind, source, reason, before } }: { readonly visit: Visit; readonly change: Change }): JSX.Element {
  const { words, dossier } = visit;
  return (
    <>
      {words.say(`timeline.${kind}`, { day: words.day(civilDay(source.known - 1, dossier.state.charter.zone)), reason })}{' '}
      <a href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a>
      {kind === 'withdrawal' ? null : (
        <details><summary>{words.say('timeline.before')}</summary>
          <p class="quiet">{words.when(before.date)}. <InWords text={before.summary} words={words} /></p><Accounts visit={visit} accounts={before.accounts} />
        </details>
      )}
    </>
  );
}

function Footing({ visit, entry }: { readonly visit: Visit; readonly entry: TimelineEntry }): JSX.Element {
  const { words, dossier } = visit;
  const { value, source } = entry;
  const place = 'place' in value && value.place !== undefined ? dossier.state.places.get(value.place) : undefined;
  const placeText = 'placeText' in value ? value.placeText : undefined;
  const published = becameKnown(visit, entry);
  return (
    <>
      <dl class="footing">
        {place === undefined && placeText === undefined ? null : <Line label={words.say('timeline.place')}>{place === undefined ? null : <a href={href(visit, 'timeline', { place: place.id })}><PlaceName visit={visit} place={place} /></a>}{place !== undefined && placeText !== undefined ? ', ' : null}{placeText === undefined ? null : <bdi>{placeText}</bdi>}</Line>}
        <CommitmentLinks visit={visit} entry={entry} />
        {'note' in value && value.note !== undefined ? <Line label={words.say('timeline.note')}><InWords text={value.note} words={words} /></Line> : null}
        {published === null ? null : <Line label={published.label}>{published.day}</Line>}
        <Line label={words.say('timeline.record')}><a href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a></Line>
        {entry.kind !== 'statement' ? null : <SplitInto visit={visit} id={value.id} />}
        {entry.kind !== 'report' ? null : <Line label={words.say('timeline.checked')}><a href={href(visit, `reports/${encodeURIComponent(value.id)}`)}>{words.say(`checked.${scrutinyOf(dossier.state, entry, visit.asOf).word}`)}</a></Line>}
      </dl>
      {'sources' in value ? <Sources words={words} sources={value.sources ?? []} /> : null}
    </>
  );
}

function SplitInto({ visit: { words, dossier, asOf, ...visit }, id }: { readonly visit: Visit; readonly id: string }): JSX.Element | null {
  const count = claimsUpon(dossier.state, id, asOf).filter(({ claim }) => claim.value.from === id).length;
  return count === 0 ? null : <Line label={words.say('claims.title')}><a href={href({ ...visit, dossier }, `statements/${encodeURIComponent(id)}`)}>{words.say('timeline.statement.claims', { count })}</a></Line>;
}

function Line({ label, children }: { readonly label: string; readonly children: ComponentChildren }): JSX.Element {
  return <div><dt>{label}</dt><dd>{children}</dd></div>;
}

/** When a thing became known, where that is another day than the one it speaks of: publication in a documentary record, entry in a live one. */
function becameKnown({ words, dossier }: Visit, entry: TimelineEntry): { readonly label: string; readonly day: string } | null {
  const { charter } = dossier.state;
  if (charter.kind === 'documentary') {
    const published = 'publishedAt' in entry.value ? (entry.value as HeldItem['value']).publishedAt : undefined;
    return published === undefined || published === entry.value.date ? null : { label: words.say('timeline.published'), day: words.when(published) };
  }
  const recorded = civilDay(entry.source.recorded, charter.zone);
  return recorded === entry.value.date ? null : { label: words.say('timeline.recorded'), day: words.day(recorded) };
}

function CommitmentLinks({ visit, entry }: { readonly visit: Visit; readonly entry: TimelineEntry }): JSX.Element | null {
  const ids = commitmentsOf(visit.dossier.state, entry);
  if (ids.length === 0) return null;
  const title = (id: string): string => { const held = visit.dossier.state.commitments.get(id); return held === undefined ? '' : visit.words.text(held.value.title).words; };
  return (
    <Line label={visit.words.say('timeline.commitments', { count: ids.length })}>
      {ids.map((id, index) => <>{index === 0 ? null : ', '}<a key={id} href={href(visit, `commitments/${encodeURIComponent(id)}`)} title={title(id)}>{id}{ids.length < 3 && title(id) !== '' ? ` ${title(id)}` : ''}</a></>)}
    </Line>
  );
}
