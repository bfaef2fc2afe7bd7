import { describe, expect, it } from 'vitest';
import type { Refusal } from '#base';
import { LIVE, ROAD, Table, at, entryId, liveTable } from '../../process/test-table.ts';
import { evolve } from '#process';
import { writeCommitment } from '#wire';
import { dryRun } from '../acting/dry-run.ts';
import { contentOf } from './act.ts';
import { ACTS, actOf } from './acts.ts';
import type { Values } from './values.ts';

const CONTEXT = { id: 'x', actor: 'A', zone: 'UTC+04:00', languages: ['en', 'hy'] };
const KEY = 'q7hH1S9jS8m9v1b0XoX9iT3cP2Zk0JmXQy3n6Yw8h2E=', SIGNATURE = `${'A'.repeat(86)}==`;

const done = new Set<string>();
let count = 0;

/** What somebody answers in a form; refused, or entered under an id. */
function enter(table: Table, who: string, name: string, values: Values, now: number): Refusal | null {
  const act = actOf(name), person = [...table.state.participants.values()].find(({ id }) => id === who);
  if (act === undefined || person === undefined) throw new Error(`${who} ${name}`);
  const run = dryRun(table.state, act, { 'id-of-entry': `${name}-${++count}`, ...values }, person, now);
  if (!run.ok) return run.refusal;
  const recorded = Math.max(now, table.state.recorded ?? 0);
  table.state = evolve(table.state, { entry: entryId(table.state.size), position: table.state.size, author: person.key, capacity: person.capacity, madeAt: recorded, recorded, body: run.value });
  done.add(name);
  return null;
}

const last = (name: string): string => `${name}-${count}`;

