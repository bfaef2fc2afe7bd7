import type { Path } from '../problems.ts';
import type { Cursor } from './cursor.ts';

/** Data as it grows from line to line. */
export type Draft = { [member: string]: unknown };

/** What a line has said: the paths of its parts, the first its own; and what may stand below it. */
interface Told {
  readonly paths: readonly Path[];
  readonly under?: { readonly grammar: Says; readonly draft: Draft };
}

/** What a line may begin with, and how it is read. Longer phrases stand before shorter ones that begin alike. */
export interface Says {
  readonly [phrase: string]: (cursor: Cursor, draft: Draft) => Told;
}

const at = (...path: Path): Told => ({ paths: [path] });

/** Sets a member once; said twice, the line is wrong. */
function set(cursor: Cursor, draft: Draft, member: string, value: unknown): Told {
  if (Object.hasOwn(draft, member)) cursor.fail(`this once: ${member} was said before`);
  draft[member] = value;
  return at(member);
}

function part(draft: Draft, member: string, fresh: Draft = {}): Draft {
  draft[member] ??= fresh;
  return draft[member] as Draft;
}

function add(draft: Draft, member: string, value: unknown): number {
  draft[member] ??= [];
  return (draft[member] as unknown[]).push(value) - 1;
}

const text = (member: string) => (cursor: Cursor, draft: Draft): Told => {
  const language = cursor.value('a language tag, such as en'), words = cursor.words('words in quotation marks');
  set(cursor, part(draft, member), language, words);
  return at(member, language);
};
const names = (member: string, expected: string) => (cursor: Cursor, draft: Draft): Told => set(cursor, draft, member, cursor.list(expected));
const inside = (whole: string, member: string, read: (cursor: Cursor) => unknown, fresh?: Draft) => (cursor: Cursor, draft: Draft): Told => {
  const own = part(draft, whole, { ...fresh });
  set(cursor, own, member, read(cursor));
  return at(whole, member);
};

/** The line that begins a commitment. */
export const HEAD: Says = {
  commitment: (cursor, draft) => {
    draft['id'] = cursor.value('the id of the commitment');
    cursor.wants('of');
    draft['instrument'] = cursor.value('the id of an instrument');
    cursor.wants('clause');
    draft['clause'] = cursor.value('the id of a clause');
    return { paths: [['id'], ['instrument'], ['clause']] };
  },
};

const WHY: Says = { because: text('why') };

const DUTY: Says = {
  achieve: (cursor, draft) => {
    const patterns = [cursor.pattern()];
    while (cursor.takes('or')) patterns.push(cursor.pattern());
    const [goal, ...orElse] = patterns;
    return set(cursor, draft, 'duty', { shape: 'achieve', goal, ...(orElse.length === 0 ? {} : { orElse }), ...cursor.quantity() });
  },
  'begun with': inside('duty', 'start', (cursor) => cursor.pattern()),
  stage: (cursor, draft) => {
    const amount = cursor.number('how much in all');
    return at('duty', 'stages', add(part(draft, 'duty'), 'stages', { amount, closes: cursor.deadline() }));
  },
  maintain: (cursor, draft) => set(cursor, draft, 'duty', { shape: 'maintain', state: cursor.pattern(), ...cursor.quantity() }),
  'abstain from': (cursor, draft) => set(cursor, draft, 'duty', { shape: 'abstain', act: cursor.pattern() }),
  'assessed by': (cursor, draft) => set(cursor, draft, 'duty', { shape: 'assessed', assessors: cursor.list('the id of an actor') }),
  while: inside('duty', 'within', (cursor) => cursor.pattern()),
  unless: (cursor, draft) => {
    const exception: Draft = { prior: cursor.pattern() };
    if (cursor.takes('at least')) { exception['atLeast'] = cursor.value('a duration'); cursor.wants('before'); }
    if (cursor.takes('at most')) { exception['atMost'] = cursor.value('a duration'); cursor.wants('before'); }
    if (cursor.takes('from')) {
      const count = cursor.number('how many');
      cursor.wants('distinct');
      exception['distinct'] = { key: cursor.value('a key of the fact'), count };
    }
    return { paths: [['duty', 'unless', add(part(draft, 'duty'), 'unless', exception)]], under: { grammar: WHY, draft: exception } };
  },
  tolerating: (cursor, draft) => {
    const tolerance = part(part(draft, 'duty'), 'tolerance'), first = cursor.value('a duration, or how many times');
    if (cursor.takes('at a time')) set(cursor, tolerance, 'single', first);
    else if (cursor.takes('in all within')) set(cursor, tolerance, 'total', { max: first, in: cursor.value('a duration') });
    else {
      cursor.wants('times within');
      set(cursor, tolerance, 'count', { max: Number(first), in: cursor.value('a duration'), ...(cursor.takes('by distinct') ? { distinct: cursor.value('a key of the fact') } : {}) });
    }
    return at('duty', 'tolerance');
  },
};

