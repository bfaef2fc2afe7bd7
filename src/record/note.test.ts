import { describe, expect, test } from 'vitest';
import { base64, caseKeySeed, certain, openCheckpoint, openNote, publicKeyOf, readCheckpoint, readNote, readVerifierKey, sha256, signCheckpoint, signNote, utf8, writeVerifierKey } from './index.ts';

const seed = caseKeySeed('a seed for tests', 'host'), other = caseKeySeed('a seed for tests', 'witness');
const origin = 'counterpart/test', hostKey = writeVerifierKey(origin, publicKeyOf(seed));
const key = certain(readVerifierKey(hostKey));
const root = Uint8Array.from(sha256(utf8('root')));
const note = signCheckpoint({ origin, size: 7, root }, seed);
const [text, line] = [note.slice(0, note.lastIndexOf('\n\n') + 1), note.slice(note.lastIndexOf('\n\n') + 2)] as const;
const witness = signNote(text, 'witness.example', other).slice(text.length + 1);

test('a checkpoint is three lines and a signature, and opens', () => {
  expect(text).toBe(`${origin}\n7\n${base64(root)}\n`);
  expect(certain(openCheckpoint(note, hostKey, origin))).toEqual({ origin, size: 7, root });
});

describe('signatures', () => {
  test('of keys that are not known are passed over, before and after and by the dozen', () => {
    expect(openNote(`${text}\n${witness}${line}${witness.repeat(30)}`, key)).toEqual({ ok: true, value: text });
  });
  test('of a known key that are wrong refuse the note, right ones beside them or not', () => {
    const wrong = `\u2014 ${origin} ${base64(Uint8Array.of(...key.keyId, ...new Uint8Array(64)))}\n`;
    expect(openNote(`${text}\n${line}${wrong}`, key)).toMatchObject({ ok: false, refusal: { code: 'record.note.signature' } });
  });
  test('of this name by another key do not count', () => {
    expect(openNote(signNote(text, origin, other), key)).toMatchObject({ ok: false, refusal: { code: 'record.note.unsigned' } });
  });
  test('the text is split at the last blank line', () => {
    const twice = signNote(`${note}`, origin, seed);
    expect(openNote(twice, key)).toEqual({ ok: true, value: note });
  });
});

describe('a note in any other form is refused', () => {
  test.each([
    ['no signature', `${text}\n`], ['no blank line', text + line], ['no last newline', note.slice(0, -1)], ['a hyphen for the dash', note.replace('\u2014', '-')], ['two spaces', note.replace('\u2014 ', '\u2014  ')],
    ['a carriage return', note.replace('7\n', '7\r\n')], ['a null', note.replace('7', '7\u0000')], ['a signature that is no base64', note.replace(/=+\n$/, '\n')], ['a signature without key id', `${text}\n\u2014 ${origin} AAAA\n`],
    ['a plus in the name', note.replace(`\u2014 ${origin}`, '\u2014 a+b')], ['a lone surrogate', note.replace('7', '\ud800')], ['nothing', ''], ['more than a hundred signatures', `${text}\n${line.repeat(101)}`],
  ])('%s', (_, changed) => {
    expect(changed).not.toBe(note);
    expect(readNote(changed)).toMatchObject({ ok: false, refusal: { code: 'record.note.form' } });
  });
});

describe('a checkpoint in any other form is refused', () => {
  const [, size, hash] = text.split('\n') as [string, string, string];
  test.each([
    ['an extension line', `${text}more\n`], ['a sign', text.replace('\n7\n', '\n+7\n')], ['a zero in front', text.replace('\n7\n', '\n07\n')], ['hexadecimal', text.replace('\n7\n', '\n0x7\n')], ['more than 2^53', text.replace('\n7\n', '\n9007199254740993\n')],
    ['no origin', `\n${size}\n${hash}\n`], ['a short root', text.replace(hash, 'AAAA')], ['a root with spare bits', text.replace(hash, `${hash.slice(0, -2)}${hash.at(-2) === 'B' ? 'C' : 'B'}=`)], ['no newline', text.slice(0, -1)], ['a space', text.replace('\n7\n', '\n 7\n')],
    ['an origin of more than 255 bytes', text.replace(origin, 'x'.repeat(256))],
  ])('%s', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(readCheckpoint(changed)).toMatchObject({ ok: false, refusal: { code: 'record.checkpoint.form' } });
  });
});

test('a verifier key is of Ed25519, with the id that name and key make', () => {
  expect(readVerifierKey(hostKey)).toMatchObject({ ok: true, value: { name: origin } });
  const [name, id, encoded] = hostKey.split('+') as [string, string, string];
  for (const wrong of ['', name, `${name}+${id}`, `+${id}+${encoded}`, `other+${id}+${encoded}`, `a b+${id}+${encoded}`, `${name}+00000000+${encoded}`, `${name}+${id.toUpperCase()}x+${encoded}`, `${name}+${id}+${encoded.slice(0, -4)}`, `${name}+${id}+B${encoded.slice(1)}`]) {
    expect(readVerifierKey(wrong)).toMatchObject({ ok: false, refusal: { code: 'record.note.key' } });
  }
});

test('no text makes the readers throw, and none that was changed opens as another head', () => {
  let state = 40_401;
  console.log(`seed ${state}`);
  // From the high digits: the low ones of such a generator come round at once.
  const next = (below: number): number => Math.floor(((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648) * below);
  const letters = ['\n', '\n\n', '\u2014', ' ', '+', '=', 'A', '0', '\r', '\u0000', '\ud800', '\u{1f600}', 'counterpart/test', line, text];
  for (let round = 0; round < 3000; round += 1) {
    let changed = note;
    for (let change = next(3) + 1; change > 0; change -= 1) {
      const at = next(changed.length + 1);
      changed = changed.slice(0, at) + (letters[next(letters.length)] as string) + changed.slice(at + next(3));
    }
    const opened = openCheckpoint(changed, hostKey, origin);
    readCheckpoint(changed);
    if (opened.ok) expect(opened.value).toEqual({ origin, size: 7, root });
    else expect(opened.refusal.code).toMatch(/^record\.(note|checkpoint)\./);
  }
});
