import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Result } from '#base';
import { readCase } from '#wire';
import type { Dossier } from './app.ts';
import { caseLog } from './case-log.ts';
import { perspectivesOf, rangeOf } from './dossier.ts';
import type { WhatIf } from './what-if.ts';
import { compared, suppose } from './what-if.ts';

function stateOf(slug: string) {
  const folder = join(import.meta.dirname, '../../cases', slug);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = readCase(new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')])));
  const log = read.ok ? caseLog(read.value) : read;
  if (!log.ok) throw new Error(JSON.stringify(log.refusal));
  return log.value.state;
}

const valid = Date.UTC(2023, 2, 1) / 1000;

/** What a text would change in a case. Every call folds anew: a state is consumed by what is supposed on top of it. */
function whatIf(slug: string, text: string, at: number | null = null): Result<WhatIf> {
  const state = stateOf(slug);
  const dossier: Dossier = { slug, state, perspectives: perspectivesOf(state), range: rangeOf(state), head: { size: state.size, root: '', checkpoint: '', hostKey: '', origin: '' } };
  return compared(dossier, suppose(stateOf(slug), { file: 'if.yaml', text }), { valid: at, known: dossier.range.known });
}

const refusalOf = (result: Result<unknown>) => (result.ok ? null : result.refusal);
const found = (result: Result<WhatIf>): WhatIf => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};

const passable = (by: string, more = '') => `reports:
  - id: h-road
    category: observation
    date: 2023-02-10
    summary: The road is passable.
    accounts:
      - by: ${by}
        stance: asserts
        facts: [{ fact: corridor.passable, of: { corridor: lachin }, from: 2023-02-10 }]
${more}`;

describe('what cannot be supposed', () => {
  test.each([
    ['', 'case.hypotheses.none'], ['reports: []', 'case.hypotheses.none'], ['a: [', 'case.invalid'], ['reports:\n  - id: x', 'case.invalid'],
    ['commitments:\n  - id: x', 'case.invalid'], ['case:\n  slug: x', 'case.invalid'], [passable('ICRC', '    signedBy: somebody\n'), 'case.invalid'],
  ])('%j: %s', (text, code) => expect(refusalOf(whatIf('lachin-2020', text))).toMatchObject({ code }));

  test('is named by file and line, and another kind of member once', () => {
    expect(refusalOf(whatIf('lachin-2020', '# a clause\ncommitments:\n  - id: x'))).toEqual({ code: 'case.invalid', count: 1, problems: [expect.objectContaining({ code: 'case.hypotheses.member', file: 'if.yaml', line: 3, member: 'commitments' })] });
    expect(refusalOf(whatIf('lachin-2020', `\n${passable('NOBODY')}`))).toMatchObject({ code: 'case.refused', file: 'if.yaml', line: 3, id: 'h-road' });
  });

  test('what the rules forbid stays forbidden: taking back the words of another side, an id that is taken', () => {
    const withdrawal = (signedBy: string) => `withdrawals:\n  - { id: h-w, withdraws: r-2024-06-road-tol, date: 2030-01-01, reason: a mistake, signedBy: ${signedBy}, recordedAt: 2030-01-01T10:00+02:00 }`;
    expect(refusalOf(whatIf('sella', withdrawal('torvyn')))).toMatchObject({ code: 'case.refused', line: 2 });
    expect(refusalOf(whatIf('sella', withdrawal('nobody')))).toMatchObject({ code: 'case.refused', refusal: { code: 'case.person.unknown' } });
    expect(refusalOf(whatIf('sella', withdrawal('jovain')))).toBeNull();
    expect(refusalOf(whatIf('sella', withdrawal('jovain').replace('h-w', 'r-2024-06-road-tol')))).toMatchObject({ code: 'case.refused' });
    expect(refusalOf(whatIf('sella', withdrawal('jovain').replace(', recordedAt: 2030-01-01T10:00+02:00', '')))).toMatchObject({ code: 'case.invalid' });
  });
});

describe('a supposed report that the road is passable', () => {
  const asked = (by: string) => found(whatIf('lachin-2020', passable(by), valid)).changes;

  test('by the ICRC, changes the rows of the ICRC and of nobody else', () => {
    const changes = asked('ICRC');
    expect(changes.map(({ before }) => before.commitment)).toContain('TS6d');
    expect(new Set(changes.map(({ after }) => after.perspective))).toEqual(new Set(['ICRC']));
    expect(changes.find(({ before }) => before.commitment === 'TS6d')).toMatchObject({ before: { performance: 'no-account' }, after: { performance: 'kept' }, because: ['h-road'] });
  });

  test('by Armenia, disputes what Armenia said itself, or turns it', () => {
    const row = asked('ARM').find(({ before }) => before.commitment === 'TS6d');
    expect(row).toMatchObject({ before: { performance: 'breached', perspective: 'ARM' }, because: ['h-road'] });
    expect(row?.after.performance).not.toBe('breached');
  });

  test('is read at the times asked, and as soon as it would be known', () => {
    const later = passable('ICRC').replaceAll('2023-02-10', '2031-05-05');
    expect(found(whatIf('lachin-2020', later)).asOf).toMatchObject({ known: Date.UTC(2031, 4, 5, 20) / 1000 });
    expect(found(whatIf('lachin-2020', later, valid)).changes).toEqual([]);
    expect(found(whatIf('lachin-2020', passable('ICRC'))).items).toEqual([{ id: 'h-road', kind: 'report' }]);
  });
});
