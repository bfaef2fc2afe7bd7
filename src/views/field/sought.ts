import { FOREVER, endOf, span } from '#base';
import type { Instant } from '#base';
import type { AsOf } from '#compliance';
import { isOf } from '#process';
import type { Participant, PersonFile, PersonNote, ProcessState } from '#process';
import { wholeOf } from '../timeline-entry.ts';
import { frontsBy, isOver, mattersOf, upon } from './upon.ts';
import type { MatterOf } from './upon.ts';

/**
 * How far the search for somebody is, as the notes tell. An identification stays open while somebody contests it, whatever else is said, until they accept it themselves:
 * only then, or with a release, an exchange or a handing over, is it closed.
 */
export type Fate = 'open' | 'identified' | 'contested' | 'accepted' | 'released' | 'exchanged' | 'handed-over';

export interface SoughtView {
  readonly person: MatterOf<'person'>;
  readonly notes: readonly MatterOf<'person-note'>[];
  readonly fate: Fate;
  readonly searches: number;
  /** Files told to be about the same person, and stood behind this one. */
  readonly same: readonly string[];
  /** Whether this reader may see whose file it is: their side made it, or it may be given to their side now. */
  readonly entitled: boolean;
}

/**
 * The files of these statuses, for one reader. One told to be of one person with another stands behind it, unless the reader may see this one and not that: nobody hides a file from those whom it is for.
 * Whoever is at the table may know how far the search is; what the notes say only who may see the file that they are on. What is sealed to others is not in this copy at all.
 */
export function soughtViews(state: ProcessState, asOf: AsOf, statuses: readonly string[], reader: Participant | undefined): readonly SoughtView[] {
  const fronts = frontsBy(state, asOf.known), behind = Map.groupBy(fronts, ([, front]) => front), files = new Map(mattersOf(state, 'person', asOf.known).map((person) => [person.value.id, person]));
  const entitled = (id: string | undefined): boolean => { const file = files.get(id ?? ''); return file !== undefined && isEntitled(state, file, asOf, reader); };
  return [...files.values()].filter(({ value: { id, status } }) => statuses.includes(status) && (!fronts.has(id) || (entitled(id) && !entitled(fronts.get(id))))).map((person) => {
    const { id } = person.value, may = entitled(id), same = fronts.has(id) ? [] : (behind.get(id) ?? []).map(([other]) => other);
    const all = [id, ...same].flatMap((one) => upon(state, one, 'person-note', asOf.known)).toSorted((a, b) => a.source.position - b.source.position);
    return { person, notes: all.filter(({ value }) => entitled(value.person)), same, fate: fateOf(state, all), searches: all.filter(({ value }) => value.step === 'searched').length, entitled: may };
  });
}

/** A side that contests an identification accepts it itself. */
function fateOf(state: ProcessState, notes: readonly MatterOf<'person-note'>[]): Fate {
  const contesting = new Set<string>();
  return notes.reduce<Fate>((fate, { value: { step, by } }) => {
    const side = wholeOf(state, by);
    if (step === 'identification-contested') contesting.add(side);
    if (step === 'identification-accepted') contesting.delete(side);
    if (contesting.size > 0) return 'contested';
    switch (step) {
      case 'identification-accepted': return 'accepted';
      case 'identified': case 'released': case 'exchanged': case 'handed-over': return step;
      default: return fate;
    }
  }, 'open');
}

function isEntitled(state: ProcessState, { value: { by, consent } }: MatterOf<'person'>, { valid }: AsOf, reader: Participant | undefined): boolean {
  const actor = reader?.actor;
  if (actor === undefined) return false;
  return isOf(state.actors, by, actor) || isOf(state.actors, actor, by) || consent.some(({ to, until }) => (to === 'public' || isOf(state.actors, to, actor)) && (until === undefined || !isOver(until, state, valid)));
}

/** Whether pages show this reader what an entry says: of a file on a person, and of a note on one, only to those to whom the file may be given now. A copy of the record holds it for everybody at the table. */
export function maySee(state: ProcessState, asOf: AsOf, entry: string, reader: Participant | undefined): boolean {
  const held = [...state.matters.values()].find(({ kind, source }) => (kind === 'person' || kind === 'person-note') && source.entry === entry), file = held?.kind === 'person-note' ? state.matters.get(held.value.person) : held;
  return file?.kind !== 'person' || isEntitled(state, file, asOf, reader);
}

/** The files that this reader may see, each as it was made and with what is said of it; also those told to be of one person. `until`: when the consent to them ends, `null` where it does not. */
export function filesFor(state: ProcessState, asOf: AsOf, reader: Participant): readonly { readonly person: PersonFile; readonly notes: readonly PersonNote[]; readonly until: Instant | null }[] {
  return mattersOf(state, 'person', asOf.known).filter((person) => isEntitled(state, person, asOf, reader)).map(({ value }) => ({
    person: value, notes: upon(state, value.id, 'person-note', asOf.known).map((note) => note.value), until: consentEnds(state, value, reader),
  }));
}

/** Whoever made the file keeps it; to others it is given for as long as the longest consent to them. */
function consentEnds({ actors, charter: { zone } }: ProcessState, { by, consent }: PersonFile, { actor }: Participant): Instant | null {
  if (actor === undefined || isOf(actors, by, actor) || isOf(actors, actor, by)) return null;
  const ends = consent.filter(({ to }) => to === 'public' || isOf(actors, to, actor)).map(({ until }) => { const read = until === undefined ? null : span(until, zone); return read?.ok === true ? endOf(read.value) : FOREVER; });
  const last = Math.max(...ends);
  return last === FOREVER ? null : last;
}
