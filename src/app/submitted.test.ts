import { describe, expect, test } from 'vitest';
import { caseKeySeed, keyOf, leafHash, leafOf, readPromise, readReceipt, readSubmissions, rootOf, signCheckpoint, verifierKeyOf, writePromise, writeReceipt } from '#record';
import type { Post, Queue } from '#ports';
import { heldCase } from '../../tests/support/case.ts';
import { NOTHING_SEEN, Person } from '../../tests/support/table.ts';
import { handOn, handOnKept, keptForBag, settle } from './hand-on.ts';
import { checkKept, heldAgainst, keptReceipt } from './receipts.ts';
import { whereabouts } from './submitted.ts';

const ENTRY = 'a'.repeat(64), BODY = 'b'.repeat(64);

describe('what was promised', () => {
  test('is overdue once the log has gone on past it, and not before; another’s word is none', async () => {
    const held = await heldCase('sella'), dossier = await held.app.dossier('sella');
    if (dossier === null) throw new Error('held');
    const { state, head: { origin } } = dossier, seed = caseKeySeed('sella-1', 'host'), last = state.recorded ?? 0;
    const promise = (due: number, by = seed) => writePromise({ entry: ENTRY, body: BODY, received: due - 60, due }, origin, by);
    const where = (at: typeof state, ...promises: readonly string[]) => whereabouts(at, { submissions: [], receipts: [], promises });
    expect(keyOf(seed)).toBe(state.host.key);
    expect(where(state, promise(last - 1)).known).toEqual([{ entry: ENTRY, came: 'overdue', position: null, due: last - 1, header: null }]);
    expect(where(state, promise(last)).known[0]?.came).toBe('waiting');
    expect(where({ ...state, refused: new Set([ENTRY]) }, promise(last - 1)).known[0]?.came).toBe('refused');
    expect(where({ ...state, sealed: new Map([[BODY, { entry: 'e', position: 9, recorded: 1, whole: false }]]) }, promise(last - 1)).known[0]).toMatchObject({ came: 'recorded', position: 9 });
    expect(where(state, promise(last, caseKeySeed('sella-1', 'maerith'))).unreadable).toMatchObject([{ code: 'record.note.unsigned' }]);
    expect(readPromise(dossier.head.checkpoint, verifierKeyOf({ name: origin, type: 'note', seed }))).toMatchObject({ ok: false, refusal: { code: 'record.promise.form' } });
    await held.end();
  });
});

/** A queue without a disk. */
function queue(): Queue & { readonly receipts: () => readonly string[] } {
  const kept = new Map<string, Uint8Array>(), said = new Map<string, string>();
  return { keep: (id, bytes) => void kept.set(id, bytes), hold: (id, bytes, answer) => { kept.set(id, bytes); if ('receipt' in answer) said.set(id, answer.receipt); }, all: () => [...kept].map(([id, bytes]) => ({ id, bytes })), receipts: () => [...said.values()], promises: () => [], drop: (id) => { kept.delete(id); said.delete(id); } };
}

/** A log of one entry that its host signed with its own key beside the log that everybody knows, and its receipt. */
async function elsewhere() {
  const held = await heldCase('sella'), dossier = await held.app.dossier('sella');
  if (dossier === null) throw new Error('held');
  const { state, head: { origin } } = dossier, monitor = Person.ofCase(state.process, 'sella-1', 'sorrin', 'monitor');
  const bytes = monitor.write({ kind: 'report', content: { id: 'said', category: 'observation', date: '2026-05-01', summary: { en: 'x' }, accounts: [{ by: 'MISSION', stance: 'asserts' }] } }, NOTHING_SEEN, 1_780_000_000), read = readSubmissions(bytes);
  const [one] = read.ok ? read.value : [];
  if (one === undefined) throw new Error('form');
  const leaf = leafOf(one, 1_780_000_000), checkpoint = signCheckpoint({ origin, size: 1, root: rootOf([leafHash(leaf)]) }, caseKeySeed('sella-1', 'host'));
  return { held, state, one, bytes, receipt: writeReceipt({ extra: null, index: 0, path: [], checkpoint }) };
}

