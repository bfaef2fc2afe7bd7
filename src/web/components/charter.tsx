import type { JSX } from 'preact';
import { byCodeUnits, parseDuration } from '#base';
import type { Duration, Text } from '#base';
import { CHARTER_GROUPS } from '#views';
import type { CharterChange, CharterLine, CharterSaid } from '#views';
import type { Words } from '#words';
import { languageName } from './commitment-text.tsx';

interface Read {
  readonly words: Words;
}

/** A charter, line by line, in words. */
export function CharterLines({ words, lines }: Read & { readonly lines: readonly CharterLine[] }): JSX.Element {
  return <dl class="content charter">{lines.map((line) => <div key={line.path}><dt>{label(words, line)}</dt><dd><SaidWords words={words} said={line.said} /></dd></div>)}</dl>;
}

/** The whole of a charter, under headings. */
export function WholeCharter({ words, lines }: Read & { readonly lines: readonly CharterLine[] }): JSX.Element {
  const groups = CHARTER_GROUPS.map((group) => ({ group, of: lines.filter((line) => line.group === group) })).filter(({ of }) => of.length > 0);
  return <>{groups.map(({ group, of }) => <section key={group} aria-labelledby={`charter-${group}`}><h3 id={`charter-${group}`}>{words.say(`charter.group.${group}`)}</h3><CharterLines words={words} lines={of} /></section>)}</>;
}

/** What one charter says otherwise than another: before and after, side by side. */
export function CharterChanges({ words, changes }: Read & { readonly changes: readonly CharterChange[] }): JSX.Element {
  const cell = (line: CharterLine | null): JSX.Element => line === null ? <span class="quiet">{words.say('charter.not-there')}</span> : <SaidWords words={words} said={line.said} />;
  return (
    <table class="stacked">
      <caption>{words.say('charter.changes', { count: changes.length })}</caption>
      <thead><tr><th scope="col">{words.say('charter.change.what')}</th><th scope="col">{words.say('charter.change.before')}</th><th scope="col">{words.say('charter.change.after')}</th></tr></thead>
      <tbody>{changes.map(({ path, before, after }) => (
        <tr key={path}>
          <th scope="row" data-label={words.say('charter.change.what')}>{label(words, (after ?? before) as CharterLine)}</th>
          <td data-label={words.say('charter.change.before')}><del>{cell(before)}</del></td>
          <td data-label={words.say('charter.change.after')}><ins>{cell(after)}</ins></td>
        </tr>
      ))}</tbody>
    </table>
  );
}

const label = (words: Words, { label: key, of }: CharterLine): string => of === undefined ? words.say(`charter.line.${key}`) : words.say('charter.line-of', { line: words.say(`charter.line.${key}`), of: words.text(of).words });

function SaidWords({ words, said }: Read & { readonly said: CharterSaid }): JSX.Element {
  if ('text' in said) return <InLanguages text={said.text} />;
  if ('duration' in said) return <>{duration(words, said.duration)}</>;
  if ('languages' in said) return <>{words.list(said.languages.map((language) => languageName(words, language)))}</>;
  if ('name' in said) return <bdi>{said.name}</bdi>;
  if ('signs' in said) return <code class="digest">{said.signs}</code>;
  const { capacities, ...facts } = said.facts ?? {};
  return <>{words.say(said.say, Array.isArray(capacities) ? { ...facts, capacities: words.list(capacities.map((one) => words.say(`capacity.${String(one)}`))) } : facts)}</>;
}

/** In every language that it has, each marked as such. */
function InLanguages({ text }: { readonly text: Text }): JSX.Element {
  const tags = Object.keys(text).sort(byCodeUnits), [only] = tags;
  if (only !== undefined && tags.length === 1) return <bdi lang={only}>{text[only]}</bdi>;
  return <ul class="languages-of">{tags.map((tag) => <li key={tag}><span class="tag">{tag}</span> <bdi lang={tag}>{text[tag]}</bdi></li>)}</ul>;
}

/** A length in words; months and years, which are of no one length, as they are written. */
function duration(words: Words, written: Duration): string {
  const parts = parseDuration(written);
  return parts.ok && parts.value.months === 0 ? words.duration(parts.value.days * 86_400 + parts.value.seconds) : written;
}
