import type { Body } from './bodies.ts';
import { WORDS, when } from './random-names.ts';
import type { Chance } from './random-names.ts';
import type { ProcessState } from './state.ts';
import { report, said, sourced, statement } from './test-table.ts';

/** What somebody enters. */
interface Told {
  readonly who: string;
  readonly body: Body;
}

const DAY = '2023-12-01', REASON = { en: 'Otherwise.' }, SOURCES = [{ title: 's' }];
const SPEAKERS = [['monitor', 'MON'], ['relief', 'REL'], ['head-a', 'A'], ['delegate-a', 'A'], ['envoy-mfa', 'A-mfa'], ['head-b', 'B'], ['mediator', 'MED']] as const;

/** What a table has to say that is mostly admitted: items new and changed, answered, linked, erased. `turn` makes its ids new. */
export function randomStory(state: ProcessState, turn: number, chance: Chance): Told {
  const told = state.items.size === 0 || chance.below(3) === 0 ? fresh(state, turn, chance) : chance.below(2) === 0 ? changed(state, turn, chance) : answered(state, turn, chance);
  return state.charter.kind === 'live' ? told : { ...told, who: 'editor' };
}

function fresh({ charter, matters }: ProcessState, turn: number, chance: Chance): Told {
  const [who, by] = chance.pick(SPEAKERS), id = `s${turn}`, written = charter.kind === 'live' ? { accounts: [said(by)] } : sourced(by);
  const observations = Array.from({ length: 1 + chance.below(3) }, (_, index) => report(`${id}.${index}`, { date: DAY, ...written })), first = { outlet: 'o', at: DAY };
  const pair = [...matters.values()].find(({ kind }) => kind === 'patrol')?.value.id;
  return {
    who,
    body: chance.pick<() => Body>([
      () => ({ kind: 'report', content: report(id, { date: DAY, ...written }) }),
      () => ({ kind: 'statement', content: statement(id, { ...written, accounts: [said(by, chance.pick([{}, { powers: [{ power: 'waive', commitment: 'T1', at: DAY, form: 'written' }] }]))] }) }),
      () => ({ kind: 'act', content: { ...statement(id, written), powers: [{ power: 'waive', commitment: 'T1', at: DAY, form: 'written', consentOf: [by === 'A' ? 'B' : 'A'] }] } }),
      () => ({ kind: 'patrol', content: { id, by, date: chance.pick([DAY, when(chance)]), kit: 'k', start: DAY, end: DAY, reports: observations, ...(pair === undefined ? {} : chance.pick([{}, { pair }])) } as never }),
      () => ({ kind: 'coverage', content: { id, by, fact: 'road.open', of: {}, from: DAY, to: DAY } }),
      () => ({ kind: 'claim', content: { id, date: DAY, asserter: WORDS, anonymity: 'unnamed', words: WORDS, quoted: true, concerns: [], first, ...chance.pick([{}, { by }, { appearances: [first] }]) } }),
      () => ({ kind: 'document', content: { id, title: WORDS, author: WORDS, language: 'en', sentences: ['One.', 'Two.'] } }),
      () => ({ kind: 'task', content: { id, by, to: chance.pick(SPEAKERS)[1], what: WORDS } }),
      () => ({ kind: 'access-window', content: { id, by, purpose: 'harvest', what: WORDS, place: 'pass', from: '2024-02-01', to: '2024-02-02', notify: ['A', 'B'], monitor: 'MON' } }),
    ])(),
  };
}

/** By whoever said it, as a rule. */
function changed(state: ProcessState, turn: number, chance: Chance): Told {
  const { kind, value, source, history } = chance.pick([...state.items.values()]), common = { id: `s${turn}`, reason: REASON, date: DAY };
  const upon = state.upon.get(value.id) ?? [], together = [source, ...history.map((change) => change.source), ...upon.map((one) => one.source)].map(({ entry }) => ({ entry }));
  const bodies: readonly Body[] = [
    { kind: 'withdrawal', content: { ...common, withdraws: value.id } },
    { kind: 'erasure', content: { entries: together, reason: REASON } },
    { kind: 'erasure', content: { entries: [{ entry: chance.pick([...state.voices.keys()]) }], reason: REASON } },
    ...(kind === 'act' ? [] : [0, 1, 2].map((): Body => ({ kind: 'correction', content: { ...common, corrects: value.id, replacement: { ...value, summary: { en: common.id } } } }))),
  ];
  return { who: chance.below(5) === 0 ? chance.pick(SPEAKERS)[0] : state.participants.get(source.author)?.id ?? '', body: chance.pick(bodies) };
}

function answered({ items, matters }: ProcessState, turn: number, chance: Chance): Told {
  const [who, by] = chance.pick(SPEAKERS), common = { id: `s${turn}`, by, date: DAY, sources: SOURCES }, about = chance.pick([...items.values()]).value.id;
  const of = (kind: string): string => chance.pick([...[...matters.values()].filter((one) => one.kind === kind), null])?.value.id ?? about;
  return {
    who,
    body: chance.pick<Body>([
      { kind: 'verification', content: { ...common, report: about, step: 'undetermined', reason: WORDS } },
      { kind: 'link', content: { ...common, item: chance.pick([about, of('claim'), of('document')]), commitments: ['T1', 'O1'], bears: true, ...chance.pick([{}, { at: 1 + chance.below(3) }]) } },
      { kind: 'question', content: { id: common.id, by, about, to: chance.pick(SPEAKERS)[1], until: '2024-12-01' } },
      { kind: 'reply', content: { ...common, to: chance.pick([about, of('question'), of('claim')]), text: WORDS } },
      { kind: 'likeness', content: { ...common, keep: about, same: [chance.pick([...items.values()]).value.id], step: chance.pick(['merged', 'unmerged']), reason: WORDS } },
      { kind: 'appearance', content: { id: common.id, claim: of('claim'), appearance: { outlet: chance.pick(['o', 'p']), at: DAY } } },
      { kind: 'outcome', content: { ...common, claim: of('claim'), outcome: 'withdrawn', text: WORDS } },
      { kind: 'split', content: { id: common.id, from: about, claims: [0, 1].map((index) => ({ id: `${common.id}.${index}`, date: DAY, asserter: WORDS, anonymity: 'office', words: WORDS, quoted: false, from: about, concerns: [], first: { outlet: 'o', at: DAY } })) } },
      { kind: 'task-step', content: { ...common, task: of('task'), step: 'taken' } },
      { kind: 'window-step', content: { ...common, window: of('access-window'), step: chance.pick(['acknowledged', 'held', 'cancelled']) } },
      { kind: 'warning', content: { ...common, level: chance.pick(['watch', 'ended']), threshold: WORDS, about: [chance.pick([about, of('warning')])], text: WORDS } },
      { kind: 'erasure', content: { entries: [...matters.values()].slice(-3 - chance.below(30)).slice(0, 1).map(({ source: { entry } }) => ({ entry })), reason: REASON } },
    ]),
  };
}
