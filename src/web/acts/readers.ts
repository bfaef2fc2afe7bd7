import type { Values } from './values.ts';
import { answers } from './values.ts';

/** Somebody at the table, as far as who may read a file on a person depends on them: the actors that they speak for, the widest last. */
export interface Reads {
  readonly id: string;
  readonly who: string;
  readonly sides: readonly string[];
  /** An age recipient; without one nobody can write them a letter. */
  readonly reading?: string;
}

/** Who can be given a file on a person by the consents in its form, and whoever makes it; those of them who have no reading key cannot be written to. */
export interface MayRead {
  readonly readers: readonly Reads[];
  readonly without: readonly Reads[];
}

/** By consent: everybody who speaks for an actor to whom the file may be given, or for the side that makes it. Times are not looked at: what was sealed to somebody stays readable to them. */
export function mayRead(values: Values, people: readonly Reads[], author: string): MayRead {
  const to = Object.keys(values).filter((name) => /^consent\.\d{1,4}\.to$/.test(name)).flatMap((name) => answers(values, name)), own = people.find(({ id }) => id === author)?.sides[0];
  const meant = people.filter(({ sides }) => sides.some((side) => to.includes(side) || side === own));
  return { readers: meant.filter(({ reading }) => reading !== undefined), without: meant.filter(({ reading }) => reading === undefined) };
}

/** How it is said who will read what is signed: by the audience; `nobody` where no one is meant who can be written to, `no-key` where nobody at the table (`people`) can be. */
export const saidOf = (audience: string, { readers }: MayRead, people: readonly Reads[]): 'public' | 'table' | 'sealed' | 'nobody' | 'no-key' =>
  audience !== 'sealed' ? (audience === 'table' ? 'table' : 'public') : readers.length > 0 ? 'sealed' : people.some(({ reading }) => reading !== undefined) ? 'nobody' : 'no-key';
