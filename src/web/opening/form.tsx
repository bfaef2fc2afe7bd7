import type { JSX } from 'preact';
import type { Json, Refusal } from '#base';
import type { Choice, Field, Form } from '#app';
import type { Words } from '#words';
import { languageName } from '../components/commitment-text.tsx';

interface Shown {
  readonly words: Words;
  readonly field: Field;
  readonly values: readonly string[];
  readonly wrong: boolean;
}

/** The questions of a page, with what was answered; after a refusal with what was written then. */
export function Fields({ words, fields, form, problems = [] }: { readonly words: Words; readonly fields: readonly Field[]; readonly form?: Form | undefined; readonly problems?: readonly Refusal[] }): JSX.Element {
  const wrong = new Set(problems.flatMap((problem) => fieldFor(fields, problem)?.name ?? []));
  return <>{fields.map((field) => <Question key={field.name} words={words} field={field} values={form === undefined ? field.values : form.get(field.name) ?? []} wrong={wrong.has(field.name)} />)}</>;
}

/** What was refused, at the top, each with a way to the question it is about. */
export function Problems({ words, fields, problems }: { readonly words: Words; readonly fields: readonly Field[]; readonly problems: readonly Refusal[] }): JSX.Element | null {
  if (problems.length === 0) return null;
  return (
    <div class="warning" role="alert" tabIndex={-1}>
      <p>{words.say('new.problems', { count: problems.length })}</p>
      <ul>{problems.map((problem, index) => {
        const field = fieldFor(fields, problem), sentence = words.say(`refusal.${problem.code}`, problem as { readonly [fact: string]: Json });
        return <li key={index}>{field === null ? sentence : <a href={`#${idOf(field.name)}`}>{labelOf(words, field)}: {sentence}</a>}</li>;
      })}</ul>
    </div>
  );
}

const idOf = (name: string): string => `field-${name.replaceAll('.', '-')}`;

/** The question whose name is the place of the problem, or the last part of it that is a question's name. */
function fieldFor(fields: readonly Field[], { field: place }: Refusal): Field | null {
  if (typeof place !== 'string') return null;
  const whole = fields.find(({ name }) => name === place), parts = place.replaceAll(/\[\d+\]/g, '').split('.').toReversed();
  return whole ?? parts.flatMap((part) => fields.find(({ name }) => name === part) ?? [])[0] ?? null;
}

/** The question, with the number of the line where there are several, and the language in which it is answered. */
function labelOf(words: Words, { label, number, language, oneOfMany }: Field): string {
  const asked = words.say(label, { number: number ?? 0 });
  return language === undefined || oneOfMany !== true ? asked : words.say('new.in-language', { asked, language: languageName(words, language) });
}

function Question({ words, field, values, wrong }: Shown): JSX.Element {
  const label = labelOf(words, field), id = idOf(field.name), hint = words.has(field.label.replace('field', 'hint')) ? words.say(field.label.replace('field', 'hint')) : null;
  if (field.kind === 'many' || field.kind === 'one' && (field.choices ?? []).length < 6) return <Choices words={words} field={field} values={values} wrong={wrong} label={label} hint={hint} />;
  const described = hint === null ? {} : { 'aria-describedby': `${id}-hint` }, invalid = wrong ? { 'aria-invalid': 'true' as const } : {}, name = field.name;
  return (
    <div class="question">
      <label for={id}>{label}{field.optional === true ? <span class="quiet"> {words.say('new.optional')}</span> : null}</label>
      {hint === null ? null : <p class="quiet" id={`${id}-hint`}>{hint}</p>}
      {field.kind === 'words' ? <textarea id={id} name={name} rows={3} class="prose" dir="auto" lang={field.language} {...described} {...invalid}>{values[0] ?? ''}</textarea>
        : field.kind === 'one' ? <select id={id} name={name} {...described} {...invalid}>{(field.choices ?? []).map((choice) => <option key={choice.value} value={choice.value} selected={values.includes(choice.value)}>{choiceWords(words, choice)}</option>)}</select>
          : <input id={id} name={name} value={values[0] ?? ''} dir="auto" lang={field.language} autoComplete="off" {...field.kind === 'number' ? { inputMode: 'numeric' as const, class: 'few' } : {}} {...described} {...invalid} />}
    </div>
  );
}

const choiceWords = (words: Words, { value, label, text }: Choice): string => text === undefined ? words.say(label ?? value) : words.text(text).words;

function Choices({ words, field: { name, kind, choices = [] }, values, wrong, label, hint }: Shown & { readonly label: string; readonly hint: string | null }): JSX.Element {
  const id = idOf(name), type = kind === 'many' ? 'checkbox' : 'radio';
  return (
    <fieldset class="question" id={id} tabIndex={-1} {...hint === null ? {} : { 'aria-describedby': `${id}-hint` }} {...wrong ? { 'aria-invalid': 'true' as const } : {}}>
      <legend>{label}</legend>
      {hint === null ? null : <p class="quiet" id={`${id}-hint`}>{hint}</p>}
      {choices.map((choice) => (
        <p key={choice.value} class="choice"><input type={type} id={`${id}-${choice.value}`} name={name} value={choice.value} checked={values.includes(choice.value)} /> <label for={`${id}-${choice.value}`}>{choiceWords(words, choice)}</label></p>
      ))}
    </fieldset>
  );
}
