import { describe, expect, test } from 'vitest';
import { canonical } from '#base';
import type { Json } from '#base';
import type { Commitment } from '#agreement';
import { readCase, readCommitments, writeCommitment } from '#wire';
import { chance } from '../../../tests/support/chance.ts';
import { caseFiles } from '../../../tests/support/case.ts';

const data = (commitments: readonly Commitment[]): string => canonical(commitments as unknown as Json);

function commitmentsOf(slug: string): readonly Commitment[] {
  const read = readCase(caseFiles(slug));
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value.items.flatMap((item) => (item.kind === 'commitment' ? [item.content] : []));
}

function read(text: string): readonly Commitment[] {
  const found = readCommitments(text);
  if (!found.ok) throw new Error(JSON.stringify(found.refusal));
  return found.value;
}

const EVERYTHING = `# Every form that the text knows.
commitment C-1 of I clause "6 (d)"
  title en "A \\"title\\" with a\\nnew line"
  title hy "Վերնագիր"
  owed by A, B jointly
  owed to "persons in the valley", C
  track humanitarian
  achieve done (case ?case, place "the old mill") or filed amount at least 30 t
  begun with started
  stage 10 by trigger plus P30D
  stage 20.5 before 2024-06-01
  on each request (case ?case)
  from trigger plus PT1S
  begun by 2024-02-02
  done before event notice (zone ?zone) plus P1M rounding up zone Asia/Yerevan
  when "rapidly"
  attested by M1, M2
  sources 2
  group shared of M1, M1-north
  class of M1, M2 at least 1
  graded C3
  determined by COURT
  reports awaited P14D
  renewed for P5Y unless denied P6M before
  power extend barred
  power terminate written with consent of A, B
  reading narrow by A, "an outlet"
    text en "As A reads it."
    maintain open amount exactly 3.5 km
    tolerating P2D at a time
    tolerating PT10H in all within P30D
    tolerating 3 times within P30D by distinct i
    at any time
  reading wide by
    text en "As nobody reads it."
    abstain from attack (p ?p)
    while closed
    unless notice (p ?p) at least PT24H before at most P30D before from 2 distinct s
      because en "prior notice"
    done until fulfilment of C-2 plus P6M
  after C-2
  breach brings R1, R2
  not owed once missed
  asserted by A
  note en "A note."
  basis "pages"
`;

describe('commitments as text', () => {
  test('every form prints back to itself', () => {
    const told = EVERYTHING.replace('clause "6 (d)"', 'clause 6d'), commitments = read(told);
    expect(commitments.map(writeCommitment).join('')).toBe(told.split('\n').slice(1).join('\n'));
    expect(data(read(commitments.map(writeCommitment).join('')))).toBe(data(commitments));
  });

  test.each(['lachin-2020', 'sella'])('every commitment of %s reads back as it was', (slug) => {
    const commitments = commitmentsOf(slug);
    expect(commitments.length).toBeGreaterThan(20);
    const text = commitments.map(writeCommitment).join('\n');
    expect(data(read(text))).toBe(data(commitments));
    expect(read(text).map(writeCommitment).join('\n')).toBe(text);
  });
});

test('a file of a case may hold them: the case is the same, and what is wrong is named with file and line', () => {
  const files = new Map(caseFiles('sella'));
  const name = [...files.keys()].find((one) => one.startsWith('commitments.')) as string, others = commitmentsOf('sella');
  const own = new Set((name.endsWith('.yaml') ? [...(files.get(name) ?? '').matchAll(/^  - id: (\S+)/gm)] : [...(files.get(name) ?? '').matchAll(/^commitment (\S+)/gm)]).map(([, id]) => id));
  files.delete(name);
  const text = others.filter(({ id }) => own.has(id)).map(writeCommitment).join('\n');
  const whole = readCase(new Map([...files, ['commitments.commitments', text]]));
  expect(whole.ok && data(whole.value.items.flatMap((item) => (item.kind === 'commitment' ? [item.content] : [])))).toBe(data(others));
  const broken = readCase(new Map([...files, ['commitments.commitments', text.replace('\n  owed by', '\n  owned by')]]));
  expect(broken.ok ? null : broken.refusal['problems']).toMatchObject([{ file: 'commitments.commitments', line: 5, code: 'commitment-text.keyword', like: 'owed by' }]);
});

const HEAD = 'commitment C of I clause 1\n  title en "T"\n  owed by A\n  track security\n';
describe('what cannot be read', () => {
  test.each([
    ['  closes by 2024-01-01\n', { code: 'commitment-text.keyword', line: 5, column: 3, found: 'closes' }],
    ['  acheive done\n', { code: 'commitment-text.keyword', line: 5, column: 3, like: 'achieve' }],
    ['  abstain form attack\n', { code: 'commitment-text.keyword', line: 5, like: 'abstain from' }],
    ['  achieve\n', { code: 'commitment-text.expected', line: 5, column: 10, expected: 'a fact of the vocabulary' }],
    ['  achieve done (case\n', { code: 'commitment-text.expected', line: 5, expected: 'the value of case' }],
    ['  achieve done twice\n', { code: 'commitment-text.expected', line: 5, column: 16, expected: 'the end of the line', found: 'twice' }],
    ['  achieve done\n  achieve filed\n', { code: 'commitment-text.expected', line: 6 }],
    ['  achieve done\n  done 2024-01-01\n', { code: 'commitment-text.expected', line: 6, column: 8, found: '2024-01-01' }],
    ['  achieve done\n  done by soon\n', { code: 'body.value', line: 6, column: 3 }],
    ['  achieve done\n  from 2024-06-01\n  done by 2024-01-01\n', { code: 'body.date.order', line: 7 }],
    ['  achieve done\n  note en words\n', { code: 'commitment-text.expected', line: 6, expected: 'words in quotation marks' }],
    ['  achieve done\n  note en "words\n', { code: 'commitment-text.string', line: 6, column: 11 }],
    ['\tachieve done\n', { code: 'commitment-text.tab', line: 5, column: 1 }],
    ['   achieve done\n', { code: 'commitment-text.indent', line: 5 }],
    ['  achieve done\n    deeper\n', { code: 'commitment-text.expected', line: 6, expected: 'nothing below this line' }],
    ['', { code: 'body.duty.missing', line: 1 }],
  ])('%j', (rest, wrong) => {
    const refused = readCommitments(HEAD + rest);
    expect(refused.ok).toBe(false);
    if (!refused.ok) expect((refused.refusal['problems'] as readonly object[])[0]).toMatchObject(wrong);
  });

  test('whatever is changed in a text, it is read or refused with a place, and nothing is thrown', () => {
    const seed = 60_071, next = chance(seed), below = (limit: number): number => Math.floor(next() * limit);
    console.log(`seed ${seed}`);
    const text = `${EVERYTHING}\n${commitmentsOf('sella').slice(0, 4).map(writeCommitment).join('\n')}`;
    let refused = 0;
    for (let round = 0; round < 1500; round += 1) {
      const from = below(text.length), mark = ['', '"', '(', ')', ',', ' ', '\n', '\t', '#', '  ', '\\', '__proto__', 'constructor', '\u0000', '𝔘'][below(15)] as string;
      const got = readCommitments(text.slice(0, from) + mark + text.slice(from + below(4)));
      if (got.ok) { const again = got.value.map(writeCommitment).join(''); expect(data(read(again))).toBe(data(got.value)); continue; }
      refused += 1;
      expect(got.refusal).toMatchObject({ code: 'commitment-text.wrong', line: expect.any(Number) as number, column: expect.any(Number) as number });
    }
    expect(refused).toBeGreaterThan(500);
  });
});
