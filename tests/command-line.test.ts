import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { counterpart, freshFolder, serve } from './support/host.ts';

const data = freshFolder();
beforeAll(() => {
  expect(counterpart('case', 'load', 'cases/lachin-2020', '--data', data.path)).toMatchObject({ code: 0 });
});
afterAll(data.remove);

/** A copy of the store with one statement run on it, as somebody with access to the disk could. */
function altered(sql: string): ReturnType<typeof freshFolder> {
  const copy = freshFolder();
  const from = new DatabaseSync(join(data.path, 'counterpart.sqlite'));
  from.exec(`VACUUM INTO '${join(copy.path, 'counterpart.sqlite')}'`);
  from.close();
  const database = new DatabaseSync(join(copy.path, 'counterpart.sqlite'));
  database.exec(sql);
  database.close();
  return copy;
}

describe('status', () => {
  const status = (...more: readonly string[]) => counterpart('status', 'lachin-2020', '--data', data.path, '--json', ...more);

  test('twice the same bytes, and one canonical JSON document', () => {
    const first = status('--valid', '2023-03-01'), second = status('--valid', '2023-03-01');
    expect(first.code).toBe(0);
    expect(first.out).toBe(second.out);
    expect(first.notes).toBe('');
    expect(JSON.parse(first.out)).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string, proof: { size: expect.any(Number) as number } });
  });

  test('safety of movement along the corridor: each account apart', () => {
    const at = (valid: string) => Object.fromEntries((JSON.parse(status('--valid', valid).out) as { readonly statuses: readonly { readonly commitment: string; readonly perspective: string; readonly performance: string }[] })
      .statuses.filter(({ commitment }) => commitment === 'TS6d').map(({ perspective, performance }) => [perspective, performance]));
    expect(at('2022-12-01')).toMatchObject({ ARM: 'no-account', AZE: 'no-account', NK: 'kept', ICJ: 'no-account', ICRC: 'no-account', RUS: 'no-account' });
    expect(at('2023-03-01')).toMatchObject({ ARM: 'breached', AZE: 'kept', NK: 'breached', ICJ: 'breached', ICRC: 'no-account', RUS: 'breached' });
    expect(at('2023-06-20')).toMatchObject({ ARM: 'breached', AZE: 'kept', NK: 'breached', ICJ: 'breached', ICRC: 'no-account', RUS: 'breached' });
  });

  test.each([
    [['nowhere'], 1, 'No process nowhere is held'], [['lachin-2020', '--valid', '2023-02-30'], 1, '2023-02-30'], [['lachin-2020', '--record', '9999'], 1, 'beyond'],
    [['lachin-2020', '--perspective', 'XYZ'], 1, 'There are: '], [[], 2, 'PROCESS'],
  ])('status %j: exit %i and says %j', (args, code, said) => {
    const ran = counterpart('status', ...args, '--data', data.path);
    expect(ran.code).toBe(code);
    expect(ran.notes).toContain(said);
  });
});

test('explain says why in sentences, and its JSON names what would change it', () => {
  const ran = counterpart('explain', 'lachin-2020', 'TS6d', '--perspective', 'ARM', '--valid', '2023-03-01', '--data', data.path);
  expect(ran.out).toContain('According to Armenia');
  const json = JSON.parse(counterpart('explain', 'lachin-2020', 'TS6d', '--perspective', 'ARM', '--valid', '2023-03-01', '--data', data.path, '--json').out) as { readonly statuses: readonly { readonly explanation: { readonly flips: readonly unknown[] } }[] };
  expect(json.statuses[0]?.explanation.flips.length).toBeGreaterThan(0);
});

describe('audit', () => {
  test('accepts what was loaded', () => {
    expect(counterpart('audit', 'lachin-2020', '--data', data.path)).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is wrong') as string });
  });

  const flip = (column: string, table: string, where: string): string =>
    `UPDATE ${table} SET ${column} = CAST(substr(${column}, 1, 200) || x'21' || substr(${column}, 202) AS BLOB) WHERE ${where}`;
  test.each([
    ['a byte of an entry', flip('bytes', 'entry', 'position = 40'), 40, ['entry', 'signature']],
    ['a byte of a body', flip('bytes', 'body', 'digest = (SELECT body FROM entry WHERE position = 50)'), 50, ['body']],
    ['the recorded time', "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), char(10) || '1793476800', char(10) || '1693476800') AS BLOB) WHERE position = 60", 60, ['recorded']],
    ['the id under which it is filed', "UPDATE entry SET kind = 'report' WHERE position = 30", 30, ['filed']],
    ['bytes after a tile', "UPDATE tile SET hashes = CAST(hashes || x'00' AS BLOB) WHERE level = 0", null, ['tile']],
    ['a tile', 'UPDATE tile SET hashes = CAST(zeroblob(length(hashes)) AS BLOB) WHERE level = 0', null, ['tile']],
    ['the checkpoint', "UPDATE process SET checkpoint = replace(checkpoint, 'counterpart/', 'counterpard/')", null, ['checkpoint']],
    ['the root', "UPDATE process SET root = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", null, ['root']],
  ])('names the entry and the step when %s was changed', (_, sql, position, steps) => {
    const copy = altered(sql);
    const ran = counterpart('audit', 'lachin-2020', '--data', copy.path, '--json');
    copy.remove();
    expect(ran.code).toBe(1);
    const report = JSON.parse(ran.out) as { readonly ok: boolean; readonly wrong: { readonly step: string; readonly position: number | null } };
    expect(report.ok).toBe(false);
    expect(report.wrong.position).toBe(position);
    expect(steps).toContain(report.wrong.step);
  });
});

