import { HOST } from './bodies.ts';
import type { Body, Refused, Succession } from './bodies.ts';
import { keyFree } from './keys.ts';
import type { ProcessState } from './state.ts';
import { each, no, shown } from './submission.ts';
import type { Asked, Submission, Verdict } from './submission.ts';

/** What the host itself enters, about its keeping of the log and nothing else. */
export type HostsKind = 'refusal' | 'freeze' | 'sealed';
type HostsBody = Extract<Body, { readonly kind: HostsKind }>;

export const isHosts = (body: Body): body is HostsBody => body.kind === 'refusal' || body.kind === 'freeze' || body.kind === 'sealed';

export function decideHosts(state: ProcessState, { author, capacity, recorded }: Submission, body: HostsBody): Verdict {
  if (state.charter.kind !== 'live') return no('process.kind.not-for-capacity', { kind: body.kind, capacity, record: state.charter.kind, may: '—' });
  if (author !== state.host.key || capacity !== HOST) return no('process.host.only', { kind: body.kind, author });
  switch (body.kind) {
    case 'freeze': return null;
    case 'sealed': return state.sealed.has(body.content.digest) ? no('process.sealed.repeated', { digest: body.content.digest }) : null;
    case 'refusal': return decideRefusal(state, body.content, recorded);
  }
}

/** A refusal is of somebody who takes part, of what is not on record, once. */
function decideRefusal({ participants, positions, refused }: ProcessState, { submission, author, received }: Refused, recorded: number): Verdict {
  if (!participants.has(author)) return no('process.author.unknown', { author });
  if (positions.has(submission) || refused.has(submission)) return no('process.entry.repeated', { entry: submission });
  return received <= recorded ? null : no('process.recorded.earlier', { recorded: shown(recorded), previous: shown(received) });
}

/** Enough heads put another host in the place of one that is lost or frozen, at the head of the log that they name. Whether they signed is for whoever verifies. */
export function decideSuccession({ state }: Asked, { host, from, agreedBy }: Succession): Verdict {
  const needs = state.charter.succession?.heads ?? state.charter.participants.filter(({ capacity }) => capacity === 'head').length;
  const heads = new Set(agreedBy.map(({ participant }) => participant));
  return (from.size === state.size ? null : no('process.succession.elsewhere', { named: from.size, size: state.size }))
    ?? each(heads, (id) => [...state.participants.values()].some((person) => person.id === id && person.capacity === 'head') ? null : no('process.succession.not-head', { participant: id }))
    ?? (heads.size >= needs ? null : no('process.succession.too-few', { heads: heads.size, needs }))
    ?? keyFree(state, host.key, HOST);
}
