import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { Sheets } from '#base';
import { TestShelf } from '../../base/test-shelf.ts';
import { generator } from '../random-names.ts';
import { Ids } from './ids.ts';

/** FNV-1a of letters, mixed: what names are placed by. */
function placeOf(name: string, places: number): number {
  let mixed = 0x811c9dc5;
  for (const letter of name) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) & (places - 1);
}

const SEED = 20_261_129;

it.each([1, 2, 1024])(`numbers names as a map of texts would, whatever they are made of, with %i sheets at hand and chance of seed ${SEED}`, (atHand) => {
  const random = generator(SEED), ids = new Ids(new Sheets(new TestShelf(), atHand)), map = new Map<string, number>();
  const letters = ['0123456789abcdef', 'abcXYZ._-', 'é\u00ff\u0000', 'Ա字\ud83d'].map((all) => [...all]), lengths = [0, 1, 3, 31, 32, 33, 63, 64, 64, 64, 65, 300];
  for (let turn = 0; turn < 20_000; turn += 1) {
    const from = random.pick(letters), name = Array.from({ length: random.pick(lengths) }, () => random.pick(from)).join(''), before = map.get(name) ?? -1;
    if (!map.has(name)) map.set(name, map.size);
    if (ids.find(name) !== before || ids.number(name) !== map.get(name)) expect.fail(`${JSON.stringify(name)} at turn ${turn}`);
  }
  expect(ids.size).toBe(map.size);
  expect([...map].filter(([name, number]) => ids.find(name) !== number || ids.name(number) !== name)).toEqual([]);
});

it('a digest is not the letters that its bytes are, nor what differs in one byte or in its case', () => {
  const digest = '6b'.repeat(32), ids = new Ids(new Sheets());
  expect(ids.number(digest)).toBe(0);
  for (const other of ['k'.repeat(32), `${digest.slice(0, 63)}0`, digest.slice(2), `${digest}6b`, digest.toUpperCase(), '\u6b6b'.repeat(16)]) expect(ids.find(other)).toBe(-1);
});

it('names crafted to want one place are all found, and the work for each stays bounded', () => {
  const wanted: string[] = [];
  for (let index = 0; wanted.length < 500; index += 1) if (placeOf(`n${index}`, 65_536) < 8) wanted.push(`n${index}`);
  const crafted = [...wanted, ...Array.from({ length: 500 }, (_, index) => `0000${'0'.repeat(52)}${index.toString(16).padStart(8, '0')}`)], ids = new Ids(new Sheets());
  expect(crafted.map((name) => ids.number(name))).toEqual(crafted.map((_, number) => number));
  expect(crafted.map((name) => ids.name(ids.find(name)))).toEqual(crafted);
  expect(ids.find(`0000${'f'.repeat(60)}`)).toBe(-1);
});

it('a name that never came is told without its sheet, nearly always', () => {
  const shelf = new TestShelf(), ids = new Ids(new Sheets(shelf, 2)), digest = (of: number): string => createHash('sha256').update(`${of}`).digest('hex');
  for (let of = 0; of < 20_000; of += 1) ids.number(digest(of));
  const before = shelf.takes;
  for (let of = 20_000; of < 40_000; of += 1) expect(ids.find(digest(of))).toBe(-1);
  expect(shelf.takes - before).toBeLessThan(500);
});
