import type { JSX } from 'preact';
import type { Geography } from '#process';
import type { MapPlace, MapView } from '#views';
import { drawMap, mapView } from '#views';
import { PlaceName, namingOf } from '../components/names.tsx';
import type { Dashes } from '../components/plan.tsx';
import { MovingMap } from '../components/moving-map.tsx';
import { LineSwatch, Plan, dashesOf } from '../components/plan.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** A wide drawing for screens and paper, a narrow one for phones, so that letters are legible on both; styles show one of them. */
const SIZES = [{ id: 'plan-wide', size: { width: 1100, fontSize: 14, maxHeight: 900 } }, { id: 'plan-narrow', size: { width: 330, fontSize: 12.5, maxHeight: 520 } }] as const;

/** Places, lines and areas of the record, drawn without any request outside, and the same as tables. */
export const mapPage: PageOf = async (visit) => {
  const { words, dossier, asOf, url } = visit;
  const view = mapView(dossier.state, asOf, url.searchParams.get('extent') ?? 'all');
  const dashes = dashesOf(view.geography.map((held) => held.value));
  return {
    title: words.say('map.title'),
    styles: ['places'], ...(view.frame === null ? {} : { scripts: ['map'] }),
    main: (
      <>
        <h1>{words.say('map.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('map.intro')}</p>
        <Choices visit={visit} view={view} />
        {view.frame === null ? <p>{words.say('map.none')}</p> : <MovingMap words={words} data={href(visit, 'map.json')} entry={href(visit, 'record/{id}')} report={href(visit, 'reports/{id}')} />}
        <div class="plan-sheet">
          {view.frame === null ? null : <Drawings visit={visit} view={view} dashes={dashes} />}
          <Legend visit={visit} view={view} dashes={dashes} />
        </div>
        <Places visit={visit} view={view} />
      </>
    ),
  };
};

function Drawings({ visit, view, dashes }: { readonly visit: Visit; readonly view: MapView; readonly dashes: Dashes }): JSX.Element {
  const { words } = visit;
  return (
    <figure class="plans">
      {SIZES.map(({ id, size }) => {
        const drawing = drawMap(view, size, namingOf(visit), [words.locale, 'en']);
        if (drawing === null) return null;
        const description = words.say('map.description', { places: drawing.marks.length, lines: drawing.shapes.length });
        return <Plan key={id} id={id} drawing={drawing} words={words} dashes={dashes} title={words.say('map.drawing', { extent: extentLabel(visit, view.extent) })} description={description} />;
      })}
      {view.frame === null ? null : <figcaption class="quiet">{words.say('map.projection', { lat: words.number(Math.round((view.frame.north + view.frame.south) * 5) / 10) })}</figcaption>}
    </figure>
  );
}

function extentLabel({ words, dossier }: Visit, extent: string): string {
  const line = dossier.state.geography.get(extent);
  return line === undefined ? words.say('map.extent.all') : words.text(line.value.title).words;
}

function Choices({ visit, view }: { readonly visit: Visit; readonly view: MapView }): JSX.Element {
  const { words, url } = visit;
  const naming = namingOf(visit);
  const kept = ['valid', 'known', 'lang'].flatMap((name) => { const value = url.searchParams.get(name); return value === null ? [] : [[name, value] as const]; });
  return (
    <form class="filters" method="get">
      {kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <label>{words.say('map.extent')}<br />
        <select name="extent">{view.extents.map((extent) => <option key={extent} value={extent} selected={extent === view.extent}>{extentLabel(visit, extent)}</option>)}</select>
      </label>
      <label>{words.say('map.naming')}<br />
        <select name="names">
          <option value="both">{words.say('map.naming.both')}</option>
          {view.tags.map((tag) => <option key={tag} value={tag} selected={tag === naming}>{tagLabel(visit, view, tag)}</option>)}
        </select>
      </label>
      <button type="submit">{words.say('map.show')}</button>
    </form>
  );
}

/** A tag of the gazetteer with an example, the name under it of the place that most entries name. */
function tagLabel({ words }: Visit, view: MapView, tag: string): string {
  const named = view.places.filter(({ place }) => place.names[tag] !== undefined).toSorted((a, b) => b.items - a.items || a.number - b.number);
  return words.say('map.naming.tag', { tag, example: named[0]?.place.names[tag] ?? '' });
}

function Legend({ visit, view, dashes }: { readonly visit: Visit; readonly view: MapView; readonly dashes: Dashes }): JSX.Element {
  const { words } = visit;
  return (
    <section>
      <h2>{words.say('map.legend')}</h2>
      <ul class="plan-legend">
        <li><svg class="swatch" width="40" height="16" aria-hidden="true" focusable="false"><circle class="plan-mark plan-empty" cx="7" cy="8" r="3" /><circle class="plan-mark" cx="26" cy="8" r="6.5" /></svg><span>{words.say('map.legend.place')} {words.say('map.legend.number')}</span></li>
        <li><svg class="swatch" width="40" height="16" aria-hidden="true" focusable="false"><circle class="plan-precision" cx="20" cy="8" r="7" /></svg><span>{words.say('map.legend.precision')}</span></li>
        {view.geography.map(({ value, source }) => <li key={value.id}><LineSwatch geography={value} dash={dashes[value.id]} /><span><LineSaid visit={visit} geography={value} position={source.position} /></span></li>)}
      </ul>
    </section>
  );
}

function LineSaid({ visit, geography, position }: { readonly visit: Visit; readonly geography: Geography; readonly position: number }): JSX.Element {
  const { words } = visit;
  const { title, role, by, asOf, note, source } = geography;
  return (
    <>
      <b><InWords text={title} words={words} /></b> ({words.say(`map.role.${role}`)}), {words.say('map.drawn-by', { by })}, {asOf === undefined ? words.say('map.no-date') : words.say('map.as-of', { day: words.when(asOf) })}.{' '}
      {note === undefined ? null : <span class="quiet"><InWords text={note} words={words} />{' '}</span>}
      {source.url === undefined ? (source.title === undefined ? null : <span class="quiet"><bdi>{source.title}</bdi>{' '}</span>) : <><a href={source.url} rel="noreferrer nofollow"><bdi>{source.title ?? source.url}</bdi></a>{' '}</>}
      <a href={href(visit, `record/${position}`)}>{words.say('timeline.entry', { position })}</a>
    </>
  );
}

function Places({ visit, view }: { readonly visit: Visit; readonly view: MapView }): JSX.Element {
  const { words } = visit;
  return (
    <section>
      <h2>{words.say('map.table')}</h2>
      <StackedTable
        caption={words.say('map.elsewhere', { count: view.itemsElsewhere })}
        columns={['number', 'place', 'where', 'items'].map((column) => words.say(`map.${column}`))}
        rows={view.places.map((place) => ({ key: place.place.id, cells: placeCells(visit, view, place) }))}
      />
    </section>
  );
}

function placeCells(visit: Visit, view: MapView, { place, number, at, drawn, items }: MapPlace): readonly JSX.Element[] {
  const { words } = visit;
  const round = (degrees: number): string => words.number(Math.round(degrees * 1000) / 1000);
  return [
    <>{words.number(number)}</>,
    <PlaceName visit={visit} place={place} />,
    <>{at === null ? words.say('map.no-coordinates') : `${words.say('map.coordinates', { lat: round(at[1]), lon: round(at[0]) })}; ${withinOf(visit, place.precision)}`}{at !== null && !drawn && view.frame !== null ? `; ${words.say('map.not-drawn')}` : ''}</>,
    <>{items === 0 ? '–' : <a href={href(visit, 'timeline', { place: place.id })}>{words.number(items)}</a>}</>,
  ];
}

function withinOf({ words }: Visit, precision: number | undefined): string {
  if (precision === undefined) return words.say('map.exact');
  const distance = precision < 1000 ? words.say('map.metres', { count: precision }) : words.say('map.kilometres', { count: precision / 1000 });
  return words.say('map.within', { distance });
}
