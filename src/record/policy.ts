import type { Result } from '#base';
import { ok, refuse } from '#base';
import type { Checkpoint } from './checkpoint.ts';
import { readCheckpoint } from './checkpoint.ts';
import { certain, fromBase64, fromDecimal, hex, sameBytes } from './encoding.ts';
import type { VerifierKey } from './note.ts';
import { readNote, readVerifierKey, writeVerifierKey } from './note.ts';
import { verifiedLines } from './signed.ts';

/** C2SP `tlog-policy`: which logs count, and which witnesses must have cosigned a head before it counts as confirmed. */
export interface Policy {
  readonly logs: readonly KnownLog[];
  readonly witnesses: readonly KnownWitness[];
  /** In the order of their lines: each names only what stands before it. */
  readonly groups: readonly WitnessGroup[];
  /** A witness, a group, or `none`. */
  readonly quorum: string;
}

export interface KnownLog {
  readonly key: VerifierKey;
  readonly url: string | null;
}

export interface KnownWitness extends KnownLog {
  readonly name: string;
}

/** Counts as having cosigned once `threshold` of its members have. */
export interface WitnessGroup {
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly string[];
}

/** What has been read so far. */
interface Draft {
  readonly logs: KnownLog[];
  readonly witnesses: KnownWitness[];
  readonly groups: WitnessGroup[];
  readonly names: Set<string>;
  readonly members: Set<string>;
  /** Of logs and of witnesses, apart. */
  readonly keys: Set<string>;
  quorum: string | null;
}

const NONE = 'none', MAX_POLICY = 1_000_000;
// Control characters but tab (newlines are gone by then).
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** Reads one kind of line; gives the refusal, if any, without its line. */
type LineReader = (draft: Draft, words: readonly string[]) => Result<null>;
const form = refuse('record.policy.form');
const done = ok(null);

function taken(draft: Draft, name: string): Result<null> {
  if (name === NONE || draft.names.has(name)) return refuse('record.policy.repeated', { name });
  draft.names.add(name);
  return done;
}

/** A key fit for its role that no other line of that role has. */
function keyFor(draft: Draft, role: 'log' | 'witness', text: string): Result<VerifierKey> {
  const key = readVerifierKey(text);
  if (!key.ok || key.value.type === (role === 'log' ? 'cosignature' : 'note')) return refuse('record.policy.key', { key: text });
  const same = `${role} ${hex(key.value.key)}`;
  if (draft.keys.has(same)) return refuse('record.policy.repeated', { name: text });
  draft.keys.add(same);
  return key;
}

const log: LineReader = (draft, [vkey, url = null, ...more]) => {
  if (vkey === undefined || more.length > 0) return form;
  const key = keyFor(draft, 'log', vkey);
  if (!key.ok) return key;
  draft.logs.push({ key: key.value, url });
  return done;
};

const witness: LineReader = (draft, [name, vkey, url = null, ...more]) => {
  if (name === undefined || vkey === undefined || more.length > 0) return form;
  const free = taken(draft, name), key = keyFor(draft, 'witness', vkey);
  if (!free.ok) return free;
  if (!key.ok) return key;
  draft.witnesses.push({ name, key: key.value, url });
  return done;
};

const group: LineReader = (draft, [name, count, ...members]) => {
  if (name === undefined || count === undefined || members.length === 0) return form;
  for (const member of members) {
    if (!draft.names.has(member)) return refuse('record.policy.unknown', { name: member });
    if (draft.members.has(member)) return refuse('record.policy.repeated', { name: member });
    draft.members.add(member);
  }
  const free = taken(draft, name), threshold = count === 'all' ? ok(members.length) : count === 'any' ? ok(1) : fromDecimal(count);
  if (!free.ok) return free;
  if (!threshold.ok || threshold.value < 1 || threshold.value > members.length) return refuse('record.policy.threshold', { threshold: count, members: members.length });
  draft.groups.push({ name, threshold: threshold.value, members });
  return done;
};

const quorum: LineReader = (draft, [name, ...more]) => {
  if (name === undefined || more.length > 0) return form;
  if (draft.quorum !== null) return refuse('record.policy.repeated', { name });
  if (name !== NONE && !draft.names.has(name)) return refuse('record.policy.unknown', { name });
  draft.quorum = name;
  return done;
};

const READERS: ReadonlyMap<string, LineReader> = new Map([['log', log], ['witness', witness], ['group', group], ['quorum', quorum]]);

