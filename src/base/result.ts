/** Three kinds of error, never mixed: a refusal is a value, a fault is thrown at the edges, a bug stops the program. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** The rules say no. `code` is a stable key: its sentence lives in `locales/` under `refusal.<code>`. The other members are the facts of the sentence. */
export interface Refusal {
  readonly code: string;
  readonly [fact: string]: Json | undefined;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (code: string, facts: { readonly [fact: string]: Json | undefined } = {}): { readonly ok: false; readonly refusal: Refusal } =>
  ({ ok: false, refusal: { code, ...facts } });

/** The world failed: disk, network, a foreign file. `retry` says whether doing it again is harmless, harmful or pointless. */
export class Fault extends Error {
  readonly code: string;
  readonly retry: 'safe' | 'unsafe' | 'never';
  readonly facts: { readonly [fact: string]: Json | undefined };

  constructor(code: string, retry: 'safe' | 'unsafe' | 'never', facts: { readonly [fact: string]: Json | undefined } = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(facts)}`, cause === undefined ? undefined : { cause });
    this.name = 'Fault';
    this.code = code;
    this.retry = retry;
    this.facts = facts;
  }
}

/** A broken invariant is a bug: on in production, stops the program. */
export function assert(condition: unknown, invariant: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${invariant}`);
}
