import { FOREVER, endOf, span } from '#base';
import type { Instant } from '#base';
import type { AsOf } from '#compliance';
import { isOf } from '#process';
import type { Participant, PersonFile, PersonNote, ProcessState } from '#process';
import { alikeBy, isOver, mattersOf, upon } from './upon.ts';
import type { MatterOf } from './upon.ts';

/**
 * How far the search for somebody is, as the notes tell. An identification stays open while the family contests it, whatever else is said, until the family accepts it:
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

/** The files of these statuses, for one reader. What is sealed to others is not in this copy at all. */
export function soughtViews(state: ProcessState, asOf: AsOf, statuses: readonly string[], reader: Participant | undefined): readonly SoughtView[] {
  const alike = alikeBy(state, asOf.known);
  return mattersOf(state, 'person', asOf.known).filter(({ value }) => statuses.includes(value.status) && !alike.has(value.id)).map((person) => {
    const same = [...alike].filter(([, keep]) => keep === person.value.id).map(([id]) => id);
    const notes = [person.value.id, ...same].flatMap((id) => upon(state, id, 'person-note', asOf.known)).toSorted((a, b) => a.source.position - b.source.position);
    return { person, notes, same, fate: fateOf(notes), searches: notes.filter(({ value }) => value.step === 'searched').length, entitled: isEntitled(state, person, asOf, reader) };
  });
}

function fateOf(notes: readonly MatterOf<'person-note'>[]): Fate {
  return notes.reduce<Fate>((fate, { value: { step } }) => {
    switch (step) {
      case 'identified': return fate === 'contested' ? fate : 'identified';
      case 'identification-contested': return 'contested';
      case 'identification-accepted': return 'accepted';
      case 'released': case 'exchanged': case 'handed-over': return fate === 'contested' ? fate : step;
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
