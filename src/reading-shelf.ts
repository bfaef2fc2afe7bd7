/** A page in whole, as it is sent. */
export interface WholePage {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Where pages come from. `headOf`: what changes when the record that an address is about has grown; `null` where it is not large. `knows`: whether who asks has the page of a tag. Times in milliseconds. */
export interface Workshop {
  make(request: Request): Promise<WholePage>;
  knows(request: Request, tag: string): boolean;
  headOf(request: Request): Promise<string | null>;
  now(): number;
  pause(milliseconds: number): Promise<void>;
}

interface Kept {
  readonly request: Request;
  readonly page: WholePage;
  readonly head: string;
  readonly took: number;
  /** When it was last what the record says. */
  at: number;
  asked: number;
}

/** A page that takes this long is made beside its readers. */
const SLOW = 100;
/** So old a page is shown at most, while the record grows under it. Every page says of which head it is. */
const OLDEST = 1_000;
/** So long after its last reader a page is still made anew, where the record has grown; and looked at, where it rests. */
const UNREAD = 3_000, LEFT = 10_000;
const MOST = 64, LARGEST = 1_048_576;

/** The slow pages of large records, made again while the record grows, so that nobody waits for them: what a reader gets was true within the last second. What is quick is made when it is asked for. */
export class ReadingShelf {
  readonly #shop: Workshop;
  readonly #kept = new Map<string, Kept>();
  readonly #making = new Map<string, Promise<WholePage>>();
  #renewing = false;

  constructor(shop: Workshop) {
    this.#shop = shop;
  }

  async page(request: Request): Promise<WholePage> {
    const name = nameOf(request), kept = this.#kept.get(name);
    if (kept !== undefined) kept.asked = this.#shop.now();
    const page = kept !== undefined && await this.#stands(kept) ? kept.page : await this.#made(name, request);
    const tag = page.headers.find(([header]) => header.toLowerCase() === 'etag')?.[1];
    return page.status === 200 && tag !== undefined && this.#shop.knows(request, tag) ? { status: 304, headers: page.headers.filter(([header]) => !/^content-/i.test(header) || /^content-security/i.test(header)), body: new Uint8Array() } : page;
  }

  async #stands(kept: Kept): Promise<boolean> {
    if (await this.#shop.headOf(kept.request) === kept.head) kept.at = this.#shop.now();
    return this.#shop.now() - kept.at <= OLDEST;
  }

  /** Whoever asks while a page is made gets the same. */
  #made(name: string, request: Request): Promise<WholePage> {
    const making = this.#making.get(name) ?? this.#make(name, request).finally(() => this.#making.delete(name));
    this.#making.set(name, making);
    return making;
  }

  async #make(name: string, asked: Request): Promise<WholePage> {
    const head = await this.#shop.headOf(asked), request = head === null ? asked : whole(asked), at = this.#shop.now(), page = await this.#shop.make(request), took = this.#shop.now() - at, before = this.#kept.get(name);
    this.#kept.delete(name);
    if (head === null || took < SLOW || page.status !== 200 || page.body.length > LARGEST) return page;
    if (this.#kept.size >= MOST) this.#kept.delete(this.#kept.keys().next().value ?? '');
    this.#kept.set(name, { request, page, head, took, at, asked: before?.asked ?? at });
    if (!this.#renewing) void this.#renew();
    return page;
  }

  /** The one that will be too old first, time after time, until nobody reads any. A page that fails is asked for again by its next reader. */
  async #renew(): Promise<void> {
    this.#renewing = true;
    try {
      for (;;) {
        for (const [name, { asked }] of this.#kept) if (this.#shop.now() - asked > LEFT) this.#kept.delete(name);
        const [next] = [...this.#kept].toSorted(([, a], [, b]) => a.at - a.took - (b.at - b.took));
        if (next === undefined) return;
        const [name, kept] = next;
        await this.#shop.pause(Math.max(20, kept.at + OLDEST - 2 * kept.took - this.#shop.now()));
        if (this.#kept.get(name) !== kept) continue;
        if (await this.#shop.headOf(kept.request) === kept.head) kept.at = this.#shop.now();
        else if (this.#shop.now() - kept.asked > UNREAD) this.#kept.delete(name);
        else await this.#made(name, kept.request).catch(() => this.#kept.delete(name));
      }
    } finally {
      this.#renewing = false;
    }
  }
}

/** The address, and what else of a request a page follows from. */
const nameOf = ({ url, headers }: Request): string => [url, ...['accept-language', 'accept-encoding', 'cookie'].map((header) => headers.get(header) ?? '')].join('\n');

/** The same, from somebody who has nothing of it yet. */
function whole({ url, headers }: Request): Request {
  const own = new Headers(headers);
  own.delete('If-None-Match');
  return new Request(url, { headers: own });
}
