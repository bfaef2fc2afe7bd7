import type { Instant, Json } from '#base';
import { keptAs } from './session.ts';
import type { AtDesk } from './session.ts';

const KIND = 'opened', HOUR = 3_600;
/** Two years: as long as somebody may still ask who saw their file. */
const LASTS = 730 * 86_400;

/** Somebody opened a file on a person at this host. */
export interface FileOpened {
  /** Participant, by id. */
  readonly who: string;
  readonly at: Instant;
}

const ownerOf = (process: string, person: string): string => `${process} ${person}`;

/** Notes who opened a file: once an hour for each, however often they look again. */
export async function noteOpening({ desk, now }: AtDesk, process: string, person: string, who: string): Promise<void> {
  const at = now(), id = keptAs(KIND, `${process}\n${person}\n${who}\n${Math.floor(at / HOUR)}`), content: FileOpened = { who, at };
  await desk.put({ kind: KIND, id, owner: ownerOf(process, person), content: content as unknown as Json, expires: at + LASTS }, 0);
}

/** Who opened a file here, the last first. */
export async function openingsOf({ desk }: AtDesk, process: string, person: string): Promise<readonly FileOpened[]> {
  return (await desk.of(KIND, ownerOf(process, person))).map(({ content }) => content as unknown as FileOpened).toReversed();
}
