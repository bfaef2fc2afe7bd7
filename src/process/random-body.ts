import type { Account, Assertion, Commitment, Duty, Pattern, PowerAct, Window } from '#agreement';
import { CAPACITIES } from './bodies.ts';
import type { Body, Correction, Item, Kind } from './bodies.ts';
import { WORDS, actor, id, several, someone, when } from './random-names.ts';
import type { Chance } from './random-names.ts';
import { isFieldKind } from './field-bodies.ts';
import { randomFieldBody } from './random-field.ts';
import { randomTableBody } from './random-table.ts';
import type { ItemKind } from './state.ts';
import { FACTS, LIVE, ORDER, ROAD, TREATY } from './test-table.ts';

function pattern(chance: Chance): Pattern {
  const fact = chance.pick(FACTS);
  return { fact: chance.pick([fact.id, fact.id, 'fog']), of: Object.fromEntries(fact.keys.flatMap((key) => chance.maybe(2, () => [key, '?x'] as const))) };
}

function assertion(chance: Chance): Assertion {
  const fact = chance.pick(FACTS);
  const time = chance.pick([{ at: when(chance) }, { from: when(chance) }, { from: when(chance), to: when(chance) }]);
  return { fact: chance.pick([fact.id, fact.id, 'fog']), of: Object.fromEntries(fact.keys.map((key) => [chance.pick([key, key, 'other']), 'v'])), ...time };
}

const windowOf = (chance: Chance): Window => chance.pick<Window>([
  {}, { opens: { at: when(chance) } }, { closes: { event: pattern(chance), plus: 'P7D', endpoint: 'by' } }, { startBy: { fulfilment: id(chance), endpoint: 'before' } }, { opens: { trigger: true }, vague: 'soon' },
]);

const power = (chance: Chance): PowerAct => ({
  power: chance.pick(['activate', 'suspend', 'resume', 'extend', 'waive', 'amend', 'terminate', 'deny-renewal', 'assign']), commitment: id(chance), at: when(chance), ...chance.pick([{}, { to: actor(chance) }, { to: actor(chance), from: actor(chance) }]),
  ...chance.pick([{}, { form: 'written' as const }, { form: 'oral' as const }]), ...chance.pick([{}, { window: windowOf(chance) }]), ...chance.pick([{}, { consentOf: [actor(chance)] }]),
});

const account = (chance: Chance): Account => ({
  by: actor(chance), stance: chance.pick(['asserts', 'disputes', 'comments']), facts: several(chance, assertion),
  ...chance.pick([{}, {}, { powers: several(chance, power) }, { grades: [{ commitment: id(chance), level: 2 as const, at: when(chance) }] }]),
});

const item = (chance: Chance): Item => ({
  id: id(chance), date: when(chance), summary: WORDS, accounts: several(chance, account),
  ...chance.pick([{}, { place: chance.pick(['pass', 'moon']) }, { commitments: [id(chance)] }, { instruments: [id(chance)] }, { publishedAt: when(chance), sources: [{ title: 's' }] }, { sources: [{ title: 's' }] }, { dateEnd: when(chance), basis: 'general-knowledge' as const }]),
});

function itemBody(kind: ItemKind, chance: Chance): Body {
  const common = item(chance);
  switch (kind) {
    case 'statement': return { kind, content: { ...common, type: 't' } };
    case 'report': return { kind, content: { ...common, category: 'outage', ...chance.pick([{}, { outage: { service: 'gas', level: 'full', from: when(chance) } }]) } };
    case 'meeting': return { kind, content: { ...common, status: chance.pick(['proposed', 'held', 'declined']), title: WORDS, participants: [actor(chance)], proposedBy: actor(chance) } };
    case 'finding': return { kind, content: { ...common, body: actor(chance), determines: several(chance, () => ({ commitment: id(chance), outcome: 'kept', from: when(chance) })) } };
    case 'act': return { kind, content: { ...common, powers: [power(chance), ...several(chance, power)] } };
  }
}

const duty = (chance: Chance): Duty => chance.pick<Duty>([
  { shape: 'achieve', goal: pattern(chance), orElse: several(chance, pattern) },
  { shape: 'maintain', state: pattern(chance), tolerance: { count: { max: 1, in: 'P1D', distinct: 'road' } } },
  { shape: 'abstain', act: pattern(chance), within: pattern(chance), unless: [{ prior: pattern(chance), distinct: { key: 'agent', count: 2 }, why: WORDS }] },
  { shape: 'assessed', assessors: several(chance, actor) },
]);

