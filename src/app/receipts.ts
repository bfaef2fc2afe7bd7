import type { Result } from '#base';
import { ok, refuse } from '#base';
import type { ProcessState } from '#process';
import { tenures } from '#process';
import { certain, checkReceipt, hostVerifierKeys, leafHash, leafOf, readEntry, readReceipt, readVerifierKey, shownHead, writeReceipt } from '#record';
import type { Submitted } from '#record';

/** What a receipt came to, by nobody's word but that of the hosts whom the log names. */
export interface Received {
  readonly entry: string;
  /** Digest of the body: by it a sealed letter is found, whose entry is the host's. */
  readonly body: string;
  readonly position: number;
  readonly recorded: number;
  /** Entries of the log whose head was signed. */
  readonly size: number;
}

/** A receipt to be kept: it carries the leaf that it is for, so that it needs nothing beside it. One that carries a leaf already, of a letter, stays as it is. Refuses `record.receipt.form`. */
export function keptReceipt(receipt: string, submitted: Pick<Submitted, 'signed'>, recorded: number): Result<string> {
  const read = readReceipt(receipt);
  return read.ok ? ok(read.value.extra === null ? writeReceipt({ ...read.value, extra: leafOf(submitted, recorded) }) : receipt) : read;
}

/** The process that a receipt is of; `null` where it is none. */
export function processOf(receipt: string): string | null {
  const read = readReceipt(receipt), head = read.ok ? shownHead(read.value.checkpoint) : read;
  return head.ok ? /^counterpart\/([0-9a-f]{64})$/.exec(head.value.origin)?.[1] ?? null : null;
}

/** Checks a receipt that was kept, off line: under the key of any host that the log had, for what one signed stays signed. Refuses `receipt.leaf`, `record.receipt.form`, `record.entry.*`, `record.proof.*`, `record.policy.log`, `record.note.*`. */
export function checkKept(text: string, state: ProcessState): Result<Received> {
  const receipt = readReceipt(text), leaf = receipt.ok ? receipt.value.extra : null;
  if (!receipt.ok) return receipt;
  if (leaf === null) return refuse('receipt.leaf');
  const entry = readEntry(leaf), origin = `counterpart/${state.process}`;
  if (!entry.ok) return entry;
  if (entry.value.header.process !== state.process) return refuse('record.entry.process', { expected: state.process, found: entry.value.header.process });
  const logs = tenures(state).map(({ host }) => ({ key: certain(readVerifierKey(hostVerifierKeys(origin, host)[0])), url: null }));
  let found: ReturnType<typeof checkReceipt> = refuse('record.policy.log', { origin });
  for (const log of logs) if (!found.ok) found = checkReceipt(receipt.value, leafHash(leaf), { logs: [log], witnesses: [], groups: [], quorum: 'none' });
  const { id, header: { body }, recorded } = entry.value;
  return found.ok ? ok({ entry: id, body, position: receipt.value.index, recorded, size: found.value.checkpoint.size }) : found;
}

/** Whether this copy holds what a receipt says: there, not yet so far, or another entry in its place. Then its host told two histories. */
export function heldAgainst({ entry, position }: Received, { positions, size }: Pick<ProcessState, 'positions' | 'size'>): 'there' | 'later' | 'elsewhere' {
  return positions.get(entry) === position ? 'there' : size > position ? 'elsewhere' : 'later';
}
