import type { Json, Refusal, Result } from '#base';
import { canonical, ok } from '#base';
import type { Body, Participant, ProcessState } from '#process';
import { decide } from '#process';
import { hex, sha256, utf8 } from '#record';
import { readBody, readCommitments } from '#wire';
import type { Act, Context } from '../acts/act.ts';
import { contentOf } from '../acts/act.ts';
import type { Values } from '../acts/values.ts';
import { answer } from '../acts/values.ts';

/** The signer's context on the server: the id is the device's, if it has made one. */
const contextOf = ({ charter: { zone, languages } }: ProcessState, person: Participant, values: Values): Context =>
  ({ id: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(answer(values, 'id-of-entry')) ? answer(values, 'id-of-entry') : 'unnamed', actor: person.actor ?? person.id, zone, languages, readCommitment });

/** One commitment as text. Refuses what the text form refuses. */
function readCommitment(text: string): Result<Json> {
  const read = readCommitments(text);
  return read.ok ? ok(read.value[0] as unknown as Json) : read;
}

/** What would be signed, where the form, the schema of its kind and the rules have nothing against it now. Nothing is entered. Refuses `act.form`, `body.*`, `process.*`. */
export function dryRun(state: ProcessState, act: Act, values: Values, person: Participant, now: number): Result<Pick<Body, 'kind' | 'content'>> {
  const made = contentOf(act, values, contextOf(state, person, values)), body = made.ok ? readBody(act.kind, made.value) : made;
  if (!body.ok) return body;
  const recorded = Math.max(now, state.recorded ?? 0);
  const decided = decide(state, { entry: hex(sha256(utf8(canonical(body.value.content as unknown as Json)))), author: person.key, capacity: person.capacity, madeAt: recorded, recorded, about: [], body: body.value });
  return decided.ok ? body : decided;
}

/** One by one, each with the field that it is about where it is about one. */
export function problemsIn(refusal: Refusal): readonly Refusal[] {
  const inner = refusal['problems'] as readonly Refusal[] | undefined;
  return inner === undefined || inner.length === 0 ? [refusal] : inner;
}
