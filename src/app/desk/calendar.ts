import type { Instant } from '#base';
import type { Paper } from '#ports';
import { hex } from '#record';
import { keptAs } from './session.ts';
import type { AtDesk } from './session.ts';

const KIND = 'calendar', DAY = 86_400;
/** Then a new one is made: nobody remembers in which programs an old address was left. */
const LASTS = 400 * DAY;

/** In which process with which key somebody asks by an address that a calendar program keeps. */
interface Addressed {
  readonly process: string;
  readonly key: string;
}

const ownerOf = ({ process, key }: Addressed): string => `${process} ${key}`;

/** An address for one person's own dates: the token of it, which is kept nowhere here. The one before serves no more. */
export async function newAddress(at: AtDesk, of: Addressed): Promise<{ readonly token: string; readonly until: Instant }> {
  await dropAddresses(at, of);
  const token = hex(at.bytes(32)), until = at.now() + LASTS;
  await at.desk.put({ kind: KIND, id: keptAs(KIND, token), owner: ownerOf(of), content: { process: of.process, key: of.key }, expires: until }, 0);
  return { token, until };
}

/** The key of whoever asks by an address; `null` where it serves no more, or is of another process. Whether the key still speaks is the record's to say. */
export async function addressedBy({ desk }: AtDesk, process: string, token: string): Promise<string | null> {
  const paper = await desk.get(KIND, keptAs(KIND, token));
  return paper !== null && addressed(paper).process === process ? addressed(paper).key : null;
}

/** Whether somebody has an address, and until when. */
export async function addressOf({ desk }: AtDesk, of: Addressed): Promise<Instant | null> {
  return (await desk.of(KIND, ownerOf(of))).at(-1)?.expires ?? null;
}

export async function dropAddresses({ desk }: AtDesk, of: Addressed): Promise<void> {
  for (const { id } of await desk.of(KIND, ownerOf(of))) await desk.drop(KIND, id);
}

const addressed = ({ content }: Paper): Addressed => content as unknown as Addressed;
