import type { JSX } from 'preact';
import type { Json, Refusal } from '#base';
import { canonical } from '#base';
import type { Body, Participant } from '#process';
import { voicesFor } from '#process';
import type { Act } from '../acts/act.ts';
import { TOPICS } from '../acts/act.ts';
import { ACTS, actOf } from '../acts/acts.ts';
import type { Values } from '../acts/values.ts';
import { mayRead, saidOf } from '../acts/readers.ts';
import { answer, answers } from '../acts/values.ts';
import { Content } from '../components/content.tsx';
import { whoIs } from '../components/person.ts';
import type { Page, Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { peopleChoices } from './choices.ts';
import { DeviceData, readsAt } from './data.tsx';
import { dryRun, problemsIn } from './dry-run.ts';
import { Fields, idOf, labelOf } from './form.tsx';
import { givenBy } from './given.ts';
import { few, isCrowd, speaking } from './seats.ts';

/** The address of an act with some of its answers given: "Accept", "Approve this text". */
export function actHref(visit: Pick<Visit, 'url' | 'dossier'>, name: string, values: { readonly [field: string]: string | readonly string[] } = {}): string {
  const [path = '', query = ''] = href(visit, `act/${name}`).split('?'), all = new URLSearchParams(query);
  for (const [field, value] of Object.entries(values)) for (const one of typeof value === 'string' ? [value] : value) all.append(field, one);
  return all.size === 0 ? path : `${path}?${all.toString()}`;
}

/** Who at the table may do this, once each, with the key that speaks now. */
export function mayDo({ dossier: { state } }: Pick<Visit, 'dossier'>, { kind }: Act): readonly Participant[] {
  const voices = voicesFor(kind, state.charter.kind);
  return [...new Map(speaking(state).map((person) => [person.id, person])).values()].filter(({ capacity }) => voices.includes(capacity));
}

/** Everything that somebody at this table can enter. */
export const actsPage = async (visit: Visit): Promise<Page | null> => {
  const { words, dossier: { state }, reader } = visit;
  if (state.charter.kind !== 'live') return null;
  const here = new Set(reader === undefined ? speaking(state).map(({ capacity }) => capacity) : [reader.capacity]), open = ACTS.filter(({ kind }) => voicesFor(kind, state.charter.kind).some((capacity) => here.has(capacity)));
  return {
    title: words.say('act.all'), scripts: ['outbox-page'],
    main: (
      <>
        <h1>{words.say('act.all')}</h1>
        <p>{words.say('act.all.intro')} <a href={href(visit, 'outbox')}>{words.say('act.outbox')}</a></p>
        {TOPICS.map((topic) => ({ topic, acts: open.filter((act) => act.topic === topic) })).filter(({ acts }) => acts.length > 0).map(({ topic, acts }) => (
          <section key={topic} aria-labelledby={`topic-${topic}`}>
            <h2 id={`topic-${topic}`}>{words.say(`act.topic.${topic}`)}</h2>
            <ul class="plain-list">{acts.map(({ name }) => <li key={name}><a href={actHref(visit, name)}>{words.say(`act.${name}`)}</a></li>)}</ul>
          </section>
        ))}
      </>
    ),
  };
};

/** What nobody should be seen with who is in danger for it. */
const DANGEROUS: readonly Act['topic'][] = ['field', 'sought'];

/** A form, what is wrong with the answers, and what would be signed. `values` null: asked for the first time, with what the address gives. */
export async function actPage(visit: Visit, name: string, posted: Values | null, now: number): Promise<Page | null> {
  const { words, dossier: { state } } = visit, act = actOf(name);
  if (act === undefined || state.charter.kind !== 'live') return null;
  const people = mayDo(visit, act), values = posted ?? givenBy(visit, act, now), person = people.find(({ id }) => id === (answer(values, 'as') || visit.reader?.id));
  const asked = posted !== null && answer(values, 'more') === '', run = !asked ? null : person === undefined ? { ok: false as const, refusal: { code: 'act.nobody', field: 'as' } } : dryRun(state, act, values, person, now);
  const problems = run === null || run.ok ? [] : problemsIn(run.refusal);
  return {
    title: words.say(`act.${act.name}`), scripts: ['act'], ...(DANGEROUS.includes(act.topic) || act.name === 'report' ? { exit: true as const } : {}), status: problems.length > 0 ? 422 : 200,
    main: (
      <>
        <p><a href={href(visit, 'act')}>{words.say('act.all')}</a></p>
        <h1>{words.say(`act.${act.name}`)}</h1>
        {words.has(`act.${act.name}.intro`) ? <p>{words.say(`act.${act.name}.intro`)}</p> : null}
        {problems.length > 0 ? <Problems visit={visit} act={act} problems={problems} /> : null}
        {run?.ok === true && person !== undefined ? <Review visit={visit} person={person} body={run.value} /> : null}
        <div id="signing" hidden />
        <form id="act" class="act" method="post" action={href(visit, `act/${act.name}`)} noValidate>
          <Fields visit={visit} act={act} values={values} problems={problems} />
          <Who visit={visit} act={act} people={people} values={values} />
          <p class="buttons"><button type="submit">{words.say('act.review')}</button></p>
        </form>
        <noscript><p class="quiet">{words.say('act.no-script')}</p></noscript>
        <DeviceData visit={visit} act={act} people={people} named={[answer(values, 'as'), ...answers(values, 'readers')]} />
      </>
    ),
  };
}

/** A summary before everything else, each line leading to its field (WCAG 3.3.1). */
export function Problems({ visit, act, problems }: { readonly visit: Visit; readonly act: Act; readonly problems: readonly Refusal[] }): JSX.Element {
  const { words } = visit;
  return (
    <div id="problems" class="warning" role="alert" tabIndex={-1}>
      <p>{words.say('act.problems', { count: problems.length })}</p>
      <ul>{problems.map((problem, index) => <li key={index}><Problem visit={visit} act={act} problem={problem} /></li>)}</ul>
    </div>
  );
}

function Problem({ visit, act, problem }: { readonly visit: Visit; readonly act: Act; readonly problem: Refusal }): JSX.Element {
  const { words } = visit, field = String(problem['field'] ?? ''), known = act.fields.some(({ name }) => field === name || field.startsWith(`${name}.`)) || field === 'as';
  const said = sentenceOf(visit, problem), sentence = problem['line'] === undefined ? said : `${words.say('draft.place', { line: Number(problem['line']), column: Number(problem['column']) })} ${said}`;
  if (!known) return <>{sentence} <span class="quiet">{words.say('act.rule', { code: problem.code })}</span></>;
  return <><a href={`#${idOf(field)}`}>{field === 'as' ? words.say('act.as') : labelOf(visit, act, field)}</a>: {sentence}</>;
}

/** A refusal in words; one of which this program has no sentence stands by its code. */
export function sentenceOf({ words }: Pick<Visit, 'words'>, refusal: Refusal): string {
  const key = `refusal.${refusal.code}`;
  try {
    return words.has(key) ? words.say(key, refusal) : refusal.code;
  } catch {
    return refusal.code; // Facts of another shape than the sentence takes: it may come from a host of another version.
  }
}

/**
 * What is for the table where the charter keeps its papers there. Files on people are never for everybody: one is sealed to those whom its consents name;
 * what is said of one that the table has, those read who have it.
 */
function audienceOf({ dossier: { state } }: Visit, { topic, kind }: Act): string {
  if (topic === 'sought') return kind === 'person' ? 'sealed' : 'table';
  return ['contacts', 'meetings', 'minutes'].includes(topic) ? state.charter.procedure?.publication ?? 'public' : 'public';
}

/** Who signs, and for whom it is. */
function Who({ visit, act, people, values }: { readonly visit: Visit; readonly act: Act; readonly people: readonly Participant[]; readonly values: Values }): JSX.Element {
  const { words, reader } = visit, as = answer(values, 'as') || reader?.id, audience = answer(values, 'audience') || audienceOf(visit, act), isSought = act.topic === 'sought', chosen = answers(values, 'readers');
  const readers = chosen.length > 0 || !isSought || audience !== 'sealed' ? chosen : mayRead(values, readsAt(visit), as ?? '').readers.map(({ id }) => id);
  return (
    <fieldset class="field"><legend>{words.say('act.who')}</legend>
      <p><label for="f-as">{words.say('act.as')}</label>
        <select id="f-as" name="as"><option value="">{words.say('act.choose')}</option>{few(visit, people, [as ?? '']).map((person) => <option key={person.id} value={person.id} selected={person.id === as}>{whoIs(visit, person)}</option>)}</select></p>
      <p id="device-key" class="quiet" role="status"></p>
      <p><label for="f-audience">{words.say('act.audience')}</label>
        <select id="f-audience" name="audience">{(isSought ? ['table', 'sealed'] : ['public', 'table', 'sealed']).map((one) => <option key={one} value={one} selected={one === audience}>{words.say(`act.audience.${one}`)}</option>)}</select></p>
      <details id="readers" open={readers.length > 0}><summary>{words.say('act.readers')}</summary>
        {isCrowd(visit.dossier.state) ? <p class="quiet">{words.say('act.readers.some')} <a href={href(visit, 'people')}>{words.say('people.title')}</a></p> : null}
        <ul class="plain-list">{peopleChoices(visit, readers).map(({ value, label }) => <li key={value}><label><input type="checkbox" name="readers" value={value} checked={readers.includes(value)} /> {label}</label></li>)}</ul>
      </details>
      {isSought ? <ReadBy visit={visit} audience={audience} readers={readers} values={values} as={as ?? ''} /> : null}
    </fieldset>
  );
}

/** Who will be able to read a file on a person, told before it is signed. */
function ReadBy({ visit, audience, readers, values, as }: { readonly visit: Visit; readonly audience: string; readonly readers: readonly string[]; readonly values: Values; readonly as: string }): JSX.Element {
  const { words } = visit, people = readsAt(visit), meant = mayRead(values, people, as), named = (ids: readonly string[]): string => words.list(people.filter(({ id }) => ids.includes(id)).map(({ who }) => who));
  const said = saidOf(audience, { ...meant, readers: people.filter(({ id }) => readers.includes(id)) }, people);
  return (
    <p id="read-by" class="warning" role="status" data-count={people.length}>
      {words.say(`act.reads.${said}`, { who: named(readers), count: people.length })}
      {audience === 'sealed' && said !== 'no-key' && meant.without.length > 0 ? <> {words.say('act.reads.without', { who: named(meant.without.map(({ id }) => id)) })}</> : null}
    </p>
  );
}

/** What would be signed, in words, and as a file for the command line where there is no script to sign with. */
function Review({ visit, person, body: { kind, content } }: { readonly visit: Visit; readonly person: Participant; readonly body: Pick<Body, 'kind' | 'content'> }): JSX.Element {
  const { words, dossier: { slug } } = visit;
  return (
    <section id="review" class="panel" aria-labelledby="review-title">
      <h2 id="review-title">{words.say('act.review.title')}</h2>
      <p>{words.say('act.review.who', { who: whoIs(visit, person) })}</p>
      <Content visit={visit} value={content as unknown as Json} />
      <p>{words.say('act.review.cli')} <code>counterpart sign {slug} entry.json --key KEY --as {person.id}</code></p>
      <pre>{canonical({ kind, content: content as unknown as Json })}</pre>
    </section>
  );
}
