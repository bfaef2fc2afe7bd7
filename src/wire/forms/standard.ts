import type { Text } from '#base';
import type { Choice, Form, Question } from './form.ts';

/**
 * The forms that every process has, in the words of the field (FIELD.md; OSCE and OCHA usage). Their sentences are messages: `form.<form>`, `form.<form>.<question>`, `form.<form>.<question>.<choice>`, said by `localized`.
 * A version is raised whenever a question changes its meaning: what was filled in with an earlier one is read by that.
 */
interface Sketch {
  readonly id: string;
  readonly version: string;
  readonly category: string;
  readonly questions: readonly (Omit<Question, 'label' | 'hint' | 'choices'> & { readonly choices?: readonly string[] })[];
}

const WHEN = [{ name: 'date', type: 'datetime', required: true, fills: 'date', group: 'when' }, { name: 'end', type: 'datetime', fills: 'dateEnd', group: 'when' }, { name: 'uncertain', type: 'one', choices: ['PT15M', 'PT1H', 'P1D'], fills: 'uncertainty', group: 'when' }] as const;
const WHERE = [{ name: 'place', type: 'place', fills: 'place', group: 'where' }, { name: 'point', type: 'point', fills: 'point', group: 'where' }, { name: 'words', type: 'text', fills: 'placeText', group: 'where' }, { name: 'control', type: 'text', fills: 'controlledBy', group: 'where' }] as const;
const WHAT = { name: 'summary', type: 'text', required: true, fills: 'summary', group: 'what' } as const;
const REASON = { name: 'reason', type: 'text', fills: 'quotedReason', group: 'what' } as const;
const PEOPLE = ['women', 'men', 'girls', 'boys', 'persons'].map((group) => ({ name: group, type: 'integer', fills: `persons.${group}`, group: 'who', constraint: { holds: { op: '>=', left: { op: 'self' }, right: { op: 'value', value: 0 } } } }) as const);
const PROOF = [{ name: 'photos', type: 'file', accept: 'image/*', fills: 'evidence', group: 'evidence' }, { name: 'voice', type: 'file', accept: 'audio/*', fills: 'evidence', group: 'evidence' }] as const;
const GRADE = [{ name: 'source', type: 'one', choices: ['A', 'B', 'C', 'D', 'E', 'F'], fills: 'grade.source', group: 'grade' }, { name: 'information', type: 'one', choices: ['1', '2', '3', '4', '5', '6'], fills: 'grade.information', group: 'grade' }] as const;
/** Something counted or measured, with its unit: how much is asked once it is said of what. */
const counted = { op: '!=', left: { op: 'answer', name: 'counted' }, right: { op: 'value', value: '' } } as const;
const AMOUNT = [{ name: 'counted', type: 'text', fills: 'quantity.what', group: 'what' }, { name: 'amount', type: 'decimal', required: true, fills: 'quantity.value', relevant: counted, group: 'what' }, { name: 'unit', type: 'text', required: true, fills: 'quantity.unit', relevant: counted, group: 'what' }] as const;
const SERVICES = ['gas', 'power', 'water', 'internet', 'telephone'] as const;

const delayed = { op: '=', left: { op: 'answer', name: 'outcome' }, right: { op: 'value', value: 'delayed' } } as const;

