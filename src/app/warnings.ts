import type { Finding, Findings, Proof } from '#ports';
import type { Wrong } from '#record';
import { writeBag } from '#wire';
import type { Followed } from './mirror.ts';

type Found = Extract<Followed, { readonly came: 'wrong' }>;

/** What was found wrong with the hosts of logs that are mirrored: kept where this machine keeps things, else as long as the program runs. */
export class Warnings {
  readonly #known = new Map<string, Finding | null>();
  readonly #kept: Findings | undefined;

  constructor(kept: Findings | undefined) {
    this.#kept = kept;
  }

  /** Takes in what was found; `host`: the key of who keeps the log as far as the copy goes, where there is one. What shows it to others is kept first; gives where. */
  take(slug: string, host: string | null, found: Found): Found {
    const proof = proofOf(found, slug), path = proof === null ? undefined : this.#kept?.prove(proof);
    if (host !== null) {
      this.#known.set(slug, { host, wrong: found.wrong });
      if (found.wrong.refusal.code !== 'mirror.former') this.#kept?.keep(slug, { host, wrong: found.wrong }); // That is of an address, which the next start may change.
    }
    return path === undefined ? found : { ...found, proof: path };
  }

  /** What was found wrong with a host of a log; nothing of one that took its place. */
  of(slug: string, host: string): Wrong | undefined {
    const known = this.#known.get(slug) ?? this.#kept?.of(slug) ?? null;
    this.#known.set(slug, known);
    return known?.host === host ? known.wrong : undefined;
  }
}

/** What is to be kept of a host that is found wrong, as a file of its own: the proof of a fork, or what the host showed, up to what is wrong. */
function proofOf({ fork, shown }: Found, slug: string): Proof | null {
  if (fork !== null) return { name: `fork-${slug}.json`, bytes: new TextEncoder().encode(fork) };
  if (shown === null) return null;
  const log = /\/([0-9a-f]{64})$/.exec([...shown.keys()].find((path) => path.startsWith('body/')) ?? '')?.[1] ?? '';
  return { name: `found-${slug}.bag`, bytes: writeBag(new Map([...shown].map(([path, bytes]) => [`${log}/${path}`, bytes]))) };
}
