import type { WitnessedHead } from '#record';

/**
 * What a witness remembers: of each log the head that it cosigned last. Each call throws `Fault` where the world fails.
 * When `advance` returns true, the new head survives a crash of the program and of the machine.
 */
export interface Witnessed {
  /** Origins of the logs of which a head is kept. */
  origins(): Promise<readonly string[]>;
  head(origin: string): Promise<WitnessedHead | null>;
  /** Puts `next` in the place of `last`; false, and nothing is changed, if another head (size and root) is there by then. */
  advance(origin: string, last: WitnessedHead | null, next: WitnessedHead): Promise<boolean>;
  close(): Promise<void>;
}
