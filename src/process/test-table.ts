import type { Result, Refusal } from '#base';
import { assert, span } from '#base';
import type { Account, Actor, Commitment, Fact, Instrument } from '#agreement';
import type { Body, Charter, Entered, Kind, Meeting, Participant, Report, Statement } from './bodies.ts';
import { begin } from './charter.ts';
import { evolve } from './growth.ts';
import { decide } from './rules.ts';
import type { ProcessState } from './state.ts';
import type { ContentOf, Submission } from './submission.ts';

/** A small invented table for the tests of the rules: two parties, a mediator, monitors, a court, relief, observers. Times are civil days of UTC. */
export const ZONE = 'UTC';

export function at(when: string): number {
  const read = span(when, ZONE);
  assert(read.ok, `a time: ${when}`);
  return read.value.from;
}

/** A digest of an entry that nobody hashed. */
export const entryId = (position: number): string => position.toString(16).padStart(64, '0');

export const ACTORS: readonly Actor[] = [
  { id: 'A', kind: 'party', label: { en: 'Upland' } },
  { id: 'A-mfa', kind: 'authority', partOf: 'A', label: { en: 'Ministry of Upland' } },
  { id: 'B', kind: 'party', label: { en: 'Lowland' } },
  { id: 'C', kind: 'party', label: { en: 'Coast' } },
  { id: 'MED', kind: 'mediator', label: { en: 'Mediator' } },
  { id: 'MON', kind: 'monitor', label: { en: 'Monitors' } },
  { id: 'CRT', kind: 'court', label: { en: 'Court' } },
  { id: 'REL', kind: 'humanitarian', label: { en: 'Relief' } },
  { id: 'OBS', kind: 'organisation', label: { en: 'Observers' } },
];

const person = (id: string, actor: string, capacity: Participant['capacity']): Participant => ({ id, name: id, actor, capacity, key: `key-${id}`, ...(capacity === 'head' ? {} : { proof: 's' }) });

export const PEOPLE: readonly Participant[] = [
  person('head-a', 'A', 'head'), person('delegate-a', 'A', 'delegate'), person('adviser-a', 'A', 'adviser'), person('envoy-mfa', 'A-mfa', 'delegate'),
  person('head-b', 'B', 'head'), person('head-c', 'C', 'head'), person('mediator', 'MED', 'mediator'), person('monitor', 'MON', 'monitor'), person('judge', 'CRT', 'court'),
  person('relief', 'REL', 'humanitarian'), person('observer', 'OBS', 'observer'),
];

export const LIVE: Charter = {
  kind: 'live', title: { en: 'The pass' }, purpose: { en: 'tests' }, zone: ZONE, languages: ['en'], rules: 1, evaluator: 1, zoneTable: '2026c', evidenceWindow: 'P7D', host: { key: 'key-host', delay: 'PT1H' },
  actors: ACTORS, participants: PEOPLE,
};
export const DOCUMENTARY: Charter = { ...LIVE, kind: 'documentary', participants: [{ id: 'editor', name: 'Editor', capacity: 'editor', key: 'key-editor' }] };

/** A charter as its heads, or editors, agreed to it. */
export const charterBody = (charter: Charter): Body => ({
  kind: 'charter',
  content: { charter, agreedBy: charter.participants.filter(({ capacity }) => capacity === (charter.kind === 'live' ? 'head' : 'editor')).map(({ id }) => ({ participant: id, signature: 's' })) },
});

export function charterSubmission(charter: Charter, more: Partial<Submission> = {}): Submission {
  const [first] = charter.participants;
  const recorded = at('2024-01-01');
  return { entry: entryId(0), author: first?.key ?? 'nobody', capacity: first?.capacity ?? 'head', madeAt: recorded, recorded, about: [], body: charterBody(charter), ...more };
}

/** A record under way: `add` enters what the rules admit, `submit` only asks them. */
export class Table {
  state: ProcessState;
  readonly entries: Entered[] = [];

  constructor(charter: Charter) {
    const begun = begin(charterSubmission(charter), 'p');
    assert(begun.ok, `the charter is good: ${begun.ok ? '' : JSON.stringify(begun.refusal)}`);
    this.state = begun.value;
  }