/** Refuses `record.policy.*`, each with the line, counted from 1. */
export function readPolicy(text: string): Result<Policy> {
  const draft: Draft = { logs: [], witnesses: [], groups: [], names: new Set(), members: new Set(), keys: new Set(), quorum: null };
  const lines = text.split('\n');
  if (text.length > MAX_POLICY) return refuse('record.policy.form', { line: 1 });
  for (const [index, line] of lines.entries()) {
    const last = index === lines.length - 1;
    const read = CONTROL.test(line) || !line.isWellFormed() || (last && line !== '') ? form : readLine(draft, line);
    if (!read.ok) return refuse(read.refusal.code, { ...read.refusal, line: index + 1 });
  }
  const { logs, witnesses, groups } = draft;
  return draft.quorum === null ? refuse('record.policy.quorum', { line: lines.length }) : ok({ logs, witnesses, groups, quorum: draft.quorum });
}

function readLine(draft: Draft, line: string): Result<null> {
  const [first, ...words] = line.split(/[ \t]+/).filter((word) => word !== '');
  if (first === undefined || first.startsWith('#')) return done;
  return READERS.get(first)?.(draft, words) ?? form;
}

/** The policy as lines: logs, witnesses, groups, quorum. Comments are not kept. */
export function writePolicy({ logs, witnesses, groups, quorum: last }: Policy): string {
  const named = ({ key, url }: KnownLog): readonly string[] => [writeVerifierKey(key.name, key.key, key.type), ...(url === null ? [] : [url])];
  const count = ({ threshold, members }: WitnessGroup): string => (threshold === members.length ? 'all' : threshold === 1 ? 'any' : String(threshold));
  const lines = [...logs.map((one) => ['log', ...named(one)]), ...witnesses.map((one) => ['witness', one.name, ...named(one)]), ...groups.map((one) => ['group', one.name, count(one), ...one.members]), ['quorum', last]];
  return lines.map((words) => `${words.join(' ')}\n`).join('');
}

/** Whether these witnesses of the policy, by name, make its quorum. */
export function isQuorum({ groups, quorum: wanted }: Policy, cosigned: ReadonlySet<string>): boolean {
  const standing = new Set(cosigned);
  for (const { name, threshold, members } of groups) if (members.filter((member) => standing.has(member)).length >= threshold) standing.add(name);
  return wanted === NONE || standing.has(wanted);
}

/** A head with the word of those who stand for it. */
export interface Confirmed {
  readonly checkpoint: Checkpoint;
  /** Names of the policy, with the second each cosigned at. */
  readonly cosigned: readonly { readonly name: string; readonly time: number }[];
}

/**
 * Checks a signed checkpoint against a policy. `logs` stands for the policy's own where the log is known from elsewhere.
 * Refuses `record.policy.log` (no listed log of this origin signed it), `record.policy.unmet`, `record.checkpoint.form`, `record.note.*`.
 */
export function checkPolicy(policy: Policy, note: string, logs: readonly VerifierKey[] = policy.logs.map(({ key }) => key)): Result<Confirmed> {
  const read = readNote(note);
  if (!read.ok) return read;
  const checkpoint = readCheckpoint(read.value.text);
  if (!checkpoint.ok) return checkpoint;
  const { origin } = checkpoint.value, own = logs.filter(({ name }) => name === origin);
  const verified = verifiedLines(note, [...own, ...policy.witnesses.map(({ key }) => key)]);
  if (!verified.ok) return verified;
  const signed = (key: VerifierKey) => verified.value.lines.find((line) => line.key.name === key.name && line.key.type === key.type && sameBytes(line.key.key, key.key));
  if (!own.some((key) => signed(key) !== undefined)) return refuse('record.policy.log', { origin });
  const cosigned = policy.witnesses.flatMap(({ name, key }) => {
    const time = signed(key)?.time ?? null;
    return time === null ? [] : [{ name, time }];
  });
  const names = cosigned.map(({ name }) => name);
  return isQuorum(policy, new Set(names)) ? ok({ checkpoint: checkpoint.value, cosigned }) : refuse('record.policy.unmet', { quorum: policy.quorum, cosigned: names.join(', ') });
}

/** What a charter says of witnesses, as far as a policy needs it. */
export interface WitnessRule {
  readonly witnesses: readonly { readonly id: string; readonly key: string; readonly url?: string }[];
  readonly groups?: readonly { readonly id: string; readonly needs: number; readonly of: readonly string[] }[];
  readonly quorum: string;
}

/** A charter's rule of confirmation as a policy over its log. Keys that are none count as never cosigning. */
export function policyFor({ witnesses, groups = [], quorum }: WitnessRule, origin: string, hostKey: string): Policy {
  return {
    logs: [{ key: certain(readVerifierKey(writeVerifierKey(origin, certain(fromBase64(hostKey))))), url: null }],
    witnesses: witnesses.flatMap(({ id, key, url }) => { const read = readVerifierKey(key); return read.ok ? [{ name: id, key: read.value, url: url ?? null }] : []; }),
    groups: groups.map(({ id, needs, of }) => ({ name: id, threshold: needs, members: of })), quorum,
  };
}
