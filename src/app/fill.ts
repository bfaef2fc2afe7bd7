import { Audit } from '#audit';
import type { Instant } from '#base';
import type { Held } from '#ports';
import { TILE_WIDTH, digestOfBody, readBodies, readEntry, tilePath, wrong } from '#record';
import type { Checked, Entry } from '#record';
import { readBody } from '#wire';
import type { Followed, Mirroring } from './mirror.ts';
import type { Owed } from './ungiven.ts';

/** What came, by position; and which bundles a host that should have them did not give. */
interface Given {
  readonly bodies: ReadonlyMap<number, Uint8Array>;
  readonly refused: readonly number[];
}

interface Filled {
  readonly filled: number;
  readonly refused: readonly number[];
}

/**
 * Fills in the words that a copy was not given when it took their entries: its reader sits at the table since, or a bag brings them. Each is verified against the digest in its entry, and the rules are replayed with all of them before any is kept;
 * what was erased stays so. Only a bag, or a host that is shown who reads, has more than was given before; a host is asked, with pauses, until it has given all that it should (`owed`). Gives what following came to, with how many were filled in, and how many bundles the host would not give (`unfilled`).
 */
export async function completed(mirroring: Mirroring, url: string, slug: string, came: Followed, owed: Owed, now: Instant): Promise<Followed> {
  if (mirroring.reading === undefined ? !url.startsWith('bag:') : !owed.isDue(url, now)) return came;
  const held = came.came === 'same' || came.came === 'grown' ? (await mirroring.store.list()).find((one) => one.slug === slug) : undefined;
  if (held === undefined) return came;
  const filled = await fill(mirroring, url.replace(/\/$/, ''), held);
  if (!filled.ok) return { came: 'wrong', wrong: filled.wrong, fork: null, shown: null };
  const { filled: count, refused } = filled.value;
  if (mirroring.reading !== undefined) owed.told(url, refused, held.size, now);
  return { ...came, ...(count === 0 ? {} : { filled: count }), ...(refused.length === 0 ? {} : { unfilled: refused.length }) } as Followed;
}

async function fill(mirroring: Mirroring, url: string, held: Held): Promise<Checked<Filled>> {
  const wanted = new Map<number, Entry>();
  for await (const page of mirroring.pages(held)) {
    for (const { position, bytes, body } of page) {
      const entry = body === null ? readEntry(bytes) : null;
      if (entry?.ok === true) wanted.set(position, entry.value);
    }
  }
  const given = await givenOf(mirroring, url, held, wanted);
  if (!given.ok) return given;
  const { bodies, refused } = given.value, kept = bodies.size === 0 ? { ok: true, value: 0 } as const : await replayed(mirroring, held, wanted, bodies);
  return kept.ok ? { ok: true, value: { filled: kept.value, refused } } : kept;
}

/** What the other side gives of what is wanted, each the bytes that its entry names. */
async function givenOf({ get, reading }: Mirroring, url: string, { process, size }: Held, wanted: ReadonlyMap<number, Entry>): Promise<Checked<Given>> {
  const given = new Map<number, Uint8Array>(), refused: number[] = [];
  for (const index of new Set([...wanted.keys()].map((position) => Math.floor(position / TILE_WIDTH)))) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH), { status, bytes } = await get(`${url}/${tilePath('bodies', index, width)}`, reading?.(process));
    const bodies = status === 200 ? readBodies(bytes, width) : null;
    if (bodies === null) {
      if (!url.startsWith('bag:')) refused.push(index); // A bag may carry the end of a log only; a host has all of it.
      continue;
    }
    if (!bodies.ok) return wrong('body', index * TILE_WIDTH, null, bodies.refusal);
    for (const [at, body] of bodies.value.entries()) {
      const position = index * TILE_WIDTH + at, entry = wanted.get(position);
      if (entry === undefined || body === null) continue;
      const digest = digestOfBody(entry.header.audience, body);
      if (digest !== entry.header.body) return wrong('body', position, entry.id, { code: 'record.body.digest', expected: entry.header.body, found: digest });
      given.set(position, body);
    }
  }
  return { ok: true, value: { bodies: given, refused } };
}

/** The rules, with the words that came; then these are kept, durably. */
async function replayed({ store, pages }: Mirroring, held: Held, wanted: ReadonlyMap<number, Entry>, given: Given['bodies']): Promise<Checked<number>> {
  const audit = new Audit(held.process, readBody, { signed: false, shelf: store.shelf() });
  for await (const page of pages(held)) {
    for (const kept of page) {
      const taken = audit.entry({ ...kept, body: kept.body ?? given.get(kept.position) ?? null });
      if (!taken.ok) return taken;
    }
  }
  const fresh = [...given].flatMap(([position, bytes]) => {
    const entry = wanted.get(position);
    return entry === undefined || audit.state?.erased.has(entry.id) === true ? [] : [{ digest: entry.header.body, audience: entry.header.audience, bytes }];
  });
  if (fresh.length > 0) await store.fill(held.process, fresh);
  return { ok: true, value: fresh.length };
}