  /** A submission by a participant's id, recorded a minute after the last entry. */
  by<K extends Kind>(who: string, kind: K, content: ContentOf<K>, more: Partial<Submission> = {}): Submission {
    const author = [...this.state.participants.values()].find(({ id }) => id === who);
    assert(author !== undefined, `${who} takes part`);
    const recorded = more.recorded ?? (this.state.recorded ?? 0) + 60;
    return { entry: entryId(this.state.size), author: author.key, capacity: author.capacity, madeAt: recorded, recorded, about: [], body: { kind, content } as Body, ...more };
  }

  submit<K extends Kind>(who: string, kind: K, content: ContentOf<K>, more: Partial<Submission> = {}): Refusal | null {
    return refusalOf(decide(this.state, this.by(who, kind, content, more)));
  }

  add<K extends Kind>(who: string, kind: K, content: ContentOf<K>, more: Partial<Submission> = {}): this {
    const submission = this.by(who, kind, content, more);
    const verdict = decide(this.state, submission);
    assert(verdict.ok, `admitted: ${verdict.ok ? '' : JSON.stringify(verdict.refusal)}`);
    const { about: _about, ...rest } = submission;
    const entered = { ...rest, position: this.state.size };
    this.entries.push(entered);
    this.state = evolve(this.state, entered);
    return this;
  }
}

export const refusalOf = (result: Result<unknown>): Refusal | null => result.ok ? null : result.refusal;

export const FACTS: readonly Fact[] = [
  { id: 'road.open', kind: 'state', keys: ['road'], label: { en: 'road open' }, holds: { en: 'open' }, holdsNot: { en: 'not open' } },
  { id: 'handover', kind: 'event', keys: ['place', 'agent'], label: { en: 'handover' }, holds: { en: 'handed over' }, holdsNot: { en: 'not handed over' } },
];

export const TREATY: Instrument = { id: 'T', kind: 'agreement', title: { en: 'Treaty' }, date: '2023-06-01', parties: ['A', 'B'], clauses: [{ id: '1', text: { en: 'The road is open.' } }], sources: [] };
export const ORDER: Instrument = { ...TREATY, id: 'ORD', kind: 'court-order', issuedBy: 'CRT', parties: ['A'] };
export const ROAD: Commitment = {
  id: 'T1', instrument: 'T', clause: '1', title: { en: 'Road open' }, bearers: { actors: ['A'] }, track: 'infrastructure',
  duty: { shape: 'maintain', state: { fact: 'road.open', of: { road: 'pass' } } }, verification: { attest: ['MON'], determinedBy: ['MON'] },
};
export const ORDERED: Commitment = { ...ROAD, id: 'O1', instrument: 'ORD', verification: { attest: [] } };

export const said = (by: string, more: Partial<Account> = {}): Account => ({ by, stance: 'asserts', ...more });
export const statement = (id: string, more: Partial<Statement> = {}): Statement => ({ id, type: 'statement', date: '2023-12-01', summary: { en: id }, accounts: [], ...more });
export const report = (id: string, more: Partial<Report> = {}): Report => ({ id, category: 'observation', date: '2023-12-01', summary: { en: id }, accounts: [], ...more });
export const meeting = (id: string, more: Partial<Meeting> = {}): Meeting => ({ id, status: 'held', title: { en: id }, participants: ['A', 'B'], date: '2023-12-01', summary: { en: id }, accounts: [], ...more });
/** In a documentary record, by whom and where it was said. */
export const sourced = (by: string): { readonly accounts: readonly Account[]; readonly sources: readonly { readonly title: string }[] } => ({ accounts: [said(by)], sources: [{ title: 'Gazette' }] });

const ground = (charter: Charter, who: string): Table => grounded(new Table(charter), who);
export const grounded = (table: Table, who = 'mediator'): Table => table
  .add(who, 'vocabulary', { facts: FACTS })
  .add(who, 'gazetteer', { places: [{ id: 'pass', names: { en: 'Pass' } }] });

/** The live table with words, places, a treaty of A and B, a court's order to A, and a commitment under each. */
export const liveTable = (): Table => ground(LIVE, 'mediator').add('mediator', 'instrument', TREATY).add('judge', 'instrument', ORDER).add('mediator', 'commitment', ROAD).add('judge', 'commitment', ORDERED);
/** The same, as an editor writes it down. */
export const documentaryTable = (): Table => ground(DOCUMENTARY, 'editor').add('editor', 'instrument', TREATY).add('editor', 'instrument', ORDER).add('editor', 'commitment', ROAD).add('editor', 'commitment', ORDERED);
