// What is truly not kept: a plain loop over what happened before `until`. It knows nothing of commitments as data, of arrival or of records.
import type { Log } from './log.ts';
import { DAY, HOUR } from './log.ts';

/** Breaches as `response 17 @1600000000`: the commitment, the case, when it fell due or was done. */
export function reference(log: Log, until: number): ReadonlySet<string> {
  const times = Array.from({ length: 8 }, () => new Map<number, { readonly at: number; readonly other: number }[]>());
  for (let index = 0; index < log.size; index += 1) {
    const at = log.at[index] as number, table = times[log.what[index] as number] as (typeof times)[number], which = log.which[index] as number;
    if (at >= until) continue;
    const list = table.get(which) ?? [];
    list.push({ at, other: log.other[index] as number });
    table.set(which, list);
  }
  const [requests, grants, closures, reopenings, notices, acts, reports, findings] = times as [typeof times[0], typeof times[0], typeof times[0], typeof times[0], typeof times[0], typeof times[0], typeof times[0], typeof times[0]];
  const broken = new Set<string>();
  const unanswered = (name: string, asked: typeof requests, answers: typeof requests, within: number): void => {
    for (const [which, list] of asked) for (const { at } of list) {
      if (at + within < until && !answers.get(which)?.some((answer) => answer.at >= at && answer.at <= at + within)) broken.add(`${name} ${which} @${at}`);
    }
  };
  unanswered('response', requests, grants, 72 * HOUR);
  unanswered('reopening', closures, reopenings, 24 * HOUR);
  for (const [which, list] of acts) for (const { at } of list) if (!notices.get(which)?.some((notice) => notice.at <= at - 24 * HOUR)) broken.add(`notice ${which} @${at}`);
  for (const [which, list] of findings) for (const { at } of list) {
    const heard = (reports.get(which) ?? []).filter((report) => report.at <= at && report.at >= at - 7 * DAY);
    if (new Set(heard.map(({ other }) => other)).size < 2) broken.add(`sources ${which} @${at}`);
  }
  return broken;
}

/** A finding of ours, or of a peer, in the same words. */
export const worded = (commitment: string, which: string, at: number | string): string => `${commitment} ${which} @${at}`;

export function compared(found: ReadonlySet<string>, right: ReadonlySet<string>): { readonly falsely: number; readonly missed: number } {
  return { falsely: [...found].filter((one) => !right.has(one)).length, missed: [...right].filter((one) => !found.has(one)).length };
}
