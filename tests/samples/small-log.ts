import type { Checkpoint, Hash, Signer } from '#record';
import { caseKeySeed, consistencyProof, leafHash, rootOf, signCheckpoint, utf8, writeStep } from '#record';

/** A log of a few leaves that its host signs at every size, and may fork: `fork` names another content from leaf 3 on. */
export class SmallLog {
  readonly origin: string;
  readonly signer: Signer;

  constructor(origin: string) {
    this.origin = origin;
    this.signer = { name: origin, type: 'note', seed: caseKeySeed('a small log', origin) };
  }

  #leaves(size: number, fork: string): readonly Hash[] {
    return Array.from({ length: size }, (_, index) => leafHash(utf8(index < 3 ? `leaf ${index}` : `leaf ${index} ${fork}`)));
  }

  head(size: number, fork = ''): Checkpoint {
    return { origin: this.origin, size, root: rootOf(this.#leaves(size, fork)) };
  }

  signed(size: number, fork = ''): string {
    return signCheckpoint(this.head(size, fork), this.signer.seed);
  }

  proof(first: number, second: number, fork = ''): readonly Hash[] {
    const leaves = this.#leaves(second, fork);
    return consistencyProof(first, second, (level, index) => rootOf(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));
  }

  /** The body of `add-checkpoint`. */
  step(old: number, size: number, fork = ''): string {
    return writeStep({ old, proof: old === 0 || old > size ? [] : this.proof(old, size, fork), checkpoint: this.signed(size, fork) });
  }
}
