import { byCodeUnits, canonical } from '#base';
import { ACTOR_KINDS } from '#agreement';
import type { Actor, ActorKind } from '#agreement';
import type { CharterDraft, Seat } from '#process';
import { hex, sha256, utf8 } from '#record';
import type { Field, Form } from './fields.ts';
import { numberIn, one, textFields, textIn } from './fields.ts';
import type { Step } from './steps.ts';
import { THIRD, headOf, kindOf, voicesOf } from './templates.ts';
import type { ThirdCapacity } from './templates.ts';

/** A line of a form that asks for several: the id of an actor that is there, or a name for one that is not yet. */
const rowsOf = (form: Form, field: string): readonly string[] => [...new Set([...form.keys()].flatMap((name) => name.startsWith(`${field}.`) ? [name.split('.')[1] ?? ''] : []))];

const isParty = ({ kind }: Actor): boolean => kind === 'party';

/** Who meets, by the name that whoever drafts has for each: how a party is called at the table is for its head to say. Numbers are drawn by lot, so that no order is chosen. */
export const parties: Step = {
  fields: ({ draft: { actors, languages }, template, more }) => {
    const there = actors.filter(isParty), fresh = Math.max(template.parties - there.length, 0) + more;
    const rows = [...there.map(({ id, label }) => ({ id, label })), ...Array.from({ length: fresh }, (_, index) => ({ id: `new-${index + 1}`, label: undefined }))];
    return rows.flatMap(({ id, label }, index) => textFields(`party.${id}`, 'line', label, languages, { label: 'party', number: index + 1, ...index >= template.parties ? { optional: true } : {} }));
  },
  apply: ({ draft, lot, done }, form) => {
    const named = rowsOf(form, 'party').flatMap((row) => { const label = textIn(form, `party.${row}`, draft.languages); return label === undefined ? [] : [{ row, label }]; });
    const before = draft.actors.filter(isParty), kept = before.flatMap((actor) => { const row = named.find(({ row: id }) => id === actor.id); return row === undefined ? [] : [{ ...actor, label: row.label }]; });
    const numbers = before.map(({ id }) => Number(id.slice('side-'.length))), next = Math.max(0, ...numbers) + 1;
    const drawn = named.filter(({ row }) => !before.some(({ id }) => id === row)).map(({ label }) => ({ label, drawn: hex(sha256(utf8(`${lot} ${canonical(label)}`))) })).sort((a, b) => byCodeUnits(a.drawn, b.drawn));
    const added = drawn.map(({ label }, index): Actor => ({ id: `side-${next + index}`, kind: 'party', label }));
    return together(draft, [...kept, ...added], draft.actors.filter((actor) => !isParty(actor)), done.includes('third'));
  },
};

const MOST_VOICES = 9;

/** Third parties, each with what it is at the table and how many people speak for it from the beginning. */
export const third: Step = {
  fields: ({ draft: { actors, seats, languages }, template, done, more }) => {
    const there = actors.filter((actor) => !isParty(actor)).map(({ id, label }) => ({ id, label, capacity: capacityOf(seats, id), voices: seats.filter(({ actor }) => actor === id).length }));
    const proposed = done.includes('third') ? [] : template.third.map(({ capacity, voices }, index) => ({ id: `third-${index + 1}`, label: undefined, capacity, voices }));
    const fresh = Array.from({ length: more }, (_, index) => ({ id: `new-${index + 1}`, label: undefined, capacity: 'observer' as const, voices: 1 }));
    return [...there, ...proposed, ...fresh].flatMap(({ id, label, capacity, voices }, index): readonly Field[] => [
      ...textFields(`third.${id}`, 'line', label, languages, { label: 'third', number: index + 1, optional: true }),
      { name: `capacity.${id}`, label: 'new.field.capacity', kind: 'one', number: index + 1, values: [capacity], choices: THIRD.map((value) => ({ value, label: `capacity.${value}` })) },
      { name: `voices.${id}`, label: 'new.field.voices', kind: 'one', number: index + 1, values: [String(voices)], choices: Array.from({ length: MOST_VOICES }, (_, count) => ({ value: String(count + 1), text: { und: String(count + 1) } })) },
    ]);
  },
  apply: ({ draft, template, done }, form) => {
    const proposed = done.includes('third') ? [] : template.third.map((_, index) => `third-${index + 1}`);
    let next = Math.max(0, ...[...draft.actors.map(({ id }) => id), ...proposed].map((id) => Number(/^third-(\d+)$/.exec(id)?.[1] ?? 0))) + 1;
    const rows = rowsOf(form, 'third').flatMap((row) => {
      const label = textIn(form, `third.${row}`, draft.languages), capacity = one(form, `capacity.${row}`) as ThirdCapacity;
      return label === undefined ? [] : [{ id: /^third-\d+$/.test(row) ? row : `third-${next++}`, label, capacity, voices: numberIn(form, `voices.${row}`) ?? 1 }];
    });
    const actors = rows.map(({ id, label, capacity }): Actor => ({ ...draft.actors.find((actor) => actor.id === id), id, kind: kindOf(capacity), label }));
    const seats = rows.flatMap(({ id, capacity, voices }) => voicesOf(id, capacity, Math.min(Math.max(1, Math.trunc(voices) || 1), MOST_VOICES)));
    return together({ ...draft, seats: [...draft.seats.filter(({ capacity }) => capacity === 'head'), ...seats.map((seat) => same(draft, seat))] }, draft.actors.filter(isParty), actors, true);
  },
};

