import { afterEach, describe, expect, test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshFolder } from '../../tests/support/host.ts';
import { openDesk } from './desk.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => { for (const end of ends.splice(0).reverse()) await end(); });

function desk() {
  const folder = freshFolder(), clock = { time: 100, now: () => clock.time };
  ends.push(folder.remove);
  const open = () => { const opened = openDesk(folder.path, clock); ends.push(() => opened.close()); return opened; };
  return { open, clock, path: folder.path };
}
const paper = { kind: 'draft', id: 'a', owner: 'p', content: { title: 'Ինչ' } } as const;

describe('the desk', () => {
  test('keeps papers over a restart, in the order in which they came, each with its version', async () => {
    const { open } = desk(), first = open();
    expect([await first.put(paper, 0), await first.put({ ...paper, id: '0' }, 0), await first.put({ ...paper, content: [1] }, 1)]).toEqual([true, true, true]);
    await first.close();
    ends.pop();
    const again = open();
    expect(await again.get('draft', 'a')).toEqual({ ...paper, content: [1], version: 2 });
    expect((await again.of('draft', 'p')).map(({ id }) => id)).toEqual(['a', '0']);
    expect([await again.of('draft', 'q'), await again.get('session', 'a')]).toEqual([[], null]);
  });

  test('lets nobody write over a version that they have not seen, nor make a paper twice', async () => {
    const { open } = desk(), one = open();
    expect([await one.put(paper, 0), await one.put(paper, 0), await one.put(paper, 7), await one.put({ ...paper, content: 'mine' }, 1), await one.put({ ...paper, content: 'yours' }, 1)]).toEqual([true, false, false, true, false]);
    expect((await one.get('draft', 'a'))?.content).toBe('mine');
  });

  test('what has expired is as if it were not there, and is forgotten when it is swept', async () => {
    const { open, clock } = desk(), one = open();
    await one.put({ ...paper, expires: 200 }, 0);
    clock.time = 199;
    expect(await one.get('draft', 'a')).not.toBeNull();
    clock.time = 200;
    expect([await one.get('draft', 'a'), await one.of('draft', 'p')]).toEqual([null, []]);
    await one.sweep(200);
    clock.time = 100;
    expect(await one.get('draft', 'a')).toBeNull();
  });

  test('another file under its name is refused', () => {
    const { open, path } = desk();
    writeFileSync(join(path, 'desk.sqlite'), 'not a desk');
    expect(open).toThrowError(expect.objectContaining({ code: 'store.foreign' }));
  });
});
