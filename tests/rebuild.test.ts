import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { SELLA_ENTRIES, counterpart, freshFolder, serve } from './support/host.ts';

const ends: (() => unknown)[] = [];
afterAll(async () => { for (const end of ends.splice(0).reverse()) await end(); });

function held(): string {
  const fresh = freshFolder();
  ends.push(fresh.remove);
  expect(counterpart('case', 'load', 'cases/sella', '--data', fresh.path).code).toBe(0);
  return fresh.path;
}

function damage(data: string, sql: string): void {
  const database = new DatabaseSync(join(data, 'counterpart.sqlite'));
  database.exec(sql);
  database.close();
}

describe('tiles', () => {
  test.each(['DELETE FROM tile', 'UPDATE tile SET hashes = zeroblob(length(hashes))'])('damaged by %s are found, made anew, and right', (sql) => {
    const data = held();
    expect(counterpart('rebuild', 'sella', '--data', data)).toMatchObject({ code: 0, out: expect.stringContaining('all as they should be') });
    damage(data, sql);
    expect(counterpart('audit', 'sella', '--data', data)).toMatchObject({ code: 1 });
    expect(counterpart('freeze', 'sella', '--reason', 'x', '--data', data)).toMatchObject({ code: 3, notes: expect.stringContaining('counterpart rebuild') });
    expect(JSON.parse(counterpart('rebuild', 'sella', '--data', data, '--json').out)).toEqual({ differed: 1, size: SELLA_ENTRIES, tiles: 1 });
    expect(counterpart('audit', 'sella', '--data', data).code).toBe(0);
  });

  test('are not made of entries that are damaged themselves, nor under a host that is running', async () => {
    const data = held();
    damage(data, "UPDATE entry SET bytes = (SELECT bytes FROM entry WHERE position = 7) WHERE position = 8");
    expect(counterpart('rebuild', 'sella', '--data', data)).toMatchObject({ code: 1, notes: expect.stringContaining('damaged themselves') });
    const other = held(), host = await serve(other);
    ends.push(() => host.kill());
    expect(counterpart('rebuild', 'sella', '--data', other).code).toBe(3);
  });
});
