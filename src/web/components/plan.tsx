import type { JSX } from 'preact';
import type { Geography } from '#process';
import type { Drawing } from '#views';
import type { Words } from '#words';

/** How lines of one role are told apart: several disputed lines get several dashes. */
const DASHES = ['9 5', '2 4', '12 3 2 3', '6 3 2 3 2 3', '16 6'] as const;

export interface Dashes {
  readonly [geography: string]: string;
}

/** A dash for every disputed line, in the order of ids. */
export function dashesOf(geography: readonly Geography[]): Dashes {
  const disputed = geography.filter(({ role }) => role === 'disputed-line');
  return Object.fromEntries(disputed.map(({ id }, index) => [id, DASHES[index % DASHES.length] as string]));
}

/** The map as a picture. Everything in it stands in the table and the list beside it. */
export function Plan({ drawing, words, dashes, id, title, description }: { readonly drawing: Drawing; readonly words: Words; readonly dashes: Dashes; readonly id: string; readonly title: string; readonly description: string }): JSX.Element {
  const { width, height, shapes, marks, labels, bar, fontSize } = drawing;
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return (
    <svg class={`plan ${id}`} viewBox={`0 0 ${tenth(width)} ${tenth(height)}`} width={tenth(width)} height={tenth(height)} role="img" aria-labelledby={`${id}-title`} aria-describedby={`${id}-desc`} font-size={fontSize} direction="ltr">
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      <rect class="plan-ground" width="100%" height="100%" />
      {shapes.map(({ geography, fill }) => (fill === '' ? null : <path key={geography.id} class="plan-area" d={fill} />))}
      {[...ROLES].map((role) => shapes.filter(({ geography }) => geography.role === role).map(({ geography, outline }) => <Outline key={geography.id} geography={geography} d={outline} dash={dashes[geography.id]} />))}
      {marks.map(({ place, at: [x, y], precision }) => (precision === null ? null : <circle key={place.number} class="plan-precision" cx={tenth(x)} cy={tenth(y)} r={tenth(precision)} />))}
      {marks.map(({ place, at: [x, y], radius }) => <circle key={place.number} class={place.items > 0 ? 'plan-mark' : 'plan-mark plan-empty'} cx={tenth(x)} cy={tenth(y)} r={tenth(radius)} />)}
      {labels.map(({ id: place, lines, x, y, anchor }) => (
        <text key={place} class="plan-label" x={tenth(x)} y={tenth(y)} text-anchor={anchor}>
          {lines.length === 1 ? lines[0] : lines.map((line, index) => <tspan key={index} x={tenth(x)} dy={index === 0 ? 0 : '1.1em'}>{line}</tspan>)}
        </text>
      ))}
      <ScaleBar words={words} bar={bar} height={height} fontSize={fontSize} />
    </svg>
  );
}

const ROLES = ['outline', 'area', 'disputed-line', 'road'] as const;

/** A road is two strokes of one path; a disputed line is never a full stroke. */
function Outline({ geography: { role }, d, dash }: { readonly geography: Geography; readonly d: string; readonly dash: string | undefined }): JSX.Element {
  if (role === 'road') return <><path class="plan-road" d={d} /><path class="plan-road-middle" d={d} /></>;
  return <path class={`plan-${role}`} d={d} {...(dash === undefined ? {} : { 'stroke-dasharray': dash })} />;
}

function ScaleBar({ words, bar, height, fontSize }: { readonly words: Words; readonly bar: Drawing['bar']; readonly height: number; readonly fontSize: number }): JSX.Element {
  const x = fontSize * 0.8, y = Math.round(height - fontSize * 0.9), end = Math.round(x + bar.units);
  return (
    <g>
      <path class="plan-scale" d={`M${x} ${y - 5}V${y}H${end}V${y - 5}`} />
      <text class="plan-label" x={(x + end) / 2} y={y - 6} text-anchor="middle">{words.say('map.scale', { kilometres: words.number(bar.kilometres) })}</text>
    </g>
  );
}

/** The same stroke for the list beside the map. */
export function LineSwatch({ geography, dash }: { readonly geography: Geography; readonly dash: string | undefined }): JSX.Element {
  return (
    <svg class="swatch" width="40" height="16" aria-hidden="true" focusable="false">
      {geography.role === 'area' ? <rect class="plan-area" width="40" height="16" /> : null}
      <Outline geography={geography} d="M0 8H40" dash={dash} />
    </svg>
  );
}
