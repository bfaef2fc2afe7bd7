import type { Refusal, Result } from '#base';
import { Fault, ok, refuse } from '#base';
import type { Post } from '#ports';
import type { Checkpoint, Hash, VerifiedLine, VerifierKey } from '#record';
import { fromDecimal, shownHead, verifiedLines, writeStep } from '#record';

/** A witness as its clients know it: where it takes heads (its submission prefix), and the keys it cosigns with. */
export interface WitnessAddress {
  readonly url: string;
  readonly keys: readonly VerifierKey[];
}

/** The head to be cosigned, the size that the witness is thought to have cosigned last (0: not known), and the way to prove one from the other. */
export interface HeadToShow {
  readonly checkpoint: string;
  readonly last: number;
  /** Consistency proof from the tree of `first` leaves, at least one, to that of `second`. */
  proof(first: number, second: number): Promise<readonly Hash[]>;
}

const SIZE_TYPE = 'text/x.tlog.size';
/** A host that grows meanwhile asks with its new head: one size learnt from the witness and one more that came between are enough. */
const TRIES = 3;

/**
 * Asks a witness to cosign a head (C2SP `tlog-witness`) and gives its cosignatures, verified. A size in a 409 is taken up and the step tried again.
 * Refuses `record.witness.ahead` (the witness has cosigned a larger tree: this host was set back, or shows two logs), `record.witness.refused`, `record.witness.answer`, `record.note.*`. Faults of `post`.
 */
export async function askWitness(witness: WitnessAddress, head: HeadToShow, post: Post): Promise<Result<readonly VerifiedLine[]>> {
  const shown = shownHead(head.checkpoint);
  if (!shown.ok) return shown;
  let { last } = head;
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (last > shown.value.size) return refuse('record.witness.ahead', { size: shown.value.size, last });
    const proof = last === 0 ? [] : await head.proof(last, shown.value.size);
    const { status, type, body } = await post(`${witness.url.replace(/\/$/, '')}/add-checkpoint`, writeStep({ old: last, proof, checkpoint: head.checkpoint }));
    if (status === 200) return cosignatures(head.checkpoint, shown.value, body, witness.keys);
    const known = fromDecimal(body.replace(/\n$/, ''));
    if (status !== 409 || type !== SIZE_TYPE || !known.ok) return refuse('record.witness.refused', { status });
    last = known.value;
  }
  return refuse('record.witness.refused', { status: 409 });
}

/** The lines of the answer that are the witness's word on this head, as of some time; unknown keys are passed over. */
function cosignatures(checkpoint: string, shown: Checkpoint, body: string, keys: readonly VerifierKey[]): Result<readonly VerifiedLine[]> {
  const text = checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 1), verified = verifiedLines(`${text}\n${body}`, keys);
  if (!verified.ok) return verified;
  const { lines } = verified.value;
  if (verified.value.text !== text || lines.some(({ time }) => time === null || time === 0)) return refuse('record.witness.answer', { origin: shown.origin });
  return lines.length > 0 ? ok(lines) : refuse('record.note.unsigned', { key: keys.map(({ name }) => name).join(', ') });
}

/** A head with all cosignatures that could be had, and why others are missing. */
export interface Collected {
  readonly checkpoint: string;
  readonly missing: readonly { readonly url: string; readonly refusal: Refusal }[];
}

/** Asks several witnesses at once. `last` gives the size that each, by its address, is thought to have cosigned. What cannot be reached is told by the code of its fault: the others count all the same. */
export async function collectCosignatures(witnesses: readonly WitnessAddress[], head: Omit<HeadToShow, 'last'>, last: ReadonlyMap<string, number>, post: Post): Promise<Collected> {
  const answers = await Promise.all(witnesses.map(async (witness) => {
    try {
      return { witness, answer: await askWitness(witness, { ...head, last: last.get(witness.url) ?? 0 }, post) };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { witness, answer: refuse(error.code, error.facts) };
    }
  }));
  const lines = new Set(answers.flatMap(({ answer }) => (answer.ok ? answer.value.map(({ line }) => line) : [])));
  const missing = answers.flatMap(({ witness: { url }, answer }) => (answer.ok ? [] : [{ url, refusal: answer.refusal }]));
  return { checkpoint: head.checkpoint + [...lines].join(''), missing };
}
