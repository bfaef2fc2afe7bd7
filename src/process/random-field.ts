import type { Body } from './bodies.ts';
import type { FieldKind } from './field-bodies.ts';
import { WORDS, actor, id, several, someone, when } from './random-names.ts';
import type { Chance } from './random-names.ts';

/** Few names, so that one thing is often about another. */
const named = (chance: Chance, letter: string): string => chance.pick([`${letter}${chance.below(6)}`, `${letter}${chance.below(6)}`, id(chance)]);

export function randomFieldBody(kind: FieldKind, chance: Chance): Body {
  const said = { id: id(chance), by: actor(chance), date: when(chance), ...chance.pick([{}, { sources: [{ title: 's' }] }]) }, report = named(chance, 'r'), claim = named(chance, 'c'), window = named(chance, 'w'), person = named(chance, 'h');
  switch (kind) {
    case 'patrol': return { kind, content: { id: said.id, by: said.by, date: said.date, ...chance.pick([{}, { pair: id(chance) }]), reports: several(chance, () => ({ id: named(chance, 'r'), category: 'observation', date: when(chance), summary: WORDS, accounts: [] })) } };
    case 'verification': return { kind, content: { ...said, report, step: chance.pick(['being-checked', 'substantiated', 'undetermined']), reason: WORDS } };
    case 'question': return { kind, content: { id: named(chance, 'q'), by: said.by, about: chance.pick([report, claim]), to: actor(chance), until: when(chance) } };
    case 'reply': return { kind, content: { ...said, to: chance.pick([report, claim, named(chance, 'q')]), text: WORDS } };
    case 'link': return { kind, content: { ...said, item: chance.pick([report, claim, named(chance, 'd')]), ...chance.pick([{}, {}, { at: 1 + chance.below(3) }]), commitments: [chance.pick(['T1', 'O1', id(chance)])], bears: true } };
    case 'likeness': return { kind, content: { ...said, keep: chance.pick([report, claim, person]), same: [chance.pick([named(chance, 'r'), named(chance, 'c'), named(chance, 'h')])], step: chance.pick(['merged', 'unmerged']), reason: WORDS } };
    case 'task': return { kind, content: { id: named(chance, 't'), by: said.by, to: actor(chance), what: WORDS, ...chance.pick([{}, { participant: someone(chance) }, { about: [report] }]) } };
    case 'task-step': return { kind, content: { ...said, task: named(chance, 't'), step: chance.pick(['taken', 'done']) } };
    case 'split': return { kind, content: { id: said.id, from: report, claims: several(chance, () => ({ id: named(chance, 'c'), date: when(chance), asserter: WORDS, anonymity: 'office', words: WORDS, quoted: false, from: chance.pick([report, report, id(chance)]), concerns: [], first: { outlet: 'o', at: when(chance) } })) } };
    case 'claim': return { kind, content: { id: claim, date: said.date, asserter: WORDS, anonymity: 'unnamed', words: WORDS, quoted: true, concerns: several(chance, actor), first: { outlet: 'o', at: when(chance) }, ...chance.pick([{}, { by: actor(chance) }, { from: report }, { replyUntil: when(chance) }]) } };
    case 'appearance': return { kind, content: { id: said.id, claim, appearance: { outlet: chance.pick(['o', 'p']), at: when(chance) } } };
    case 'outcome': return { kind, content: { ...said, claim, outcome: chance.pick(['denied', 'withdrawn']), text: WORDS } };
    case 'document': return { kind, content: { id: named(chance, 'd'), title: WORDS, author: WORDS, language: 'en', sentences: ['One.', 'Two.'], ...chance.pick([{}, { by: actor(chance) }, { date: when(chance) }, { instead: named(chance, 'd') }]) } };
    case 'access-window': return { kind, content: { id: window, by: said.by, purpose: 'harvest', what: WORDS, place: chance.pick(['pass', 'moon']), from: when(chance), to: when(chance), notify: [actor(chance)], ...chance.pick([{}, { monitor: actor(chance) }, { instead: named(chance, 'w') }]) } };
    case 'window-step': return { kind, content: { ...said, window, step: chance.pick(['acknowledged', 'held', 'cancelled']) } };
    case 'person': return { kind, content: { id: person, by: said.by, date: said.date, status: 'missing', consent: [{ to: chance.pick(['public', actor(chance)]) }], fields: {} } };
    case 'person-note': return { kind, content: { ...said, person, text: WORDS } };
    case 'warning': return { kind, content: { ...said, id: named(chance, 'x'), level: chance.pick(['watch', 'ended']), threshold: WORDS, about: [chance.pick([report, named(chance, 'x')])], text: WORDS } };
  }
}
