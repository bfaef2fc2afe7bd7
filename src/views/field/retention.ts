import type { Instant } from '#base';
import { endOf, span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import { erasedTogether, isOf } from '#process';
import type { Participant, ProcessState } from '#process';
import { mattersOf, upon } from './upon.ts';
import type { MatterOf } from './upon.ts';

/** How long a file on a person is kept, and what has to be erased with it. */
export interface Retained {
  readonly person: MatterOf<'person'>;
  /** The first of these that comes: the file's own expiry (PFIF), the end of the last consent, a year after the person was released, exchanged or handed over. `null`: nobody set an end. */
  readonly end: { readonly why: 'expiry' | 'consent' | 'closed'; readonly at: Instant } | null;
  /** `soon`: within thirty days; those who made it are reminded. */
  readonly word: 'kept' | 'soon' | 'due' | 'endless';
  /** What is erased together, by whom it was said: what rests on the file, the last first, then the file. */
  readonly entries: readonly { readonly position: number; readonly by: ActorId }[];
}

const DAY = 86_400;
export const REMINDED = 30 * DAY;
const CLOSED: readonly string[] = ['released', 'exchanged', 'handed-over'];

/** The files that a side made, by when they end; what is not theirs is theirs to look after who made it. Files told to be of one person stand each for itself. */
export function retained(state: ProcessState, asOf: AsOf, reader: Participant): readonly Retained[] {
  const made = mattersOf(state, 'person', asOf.known).filter(({ value }) => isOf(state.actors, value.by, reader.actor) || isOf(state.actors, reader.actor, value.by));
  return made.map((person): Retained => {
    const ends = [...expiry(state, person), ...consent(state, person), ...closed(state, person, asOf)].toSorted((a, b) => a.at - b.at), end = ends[0] ?? null;
    const entries = erasedTogether(state, person.source.entry).flatMap((entry) => state.voices.get(entry) ?? []).map(({ position, author }) => ({ position, by: state.participants.get(author)?.actor ?? '' }));
    return { person, end, word: end === null ? 'endless' : end.at <= asOf.valid ? 'due' : end.at <= asOf.valid + REMINDED ? 'soon' : 'kept', entries: entries.toSorted((a, b) => b.position - a.position) };
  }).toSorted((a, b) => (a.end?.at ?? Number.MAX_SAFE_INTEGER) - (b.end?.at ?? Number.MAX_SAFE_INTEGER) || a.person.source.position - b.person.source.position);
}

type End = NonNullable<Retained['end']>;

const lastOf = ({ charter: { zone } }: ProcessState, when: string): Instant | null => { const read = span(when, zone); return read.ok ? endOf(read.value) : null; };

function expiry(state: ProcessState, { value: { fields } }: MatterOf<'person'>): readonly End[] {
  const at = lastOf(state, fields['expiry_date'] ?? '');
  return at === null ? [] : [{ why: 'expiry', at }];
}

/** Where consent was given to somebody without an end, it ends nothing; where it was given to nobody, there is none to end. */
function consent(state: ProcessState, { value }: MatterOf<'person'>): readonly End[] {
  const ends = value.consent.map(({ until }) => (until === undefined ? null : lastOf(state, until)));
  return ends.length === 0 || ends.includes(null) ? [] : [{ why: 'consent', at: Math.max(...ends.flatMap((end) => end ?? [])) }];
}

/** As the side says that made the file: nobody else's word closes it. */
function closed(state: ProcessState, { value: { id, by } }: MatterOf<'person'>, { known }: AsOf): readonly End[] {
  const last = upon(state, id, 'person-note', known).findLast(({ value }) => value.step !== undefined && isOf(state.actors, by, value.by)), at = last !== undefined && CLOSED.includes(last.value.step ?? '') ? lastOf(state, last.value.date) : null;
  return at === null ? [] : [{ why: 'closed', at: at + 365 * DAY }];
}
