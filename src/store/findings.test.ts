import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { utf8 } from '#record';
import { freshFolder } from '../../tests/support/host.ts';
import { openFindings } from './findings.ts';

test('what was found wrong is there when the folder is opened anew; no proof is written over', () => {
  const { path, remove } = freshFolder(), finding = { host: 'key', signed: false, ended: { at: 5, size: 9 }, wrong: { step: 'fork', position: 3, entry: null, refusal: { code: 'mirror.fork', first: 3, second: 4 } } };
  const before = openFindings(path), [one, same, other] = ['first', 'first', 'second'].map((bytes) => before.prove({ name: 'fork-a.json', bytes: utf8(bytes) }));
  before.keep('a', [finding]);
  expect([openFindings(path).of('a'), openFindings(path).of('b')]).toEqual([[finding], []]);
  expect([same === one, readFileSync(one ?? '', 'utf8'), other?.endsWith('fork-a-2.json'), readdirSync(path).toSorted()]).toEqual([true, 'first', true, ['fork-a-2.json', 'fork-a.json', 'wrong-a.json']]);
  writeFileSync(join(path, 'wrong-a.json'), JSON.stringify({ host: 'key', wrong: finding.wrong })); // As it was kept before.
  expect(openFindings(path).of('a')).toEqual([{ host: 'key', wrong: finding.wrong, signed: true }]);
  for (const text of ['{', '{"host":"key"}', 'null', '[null]', '[{"host":"key"}]']) {
    writeFileSync(join(path, 'wrong-a.json'), text);
    expect(() => openFindings(path).of('a')).toThrow(expect.objectContaining({ code: 'file.unreadable' }));
  }
  remove();
});
