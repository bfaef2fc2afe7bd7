import type { Fact } from '#agreement';
import type { Place } from './bodies.ts';
import { each, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';

/** Words are added, never redefined: what was said in them keeps its meaning. */
export const decideVocabulary = ({ state }: Asked, { facts }: { readonly facts: readonly Fact[] }): Verdict =>
  each(facts, ({ id }) => state.vocabulary.has(id) ? no('process.fact.taken', { id }) : null);

export const decideGazetteer = ({ state }: Asked, { places }: { readonly places: readonly Place[] }): Verdict =>
  each(places, ({ id }) => state.places.has(id) ? no('process.place.taken', { id }) : null);
