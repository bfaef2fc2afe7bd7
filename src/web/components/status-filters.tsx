import type { ComponentChildren, JSX } from 'preact';
import { civilDay } from '#base';
import { TRACKS } from '#agreement';
import type { AgreementState, Filters, Problem } from '#views';
import { countedAs, daysOf, queryOf, SETTLEMENTS, VERDICTS } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { actorLabel } from './names.tsx';
import { perspectiveName } from './status-words.ts';

interface Props {
  readonly view: AgreementState;
  readonly filters: Filters;
  readonly problems: readonly Problem[];
  readonly visit: Visit;
}

/** The address of the state with the choices made, some of them changed. */
export function stateHref(visit: Visit, filters: Filters, change: Partial<Filters> = {}): string {
  const base = href(visit, '');
  const query = new URLSearchParams(queryOf(filters, change).map(([name, value]) => [name, value])).toString();
  return query === '' ? base : `${base}${base.includes('?') ? '&' : '?'}${query}`;
}

/** Times and choices in one form that any browser can send. With script the day can be dragged along the marks of the timeline. */
export function StatusFilters({ view, filters, problems, visit }: Props): JSX.Element {
  const { words } = visit;
  const chosen = queryOf(filters).length;
  return (
    <form class="state-filters" method="get" action={href(visit, '').split('?')[0]} id="choices">
      <Carried visit={visit} />
      <Times visit={visit} />
      <details open={chosen > 0 || problems.length > 0}>
        <summary>{words.say('state.filters.title')}{chosen === 0 ? '' : ` ${words.say('state.filters.chosen', { count: chosen })}`}</summary>
        <div class="filters">
          <Party filters={filters} visit={visit} />
          <Choice name="instrument" visit={visit} chosen={filters.instrument} options={[...visit.dossier.state.instruments.values()].map(({ value }) => [value.id, words.text(value.title).words])} />
          <Choice name="track" visit={visit} chosen={filters.track} options={TRACKS.map((track) => [track, words.say(`track.${track}`)])} />
          <Choice name="status" visit={visit} chosen={filters.status} options={VERDICTS.filter((word) => countedAs(word) === word).map((word) => [word, words.say(`verdict.${word}`)])} />
          <Choice name="settlement" visit={visit} chosen={filters.settlement} options={SETTLEMENTS.map((one) => [one, words.say(`settlement.${one}`)])} />
          <Since visit={visit} filters={filters} problem={problems.find(({ field }) => field === 'since')} />
          <label class="check"><input type="checkbox" name="differ" value="1" checked={filters.differ} /> {words.say('state.filter.differ')}</label>
        </div>
        <Whose view={view} filters={filters} visit={visit} />
        <p class="send"><button type="submit">{words.say('state.filters.show')}</button> {chosen === 0 ? null : <a href={href(visit, '')}>{words.say('state.filters.clear')}</a>}</p>
      </details>
    </form>
  );
}

/** Language and place names stay as they are. */
function Carried({ visit }: { readonly visit: Visit }): JSX.Element {
  return <>{['lang', 'names'].map((name) => {
    const value = visit.url.searchParams.get(name);
    return value === null ? null : <input key={name} type="hidden" name={name} value={value} />;
  })}</>;
}

/** `data-marks`: days after the first on which the record has an item, for the slider. */
function Times({ visit: { words, dossier, asOf, url } }: { readonly visit: Visit }): JSX.Element {
  const { zone } = dossier.state.charter;
  const first = civilDay(dossier.range.from, zone), last = civilDay(dossier.range.to - 1, zone);
  const known = url.searchParams.get('known') ?? '';
  return (
    <div class="times">
      <p><label for="valid">{words.say('state.time.valid')}</label>
        <span class="quiet" id="valid-hint">{words.say('state.time.valid.hint')}</span>
        <input type="date" id="valid" name="valid" value={civilDay(asOf.valid - 1, zone)} min={first} max={last} aria-describedby="valid-hint" data-marks={marks(dossier, first)} data-label={words.say('state.time.slider')} /></p>
      <p><label for="known">{words.say('state.time.known')}</label>
        <span class="quiet" id="known-hint">{words.say('state.time.known.hint')}</span>
        <input type="date" id="known" name="known" value={known} aria-describedby="known-hint" /></p>
      <button type="submit">{words.say('state.filters.show')}</button>
    </div>
  );
}

