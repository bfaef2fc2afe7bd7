import { expect, it } from 'vitest';
import { liveTable, said, statement } from '../process/test-table.ts';
import { Looking } from './looking.ts';

const ask = (text: string) => ({ text, known: Number.MAX_SAFE_INTEGER, kind: null, language: null, by: null });

it('many who ask at a time are answered from their own state, and others have their turn while it is read', async () => {
  const table = liveTable(), looking = new Looking();
  for (let n = 0; n < 200; n += 1) table.add('head-a', 'statement', statement(`s${n}`, { summary: { en: `The bridge number ${n} is shut` }, accounts: [said('A')] }));
  let turns = 0;
  const turn = async (): Promise<void> => { turns += 1; }, before = table.state;
  const [first, second] = await Promise.all([looking.find(before, turn, ask('bridges')), looking.find(before, turn, ask('bridge number 7'))]);
  expect([first.total, second.hits[0]?.thing.id, turns]).toEqual([200, 's7', 3]);
  table.add('head-a', 'statement', statement('last', { summary: { en: 'A last bridge' }, accounts: [said('A')] }));
  expect([(await looking.find(table.state, turn, ask('bridges'))).total, turns]).toEqual([201, 3]); // One thing more is not worth a turn.
});

it('whose turn fails fails alone', async () => {
  const looking = new Looking(), table = liveTable();
  for (let n = 0; n < 100; n += 1) table.add('head-a', 'statement', statement(`s${n}`, { summary: { en: 'A bridge' }, accounts: [said('A')] }));
  await expect(looking.find(table.state, () => Promise.reject(new Error('no turn')), ask('bridges'))).rejects.toThrow('no turn');
  expect((await looking.find(table.state, () => Promise.resolve(), ask('bridges'))).total).toBe(100);
});