export const STANDARD: readonly Sketch[] = [
  { id: 'observation', version: '2', category: 'observation', questions: [...WHEN, ...WHERE, WHAT, ...AMOUNT, ...PEOPLE, ...PROOF, ...GRADE] },
  { id: 'incident', version: '2', category: 'incident', questions: [...WHEN, ...WHERE, WHAT, { name: 'kind', type: 'one', choices: ['shots', 'explosion', 'mine', 'detention', 'obstruction', 'damage', 'other'], group: 'what' }, ...AMOUNT, ...PEOPLE, ...PROOF, ...GRADE] },
  { id: 'passage', version: '1', category: 'passage', questions: [...WHEN, ...WHERE,
    { name: 'corridor', type: 'text', required: true, fills: 'passage.corridor', group: 'what' }, { name: 'operator', type: 'text', required: true, fills: 'passage.operator', group: 'what' }, { name: 'direction', type: 'text', fills: 'passage.direction', group: 'what' },
    { name: 'outcome', type: 'one', required: true, choices: ['passed', 'delayed', 'denied', 'waiting', 'delivered', 'unknown'], fills: 'passage.outcome', group: 'what' }, { name: 'minutes', type: 'integer', fills: 'passage.delayMinutes', relevant: delayed, group: 'what' },
    { name: 'purpose', type: 'one', choices: ['private', 'trade', 'convoy', 'medical', 'monitors', 'other'], group: 'what' }, { name: 'queue', type: 'integer', fills: 'quantities.queue.vehicles', constraint: { holds: { op: '>=', left: { op: 'self' }, right: { op: 'value', value: 0 } } }, group: 'what' },
    { ...REASON, fills: 'passage.quotedReason' }, { name: 'cargo', type: 'text', fills: 'passage.cargo', group: 'what' }, WHAT, ...PEOPLE, ...PROOF, ...GRADE] },
  ...(['closure', 'reopening'] as const).map((category): Sketch => ({ id: category, version: '1', category, questions: [...WHEN, ...WHERE, WHAT, REASON, ...PROOF, ...GRADE] })),
  ...(['outage', 'restoration'] as const).map((category): Sketch => ({ id: category, version: category === 'outage' ? '1' : '2', category, questions: [...WHERE, { name: 'service', type: 'one', required: true, choices: SERVICES, fills: 'outage.service', group: 'what' }, { name: 'level', type: 'one', required: true, choices: ['full', 'partial'], fills: 'outage.level', group: 'what' },
    { name: category === 'outage' ? 'from' : 'out', type: 'datetime', required: true, fills: 'outage.from', group: 'when' }, category === 'outage' ? { name: 'to', type: 'datetime', fills: 'outage.to', group: 'when' } : { name: 'back', type: 'datetime', required: true, fills: 'outage.to', group: 'when' }, WHAT, REASON, ...PROOF, ...GRADE] })),
  { id: 'works', version: '1', category: 'works', questions: [...WHEN, ...WHERE, WHAT, { name: 'step', type: 'one', required: true, choices: ['requested', 'begun', 'done', 'prevented'], group: 'what' }, REASON, ...PROOF] },
  { id: 'detention', version: '1', category: 'detention', questions: [...WHEN, ...WHERE, WHAT, ...PEOPLE, REASON, ...GRADE] },
  { id: 'missing-person', version: '1', category: 'missing-person', questions: [...WHEN, ...WHERE, WHAT, ...PEOPLE] },
  { id: 'living-conditions', version: '1', category: 'living-conditions', questions: [...WHEN, ...WHERE, ...(['bread', 'medicine', 'fuel', 'water'] as const).flatMap((what) => [{ name: `${what}-days`, type: 'decimal', fills: `stocks.${what}.days`, group: 'stocks' }, { name: `${what}-price`, type: 'decimal', fills: `stocks.${what}.price`, group: 'stocks' }] as const),
    { name: 'services', type: 'many', choices: SERVICES, group: 'services' }, WHAT, ...PROOF] },
];

/** A standard form in the words of one reader. `say`: the sentence of a key; the choices of grades and spans of time are said under the question's own name. */
export function localized({ id, version, category, questions }: Sketch, language: string, say: (key: string) => string): Form {
  const words = (key: string): Text => ({ [language]: say(key) });
  return {
    id, version, category, title: words(`form.${id}`),
    questions: questions.map(({ choices, ...question }): Question => ({
      ...question, label: words(`form.question.${question.name}`), ...(choices === undefined ? {} : { choices: choices.map((name): Choice => ({ name, label: words(`form.choice.${question.name}.${name}`) })) }),
    })),
  };
}
