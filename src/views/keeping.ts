import type { Text } from '#base';
import type { Participant, ProcessState } from '#process';
import { tenures } from '#process';

/** One host of a log, from the entry with which its keeping began to the one with which it ended. */
export interface HostLine {
  readonly key: string;
  readonly from: number;
  /** Who put it there: the heads who signed, with their reason and the entry; `null`: the charter. */
  readonly by: null | { readonly position: number; readonly heads: readonly Participant[]; readonly reason: Text; readonly recorded: number };
  readonly frozen: null | { readonly position: number; readonly reason: Text; readonly recorded: number };
  /** The entry before which another took its place; `null` while it keeps the log. */
  readonly to: number | null;
}

/** What somebody handed in and the host refused, as it stands on record. */
export interface RefusalLine {
  readonly position: number;
  readonly author: Participant | null;
  readonly code: string;
  readonly received: number;
}

/** Who kept a log, in their order, and what they refused: the last refusal first. */
export function keeping(state: ProcessState): { readonly hosts: readonly HostLine[]; readonly refusals: readonly RefusalLine[] } {
  const all = tenures(state), people = [...state.participants.values()];
  const hosts = all.map(({ host, from, by, frozen }, index): HostLine => ({
    key: host.key, from, to: all[index + 1]?.from ?? null,
    by: by === null ? null : { position: by.source.position, recorded: by.source.recorded, reason: by.value.reason, heads: by.value.agreedBy.flatMap(({ participant }) => people.findLast(({ id }) => id === participant) ?? []) },
    frozen: frozen === null ? null : { position: frozen.source.position, recorded: frozen.source.recorded, reason: frozen.value.reason },
  }));
  const refusals = [...state.ground.values()].flatMap(({ value, source }): readonly RefusalLine[] => (value.kind === 'refusal' ? [{ position: source.position, author: state.participants.get(value.content.author) ?? null, code: value.content.code, received: value.content.received }] : []));
  return { hosts, refusals: refusals.reverse() };
}
