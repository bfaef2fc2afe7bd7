import type { Instant } from '#base';
import type { Claim, Told } from './evidence.ts';
import { byTime } from './evidence.ts';
import type { Because } from './status.ts';
import type { Support } from './support.ts';
import { reasonText, support } from './support.ts';

/** Claims in the order of `byTime`, with what follows from them alone, made when it is asked for. A telling that goes on hands what was made of it to the longer one, which adds only what is new. */
export class Telling {
  readonly claims: readonly Claim[];
  #because: readonly Support[] | null = null;
  #apart: Map<string, Claim> | null = null;
  #written: Text | null = null;

  constructor(claims: readonly Claim[]) {
    this.claims = claims;
  }

  /** What each claim supports. */
  get because(): readonly Support[] {
    return this.#because ??= this.claims.map((claim) => support(claim));
  }

  /** What many say alike is said once: of each, the first that says it, in order. */
  get apart(): readonly Claim[] {
    if (this.#apart === null) {
      this.#apart = new Map();
      for (const claim of this.claims) if (!this.#apart.has(sayingOf(claim))) this.#apart.set(sayingOf(claim), claim);
    }
    return [...this.#apart.values()];
  }

  /** The reasons as canonical JSON, with commas between. */
  get written(): Uint8Array {
    if (this.#written === null) {
      this.#written = new Text();
      this.#written.add(this.because, this.because.map(() => 0));
    }
    return this.#written.bytes;
  }

  /** Of these, what is of times that begin before a second. */
  before(end: Instant): Telling {
    const last = this.claims.at(-1);
    return last === undefined || last.at.from < end ? this : new Telling(this.claims.slice(0, this.claims.findIndex(({ at }) => at.from >= end)));
  }

  /** The claims of times that begin later. */
  from(start: Instant): readonly Claim[] {
    const first = this.claims.findLastIndex(({ at }) => at.from < start) + 1;
    return this.claims.slice(first);
  }

  /** The same with more claims, given in order. */
  with(more: readonly Claim[]): Telling {
    const places = placesIn(this.claims, more), longer = new Telling(merged(this.claims, more, places));
    if (this.#because !== null) longer.#because = merged(this.#because, more.map((claim) => support(claim)), places);
    if (this.#apart !== null) longer.#apart = setApart(this.#apart, more);
    this.#written?.add(more.map((claim) => support(claim)), places);
    longer.#written = this.#written;
    [this.#because, this.#apart, this.#written] = [null, null, null];
    return longer;
  }
}

/** What of reasons is a telling: it is written out with it. */
const tellings = new WeakMap<readonly Because[], { readonly at: number; readonly told: Telling }>();

/** The reasons of a judgement that rests on a telling. */
export function reasons(before: readonly Because[], told: Telling, after: readonly Because[]): readonly Because[] {
  const all = [...before, ...told.because, ...after];
  if (told.claims.length > 0) tellings.set(all, { at: before.length, told });
  return all;
}

/** Reasons as canonical JSON with commas between: pieces that follow one another. */
export function reasonsWritten(all: readonly Because[]): readonly (string | Uint8Array)[] {
  const kept = tellings.get(all), texts = (part: readonly Because[]): string => part.map(reasonText).join(',');
  if (kept === undefined) return [texts(all)];
  const { at, told } = kept, before = all.slice(0, at), after = all.slice(at + told.claims.length);
  return [before.length === 0 ? '' : `${texts(before)},`, told.written, after.length === 0 ? '' : `,${texts(after)}`];
}

/** Where in an ordered list each of more, in order as well, belongs: after what is of the same time and entry. */
export function placesIn<T extends Told>(ordered: readonly T[], more: readonly T[]): readonly number[] {
  let low = 0;
  return more.map((one) => {
    let high = ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byTime(ordered[middle] as T, one) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}

/** A list with more, each in its place. */
export function merged<T>(list: readonly T[], more: readonly T[], places: readonly number[]): readonly T[] {
  const all: T[] = [];
  let from = 0;
  for (const [index, one] of more.entries()) {
    for (const to = places[index] ?? 0; from < to; from += 1) all.push(list[from] as T);
    all.push(one);
  }
  for (; from < list.length; from += 1) all.push(list[from] as T);
  return all;
}

/** What a claim says, whoever entered it. */
const sayingOf = ({ by, holds, at, to, quantity }: Claim): string => `${holds} ${at.from} ${at.to} ${to === null ? '' : `${to.from} ${to.to}`} ${quantity?.value ?? ''} ${by}`;

/** With what more claims say for the first time, or in an earlier entry. */
function setApart(apart: Map<string, Claim>, more: readonly Claim[]): Map<string, Claim> {
  const news = new Map<string, Claim>();
  for (const claim of more) {
    const saying = sayingOf(claim), first = apart.get(saying);
    if (!news.has(saying) && (first === undefined || byTime(claim, first) < 0)) news.set(saying, claim);
  }
  if (news.size === 0) return apart;
  const others = [...apart].filter(([saying]) => !news.has(saying)), added = [...news];
  return new Map(merged(others, added, placesIn(others.map(([, claim]) => claim), added.map(([, claim]) => claim))));
}

const TEXT = new TextEncoder();

/** Reasons of a telling as canonical JSON, a comma after each. They are added to in place, with room for more: a text of a hundred thousand bytes is not made anew for one reason. */
class Text {
  #bytes = new Uint8Array(1024);
  /** Where each reason ends. */
  #ends: number[] = [];

  /** Without the last comma. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, Math.max(0, this.#end(this.#ends.length) - 1));
  }

  #end = (count: number): number => (count === 0 ? 0 : this.#ends[count - 1] ?? 0);

  /** Each of more before the one that has its place now. From the last to the first: what stands between two of them is moved once. */
  add(more: readonly Support[], places: readonly number[]): void {
    const texts = more.map((reason) => TEXT.encode(`${reason.written()},`)), ends = [...this.#ends];
    let moved = texts.reduce((sum, { length }) => sum + length, 0), until = this.#ends.length;
    this.#make(this.#end(until) + moved);
    for (let index = texts.length - 1; index >= 0; index -= 1) {
      const text = texts[index] as Uint8Array, place = places[index] ?? 0, start = this.#end(place);
      this.#bytes.copyWithin(start + moved, start, this.#end(until));
      for (let at = place; at < until; at += 1) ends[at + index + 1] = this.#end(at + 1) + moved;
      ends[place + index] = start + moved;
      moved -= text.length;
      this.#bytes.set(text, start + moved);
      until = place;
    }
    this.#ends = ends;
  }

  #make(room: number): void {
    if (room <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.ceil(room * 1.5));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