describe('acts', () => {
  it('make entries that schemas and rules admit, from a first contact to an action point done', () => {
    const table = liveTable();
    const by = (who: string, name: string, values: Values, day = '2024-01-02'): string => { expect([name, enter(table, who, name, values, at(day))]).toEqual([name, null]); return last(name); };
    const meeting = by('head-a', 'propose-meeting', { to: ['B', 'MED'], 'title.en': 'On the road', 'meeting.from': '2024-03-01', 'meeting.from.time': '10:30', 'meeting.mode': 'hall', 'meeting.placeText': 'The bridge', answerBy: '2024-02-01' });
    by('head-b', 'accept', { to: meeting });
    const channel = by('head-a', 'propose-channel', { to: ['B'], 'title.en': 'A line between the dams' });
    by('head-b', 'decline', { to: channel, 'reason.en': 'Not yet' });
    const format = by('head-b', 'propose-format', { to: ['A'], 'title.en': 'Engineers only', instead: channel });
    by('head-b', 'take-back', { to: format });
    const decision = by('mediator', 'propose-decision', { to: ['A', 'B', 'C'], 'title.en': 'A list of pumps', 'decision.rule': 'consensus' });
    by('head-a', 'reserve', { to: decision, type: 'reservation', 'text.en': 'Without prejudice' });
    by('head-a', 'agenda', { meeting, 'items.0.title.en': 'Pumps', 'items.0.track': 'technical', 'items.2.title.en': 'Passage', 'items.2.track': 'humanitarian', 'items.2.minutes': '20' });
    const session = by('mediator', 'session', { meeting, opened: '2024-03-01', 'opened.time': '10:30', chair: 'MED', mode: 'hall', 'present.0.actor': 'A', 'present.0.participant': 'head-a', 'present.0.fullPowers': 'yes', 'present.1.actor': 'B', 'present.1.participant': 'head-b', 'present.2.actor': 'MED', 'present.2.participant': 'mediator', 'spoke.0.actor': 'A', 'spoke.0.as': 'statement', 'spoke.0.from': '2024-03-01', 'spoke.0.from.time': '10:35', 'spoke.0.seconds': '120' }, '2024-03-02');
    const first = by('mediator', 'draft-paragraph', { meeting, minutes: 'M1', paragraph: 'p1', 'says.type': 'record', 'says.text.en': 'They met.' }, '2024-03-02');
    by('head-a', 'strike-paragraph', { meeting, minutes: 'M1', paragraph: 'p1', was: first }, '2024-03-02');
    const minutes = 'M1';
    by('mediator', 'circulate', { id: minutes, meeting, session, 'title.en': 'Minutes', languages: 'en', date: '2024-03-01', correctionsUntil: '2024-03-31', 'paragraphs.0.type': 'record', 'paragraphs.0.text.en': 'They met.', 'paragraphs.1.type': 'action', 'paragraphs.1.text.en': 'A mends the pump.', 'paragraphs.1.owner': 'A', 'paragraphs.1.due': '2024-05-01' }, '2024-03-02');
    const correction = by('head-b', 'correct-minutes', { minutes, paragraph: 'p1', 'text.en': 'They met at the bridge.' }, '2024-03-03');
    by('head-a', 'accept', { to: correction }, '2024-03-03');
    by('head-a', 'approve', { minutes, with: correction }, '2024-03-04');
    by('head-b', 'approve', { minutes, with: correction }, '2024-03-04');
    expect(table.state.minutes.get(minutes)?.frozen).not.toBeNull();
    by('head-a', 'sign-text', { instrument: minutes, mode: 'signed', date: '2024-03-04' }, '2024-03-04');
    by('head-a', 'progress', { minutes, paragraph: 'p2', step: 'done', date: '2024-04-01' }, '2024-04-02');
  });

  it('make entries of what is said, of texts and of people', () => {
    const table = liveTable(), day = at('2024-01-02');
    const by = (who: string, name: string, values: Values): string => { expect([name, enter(table, who, name, values, day)]).toEqual([name, null]); return last(name); };
    const said = by('head-a', 'statement', { 'summary.en': 'We are ready', type: 'statement', date: '2024-01-01', evidence: `${'a'.repeat(64)} 120 image/png a photograph.png` });
    by('monitor', 'report', { 'summary.en': 'The pass is open', category: 'observation', date: '2024-01-01', place: 'pass' });
    by('head-a', 'withdraw', { withdraws: said, 'reason.en': 'Said too early', date: '2024-01-02' });
    const text = by('head-a', 'instrument', { 'title.en': 'Terms', kind: 'agreement', date: '2024-01-01', parties: ['A', 'B'], 'clauses.0.text.en': 'The pump runs.' });
    by('head-a', 'preconditions', { 'title.en': 'Before we meet', kind: 'one-side-account', date: '2024-01-01', parties: ['A', 'B'], 'clauses.0.text.en': 'The road is open.' });
    by('head-b', 'vocabulary', { 'facts.0.id': 'pump.runs', 'facts.0.kind': 'state', 'facts.0.label.en': 'the pump', 'facts.0.holds.en': 'the pump runs', 'facts.0.holdsNot.en': 'the pump stands still' });
    expect(table.state.vocabulary.get('pump.runs')).toMatchObject({ keys: [] });
    const seen = by('monitor', 'report', { 'summary.en': 'It runs', category: 'observation', date: '2024-01-01', 'facts.0.fact': 'pump.runs', 'facts.0.from': '2024-01-01', 'facts.1.fact': 'pump.runs', 'facts.1.from': '2023-12-01', 'facts.1.to': '2023-12-31', 'facts.1.denied': 'yes' });
    expect(table.state.items.get(seen)?.value.accounts).toEqual([{ by: 'MON', stance: 'asserts', text: { en: 'It runs' }, facts: [{ fact: 'pump.runs', of: {}, from: '2024-01-01' }, { fact: 'pump.runs', of: {}, from: '2023-12-01', to: '2023-12-31', holds: false }] }]);
    by('head-b', 'commitment', { commitment: writeCommitment({ ...ROAD, id: `${text}-1`, instrument: text, clause: 'c1', assertedBy: ['B'] }) });
    by('head-a', 'confirm', { commitment: `${text}-1` });
    by('head-a', 'accredit', { id: 'new', name: 'Somebody New', capacity: 'delegate', key: KEY, proof: SIGNATURE });
    by('head-b', 'challenge', { participant: 'new', 'reason.en': 'No full powers seen' });
    by('head-b', 'settle', { participant: 'new', 'reason.en': 'Seen' });
    by('head-a', 'change-key', { participant: 'delegate-a', reason: 'lost', key: 'r7hH1S9jS8m9v1b0XoX9iT3cP2Zk0JmXQy3n6Yw8h2E=', proof: SIGNATURE });
    by('head-a', 'leave', { participant: 'new', reason: 'left' });
    by('head-a', 'hand-over', { id: 'next', name: 'Somebody Next', replaces: 'head-a', key: 's7hH1S9jS8m9v1b0XoX9iT3cP2Zk0JmXQy3n6Yw8h2E=', proof: SIGNATURE });
  });

  it('make entries of what comes from the field and of what is said of it', () => {
    const table = liveTable(), day = at('2024-01-02');
    const by = (who: string, name: string, values: Values): string => { expect([name, enter(table, who, name, values, day)]).toEqual([name, null]); return last(name); };
    const first = by('monitor', 'patrol', { date: '2024-01-01', 'reports.0.summary.en': 'A queue', 'reports.0.category': 'observation', 'reports.0.date': '2024-01-01', 'reports.0.place': 'pass', 'reports.1.summary.en': 'A shot', 'reports.1.category': 'incident', 'reports.1.date': '2024-01-01' }), seen = `${first}-1`;
    expect(table.state.items.get(`${first}-2`)?.value).toMatchObject({ category: 'incident', accounts: [{ by: 'MON', stance: 'asserts' }] });
    by('mediator', 'check', { report: seen, step: 'substantiated', 'reason.en': 'Seen from the other side, too', date: '2024-01-02' });
    const question = by('monitor', 'ask', { about: seen, to: 'A', until: '2024-02-01', 'text.en': 'What was the queue for?' });
    by('head-a', 'reply', { to: question, 'text.en': 'For bread', date: '2024-01-02' });
    by('monitor', 'link', { item: seen, commitments: 'T1', 'reason.en': 'On that road', date: '2024-01-02' });
    by('head-b', 'unlink', { item: seen, commitments: 'T1', date: '2024-01-02' });
    by('mediator', 'alike', { keep: seen, same: `${first}-2`, 'reason.en': 'One event', date: '2024-01-02' });
    expect(table.state.alike.get(`${first}-2`)).toBe(seen);
    by('mediator', 'apart', { keep: seen, same: `${first}-2`, 'reason.en': 'Two after all', date: '2024-01-02' });
    const task = by('mediator', 'task', { to: 'MON', participant: 'monitor', 'what.en': 'Look again', about: seen });
    by('monitor', 'task-step', { task, step: 'done', date: '2024-01-02' });
    const warning = by('monitor', 'warn', { level: 'watch', 'threshold.en': 'Bread for less than three days', about: seen, 'text.en': 'Queues', date: '2024-01-02' });
    by('monitor', 'end-warning', { about: warning, 'threshold.en': 'Bread for a week', 'text.en': 'Lorries came', date: '2024-01-02' });
    const window = by('relief', 'ask-access', { purpose: 'repair', 'what.en': 'The pump', place: 'pass', from: '2024-01-10', 'from.time': '08:00', to: '2024-01-10', 'to.time': '16:00', persons: '4', notify: ['A', 'B'], monitor: 'MON' });
    by('head-a', 'window-step', { window, step: 'acknowledged', date: '2024-01-02' });
    const claim = by('observer', 'claim', { 'words.en': 'The road is shut', 'asserter.en': 'A diplomat', anonymity: 'unnamed', 'first.outlet': 'The Courier', 'first.at': '2024-01-01', concerns: ['A'], grade: 'C3', date: '2024-01-02' });
    expect(table.state.matters.get(claim)?.value).toMatchObject({ quoted: false, grade: { source: 'C', information: 3 } });
    by('observer', 'appearance', { claim, 'appearance.outlet': 'The Herald', 'appearance.at': '2024-01-02' });
    by('head-a', 'outcome', { claim, outcome: 'denied', 'text.en': 'It is open', date: '2024-01-02' });
    const statement = by('head-b', 'statement', { 'summary.en': 'Two things.', type: 'statement', date: '2024-01-01' });
    const parts = by('observer', 'split', { from: statement, 'asserter.en': 'Lowland', by: 'B', anonymity: 'office', 'first.outlet': 'The Courier', 'first.at': '2024-01-01', date: '2024-01-02', 'claims.0.words.en': 'The road is open', 'claims.0.sort': 'fact', 'claims.0.concerns': 'A', 'claims.2.words.en': 'It is to stay open', 'claims.2.quoted': 'yes' });
    expect(['1', '2'].map((row) => table.state.matters.get(`${parts}-${row}`)?.value)).toMatchObject([{ from: statement, by: 'B', concerns: ['A'], quoted: false, sort: 'fact', words: { en: 'The road is open' } }, { concerns: [], quoted: true, first: { outlet: 'The Courier' } }]);
    const paper = by('observer', 'document', { 'title.en': 'A week on the road', 'author.en': 'A mission', language: 'en', date: '2024-01-01', sentences: 'The road was open.\n\nThe road was open.\nNobody passed.' });
    expect(table.state.matters.get(paper)?.value).toMatchObject({ sentences: ['The road was open.', 'The road was open.', 'Nobody passed.'] });
    by('monitor', 'link', { item: paper, at: '3', commitments: 'T1', date: '2024-01-02' });
    const person = by('relief', 'person', { status: 'missing', 'fields.full_name': 'Somebody', 'consent.0.to': 'MON', 'consent.0.until': '2025-01-01', date: '2024-01-02' });
    by('relief', 'person-note', { person, step: 'searched', 'text.en': 'Asked in the halls', date: '2024-01-02' });
  });

  it('are all tried here', () => {
    expect(ACTS.map(({ name }) => name).filter((name) => !done.has(name))).toEqual([]);
  });

  it('say by field what is missing or not in its form, all at once', () => {
    const act = actOf('propose-meeting');
    const run = act === undefined ? null : contentOf(act, { to: 'B', answerBy: '2024-02-31', 'meeting.from': '2024-03-01', 'meeting.from.time': '25:00' }, CONTEXT);
    expect(run).toEqual({ ok: false, refusal: { code: 'act.form', problems: [{ code: 'act.missing', field: 'title' }, { code: 'act.when', value: '2024-03-01 25:00', field: 'meeting.from' }, { code: 'act.missing', field: 'meeting.mode' }, { code: 'act.when', value: '2024-02-31', field: 'answerBy' }] } });
    const counted = actOf('agenda');
    expect(counted === undefined ? null : contentOf(counted, { meeting: 'm', 'items.4.minutes': 'ten' }, CONTEXT)).toMatchObject({ refusal: { problems: [{ code: 'act.missing', field: 'items.4.title' }, { code: 'act.missing', field: 'items.4.track' }, { code: 'act.count', value: 'ten', field: 'items.4.minutes' }] } });
    const decided = actOf('propose-decision'), filed = actOf('statement');
    expect(decided === undefined ? null : contentOf(decided, { to: 'B', 'title.en': 'x', 'decision.rule': 'silence', 'decision.expires': '2024-03-01' }, CONTEXT)).toMatchObject({ refusal: { problems: [{ code: 'act.time', field: 'decision.expires' }] } });
    expect(filed === undefined ? null : contentOf(filed, { 'summary.en': 'x', type: 'note', date: '2024-03-01', evidence: 'photo' }, CONTEXT)).toMatchObject({ refusal: { problems: [{ code: 'act.file', field: 'evidence' }] } });
  });

  it('write times with the offset of the process, and words in the form that every machine has', () => {
    const act = actOf('propose-meeting');
    const run = act === undefined ? null : contentOf(act, { to: ['B', 'A', 'B'], 'title.hy': ' e\u0301 ', 'meeting.from': '2024-03-01', 'meeting.from.time': '10:30', 'meeting.mode': 'hall' }, CONTEXT);
    expect(run).toEqual({ ok: true, value: { id: 'x', what: 'meeting', by: 'A', to: ['A', 'B'], title: { hy: 'é' }, meeting: { from: '2024-03-01T10:30+04:00', mode: 'hall' } } });
  });

  it('are refused by the rule that says so', () => {
    const table = new Table(LIVE), day = at('2024-01-02');
    expect(enter(table, 'head-b', 'accept', { to: 'nothing' }, day)).toMatchObject({ code: 'process.answer.unknown' });
    const said = { 'id-of-entry': 'once', 'summary.en': 'x', type: 'note', date: '2024-01-01' };
    expect(enter(table, 'head-b', 'statement', said, day)).toBeNull();
    expect(enter(table, 'head-b', 'statement', said, day)).toMatchObject({ code: 'process.id.taken', id: 'once' });
    expect(enter(table, 'adviser-a', 'statement', { ...said, 'id-of-entry': 'other' }, day)).toMatchObject({ code: 'process.kind.not-for-capacity' });
  });
});
