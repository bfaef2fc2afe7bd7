import { z } from 'zod';
import type { CharterDraft, Seat } from '#process';
import { unique } from './agreement.ts';
import { charterShape, participantShape } from './bodies.ts';
import { list } from './values.ts';
import type { Shape } from './values.ts';

const seat = z.strictObject({
  ...participantShape, actor: participantShape.actor.unwrap(), name: participantShape.name.exactOptional(), key: participantShape.key.exactOptional(),
} satisfies Shape<Seat>) satisfies z.ZodType<Seat>;

/** A charter in the making: the charter's own members, of which some may still be missing, and seats in the place of participants. */
export const charterDraft = z.strictObject(charterShape).omit({ kind: true, rules: true, evaluator: true, zoneTable: true, participants: true, seed: true, about: true })
  .extend({ title: charterShape.title.exactOptional(), purpose: charterShape.purpose.exactOptional(), languages: list(charterShape.languages.element), actors: list(charterShape.actors.element), seats: list(seat) })
  .check((payload) => {
    unique(payload, payload.value.actors, 'actors');
    unique(payload, payload.value.seats, 'seats');
  }) satisfies z.ZodType<CharterDraft>;
