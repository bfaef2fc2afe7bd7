import { describe, expect, test } from 'vitest';
import { Sheets } from '#base';
import { TestShelf } from '../base/test-shelf.ts';
import type { Header, Kept } from './index.ts';
import {
  Frontier, LogCheck, Subtrees, base64, caseKeySeed, caseSalt, certain, grownTiles, leafHash, publicKeyOf, readEntry, sameBytes, signCheckpoint, tilesSince, utf8, writeBody, writeEntry, writeVerifierKey,
} from './index.ts';

const SIZE = 12, SEED = 'a seed for tests';
const people = ['anna', 'boris'].map((name) => caseKeySeed(SEED, name));
const host = caseKeySeed(SEED, 'host');
const kept: Kept[] = [], roots = [base64(new Frontier().root())];
let process = '';
{
  const frontier = new Frontier();
  for (let position = 0; position < SIZE; position += 1) {
    const body = certain(writeBody({ says: `entry ${position}` }, caseSalt(SEED, `${position}`)));
    if (position === 0) process = body.digest;
    const about = position === 0 ? [] : [certain(readEntry((kept[0] as Kept).bytes)).id];
    const seen = Math.floor(position / 2);
    const header = { process, kind: 'statement', capacity: 'head', madeAt: 1_700_000_000 + position, about, audience: 'public', body: body.digest, seen: { size: seen, root: roots[seen] as string } };
    const entry = certain(writeEntry(header, people[position % 2] as Uint8Array, 1_700_000_100 + position));
    kept.push({ bytes: entry.bytes, body: body.bytes });
    frontier.append(leafHash(entry.bytes));
    roots.push(base64(frontier.root()));
  }
}
const origin = `counterpart/${process}`, hostKey = writeVerifierKey(origin, publicKeyOf(host));
const headOf = (entries: readonly Kept[], seed = host, name = origin) => {
  const frontier = new Frontier();
  for (const { bytes } of entries) frontier.append(leafHash(bytes));
  return { size: frontier.size, root: base64(frontier.root()), checkpoint: signCheckpoint({ origin: name, size: frontier.size, root: frontier.root() }, seed) };
};
const head = headOf(kept);

/** The first thing wrong with a log, `null` if there is none. */
function wrongWith(entries: readonly Kept[], under: typeof head = head, key = hostKey, of = origin) {
  const check = new LogCheck(process);
  for (const entry of entries) {
    const checked = check.entry(entry);
    if (!checked.ok) return checked.wrong;
  }
  const finished = check.finish(under, key, of);
  return finished.ok ? null : finished.wrong;
}

const replaced = (position: number, entry: Partial<Kept>): readonly Kept[] => kept.map((own, at) => (at === position ? { ...own, ...entry } : own));
/** Entry 5 said otherwise, and signed by its own author: the host has nothing to do with it. */
function signedAnew(change: Partial<Header>, recorded = 1_700_000_105, seed = people[1] as Uint8Array): readonly Kept[] {
  const { header } = certain(readEntry((kept[5] as Kept).bytes));
  const { format: _, author: __, ...rest } = { ...header, ...change };
  return replaced(5, { bytes: certain(writeEntry(rest, seed, recorded)).bytes });
}

test('a log that is right, counted', () => {
  expect(wrongWith(kept)).toBeNull();
  const check = new LogCheck(process);
  for (const [position, entry] of kept.entries()) expect(check.entry(position === 3 ? { ...entry, body: null } : entry).ok).toBe(true);
  expect(check.counts).toEqual({ entries: SIZE, signatures: SIZE, withheld: 1 });
});

test('whatever byte of an entry is changed, it is that entry, or the root where the byte is the host’s own', () => {
  const bytes = (kept[5] as Kept).bytes, ownTime = bytes.length - 11;
  for (let index = 0; index < bytes.length; index += 1) {
    const found = wrongWith(replaced(5, { bytes: Uint8Array.from(bytes, (byte, at) => (at === index ? byte ^ (1 << index % 8) : byte)) }));
    if (index < ownTime) expect(found).toMatchObject({ position: 5, step: expect.stringMatching(/^(entry|process|signature)$/) as string });
    else expect(found?.step).toMatch(/^(entry|recorded|root)$/);
  }
});

test('whatever byte of a body is changed, it is that entry’s body', () => {
  const body = (kept[7] as Kept).body as Uint8Array;
  for (let index = 0; index < body.length; index += 1) {
    const found = wrongWith(replaced(7, { body: Uint8Array.from(body, (byte, at) => (at === index ? byte ^ 1 : byte)) }));
    expect(found).toMatchObject({ step: 'body', position: 7, entry: certain(readEntry((kept[7] as Kept).bytes)).id, refusal: { code: 'record.body.digest' } });
  }
});

