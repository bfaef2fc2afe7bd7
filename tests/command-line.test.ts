import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '#base';
import { canonical } from '#base';
import { counterpart, freshFolder, serve, started } from './support/host.ts';

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

interface Answer {
  readonly asOf: Json;
  readonly statuses: readonly { readonly commitment: string }[];
  readonly digest: string;
}

describe('status', () => {
  const status = (...more: readonly string[]) => counterpart('status', 'lachin-2020', '--data', data.path, '--json', ...more);

  test('twice the same bytes, and one canonical JSON document', () => {
    const first = status('--valid', '2023-03-01'), second = started('status', 'lachin-2020', '--data', data.path, '--json', '--valid', '2023-03-01');
    expect(first.code).toBe(0);
    expect(first.out).toBe(second.out);
    expect(first.notes).toBe('');
    expect(JSON.parse(first.out)).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string, proof: { size: expect.any(Number) as number } });
  });

  test('of one commitment: its rows of the whole, and a digest of these alone', () => {
    const whole = JSON.parse(status('--valid', '2023-03-01').out) as Answer, one = JSON.parse(counterpart('status', 'lachin-2020', 'TS6d', '--valid', '2023-03-01', '--data', data.path, '--json').out) as Answer;
    expect(one.statuses).toEqual(whole.statuses.filter(({ commitment }) => commitment === 'TS6d'));
    for (const { asOf, statuses, digest } of [whole, one]) expect(createHash('sha256').update(`counterpart/status/v1\n${canonical({ asOf, statuses } as unknown as Json)}`).digest('hex')).toBe(digest);
    expect(counterpart('status', 'lachin-2020', 'XYZ', '--data', data.path)).toMatchObject({ code: 1, notes: expect.stringContaining('There is no commitment XYZ') as string });
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

test('explain --record N knows no more than the first N entries', () => {
  const explained = (...more: readonly string[]) => counterpart('explain', 'lachin-2020', 'TS6d', '--perspective', 'ARM', '--valid', '2023-03-01', '--data', data.path, '--json', ...more);
  expect(explained().out).toContain('"performance":"breached"');
  expect(explained('--record', '60').out).not.toContain('"performance":"breached"');
  expect(explained('--record', '1')).toMatchObject({ code: 1, notes: expect.stringContaining('no commitment TS6d') as string });
});

test('a selection is read together, by status and explain, under one name', () => {
  const said = (perspective: string) => JSON.parse(counterpart('status', 'lachin-2020', '--perspective', perspective, '--valid', '2023-03-01', '--data', data.path, '--json').out) as { readonly statuses: readonly { readonly commitment: string; readonly perspective: string; readonly performance: string }[] };
  const { statuses } = said('AZE+ARM');
  expect(new Set(statuses.map(({ perspective }) => perspective))).toEqual(new Set(['ARM+AZE']));
  expect(statuses.find(({ commitment }) => commitment === 'TS6d')?.performance).toBe('disputed');
  expect(said('ARM+AZE')).toEqual(said('AZE+ARM'));
  expect(counterpart('explain', 'lachin-2020', 'TS6d', '--perspective', 'ARM+AZE', '--valid', '2023-03-01', '--data', data.path).out).toContain('Armenia and Azerbaijan: disputed');
  expect(counterpart('status', 'lachin-2020', '--perspective', 'ARM+XYZ', '--data', data.path)).toMatchObject({ code: 1, notes: expect.stringContaining('no perspective ARM+XYZ') as string });
});

describe('changes', () => {
  const changes = (...more: readonly string[]) => counterpart('changes', 'lachin-2020', '--data', data.path, ...more);

  test.each([[[], 'Since when'], [['--since', '2030-01-01'], 'Nothing can have changed'], [['--since', '2023-02-30'], '2023-02-30']])('%j is refused: %s', (args, said) => {
    expect(changes(...args)).toMatchObject({ code: 1, out: '', notes: expect.stringContaining(said) as string });
  });

  test('names what changed, what it was, and the entry that came between', () => {
    const { out } = changes('--since', '2022-12-01', '--record', '2023-03-01', '--perspective', 'ARM');
    expect(out).toMatch(/^TS6d - Armenia: no-account.* -> breached.*$/m);
    expect(out).toMatch(/^ {2}- entry \d+ \([0-9a-f]{12}\) became known$/m);
  });

  test('with --valid only what is known moves', () => {
    const { changes: found } = JSON.parse(changes('--since', '2023-03-01', '--valid', '2023-02-01', '--json').out) as { readonly changes: readonly { readonly before: { readonly asOf: { readonly valid: number } }; readonly after: { readonly asOf: { readonly valid: number } } }[] };
    expect(found.length).toBeGreaterThan(0);
    for (const { before, after } of found) expect(before.asOf.valid).toBe(after.asOf.valid);
  });
});

describe('what-if', () => {
  const folder = freshFolder();
  afterAll(folder.remove);
  const whatIf = (text: string, ...more: readonly string[]) => {
    const file = join(folder.path, 'if.yaml');
    writeFileSync(file, text);
    return counterpart('what-if', 'lachin-2020', file, '--data', data.path, ...more);
  };
  const report = (by: string) => `reports:
  - id: h-road
    category: observation
    date: 2023-02-10
    summary: The road is passable.
    accounts: [{ by: ${by}, stance: asserts, facts: [{ fact: corridor.passable, of: { corridor: lachin }, from: 2023-02-10 }] }]
`;

  test('says what would change, by whose account, and that nothing was recorded', () => {
    const before = counterpart('status', 'lachin-2020', '--data', data.path, '--json').out;
    const { code, out } = whatIf(report('ICRC'), '--valid', '2023-03-01');
    expect(code).toBe(0);
    expect(out).toMatch(/^TS6d - International Committee of the Red Cross: no-account.* -> kept.*\n {2}- because of h-road$/m);
    expect(out).toContain('Nothing was recorded.');
    expect(counterpart('status', 'lachin-2020', '--data', data.path, '--json').out).toBe(before);
  });

  test('by one perspective, as JSON', () => {
    const { changes: found } = JSON.parse(whatIf(report('ICRC'), '--valid', '2023-03-01', '--perspective', 'ARM+AZE', '--json').out) as { readonly changes: readonly unknown[] };
    expect(found).toEqual([]);
  });

  test('a refusal names file and line; a file that is not there is a fault', () => {
    expect(whatIf(report('NOBODY'))).toMatchObject({ code: 1, out: '', notes: expect.stringMatching(/^if\.yaml:2 h-road: /) as string });
    expect(whatIf('reports:\n  - id: x\n')).toMatchObject({ code: 1, out: '', notes: expect.stringMatching(/^if\.yaml:2:5 /) as string });
    expect(counterpart('what-if', 'lachin-2020', join(folder.path, 'none.yaml'), '--data', data.path)).toMatchObject({ code: 3, notes: expect.stringContaining('none.yaml') as string });
  });
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
    const ran = started('audit', 'lachin-2020', '--data', copy.path, '--json');
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
    expect(started('list', '--data', join(folder.path, 'none'))).toMatchObject({ code: 3, notes: expect.stringContaining('There is no data') as string });
    const copy = altered('SELECT 1');
    const path = join(copy.path, 'counterpart.sqlite');
    const whole = new DatabaseSync(path);
    whole.exec('DELETE FROM entry WHERE position > 100');
    whole.close();
    expect(counterpart('list', '--data', copy.path)).toMatchObject({ code: 3, notes: expect.stringContaining('damaged') as string });
    copy.remove();
    folder.remove();
  });

  test('nor can a file below one', () => {
    const folder = freshFolder();
    writeFileSync(join(folder.path, 'file'), '');
    for (const where of [['bag', 'pack', 'lachin-2020', join(folder.path, 'file/x.bag'), '--data', data.path], ['keys', 'new', join(folder.path, 'none/x.key')]]) {
      expect(counterpart(...where)).toMatchObject({ code: 3, notes: expect.stringMatching(/The file .* cannot be written: E/) as string });
    }
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
    const changes = async (query: string) => fetch(`${host.url}/lachin-2020/changes.json?${query}`);
    expect([(await changes('')).status, (await changes('since=x')).status, (await changes('since=2023-03-01&perspective=XYZ')).status]).toEqual([400, 400, 404]);
    expect(await (await changes('since=2023-03-01&valid=2023-02-01')).json()).toEqual(JSON.parse(counterpart('changes', 'lachin-2020', '--since', '2023-03-01', '--valid', '2023-02-01', '--json', '--data', data.path).out));
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
