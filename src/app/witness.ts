import type { Refusal } from '#base';
import { assert } from '#base';
import type { Witnessed } from '#ports';
import type { Signer, VerifierKey, WitnessedHead } from '#record';
import { hex, judgeStep, openStep, sha256, signLine, utf8 } from '#record';

/** What a witness answers: cosignature lines, or a refusal; with 409 the size it cosigned last. */
export type Cosigned = { readonly status: 200; readonly lines: string } | { readonly status: 409; readonly size: number } | { readonly status: 400 | 403 | 404 | 422; readonly refusal: Refusal };

/** A witness at work: decides, keeps, and only then answers. `now` gives seconds since 1970. */
export class Witness {
  readonly #logs: readonly VerifierKey[];
  readonly #signers: readonly Signer[];
  readonly #witnessed: Witnessed;
  readonly #now: () => number;

  constructor(options: { readonly logs: readonly VerifierKey[]; readonly signers: readonly Signer[]; readonly witnessed: Witnessed; readonly now: () => number }) {
    assert(options.signers.every(({ type }) => type !== 'note'), 'a witness signs as of a time');
    this.#logs = options.logs;
    this.#signers = options.signers;
    this.#witnessed = options.witnessed;
    this.#now = options.now;
  }

  /** Answers one `add-checkpoint`. Of two that come at once for one log, the second is judged again by what the first left. Faults `store.*`. */
  async add(body: Uint8Array): Promise<Cosigned> {
    const step = openStep(body, this.#logs);
    if (!step.ok) return answered(step.status, step.refusal);
    const { head: { origin, size, root }, text, lines } = step.value;
    for (;;) {
      const last = await this.#witnessed.head(origin), judged = judgeStep(step.value, last);
      if (!judged.ok) return answered(judged.status, judged.refusal, last);
      const time = this.#now();
      const own = this.#signers.map((signer) => signLine(text, signer, time)).join('');
      if (await this.#witnessed.advance(origin, last, { size, root, checkpoint: `${text}\n${lines.join('')}${own}` })) return { status: 200, lines: own };
    }
  }

  /** The head cosigned last of the log whose origin has this SHA-256, in lower-case hex; `null` if none was. */
  async checkpoint(originHash: string): Promise<string | null> {
    const origin = (await this.#witnessed.origins()).find((one) => hex(sha256(utf8(one))) === originHash);
    return origin === undefined ? null : (await this.#witnessed.head(origin))?.checkpoint ?? null;
  }
}

function answered(status: 400 | 403 | 404 | 409 | 422, refusal: Refusal, last: WitnessedHead | null = null): Cosigned {
  return status === 409 ? { status, size: last?.size ?? 0 } : { status, refusal };
}