describe('what an author signs wrongly', () => {
  const [far, zeros] = [{ size: 6, root: roots[6] as string }, '0'.repeat(64)];
  test.each([
    ['another process', signedAnew({ process: zeros }), 'process', { code: 'record.entry.process', found: zeros }],
    ['another body', signedAnew({ body: zeros }), 'body', { code: 'record.body.digest', expected: zeros }],
    ['a head that was not there yet', signedAnew({ seen: far }), 'seen', { code: 'record.seen.ahead', size: 6, position: 5 }],
    ['a head of another log', signedAnew({ seen: { size: 3, root: roots[2] as string } }), 'seen', { code: 'record.seen.fork', size: 3, expected: roots[3], found: roots[2] }],
    ['a root of nothing that is not the empty one', signedAnew({ seen: { size: 0, root: roots[1] as string } }), 'seen', { code: 'record.seen.fork', size: 0 }],
  ])('%s', (_, entries, step, refusal) => {
    expect(wrongWith(entries)).toMatchObject({ step, position: 5, refusal });
  });
});

describe('what a host does wrongly', () => {
  const swapped = [...kept.slice(0, 5), kept[6] as Kept, kept[5] as Kept, ...kept.slice(7)];
  const stranger = caseKeySeed(SEED, 'a stranger');
  const filed = (change: object) => replaced(4, { filed: { id: certain(readEntry((kept[4] as Kept).bytes)).id, kind: 'statement', body: certain(readEntry((kept[4] as Kept).bytes)).header.body, ...change } });
  test.each([
    ['recorded earlier than the one before', wrongWith(signedAnew({}, 1_700_000_103)), { step: 'recorded', position: 5, refusal: { code: 'record.recorded.order', expected: 1_700_000_104, found: 1_700_000_103 } }],
    ['recorded later than it was', wrongWith(signedAnew({}, 1_700_000_106)), { step: 'root', refusal: { code: 'record.root', expected: head.root } }],
    ['the order of two entries', wrongWith(swapped, headOf(swapped)), { step: 'recorded', position: 6 }],
    ['an entry left out that a later author had seen', wrongWith(kept.filter((_, at) => at !== 2), headOf(kept.filter((_, at) => at !== 2))), { step: 'seen', refusal: { code: 'record.seen.fork' } }],
    ['another first entry', wrongWith(kept.slice(1)), { step: 'process', position: 0, refusal: { code: 'record.entry.process', expected: process } }],
    ['the last entries cut off', wrongWith(kept.slice(0, 9)), { step: 'size', refusal: { code: 'record.size', expected: 12, found: 9 } }],
    ['a root that is not that of the entries', wrongWith(kept, { ...head, root: roots[3] as string }), { step: 'root', refusal: { code: 'record.root', expected: roots[3], found: head.root } }],
    ['a checkpoint of an older head', wrongWith(kept, { ...head, checkpoint: headOf(kept.slice(0, 9)).checkpoint }), { step: 'checkpoint', refusal: { code: 'record.checkpoint.head' } }],
    ['a checkpoint by a stranger', wrongWith(kept, headOf(kept, stranger)), { step: 'checkpoint', refusal: { code: 'record.note.unsigned' } }],
    ['a checkpoint that was changed', wrongWith(kept, { ...head, checkpoint: head.checkpoint.replace('\n12\n', '\n13\n') }), { step: 'checkpoint', refusal: { code: 'record.note.signature' } }],
    ['a checkpoint of another log', wrongWith(kept, headOf(kept, host, 'counterpart/other'), writeVerifierKey('counterpart/other', publicKeyOf(host))), { step: 'checkpoint', refusal: { code: 'record.checkpoint.origin', expected: origin } }],
    ['a checkpoint of another log under this log’s key', wrongWith(kept, { ...head, checkpoint: headOf(kept, host, 'counterpart/other').checkpoint.replace('\u2014 counterpart/other', `\u2014 ${origin}`) }), { step: 'checkpoint' }],
    ['an entry filed under another id', wrongWith(filed({ id: 'x' })), { step: 'filed', position: 4, refusal: { code: 'record.entry.filed', member: 'id', found: 'x' } }],
    ['an entry filed as another kind', wrongWith(filed({ kind: 'charter' })), { step: 'filed', position: 4, refusal: { code: 'record.entry.filed', member: 'kind', expected: 'statement', found: 'charter' } }],
    ['an entry filed with another body', wrongWith(filed({ body: 'y' })), { step: 'filed', position: 4, refusal: { code: 'record.entry.filed', member: 'body' } }],
    ['nothing, and it says so', wrongWith(filed({})), null],
  ])('%s', (_, found, expected) => {
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });
});

test('the tiles of a log come out the same whatever the batches, past every change of level', () => {
  const leaves = Array.from({ length: 140_000 }, (_, index) => utf8(`${index}`));
  const last = (batch: number, sheets?: Sheets) => {
    const tree = new Subtrees(sheets), edge = new Map<string, Uint8Array>();
    for (let start = 0; start < leaves.length; start += batch) {
      tree.grow(leaves.slice(start, start + batch));
      for (const { level, index, hashes } of tilesSince(start, tree)) edge.set(`${level}/${index}`, hashes);
    }
    return edge;
  };
  const expected = new Map(grownTiles(0, leaves.map(leafHash), () => null).map(({ level, index, hashes }) => [`${level}/${index}`, hashes]));
  const one = last(140_000), many = last(1024), shelved = last(300, new Sheets(new TestShelf(), 1));
  for (const tiles of [one, many, shelved]) {
    expect([...tiles.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [name, hashes] of expected) expect(sameBytes(tiles.get(name) as Uint8Array, hashes)).toBe(true);
  }
});