describe('a receipt', () => {
  test('is kept with its leaf, needs nothing else, and contradicts a copy that holds another entry there', async () => {
    const { held, state, one, bytes, receipt } = await elsewhere(), kept = keptReceipt(receipt, one, 1_780_000_000);
    if (!kept.ok) throw new Error(kept.refusal.code);
    expect(checkKept(receipt, state)).toMatchObject({ ok: false, refusal: { code: 'receipt.leaf' } });
    const checked = checkKept(kept.value, state);
    expect(checked).toMatchObject({ ok: true, value: { entry: one.entry.id, position: 0, size: 1 } });
    expect(checked.ok && heldAgainst(checked.value, state)).toBe('elsewhere');
    expect(checked.ok && heldAgainst({ ...checked.value, position: state.size }, state)).toBe('later');
    expect(whereabouts(state, { submissions: [bytes], receipts: [kept.value], promises: [] }).known).toMatchObject([{ entry: one.entry.id, came: 'elsewhere', position: 0, header: { kind: 'report' } }]);
    const other = readReceipt(kept.value);
    if (!other.ok) throw new Error(other.refusal.code);
    expect(checkKept(writeReceipt({ ...other.value, extra: leafOf(one, 1_780_000_001) }), state).ok).toBe(false);
    expect(checkKept(kept.value, { ...state, charter: { ...state.charter, host: { ...state.charter.host, key: keyOf(caseKeySeed('sella-1', 'maerith')) } } })).toMatchObject({ ok: false, refusal: { code: 'record.policy.log' } });
    await held.end();
  });
});

describe('a node that hands on', () => {
  test('holds a host to its word until its own copy shows it; what was refused is its author’s again', async () => {
    const { held, state, one, bytes, receipt } = await elsewhere(), kept = queue(), { id } = one.entry;
    const says = (result: object): Post => async () => ({ status: 200, type: 'application/json', body: JSON.stringify({ results: [{ entry: id, ...result }] }) });
    await handOn('http://host/sella', bytes, says({ position: 0, recorded: 1_780_000_000, receipt }), kept);
    expect([kept.all().length, kept.receipts().length]).toEqual([1, 1]);
    const answered = new Set([id]);
    expect(await handOnKept(state.process, 'http://host/sella', says({}), kept, answered)).toEqual([]);
    settle(state, kept);
    expect(kept.all()).toHaveLength(1);
    settle({ ...state, positions: new Map([...state.positions, [id, state.size]]) }, kept);
    expect(kept.all()).toEqual([]);
    kept.keep(id, bytes);
    expect(await handOnKept(state.process, 'http://host/sella', says({ refused: { code: 'process.frozen' } }), kept, new Set())).toEqual([id]);
    expect(kept.all()).toEqual([]);
    kept.keep(id, bytes);
    for (const body of ['', 'null', '[]', '{"results":7}', '{"results":[null]}']) expect(await handOnKept(state.process, 'http://host/sella', async () => ({ status: 200, type: '', body }), kept, new Set()), body).toEqual([]);
    expect(kept.all()).toHaveLength(1);
    await held.end();
  });
});

describe('a machine with a copy and no address of its host', () => {
  test('keeps for a bag what somebody at the table signed, and nothing else', async () => {
    const { held, state, one, bytes } = await elsewhere(), dossier = await held.app.dossier('sella'), kept = queue(), { id } = one.entry;
    if (dossier === null) throw new Error('held');
    const of = (by: 'host' | 'copy', more: object = {}) => ({ dossier: async () => ({ ...dossier, state: { ...state, ...more }, served: { by, of: null } }) });
    const author = one.entry.header.author, strangers = new Map([...state.participants].filter(([key]) => key !== author));
    const forged = bytes.map((byte, index) => (index === bytes.indexOf(0x0a) + 20 ? byte ^ 1 : byte));
    for (const [app, sent] of [[of('host'), bytes], [of('copy', { participants: strangers }), bytes], [of('copy', { revoked: new Map([[author, 1]]) }), bytes], [of('copy', { positions: new Map([[id, 3]]) }), bytes], [of('copy', { process: 'f'.repeat(64) }), bytes], [of('copy'), forged], [of('copy'), new Uint8Array(3)]] as const) expect(await keptForBag(app, 'sella', sent, kept)).toBeNull();
    expect(await keptForBag({ dossier: async () => null }, 'nowhere', bytes, kept)).toBeNull();
    expect(kept.all()).toEqual([]);
    expect(await keptForBag(of('copy'), 'sella', bytes, kept)).toEqual({ status: 202, body: JSON.stringify({ kept: [id] }) });
    expect(kept.all()).toMatchObject([{ id }]);
    await held.end();
  });
});
