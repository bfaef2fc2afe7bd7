import type { Instant, Json } from '#base';
import type { Desk, Paper } from '#ports';
import { hex, sha256, utf8 } from '#record';

/** A week: then somebody signs in again. */
const LASTS = 7 * 86_400;
const KIND = 'session';

/** Of each process that somebody is signed in to from one browser, the key with which they took their seat there. */
interface Session {
  readonly seats: { readonly [process: string]: string };
}

/** What the desk needs of the world. */
export interface AtDesk {
  readonly desk: Desk;
  readonly now: () => Instant;
  /** So many bytes that nobody can foretell. */
  readonly bytes: (count: number) => Uint8Array;
}

/** Of a secret that goes out the desk keeps the hash only: who reads its file can neither sign in nor use an invitation. */
export const keptAs = (purpose: string, secret: string): string => hex(sha256(utf8(`counterpart/${purpose}/v1\n${secret}\n`)));

/** The key with which the holder of a session took a seat in a process; `null` where they did not, or the session is over. Whether the key still speaks is the record's to say. */
export async function seatIn({ desk }: AtDesk, token: string, process: string): Promise<string | null> {
  const paper = await desk.get(KIND, keptAs(KIND, token));
  return paper === null ? null : (seatsOf(paper)[process] ?? null);
}

/** Somebody takes a seat: a new token, whatever the old one was, with the seats that it had. */
export async function takeSeat({ desk, now, bytes }: AtDesk, token: string | null, process: string, key: string): Promise<string> {
  const before = token === null ? null : await desk.get(KIND, keptAs(KIND, token)), fresh = hex(bytes(32));
  const session: Session = { seats: { ...(before === null ? {} : seatsOf(before)), [process]: key } };
  await desk.put({ kind: KIND, id: keptAs(KIND, fresh), owner: '', content: session as unknown as Json, expires: now() + LASTS }, 0);
  if (token !== null) await desk.drop(KIND, keptAs(KIND, token));
  return fresh;
}

/** Leaves one process; whether the session ended with it, for it was the last. */
export async function leaveSeat({ desk }: AtDesk, token: string, process: string): Promise<boolean> {
  const paper = await desk.get(KIND, keptAs(KIND, token));
  if (paper === null) return true;
  const { [process]: _left, ...seats } = seatsOf(paper), { version, ...rest } = paper, last = Object.keys(seats).length === 0;
  await (last ? desk.drop(KIND, paper.id) : desk.put({ ...rest, content: { seats } }, version));
  return last;
}

const seatsOf = ({ content }: Paper): Session['seats'] => (content as unknown as Session).seats;
