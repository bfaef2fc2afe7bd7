import type { ComponentChildren, JSX } from 'preact';
import type { Perspective } from '#compliance';
import type { Cell, Sentence, SentenceFact, Verdict } from '#views';
import type { Words } from '#words';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { ActorName, keysLabel } from './names.tsx';
import { detailsOf, letterOf, perspectiveName } from './status-words.ts';
import { InWords } from './text.tsx';

/** The word of a verdict with its sign, and beside it how final it is, its time and the rest. */
function VerdictWords({ verdict, words }: { readonly verdict: Verdict; readonly words: Words }): JSX.Element {
  const details = [...detailsOf(words, verdict), ...(verdict.settlement === null ? [] : [words.say(`settlement.${verdict.settlement}`)])];
  return (
    <>
      <b class={`v v-${verdict.word}`}>{words.say(`verdict.${verdict.word}`)}</b>
      {details.length === 0 ? null : <small>{details.join(' · ')}</small>}
    </>
  );
}

interface CellProps {
  readonly cell: Pick<Cell, 'verdicts' | 'before'>;
  readonly readings: readonly { readonly id: string }[];
  readonly words: Words;
}

/** What one account comes to: one verdict, or one for each reading by its letter; and what it was before, where that is asked. */
export function CellWords({ cell: { verdicts, before }, readings, words }: CellProps): JSX.Element {
  const was = before?.map(({ reading, word }) => `${reading === null ? '' : `(${letterOf(readings, reading)}) `}${words.say(`verdict.${word}`)}`);
  return (
    <>
      {verdicts.map((verdict) => (
        <span key={verdict.reading} class="one">
          {verdict.reading === null ? null : <i title={words.say('reading.letter', { letter: letterOf(readings, verdict.reading) })}>({letterOf(readings, verdict.reading)}) </i>}
          <VerdictWords verdict={verdict} words={words} />
        </span>
      ))}
      {was === undefined ? null : <small class="was">{was.length === 0 ? words.say('state.was.nothing') : words.say('state.was', { before: words.list(was) })}</small>}
    </>
  );
}

/** Where a fact of a sentence stands: the sentence is said with these marks, then cut at them. No text of a record holds them: they are private-use characters. */
const MARK = /\uE000(\d+)\uE001/;

/** A sentence of an explanation in the reader's language, its actors isolated, its entries and commitments linked. */
export function SentenceWords({ sentence, visit }: { readonly sentence: Sentence; readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  const rich: ComponentChildren[] = [];
  const facts = Object.fromEntries(Object.entries(sentence.facts).map(([name, fact]) => {
    if (typeof fact === 'number' || typeof fact === 'string') return [name, fact];
    return [name, `\uE000${rich.push(<FactWords fact={fact} visit={visit} />) - 1}\uE001`];
  }));
  const parts = words.say(sentence.key, facts).split(MARK);
  return <>{parts.map((part, index) => (index % 2 === 0 ? part : rich[Number(part)]))}</>;
}

function FactWords({ fact, visit }: { readonly fact: Exclude<SentenceFact, string | number>; readonly visit: Visit }): JSX.Element {
  const { words, dossier } = visit;
  if ('actor' in fact) return <ActorName visit={visit} id={fact.actor} />;
  if ('text' in fact) return <InWords text={fact.text} words={words} />;
  if ('instant' in fact) return <>{words.day(fact.instant)}</>;
  if ('time' in fact) return <>{words.interval(fact.time)}</>;
  if ('commitment' in fact) return <CommitmentLink visit={visit} id={fact.commitment} />;
  if ('keys' in fact) return <Keys keys={fact.keys} visit={visit} />;
  const entries = 'entry' in fact ? [fact.entry] : fact.entries.map((entry) => ({ entry, position: dossier.state.positions.get(entry) ?? 0 })).sort((a, b) => a.position - b.position).map(({ entry }) => entry);
  const shown = entries.length > LISTED ? entries.slice(0, LISTED) : entries;
  return <>{shown.map((entry, index) => <>{index === 0 ? '' : ', '}<EntryLink visit={visit} entry={entry} /></>)}{shown === entries ? null : ` ${words.say('explain.entries.more', { count: entries.length - LISTED })}`}</>;
}

/** Of so many entries that say the same the first are linked; all of them stand where the page says how to check it. */
const LISTED = 12;

function Keys({ keys, visit }: { readonly keys: { readonly [key: string]: string }; readonly visit: Visit }): JSX.Element {
  const label = keysLabel(visit, keys);
  return label === '' ? <></> : <> (<bdi>{label}</bdi>)</>;
}

function CommitmentLink({ visit, id }: { readonly visit: Visit; readonly id: string }): JSX.Element {
  const held = visit.dossier.state.commitments.get(id);
  return <a href={href(visit, `commitments/${encodeURIComponent(id)}`)}>{held === undefined ? id : <InWords text={held.value.title} words={visit.words} />}</a>;
}

/** A link to an entry in the record by its position. */
function EntryLink({ visit, entry }: { readonly visit: Visit; readonly entry: string }): JSX.Element {
  const position = visit.dossier.state.positions.get(entry);
  const { words } = visit;
  if (position === undefined) return <code>{entry.slice(0, 12)}</code>;
  return <a class="entry" href={href(visit, `record/${position}`)}>{words.say('timeline.entry', { position })}</a>;
}

/** Names beyond this many fold away: how many there are is said, who they are is one step further. */
const NAMED = 4;

/** Who has no account, or is not shown: named where they are few. */
export function Unheard({ title, perspectives, visit }: { readonly title: string; readonly perspectives: readonly Perspective[]; readonly visit: Visit }): JSX.Element | null {
  if (perspectives.length === 0) return null;
  const names = visit.words.list(perspectives.map((perspective) => perspectiveName(visit, perspective)));
  if (perspectives.length <= NAMED) return <p class="quiet">{visit.words.say('state.named', { title, names })}</p>;
  return <details class="quiet"><summary>{title}</summary><p>{names}</p></details>;
}