const commitment = (chance: Chance): Commitment => ({
  ...ROAD, id: id(chance), instrument: chance.pick(['T', 'ORD', 'X']), clause: chance.pick(['1', '1', '2']), bearers: { actors: several(chance, actor) }, duty: duty(chance), window: windowOf(chance),
  ...chance.pick([{}, { after: [id(chance)] }, { assertedBy: [actor(chance)] }, { trigger: { kind: 'each' as const, event: pattern(chance) } }, { readings: [{ id: 'r', by: ['x'], text: WORDS, duty: duty(chance), window: windowOf(chance) }] }]),
});

const CORRECTED = ['statement', 'report', 'meeting', 'finding'] as const;

function correction(chance: Chance): Correction {
  const { content } = itemBody(chance.pick(CORRECTED), chance) as { readonly content: Correction['replacement'] };
  return { id: id(chance), corrects: chance.pick([content.id, content.id, id(chance)]), reason: chance.pick([WORDS, {}]), date: when(chance), replacement: content };
}

/** A body of this kind. */
export function randomBody(kind: Kind, chance: Chance): Body {
  switch (kind) {
    case 'charter': return { kind, content: { charter: LIVE, agreedBy: [] } };
    case 'accreditation': return { kind, content: { id: id(chance), name: 'n', capacity: chance.pick(CAPACITIES), key: `key-${chance.pick(['head-a', 'new', `${chance.below(4000)}`])}`, ...chance.pick([{}, { actor: actor(chance) }, { actor: actor(chance) }]) } };
    case 'vocabulary': return { kind, content: { facts: several(chance, () => ({ ...chance.pick(FACTS), id: `f${chance.below(2000)}` })) } };
    case 'gazetteer': return { kind, content: { places: several(chance, () => ({ id: `p${chance.below(2000)}`, names: WORDS })) } };
    case 'geography': return { kind, content: { id: id(chance), title: WORDS, role: 'road', by: 'x', source: { title: 's' }, lines: [] } };
    case 'instrument': return { kind, content: { ...chance.pick([TREATY, ORDER]), id: id(chance), parties: several(chance, actor), ...chance.pick([{}, { issuedBy: actor(chance) }, { assertedBy: [actor(chance)] }, { readings: [{ by: actor(chance), text: WORDS }] }]) } };
    case 'signature': return { kind, content: { id: id(chance), instrument: id(chance), actor: actor(chance), date: when(chance), mode: chance.pick(['signed', 'initialled', 'ad-referendum']) } };
    case 'commitment': return { kind, content: commitment(chance) };
    case 'coverage': { const { fact, of = {} } = pattern(chance); return { kind, content: { id: id(chance), by: actor(chance), fact, of, from: when(chance), to: when(chance) } }; }
    case 'correction': return { kind, content: correction(chance) };
    case 'withdrawal': return { kind, content: { id: id(chance), withdraws: id(chance), reason: WORDS, date: when(chance) } };
    case 'key': return { kind, content: { participant: someone(chance), key: `key-${chance.pick(['head-a', 'new', `${chance.below(4000)}`])}`, proof: 's', reason: chance.pick(['rotated', 'lost']) } };
    case 'revocation': return { kind, content: { participant: someone(chance), reason: chance.pick(['left', 'lost', 'compromised']) } };
    case 'refusal': return { kind, content: { submission: id(chance), body: 'b', author: `key-${someone(chance)}`, code: 'process.id.taken', received: chance.below(2_000_000_000) } };
    case 'freeze': return { kind, content: { reason: WORDS } };
    case 'succession': return { kind, content: { host: { key: `key-${chance.pick(['host', 'other'])}`, delay: 'PT1H' }, from: { size: chance.below(200), root: 'r' }, reason: WORDS, agreedBy: several(chance, () => ({ participant: someone(chance), signature: 's' })) } };
    case 'sealed': return { kind, content: { digest: `${chance.below(200)}` } };
    case 'release': return { kind, content: { sealed: `${chance.below(200)}`, letter: { blinding: 'b', line: 'l', signature: 's' }, erase: 'e', cipher: 'c', consents: several(chance, () => ({ participant: someone(chance), signature: 's' })) } };
    case 'erasure': return { kind, content: { entries: [{ entry: id(chance) }, ...several(chance, () => ({ entry: id(chance), sealed: { letter: 'l', word: 'w', cipher: 'c' } }))], reason: WORDS } };
    case 'statement': case 'report': case 'meeting': case 'finding': case 'act': return itemBody(kind, chance);
    default: return isFieldKind(kind) ? randomFieldBody(kind, chance) : randomTableBody(kind, chance);
  }
}