const capacityOf = (seats: readonly Seat[], actor: string): ThirdCapacity => (seats.find((seat) => seat.actor === actor)?.capacity ?? 'observer') as ThirdCapacity;

/** Later, by consent: what everybody at the table is called, and somebody more who is spoken of, without a seat. */
export const names: Step = {
  fields: ({ draft: { actors, languages } }) => [
    ...actors.flatMap(({ id, label }, index) => textFields(`actor.${id}`, 'line', label, languages, { label: 'actor', number: index + 1 })),
    ...textFields('actor.new-1', 'line', undefined, languages, { label: 'actorMore', optional: true }),
    { name: 'kind', label: 'new.field.actorKind', kind: 'one', values: ['organisation'], choices: SPOKEN_OF.map((value) => ({ value, label: `charter.line.called.${value}` })) },
  ],
  apply: ({ draft }, form) => {
    const { actors, languages } = draft, more = textIn(form, 'actor.new-1', languages), next = Math.max(0, ...actors.map(({ id }) => Number(/^actor-(\d+)$/.exec(id)?.[1] ?? 0))) + 1;
    const kept = actors.map((actor): Actor => ({ ...actor, label: textIn(form, `actor.${actor.id}`, languages) ?? {} }));
    const added = more === undefined ? [] : [{ id: `actor-${next}`, kind: one(form, 'kind') as ActorKind, label: more }];
    return { ...draft, actors: [...kept, ...added] };
  },
};

/** A party is at the table by its head, from the beginning. */
const SPOKEN_OF: readonly ActorKind[] = ACTOR_KINDS.filter((kind) => kind !== 'party' && kind !== 'authority');

/** Whoever has taken a seat keeps it, unless it is another seat now. */
const same = ({ seats }: CharterDraft, seat: Seat): Seat => seats.find(({ id, capacity }) => id === seat.id && capacity === seat.capacity) ?? seat;

/** The draft with these actors, a seat for the head of each party, and nothing that speaks of an actor who is gone; before `all` are named, one may still come. */
function together(draft: CharterDraft, partiesNow: readonly Actor[], thirds: readonly Actor[], all: boolean): CharterDraft {
  const actors = [...partiesNow, ...thirds].toSorted((a, b) => byCodeUnits(a.id, b.id)), ids = actors.map(({ id }) => id);
  const heads = partiesNow.map(({ id }) => same(draft, headOf(id))), voices = draft.seats.filter(({ capacity, actor }) => capacity !== 'head' && ids.includes(actor));
  const chair = draft.procedure?.chair, gone = all && typeof chair === 'object' && !ids.includes(chair.by);
  const procedure = gone ? { ...draft.procedure, chair: 'alternating' as const } : draft.procedure;
  return { ...draft, ...procedure === undefined ? {} : { procedure }, actors, seats: [...heads, ...voices].toSorted((a, b) => byCodeUnits(a.id, b.id)) };
}
