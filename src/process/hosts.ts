import { HOST } from './bodies.ts';
import type { Body, Host, Refused, Succession } from './bodies.ts';
import { keyFree } from './keys.ts';
import type { Held, ProcessState } from './state.ts';
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

/** Who kept the log, and from which entry on. `by`: the entry with which the heads put them there; the first is named by the charter. `frozen`: the entry with which they ended it. */
export interface Tenure {
  readonly host: Host;
  readonly from: number;
  readonly by: Held<Succession> | null;
  readonly frozen: Held<{ readonly reason: Succession['reason'] }> | null;
}

/** The hosts of a log in their order; the last keeps it now, or froze it. */
export function tenures({ charter: { host }, ground }: Pick<ProcessState, 'charter' | 'ground'>): readonly [Tenure, ...Tenure[]] {
  const before = FOUND.get(ground);
  if (before?.size === ground.size && before.host === host) return before.found;
  const found = tenuresIn(host, ground);
  FOUND.set(ground, { size: ground.size, host, found });
  return found;
}

/** What lies in the ground stays, so that it is looked through again only when it has grown. */
const FOUND = new WeakMap<ProcessState['ground'], { readonly size: number; readonly host: Host; readonly found: readonly [Tenure, ...Tenure[]] }>();

function tenuresIn(host: Host, ground: ProcessState['ground']): readonly [Tenure, ...Tenure[]] {
  const found: [Tenure, ...Tenure[]] = [{ host, from: 0, by: null, frozen: null }];
  for (const { value, source } of ground.values()) {
    if (value.kind === 'succession') found.push({ host: value.content.host, from: source.position, by: { value: value.content, source }, frozen: null });
    if (value.kind === 'freeze') found.push({ ...found.pop() ?? found[0], frozen: { value: value.content, source } });
  }
  return found;
}
