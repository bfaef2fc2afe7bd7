import { describe, expect, test } from 'vitest';
import { readCharter, readDraft, readRelease } from '#app';
import type { Result } from '#base';
import { base64, checkReading, disclose, fromUtf8, keyOf, readBodies, readBody, readBundle, readCheckpoint, readDisclosed, readEntry, readForkProof, readKeyFile, readLetter, readNote, readPolicy, readPromise, readReceipt, readSealed, readSubmissions, readTilePath, readVerifierKey, sha256, signCheckpoint, signReading, utf8, verifierKeyOf, writeBodies, writeBody, writeBundle, writeEntry, writeKeyFile, writeLetter, writePromise, writeReceipt, writeSealed, writeSubmission } from '#record';
import { readBag, readBody as readContent, readCase, readCommitments, readHypotheses, writeBag } from '#wire';
import { chance } from './support/chance.ts';

/** Everything that comes from outside, changed at random: whatever comes of it, nothing is thrown but a refusal returned; and what is accepted of a canonical form is the very bytes. */
const SEED = Number(process.env['SEED'] ?? 20_261_124), ROUNDS = process.env['SLOW'] === '1' ? 40_000 : 1_500;
const seed = sha256(utf8('fuzz')), digest = 'a'.repeat(64), origin = `counterpart/${digest}`, root = base64(sha256(utf8('root')));
const certain = <T>(result: Result<T>): T => { if (!result.ok) throw new Error(JSON.stringify(result.refusal)); return result.value; };

const CONTENT = { id: 'r', category: 'observation', date: '2026-05-01', summary: { en: 'a “word” 𝄞' }, accounts: [{ by: 'A', stance: 'asserts', text: { en: 'b' } }] };
const body = certain(writeBody(CONTENT, new Uint8Array(16))), header = { process: digest, kind: 'report', capacity: 'monitor', madeAt: 1_780_000_000, about: [digest], seen: { size: 3, root } };
const entry = certain(writeEntry({ ...header, audience: 'public', body: body.digest }, seed, 5)), letter = certain(writeLetter({ ...header, audience: ['a', 'b'] }, CONTENT, seed, new Uint8Array(48)));
const checkpoint = signCheckpoint({ origin, size: 3, root: sha256(utf8('root')) }, seed), hostKey = verifierKeyOf({ name: origin, type: 'note', seed });
const submission = writeSubmission(entry.bytes, body.bytes);
const text = (bytes: Uint8Array): string => { const read = fromUtf8(bytes); return read.ok ? read.value : Buffer.from(bytes).toString('latin1'); };
const json = (bytes: Uint8Array): unknown => { try { return JSON.parse(text(bytes)) as unknown; } catch { return text(bytes); } };
const charter = { charter: { kind: 'live', title: { en: 't' }, purpose: { en: 'p' }, zone: 'UTC', languages: ['en'], rules: 1, evaluator: 1, zoneTable: '2026c', evidenceWindow: 'P7D', host: { key: keyOf(seed), delay: 'PT1H' }, actors: [{ id: 'A', kind: 'party', label: { en: 'A' } }], participants: [{ id: 'a', name: 'a', actor: 'A', capacity: 'head', key: keyOf(seed) }] }, agreedBy: [] };
const release = { process: digest, sealed: digest, letter: { blinding: root, line: letter.letter.line, signature: letter.letter.signature }, erase: digest, cipher: digest, disclosed: disclose(CONTENT, new Uint8Array(16), [['id']]), consents: [] };
const COMMITMENT = 'commitment T1 of T clause 1 "Road open"\n  A must keep road.open(road: pass)\n  from 2023-06-01\n';
const ITEMS = 'items:\n  - id: x\n    kind: report\n    category: observation\n    date: 2026-05-01\n    summary: { en: s }\n    accounts: [{ by: A, stance: asserts }]\n';