describe('case', () => {
  test('loading again changes nothing', () => {
    expect(counterpart('case', 'load', 'cases/lachin-2020', '--data', data.path)).toMatchObject({ code: 0, out: expect.stringContaining('nothing to do') as string });
  });

  test('a malformed case is refused with file, line and field, and nothing of it is kept', () => {
    const folder = freshFolder(), store = freshFolder();
    writeFileSync(join(folder.path, 'case.yaml'), 'case:\n  slug: bad\n  charter:\n    kind: live\n');
    const ran = counterpart('case', 'load', folder.path, '--data', join(store.path, 'd'));
    expect(ran.code).toBe(1);
    expect(ran.notes).toMatch(/case\.yaml:\d+:\d+ /);
    expect(counterpart('list', '--data', join(store.path, 'd'), '--json').out).toBe('[]\n');
    folder.remove();
    store.remove();
  });
});

describe('the data folder', () => {
  test('a foreign file, a truncated database, a missing folder: a sentence and exit 3', () => {
    const folder = freshFolder();
    writeFileSync(join(folder.path, 'counterpart.sqlite'), 'this is a letter, not a database, and long enough to look at');
    expect(counterpart('list', '--data', folder.path)).toMatchObject({ code: 3, notes: expect.stringContaining('not a database of Counterpart') as string });
    expect(counterpart('list', '--data', join(folder.path, 'none'))).toMatchObject({ code: 3, notes: expect.stringContaining('There is no data') as string });
    const copy = altered('SELECT 1');
    const path = join(copy.path, 'counterpart.sqlite');
    const whole = new DatabaseSync(path);
    whole.exec('DELETE FROM entry WHERE position > 100');
    whole.close();
    expect(counterpart('list', '--data', copy.path)).toMatchObject({ code: 3, notes: expect.stringContaining('damaged') as string });
    copy.remove();
    folder.remove();
  });

  test('a folder that is a file cannot be written', () => {
    const folder = freshFolder();
    writeFileSync(join(folder.path, 'file'), '');
    expect(counterpart('case', 'load', 'cases/lachin-2020', '--data', join(folder.path, 'file'))).toMatchObject({ code: 3, notes: expect.stringContaining('cannot be written') as string });
    folder.remove();
  });
});

describe('serve', () => {
  test('stops cleanly, refuses a second host on the same folder and a taken port', async () => {
    const host = await serve(data.path);
    expect((await fetch(host.url)).status).toBe(200);
    expect(counterpart('serve', '--port', '0', '--data', data.path)).toMatchObject({ code: 3, notes: expect.stringContaining('Another program') as string });
    expect(counterpart('status', 'lachin-2020', '--data', data.path)).toMatchObject({ code: 0 });
    expect(await host.stop()).toBe(0);
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    expect(counterpart('serve', '--port', String(port), '--data', data.path)).toMatchObject({ code: 3, notes: expect.stringContaining(String(port)) as string });
    taken.close();
  });

  test('a damaged entry is loud on its page, and the pages of the process', async () => {
    const copy = altered(flipBody(50));
    const host = await serve(copy.path);
    const page = await fetch(`${host.url}/lachin-2020`);
    expect(page.status).toBe(500);
    expect(await page.text()).toContain('entry 50');
    await host.stop();
    copy.remove();
  });

  test('content altered so that it still reads is never shown', () => {
    const copy = altered("UPDATE body SET bytes = CAST(replace(CAST(bytes AS TEXT), 'handed over on the date', 'not handed over by then') AS BLOB) WHERE CAST(bytes AS TEXT) LIKE '%handed over on the date set%'");
    expect(counterpart('status', 'lachin-2020', '--data', copy.path)).toMatchObject({ code: 3, notes: expect.stringMatching(/entry \d+ is not what was recorded/) as string });
    copy.remove();
  });
});

const flipBody = (position: number): string => `UPDATE body SET bytes = CAST(x'21' || substr(bytes, 2) AS BLOB) WHERE digest = (SELECT body FROM entry WHERE position = ${position})`;
