import type { JSX } from 'preact';
import type { Refusal } from '#base';
import type { Act, Field } from '../acts/act.ts';
import type { Values } from '../acts/values.ts';
import { answer, answers, rowsOf } from '../acts/values.ts';
import type { Visit } from '../visit.ts';
import { choicesFor, languageName, newestOf } from './choices.ts';

interface Shown {
  readonly visit: Visit;
  readonly act: Act;
  readonly values: Values;
  readonly problems: readonly Refusal[];
}

interface Placed<T extends Field = Field> extends Shown {
  readonly field: T;
  /** Name in the form. */
  readonly at: string;
}

/** What a field is called: by the act, by its place in the content, or as the member is called everywhere. */
export function labelOf({ words }: Visit, { name }: Act, at: string): string {
  const path = at.split('.').filter((part) => !/^\d+$/.test(part)), last = path.at(-1) ?? '';
  const key = [`act.${name}.${path.join('.')}`, `field.${path.join('.')}`, `field.${last}`, `member.${last}`].find((one) => words.has(one));
  return key === undefined ? last : words.say(key);
}

/** The questions of an act. */
export const Fields = (shown: Shown): JSX.Element => <>{shown.act.fields.map((field) => <FieldOf key={field.name} {...shown} field={field} at={field.name} />)}</>;

function FieldOf(placed: Placed): JSX.Element | null {
  const { field } = placed;
  switch (field.type) {
    case 'text': return <TextField {...placed} />;
    case 'choice': return <Choose {...placed} field={field} />;
    case 'many': return <ChooseMany {...placed} field={field} />;
    case 'when': return <When {...placed} field={field} />;
    case 'list': return <Rows {...placed} field={field} />;
    case 'numbered': return answer(placed.values, placed.at) === '' ? null : <input type="hidden" name={placed.at} value={answer(placed.values, placed.at)} />;
    case 'given': return <Given {...placed} />;
    case 'yes': return <p class="field"><label><input type="checkbox" name={placed.at} value="yes" checked={answer(placed.values, placed.at) !== ''} /> {labelIn(placed)}</label></p>;
    case 'files': return <Files {...placed} />;
    default: return <Plain {...placed} />;
  }
}

const labelIn = ({ visit, act, at }: Placed): string => labelOf(visit, act, at);
/** Where the summary of problems leads. */
export const idOf = (at: string): string => `f-${at.replaceAll('.', '-')}`;
const isWrong = ({ problems, at }: Placed): boolean => problems.some(({ field }) => field === at);
const state = (placed: Placed): { readonly 'aria-invalid'?: 'true' } => (isWrong(placed) ? { 'aria-invalid': 'true' } : {});

function Label({ placed, forId }: { readonly placed: Placed; readonly forId: string }): JSX.Element {
  return <label for={forId}>{labelIn(placed)}{placed.field.need === true ? null : <span class="quiet"> {placed.visit.words.say('act.optional')}</span>}</label>;
}

function Legend({ placed }: { readonly placed: Placed }): JSX.Element {
  return <legend>{labelIn(placed)}{placed.field.need === true ? null : <span class="quiet"> {placed.visit.words.say('act.optional')}</span>}</legend>;
}

function Plain(placed: Placed): JSX.Element {
  const { field: { type }, at, values } = placed, id = idOf(at), many = type === 'commitment' || type === 'words' || type === 'lines';
  return (
    <p class="field"><Label placed={placed} forId={id} />
      {many ? <textarea id={id} name={at} rows={type === 'words' ? 3 : 14} dir={type === 'commitment' ? 'ltr' : 'auto'} {...state(placed)}>{answer(values, at)}</textarea>
        : type === 'count' ? <input id={id} name={at} type="number" min="0" inputMode="numeric" value={answer(values, at)} {...state(placed)} />
        : <input id={id} name={at} type="text" dir="auto" autocomplete="off" value={answer(values, at)} {...state(placed)} />}
    </p>
  );
}

/** One box for each language of the process, none of them first but by its tag's place in the charter. */
function TextField(placed: Placed): JSX.Element {
  const { visit, at, values } = placed, { languages } = visit.dossier.state.charter;
  const box = (tag: string): JSX.Element => <textarea id={idOf(`${at}.${tag}`)} name={`${at}.${tag}`} lang={tag} rows={3} dir="auto" {...state(placed)}>{answer(values, `${at}.${tag}`)}</textarea>;
  if (languages.length === 1) return <p class="field" id={idOf(at)}><Label placed={placed} forId={idOf(`${at}.${languages[0] ?? ''}`)} />{box(languages[0] ?? '')}</p>;
  return (
    <fieldset class="field" id={idOf(at)}><Legend placed={placed} />
      {languages.map((tag) => <p key={tag}><label class="quiet" for={idOf(`${at}.${tag}`)}>{languageName(visit, tag)}</label>{box(tag)}</p>)}
    </fieldset>
  );
}