/** By name: valid bytes, what reads them, and where there is one form only, what writes them again. */
const READERS: readonly (readonly [string, Uint8Array, (bytes: Uint8Array) => unknown, ((bytes: Uint8Array) => Uint8Array | null)?])[] = [
  ['readEntry', entry.bytes, readEntry, (bytes) => { const read = readEntry(bytes); return read.ok ? Buffer.concat([read.value.signed.subarray('counterpart/entry/v1\n'.length), utf8(`\n${base64(read.value.signature)}\n${read.value.recorded}\n`)]) : null; }],
  ['readBody', body.bytes, readBody],
  ['readSubmissions', Buffer.concat([submission, submission]), readSubmissions, (bytes) => { const read = readSubmissions(bytes); return read.ok ? Buffer.concat(read.value.flatMap((one) => [one.signed, one.body, utf8('\n')])) : null; }],
  ['readLetter', letter.bytes, readLetter],
  ['readSealed', writeSealed({ letter: digest, erase: digest, sealed: sha256(seed) }), readSealed, (bytes) => { const read = readSealed(bytes); return read.ok ? writeSealed(read.value) : null; }],
  ['readDisclosed', utf8(JSON.stringify(release.disclosed)), (bytes) => readDisclosed(json(bytes))],
  ['readBundle', writeBundle([entry.bytes, entry.bytes]), (bytes) => readBundle(bytes, 2), (bytes) => { const read = readBundle(bytes, 2); return read.ok ? writeBundle(read.value) : null; }],
  ['readBodies', writeBodies([body.bytes, null]), (bytes) => readBodies(bytes, 2), (bytes) => { const read = readBodies(bytes, 2); return read.ok ? writeBodies(read.value) : null; }],
  ['readTilePath', utf8('tile/entries/x001/x234/067.p/8'), (bytes) => readTilePath(text(bytes))],
  ['readNote', utf8(checkpoint), (bytes) => readNote(text(bytes))],
  ['readCheckpoint', utf8(checkpoint.split('\n\n')[0] + '\n'), (bytes) => readCheckpoint(text(bytes))],
  ['readVerifierKey', utf8(hostKey), (bytes) => readVerifierKey(text(bytes))],
  ['readPromise', utf8(writePromise({ entry: digest, body: digest, received: 1, due: 2 }, origin, seed)), (bytes) => readPromise(text(bytes), hostKey)],
  ['readReceipt', utf8(writeReceipt({ extra: null, index: 1, path: [seed, seed], checkpoint })), (bytes) => readReceipt(text(bytes))],
  ['readForkProof', utf8(JSON.stringify({ charter: text(body.bytes), first: checkpoint, second: checkpoint, grown: null })), (bytes) => readForkProof(text(bytes))],
  ['readKeyFile', utf8(writeKeyFile(seed)), (bytes) => readKeyFile(text(bytes))],
  ['readPolicy', utf8(`log ${hostKey}\nwitness w ${hostKey}\ngroup g 1 w\nquorum g\n`), (bytes) => readPolicy(text(bytes))],
  ['checkReading', utf8(signReading(digest, 100, seed)), (bytes) => checkReading(digest, text(bytes), 100)],
  ['readBag', writeBag(new Map([[`${digest}/checkpoint`, utf8(checkpoint)]])), readBag],
  ['readContent', utf8(JSON.stringify(CONTENT)), (bytes) => readContent('report', json(bytes))],
  ['readContent of a charter', utf8(JSON.stringify(charter)), (bytes) => readContent('charter', json(bytes))],
  ['readCharter', utf8(JSON.stringify(charter)), (bytes) => readCharter(text(bytes))],
  ['readRelease', utf8(JSON.stringify(release)), (bytes) => readRelease(text(bytes))],
  ['readDraft', utf8(JSON.stringify({ process: digest, host: { key: keyOf(seed), delay: 'PT1H' }, from: { size: 1, root }, reason: { en: 'r' }, agreedBy: [] })), (bytes) => readDraft(text(bytes))],
  ['readCommitments', utf8(COMMITMENT), (bytes) => readCommitments(text(bytes))],
  ['readHypotheses', utf8(ITEMS), (bytes) => readHypotheses('f.yaml', text(bytes), { kind: 'live', zone: 'UTC', zoneTable: '2026c', signedBy: 'a', recorded: 0 })],
  ['readCase', utf8('case: { slug: x }\n'), (bytes) => readCase(new Map([['case.yaml', text(bytes)]]))],
];

const ODD = ['\0', '\uFEFF', '\u202E', '\uD834', '"', '\\', '\\ud800', '{', '[', '['.repeat(40), '1e999', '-0', '9007199254740993', '__proto__', 'constructor', '\n', '\r\n', '=', '—', 'null', '𝄞', 'é'];

/** One to four changes: a bit, a cut, a repeat, a splice from elsewhere in it, something odd. */
function changed(bytes: Uint8Array, next: () => number): Uint8Array {
  let given = Buffer.from(bytes);
  const below = (count: number): number => Math.floor(next() * count);
  for (let left = 1 + below(4); left > 0; left -= 1) {
    const at = below(given.length + 1), to = at + below(given.length - at + 1);
    switch (below(6)) {
      case 0: if (at < given.length) given[at] = (given[at] ?? 0) ^ (1 << below(8)); break;
      case 1: given = Buffer.concat([given.subarray(0, at), given.subarray(to)]); break;
      case 2: given = Buffer.concat([given.subarray(0, to), given.subarray(at)]); break;
      case 3: given = given.subarray(0, at); break;
      case 4: given = Buffer.concat([given.subarray(0, at), Buffer.from(ODD[below(ODD.length)] ?? ''), given.subarray(at)]); break;
      default: { const piece = given.subarray(at, Math.min(to, at + 40)), where = below(given.length + 1); given = Buffer.concat([given.subarray(0, where), piece, given.subarray(where)]); }
    }
    if (given.length > 200_000) given = given.subarray(0, 200_000);
  }
  return new Uint8Array(given);
}

describe(`whatever comes from outside (seed ${SEED})`, () => {
  test.each(READERS)('%s only ever refuses', (name, valid, read, again) => {
    const next = chance(SEED + name.length);
    read(valid);
    expect(again === undefined || Buffer.compare(again(valid) ?? new Uint8Array(), valid) === 0, 'what is valid is read, and written as it was').toBe(true);
    for (let round = 0; round < ROUNDS; round += 1) {
      const bytes = changed(valid, next);
      let answer: unknown;
      try {
        answer = read(bytes);
      } catch (error) {
        throw new Error(`round ${round}: threw ${String(error)} on ${Buffer.from(bytes).toString('base64')}`, { cause: error });
      }
      const written = again?.(bytes) ?? null;
      if (written !== null) expect(Buffer.compare(written, bytes), `round ${round}: another form was accepted`).toBe(0);
      const refusal = (answer as { readonly ok?: boolean; readonly refusal?: { readonly code?: unknown } } | null);
      if (refusal?.ok === false && typeof refusal.refusal?.code !== 'string') throw new Error(`round ${round}: a refusal without a code`);
    }
  }, 120_000);
});
