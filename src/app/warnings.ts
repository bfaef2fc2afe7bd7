import { verifyPublished } from '#audit';
import type { Instant } from '#base';
import type { Finding, Findings, Proof } from '#ports';
import { readBody, writeBag } from '#wire';
import type { Followed } from './mirror.ts';

type Found = Extract<Followed, { readonly came: 'wrong' }>;

/** So many are remembered of a log, the last. */
const MOST = 100;

/** What was found wrong with the hosts of logs that are mirrored: kept where this machine keeps things, else as long as the program runs. */
export class Warnings {
  readonly #known = new Map<string, readonly Finding[]>();
  readonly #kept: Findings | undefined;

  constructor(kept: Findings | undefined) {
    this.#kept = kept;
  }

  /**
   * Takes in what was found; `host`: the key of who keeps the log as far as the copy goes, where there is one. What shows it to others is kept first; gives where, and whether that host signed what is wrong.
   * What it did not sign is kept once, for whoever sits on the line could fill the disk with it.
   */
  async take(slug: string, host: string | null, found: Found): Promise<Found> {
    const signed = await isSigned(found), before = this.#standing(slug, host ?? ''), told = { ...found, signed };
    if (!signed && before.length > 0) return told;
    const proof = proofOf(found, slug), path = proof === null ? undefined : this.#kept?.prove(proof);
    if (!before.some((one) => one.signed)) this.#keep(slug, [...this.#of(slug), { host: host ?? '', wrong: found.wrong, signed }].slice(-MOST));
    return path === undefined ? told : { ...told, proof: path };
  }

  /** A head of so many entries was right, with all that is under it: what was wrong there before, and never signed, is set right. */
  right(slug: string, size: number, at: Instant): void {
    const ends = ({ wrong: { position }, signed, ended }: Finding): boolean => ended === undefined && !signed && (position ?? -1) < size, all = this.#of(slug);
    if (all.some(ends)) this.#keep(slug, all.map((one) => (ends(one) ? { ...one, ended: { at, size } } : one)));
  }

  /** What stands against a host of a log, what it signed first; nothing of one that took its place. */
  of(slug: string, host: string): Finding | undefined {
    const standing = this.#standing(slug, host);
    return standing.find(({ signed }) => signed) ?? standing.at(-1);
  }

  /** What was set right. */
  ended = (slug: string): readonly Finding[] => this.#of(slug).filter(({ ended }) => ended !== undefined);

  #standing = (slug: string, host: string): readonly Finding[] => this.#of(slug).filter((one) => one.host === host && one.ended === undefined);

  #of(slug: string): readonly Finding[] {
    const known = this.#known.get(slug) ?? this.#kept?.of(slug) ?? [];
    this.#known.set(slug, known);
    return known;
  }

  #keep(slug: string, all: readonly Finding[]): void {
    this.#known.set(slug, all);
    const lasting = all.filter(({ host, wrong }) => host !== '' && wrong.refusal.code !== 'mirror.former'); // That is of an address, which the next start may change.
    if (lasting.length > 0) this.#kept?.keep(slug, lasting);
  }
}

/** Whether the host, or the heads of delegation, signed what is wrong: nobody on the line can have made it up. */
async function isSigned({ fork, wrong: { step, refusal }, shown }: Found): Promise<boolean> {
  if (fork !== null || step === 'fork' || refusal.code === 'mirror.succeeded') return true;
  return shown !== null && (await verifyPublished(async (path) => shown.get(path) ?? null, { read: readBody })).signed;
}

/** What is to be kept of a host that is found wrong, as a file of its own: the proof of a fork, or what the host showed, up to what is wrong. */
function proofOf({ fork, shown }: Found, slug: string): Proof | null {
  if (fork !== null) return { name: `fork-${slug}.json`, bytes: new TextEncoder().encode(fork) };
  if (shown === null) return null;
  const log = /\/([0-9a-f]{64})$/.exec([...shown.keys()].find((path) => path.startsWith('body/')) ?? '')?.[1] ?? '';
  return { name: `found-${slug}.bag`, bytes: writeBag(new Map([...shown].map(([path, bytes]) => [`${log}/${path}`, bytes]))) };
}