function marks({ state }: Visit['dossier'], first: string): string {
  const start = Date.parse(`${first}T00:00Z`);
  return daysOf(state).map((day) => Math.round((Date.parse(`${day}T00:00Z`) - start) / 86_400_000)).filter((day) => day >= 0).join(' ');
}

function Party({ filters, visit }: Pick<Props, 'filters' | 'visit'>): JSX.Element {
  const bearers = new Set([...visit.dossier.state.commitments.values()].flatMap(({ value }) => value.bearers.actors));
  const options = [...visit.dossier.state.actors.keys()].filter((id) => bearers.has(id)).map((id): [string, string] => [id, actorLabel(visit, id)]);
  return <Choice name="party" visit={visit} chosen={filters.party} options={options} />;
}

type Option = readonly [string, string];

function Choice({ name, visit: { words }, chosen, options }: { readonly name: string; readonly visit: Visit; readonly chosen: string | null; readonly options: readonly Option[] }): JSX.Element {
  return (
    <p><label for={name}>{words.say(`state.filter.${name}`)}</label>
      <select id={name} name={name}>
        <option value="">{words.say(`state.filter.${name}.all`)}</option>
        {options.map(([id, label]) => <option key={id} value={id} selected={id === chosen}>{label}</option>)}
      </select></p>
  );
}

function Since({ visit, filters, problem }: { readonly visit: Visit; readonly filters: Filters; readonly problem: Problem | undefined }): JSX.Element {
  const { words } = visit;
  return (
    <p><label for="since">{words.say('state.filter.since')}</label>
      {problem === undefined ? null : <Complaint id="since-error">{words.say(`refusal.${problem.refusal.code}`, problem.refusal)}</Complaint>}
      <input type="date" id="since" name="since" value={filters.since ?? ''} {...(problem === undefined ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': 'since-error' })} /></p>
  );
}

function Complaint({ id, children }: { readonly id: string; readonly children: ComponentChildren }): JSX.Element {
  return <span class="complaint" id={id}>{children}</span>;
}

/** Whose accounts to show. Nobody's is the default: without a choice, everybody's who speaks. */
function Whose({ view, filters, visit }: Pick<Props, 'view' | 'filters' | 'visit'>): JSX.Element {
  const silent = new Set(view.silent.map(({ id }) => id));
  return (
    <fieldset class="whose">
      <legend>{visit.words.say('state.filter.by')}</legend>
      <p class="quiet">{visit.words.say('state.filter.by.hint')}</p>
      <ul>{visit.dossier.perspectives.map((perspective) => (
        <li key={perspective.id}><label class={silent.has(perspective.id) ? 'quiet' : undefined}>
          <input type="checkbox" name="by" value={perspective.id} checked={filters.by.includes(perspective.id)} /> {perspectiveName(visit, perspective)}
        </label></li>
      ))}</ul>
    </fieldset>
  );
}

/** What of the address could not be read, first on the page, each with a link to its field. */
export function Problems({ problems, visit: { words } }: { readonly problems: readonly Problem[]; readonly visit: Visit }): JSX.Element | null {
  if (problems.length === 0) return null;
  return (
    <div class="warning" role="alert" aria-labelledby="problems">
      <h2 id="problems">{words.say('state.problems')}</h2>
      <ul>{problems.map(({ field, refusal }, index) => <li key={index}><a href={field === 'by' ? '#choices' : `#${field}`}>{words.say(`refusal.${refusal.code}`, refusal)}</a></li>)}</ul>
    </div>
  );
}