const WINDOW: Says = {
  from: inside('window', 'opens', (cursor) => cursor.anchor()),
  begun: inside('window', 'startBy', (cursor) => cursor.deadline()),
  done: inside('window', 'closes', (cursor) => cursor.deadline()),
  when: inside('window', 'vague', (cursor) => cursor.words('the words of the text, in quotation marks')),
  'at any time': (_, draft) => { part(draft, 'window'); return at('window'); },
};

const READING: Says = { text: text('text'), ...DUTY, ...WINDOW };

const VERIFICATION: Says = {
  'attested by': (cursor, draft) => { set(cursor, part(draft, 'verification'), 'attest', cursor.list('the id of an actor')); return at('verification', 'attest'); },
  sources: inside('verification', 'quorum', (cursor) => cursor.number('how many')),
  group: (cursor, draft) => {
    const id = cursor.value('a name for the group');
    cursor.wants('of');
    return at('verification', 'groups', add(part(draft, 'verification'), 'groups', { id, actors: cursor.list('the id of an actor') }));
  },
  'class of': (cursor, draft) => {
    const of = cursor.list('the id of an actor');
    cursor.wants('at least');
    return at('verification', 'classes', add(part(draft, 'verification'), 'classes', { of, atLeast: cursor.number('how many') }));
  },
  graded: inside('verification', 'grade', (cursor) => {
    const grade = cursor.value('a grade, such as C3');
    return { source: grade.slice(0, 1), information: Number(grade.slice(1)) };
  }),
  'determined by': inside('verification', 'determinedBy', (cursor) => cursor.list('the id of an actor')),
  'reports awaited': inside('verification', 'evidenceWindow', (cursor) => cursor.value('a duration, such as P14D')),
};

/** What the lines below a commitment may say. */
export const COMMITMENT: Says = {
  title: text('title'),
  quote: text('quote'),
  'owed by': (cursor, draft) => {
    const actors = cursor.list('the id of an actor');
    const mode = cursor.takes('each') ? 'each' : cursor.takes('jointly') ? 'joint' : cursor.takes('severally') ? 'several' : undefined;
    return set(cursor, draft, 'bearers', { actors, ...(mode === undefined ? {} : { mode }) });
  },
  'owed to': names('beneficiaries', 'whom it is owed to'),
  track: (cursor, draft) => set(cursor, draft, 'track', cursor.value('a track')),
  ...DUTY,
  once: (cursor, draft) => set(cursor, draft, 'trigger', { kind: 'once' }),
  'on each': (cursor, draft) => set(cursor, draft, 'trigger', { kind: 'each', event: cursor.pattern() }),
  every: (cursor, draft) => {
    const every = cursor.value('a duration, such as P1M');
    cursor.wants('from');
    const first = cursor.value('a day');
    return set(cursor, draft, 'trigger', { kind: 'schedule', every, first, ...(cursor.takes('to') ? { last: cursor.value('a day') } : {}) });
  },
  ...WINDOW,
  ...VERIFICATION,
  'renewed for': (cursor, draft) => {
    const period = cursor.value('a duration, such as P5Y');
    cursor.wants('unless denied');
    const notice = cursor.value('a duration, such as P6M');
    cursor.wants('before');
    return set(cursor, draft, 'renewal', { for: period, notice });
  },
  power: (cursor, draft) => {
    const rule: Draft = { power: cursor.value('a power') };
    const form = (['written', 'oral'] as const).find((one) => cursor.takes(one));
    if (form !== undefined) rule['form'] = form;
    if (cursor.takes('barred')) rule['barred'] = true;
    else if (cursor.takes('open')) rule['barred'] = false;
    if (cursor.takes('with consent of')) rule['consentOf'] = cursor.list('the id of an actor');
    return at('powers', add(draft, 'powers', rule));
  },
  reading: (cursor, draft) => {
    const reading: Draft = { id: cursor.value('a name for the reading') };
    cursor.wants('by');
    reading['by'] = cursor.list('who reads it so');
    return { paths: [['readings', add(draft, 'readings', reading)]], under: { grammar: READING, draft: reading } };
  },
  after: names('after', 'the id of a commitment'),
  'breach brings': names('onBreach', 'the id of a commitment'),
  'still owed once missed': (cursor, draft) => set(cursor, draft, 'persists', true),
  'not owed once missed': (cursor, draft) => set(cursor, draft, 'persists', false),
  'asserted by': names('assertedBy', 'the id of an actor'),
  'not expressed': text('notExpressed'),
  note: text('note'),
  basis: (cursor, draft) => set(cursor, draft, 'basis', cursor.words('words in quotation marks')),
};
