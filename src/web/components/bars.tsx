import type { ComponentChildren, JSX } from 'preact';
import type { Instant } from '#base';
import { civil, civilToInstant } from '#base';
import type { Words } from '#words';

/** The time that all bars of a page share. */
export interface TimeScale {
  readonly from: Instant;
  readonly to: Instant;
  readonly zone: string;
}

const FILLS = ['holds', 'part', 'not', 'changing', 'disputed'] as const;
/** Told apart by pattern, not by colour alone. */
export type Fill = (typeof FILLS)[number];

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
  readonly fill: Fill;
}

/** The patterns that bars are filled with; once on a page that has bars. */
export function BarPatterns(): JSX.Element {
  return (
    <svg class="bar-patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="bar-part" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="bar-ground" width="8" height="8" /><path class="bar-stripe" d="M0 0l8 8M-2 6l4 4M6-2l4 4" /></pattern>
        <pattern id="bar-not" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="bar-deep" width="5" height="5" /><path class="bar-grid" d="M0 5L5 0" /></pattern>
        <pattern id="bar-changing" width="4" height="4" patternUnits="userSpaceOnUse"><circle class="bar-dot" cx="2" cy="2" r="1" /></pattern>
      </defs>
    </svg>
  );
}

const paint = (fill: Fill): { readonly class: string; readonly fill?: string } => (fill === 'holds' || fill === 'disputed' ? { class: `bar-${fill}` } : { class: 'bar-edge', fill: `url(#bar-${fill})` });

export function Swatch({ fill }: { readonly fill: Fill }): JSX.Element {
  return <svg class="swatch" width="28" height="16" aria-hidden="true" focusable="false"><rect x="1" y="1" width="26" height="14" {...paint(fill)} /></svg>;
}

/** Something at one time: told apart by its shape. */
const SIGNS = { full: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0', ring: 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0', square: 'M-4-4h8v8h-8z', cross: 'M-4.5-4.5l9 9m0-9l-9 9', half: 'M0-6L5 3H-5z', diamond: 'M0-6.5l5 6.5l-5 6.5l-5-6.5z' } as const;
export type Sign = keyof typeof SIGNS;

export function SignSwatch({ sign }: { readonly sign: Sign }): JSX.Element {
  return <svg class="swatch" width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true" focusable="false"><path class={`sign-${sign}`} d={SIGNS[sign]} /></svg>;
}

export interface BarRowProps {
  readonly scale: TimeScale;
  readonly name: ComponentChildren;
  /** Read out in place of the bar. */
  readonly label: string;
  readonly spans?: readonly Span[];
  readonly signs?: readonly { readonly at: Instant; readonly sign: Sign }[];
  readonly note?: string;
}

/** One account over the shared time; the table beside it says the same exactly. */
export function BarRow({ scale, name, label, spans = [], signs = [], note }: BarRowProps): JSX.Element {
  return (
    <div class="bar-row">
      <div class="bar-name">{name}{note === undefined ? null : <span class="quiet"> {note}</span>}</div>
      <svg class="bar" height="28" role="img" aria-label={label}>
        <line class="bar-base" x1="0" x2="100%" y1="14" y2="14" />
        {spans.flatMap((span, index) => {
          const from = Math.max(span.from, scale.from), to = Math.min(span.to, scale.to);
          return from >= to ? [] : [<rect key={index} x={share(scale, from)} width={percent(Math.max(THINNEST, (to - from) / (scale.to - scale.from)))} y={span.fill === 'disputed' ? 8 : 2} height={span.fill === 'disputed' ? 12 : 24} {...paint(span.fill)} />];
        })}
        {signs.filter(({ at }) => at >= scale.from && at < scale.to).map(({ at, sign }, index) => <svg key={index} x={share(scale, at)} y="14" width="1" height="1" overflow="visible"><path class={`sign-${sign}`} d={SIGNS[sign]} /></svg>)}
      </svg>
    </div>
  );
}

/** Ticks in civil months or years of the process's zone, as many as a page can bear. */
export function BarAxis({ scale, words }: { readonly scale: TimeScale; readonly words: Words }): JSX.Element {
  const ticks = ticksOf(scale);
  return (
    <div class="bar-row bar-axis" aria-hidden="true">
      <div />
      <svg class="bar" height="28" focusable="false" direction="ltr">
        {ticks.map(({ at, label }, index) => (
          <g key={at}>
            <line class="bar-tick" x1={share(scale, at)} x2={share(scale, at)} y1="0" y2="8" />
            <text class={label.length === 4 || index % 3 === 0 ? 'bar-label' : 'bar-label bar-alternate'} x={share(scale, at)} y="24">{label.length === 4 ? label : words.day(label)}</text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** What is too short for the scale is still drawn, as a stroke. */
const THINNEST = 0.002;

const percent = (part: number): string => `${Math.round(part * 10_000) / 100}%`;
const share = (scale: TimeScale, at: Instant): string => percent((at - scale.from) / (scale.to - scale.from));

const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];
const MOST_TICKS = 8;

function ticksOf({ from, to, zone }: TimeScale): readonly { readonly at: Instant; readonly label: string }[] {
  const start = civil(from, zone), end = civil(to - 1, zone);
  const first = start.year * 12 + start.month - 1, last = end.year * 12 + end.month - 1;
  const step = STEPS.find((size) => (last - first) / size < MOST_TICKS) ?? 1200;
  const ticks: { at: Instant; label: string }[] = [];
  for (let month = Math.ceil(first / step) * step; month <= last; month += step) {
    const year = Math.floor(month / 12), ofYear = (month % 12) + 1;
    const at = civilToInstant(year, ofYear, 1, zone);
    const label = step >= 12 ? String(year) : `${year}-${String(ofYear).padStart(2, '0')}`;
    if (at >= from && (at - from) / (to - from) < 0.9) ticks.push({ at, label });
  }
  return ticks;
}
