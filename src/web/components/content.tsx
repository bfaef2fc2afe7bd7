import type { JSX } from 'preact';
import type { Json, Text } from '#base';
import { byCodeUnits, span } from '#base';
import type { Assertion, Source } from '#agreement';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { ActorName, FactSaid, PlaceName } from './names.tsx';
import { SourceLine } from './sources.tsx';

const TIMES = new Set(['asOf', 'at', 'date', 'dateEnd', 'edition', 'first', 'from', 'inForce', 'last', 'publishedAt', 'to']);
const ACTORS = new Set(['actor', 'actors', 'assertedBy', 'assessors', 'attest', 'beneficiaries', 'body', 'by', 'consentOf', 'determinedBy', 'host', 'issuedBy', 'operator', 'partOf', 'participants', 'parties', 'proposedBy']);
const ENTRIES = new Set(['after', 'commitment', 'commitments', 'corrects', 'fulfilment', 'instrument', 'instruments', 'onBreach', 'withdraws']);
const SOURCES = new Set(['source', 'sources']);
const LONG = new Set(['charter', 'replacement']);
const CODES = new Set(['key', 'proof', 'root', 'seed', 'signature', 'submission']);
const WORDS = new Set(['anonymity', 'basis', 'bound', 'capacity', 'category', 'confidence', 'direction', 'endpoint', 'form', 'kind', 'level', 'mode', 'outcome', 'power', 'role', 'service', 'shape', 'stance', 'status', 'track', 'type']);
/** What a reader looks for first; what is left out here follows by name, notes last. */
const FIRST = ['id', 'title', 'name', 'label', 'summary', 'text', 'by', 'through', 'stance', 'fact', 'of', 'holds', 'date', 'dateEnd', 'publishedAt', 'at', 'from', 'to', 'place', 'placeText', 'reason', 'charter', 'purpose', 'duty', 'window', 'accounts', 'commitments', 'instruments'];
const LAST = ['sources', 'basis', 'confidence', 'note', 'seed'];
const TEXTS = new Set(['agenda', 'ambiguity', 'claimAttached', 'doesNotShow', 'findings', 'fullPowers', 'holds', 'holdsNot', 'label', 'names', 'noCommitment', 'notExpressed', 'notGranted', 'note', 'outcome', 'purpose', 'reason', 'reservation', 'selfDesignation', 'shows', 'statement', 'summary', 'text', 'title', 'view', 'why', 'withoutPrejudice', 'writtenBy']);

type Members = { readonly [member: string]: Json };
interface Shown<T extends Json = Json> {
  readonly visit: Visit;
  readonly member: string;
  readonly value: T;
}

/** Any signed content, member by member, in words where there are some: nothing of it is left out, so that nothing hides behind a design. */
export function Content({ visit, value, member = '' }: { readonly visit: Visit; readonly value: Json; readonly member?: string }): JSX.Element {
  if (Array.isArray(value)) return <Values visit={visit} member={member} value={value as readonly Json[]} />;
  if (SOURCES.has(member) && value !== null && typeof value === 'object') return <SourceLine source={value as Source} />;
  if (value !== null && typeof value === 'object') return TEXTS.has(member) ? <Languages text={value as Text} /> : <Whole visit={visit} member={member} value={value as Members} />;
  return <Single visit={visit} member={member} value={value} />;
}

/** Words by language tag, each isolated and marked with its language. */
function Languages({ text }: { readonly text: Text }): JSX.Element {
  const tags = Object.keys(text).sort(byCodeUnits), langOf = (tag: string): string => (/^[a-z]+-[a-z]{2}$/.test(tag) ? tag.slice(0, tag.indexOf('-')) : tag);
  if (tags.length === 1) return <bdi lang={langOf(tags[0] as string)}>{text[tags[0] as string]}</bdi>;
  return <ul class="languages-of">{tags.map((tag) => <li key={tag}><span class="tag">{tag}</span> <bdi lang={langOf(tag)}>{text[tag]}</bdi></li>)}</ul>;
}

function Whole({ visit, value }: Shown<Members>): JSX.Element {
  const { words } = visit;
  const rank = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : LAST.includes(name) ? 1000 + LAST.indexOf(name) : 500);
  const members = Object.keys(value).sort((a, b) => rank(a) - rank(b) || byCodeUnits(a, b));
  return (
    <dl class="content">
      {members.map((name) => (
        <div key={name} class={LONG.has(name) || isList(value[name] as Json) ? 'long' : undefined}>
          <dt>{words.has(`member.${name}`) ? words.say(`member.${name}`) : name}</dt>
          <dd><Content visit={visit} member={name} value={value[name] as Json} /></dd>
        </div>
      ))}
    </dl>
  );
}

/** A list of things with members of their own stands below its label, or its words would have no room. */
const isList = (value: Json): boolean => Array.isArray(value) && value.some((item: Json) => item !== null && typeof item === 'object');

function Values({ visit, member, value }: Shown<readonly Json[]>): JSX.Element {
  const { words } = visit;
  if (value.length === 0) return <>–</>;
  if (member === 'lines') return <>{words.say('content.points', { lines: value.length, points: (value as readonly (readonly Json[])[]).reduce((sum, line) => sum + line.length, 0) })}</>;
  return (
    <ul class={isList(value) ? 'content' : 'inline'}>
      {value.map((item, index) => <li key={index}>{member === 'facts' && isAssertion(item) ? <FactSaid visit={visit} said={item} /> : <Content visit={visit} member={member} value={item} />}</li>)}
    </ul>
  );
}

const isAssertion = (value: Json): value is Json & Assertion => value !== null && typeof value === 'object' && 'fact' in value && 'of' in value;

function Single({ visit, member, value }: Shown<null | boolean | number | string>): JSX.Element {
  const { words, dossier: { state } } = visit;
  if (typeof value === 'number') return <>{words.number(value)}</>;
  if (typeof value !== 'string') return <>{words.say(value === true ? 'content.yes' : 'content.no')}</>;
  if (ACTORS.has(member) && state.actors.has(value)) return <ActorName visit={visit} id={value} />;
  const place = member === 'place' ? state.places.get(value) : undefined;
  if (place !== undefined) return <PlaceName visit={visit} place={place} />;
  const position = ENTRIES.has(member) ? state.positions.get(value) : undefined;
  if (position !== undefined) return <a href={href(visit, `record/${position}`)}><EntryTitle visit={visit} id={value} /></a>;
  if (TIMES.has(member) && span(value, state.charter.zone).ok) return <time dateTime={value}>{words.when(value)}</time>;
  if (CODES.has(member)) return <code class="digest">{value}</code>;
  if (member === 'url' && /^https?:\/\//.test(value)) return <a href={value} rel="noreferrer nofollow"><bdi>{value}</bdi></a>;
  return <bdi>{WORDS.has(member) ? value.replaceAll('-', ' ') : value}</bdi>;
}

/** What an id of the record stands for, in its own words. */
function EntryTitle({ visit: { words, dossier: { state } }, id }: { readonly visit: Visit; readonly id: string }): JSX.Element {
  const title = state.commitments.get(id)?.value.title ?? state.instruments.get(id)?.value.title ?? state.items.get(id)?.value.summary;
  if (title === undefined) return <bdi>{id}</bdi>;
  const found = words.text(title);
  return <><bdi lang={found.language}>{found.words}</bdi> <span class="quiet">{id}</span></>;
}