function Choose(placed: Placed<Extract<Field, { readonly type: 'choice' }>>): JSX.Element {
  const { visit, field, at, values } = placed, id = idOf(at), choices = choicesFor(visit, field), newest = newestOf(field, choices), chosen = answer(values, at);
  const options = chosen === '' || choices.some(({ value }) => value === chosen) ? choices : [...choices, { value: chosen, label: chosen }];
  return (
    <p class="field"><Label placed={placed} forId={id} />
      <select id={id} name={at} {...state(placed)}>
        <option value="">{visit.words.say(options.length === 0 ? 'act.none-yet' : 'act.choose')}</option>
        {options.map(({ value, label }) => <option key={value} value={value} selected={value === chosen}>{label}</option>)}
      </select>{newest === null ? null : <> <span class="quiet">{visit.words.say('act.newest', { count: newest })}</span></>}
    </p>
  );
}

/** Up to this many are shown at once; more are behind a summary. */
const SHOWN = 12;

function ChooseMany(placed: Placed<Extract<Field, { readonly type: 'many' }>>): JSX.Element {
  const { visit, field, at, values } = placed, listed = choicesFor(visit, field), newest = newestOf(field, listed), chosen = answers(values, at), choices = [...listed, ...chosen.filter((one) => one !== '' && !listed.some(({ value }) => value === one)).map((value) => ({ value, label: value }))];
  const list = (
    <ul class="plain-list">{choices.map(({ value, label }) => (
      <li key={value}><label><input type="checkbox" name={at} value={value} checked={chosen.includes(value)} /> {label}</label></li>
    ))}</ul>
  );
  return (
    <fieldset class="field" id={idOf(at)}><Legend placed={placed} />
      {choices.length === 0 ? <p class="quiet">{visit.words.say('act.none-yet')}</p> : choices.length > SHOWN ? <details open={chosen.length > 0}><summary>{visit.words.say('act.from', { count: choices.length })}</summary>{newest === null ? null : <p class="quiet">{visit.words.say('act.newest', { count: newest })}</p>}{list}</details> : list}
    </fieldset>
  );
}

function When(placed: Placed<Extract<Field, { readonly type: 'when' }>>): JSX.Element {
  const { visit: { words, dossier: { state: { charter: { zone } } } }, at, values, field } = placed, id = idOf(at);
  return (
    <fieldset class="field times" id={id}><Legend placed={placed} />
      <label><span class="visually-hidden">{words.say('act.day')}</span> <input type="date" name={at} value={answer(values, at)} {...(field.today === true ? { 'data-today': 'yes' } : {})} {...state(placed)} /></label>{' '}
      <label><span class="quiet">{words.say(field.exact === true ? 'act.time' : 'act.time.optional', { zone })}</span> <input type="time" name={`${at}.time`} value={answer(values, `${at}.time`)} {...state(placed)} /></label>
    </fieldset>
  );
}

function Given({ at, values, ...rest }: Placed): JSX.Element {
  const value = answer(values, at);
  return <p class="field" {...(value === '' ? { hidden: true } : {})}>{labelIn({ at, values, ...rest })} <input type="hidden" id={idOf(at)} name={at} value={value} /><code class="digest">{value}</code></p>;
}

/** The digest is made on the device; without a script nothing is chosen here. */
function Files(placed: Placed): JSX.Element {
  const { visit: { words }, at, values } = placed, id = idOf(at);
  return (
    <p class="field"><Label placed={placed} forId={id} />
      <input id={id} type="file" multiple disabled data-files={at} {...state(placed)} />
      {answers(values, at).map((one) => <input key={one} type="hidden" name={at} value={one} />)}
      <span class="quiet">{words.say('act.files')}</span>
    </p>
  );
}

/** Rows that are written in, and some that are empty; "one more" works with and without a script. */
function Rows(placed: Placed<Extract<Field, { readonly type: 'list' }>>): JSX.Element {
  const { visit: { words }, field, at, values } = placed, last = (rowsOf(at, values).at(-1) ?? -1) + 1;
  const count = Math.max(field.rows, last + (answer(values, 'more') === at ? 1 : 0));
  return (
    <fieldset class="field rows" id={idOf(at)} data-rows={at}><Legend placed={placed} />
      {Array.from({ length: count }, (_, index) => (
        <fieldset key={index} class="row" data-row={index}><legend>{words.say('act.row', { number: index + 1 })}</legend>
          {field.fields.map((inner) => <FieldOf key={inner.name} {...placed} field={inner} at={`${at}.${index}.${inner.name}`} />)}
        </fieldset>
      ))}
      <button type="submit" name="more" value={at} class="minor" formNoValidate>{words.say('act.more')}</button>
    </fieldset>
  );
}
