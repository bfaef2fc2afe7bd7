import type { Result } from '#base';
import { CAPACITIES } from '#process';
import type { Capacity, CharterDraft } from '#process';
import { readCharterDraft } from '#wire';
import type { Choice, Field, Form } from './fields.ts';
import { all, daysIn, daysOf, given, numberIn, one, textFields, textIn } from './fields.ts';
import { names, parties, third } from './parties.ts';
import type { Template } from './templates.ts';

/** A draft as a page asks about it. */
export interface Asking {
  readonly draft: CharterDraft;
  readonly template: Template;
  /** The pages that were answered already. */
  readonly done: readonly string[];
  /** From which lots are drawn: a name of the draft that nobody chose. */
  readonly lot: string;
  /** So many more empty lines are asked for. */
  readonly more: number;
}

/** A page of questions. What its fields show, handed back as it is, changes nothing. */
export interface Step {
  readonly fields: (asking: Asking) => readonly Field[];
  readonly apply: (asking: Asking, form: Form) => CharterDraft;
}

const subject: Step = {
  fields: ({ draft: { title, purpose, withoutPrejudice, fictional, languages } }) => [
    ...textFields('title', 'line', title, languages), ...textFields('purpose', 'words', purpose, languages),
    ...textFields('withoutPrejudice', 'words', withoutPrejudice, languages, { optional: true }),
    { name: 'fictional', label: 'new.field.fictional', kind: 'many', values: fictional === true ? ['yes'] : [], choices: [{ value: 'yes', label: 'new.fictional.yes' }] },
  ],
  apply: ({ draft: { title: _title, purpose: _purpose, withoutPrejudice: _without, fictional: _fictional, ...draft } }, form) => {
    const text = (name: string) => textIn(form, name, draft.languages);
    return { ...draft, ...given({ title: text('title'), purpose: text('purpose'), withoutPrejudice: text('withoutPrejudice') }), ...all(form, 'fictional').length > 0 ? { fictional: true } : {} };
  },
};

/** Languages that the screens name; a charter may have others. */
const OFFERED = ['en', 'hy', 'az', 'ru', 'ar'];

const languages: Step = {
  fields: ({ draft: { languages: chosen, zone } }) => [
    { name: 'languages', label: 'new.field.languages', kind: 'many', values: chosen.filter((language) => OFFERED.includes(language)), choices: OFFERED.map((value) => ({ value, label: `new.language.${value}` })) },
    { name: 'others', label: 'new.field.others', kind: 'line', values: [chosen.filter((language) => !OFFERED.includes(language)).join(' ')], optional: true },
    { name: 'zone', label: 'new.field.zone', kind: 'zone', values: [zone] },
  ],
  apply: ({ draft }, form) => {
    const chosen = [...new Set([...all(form, 'languages'), ...one(form, 'others').split(/[\s,]+/).filter((tag) => tag !== '')])];
    // Those that were there stay in their order: the first is the one in which everything is asked.
    return { ...draft, zone: one(form, 'zone'), languages: [...draft.languages.filter((language) => chosen.includes(language)), ...chosen.filter((language) => !draft.languages.includes(language))] };
  },
};

const VOICES = CAPACITIES.filter((capacity) => capacity !== 'editor' && capacity !== 'head');

const proposing: Step = {
  fields: ({ draft: { procedure = {}, actors } }) => [
    { name: 'propose', label: 'new.field.propose', kind: 'many', values: procedure.propose ?? [], choices: VOICES.map((value) => ({ value, label: `capacity.${value}` })) },
    {
      name: 'chair', label: 'new.field.chair', kind: 'one', values: [procedure.chair === undefined || procedure.chair === 'alternating' ? ALTERNATING : procedure.chair.by],
      choices: [{ value: ALTERNATING, label: 'new.chair.alternating' }, ...actors.map(({ id, label }) => ({ value: id, text: label }))],
    },
  ],
  apply: ({ draft }, form) => {
    const by = one(form, 'chair');
    return { ...draft, procedure: { ...draft.procedure, propose: all(form, 'propose') as readonly Capacity[], chair: by === ALTERNATING ? by : { by } } };
  },
};

const ALTERNATING = 'alternating';

const deciding: Step = {
  fields: ({ draft: { procedure: { quorum, decision, silence } = {} } }) => [
    { name: 'quorum', label: 'new.field.quorum', kind: 'number', values: quorum === undefined ? [] : [String(quorum)], optional: true },
    { name: 'rule', label: 'new.field.rule', kind: 'one', values: [decision?.rule ?? 'consensus'], choices: ['consensus', 'parties'].map((value) => ({ value, label: `new.rule.${value}` })) },
    { name: 'majority', label: 'new.field.majority', kind: 'number', values: decision?.rule === 'parties' ? [String(decision.atLeast)] : [], optional: true },
    { name: 'silence', label: 'new.field.silence', kind: 'number', values: daysOf(silence?.atLeast), optional: true },
    { name: 'late', label: 'new.field.late', kind: 'number', values: daysOf(silence?.late), optional: true },
  ],
  apply: ({ draft }, form) => {
    const { quorum: _quorum, decision: _decision, silence: _silence, ...rest } = draft.procedure ?? {}, atLeast = daysIn(form, 'silence');
    const decision = one(form, 'rule') === 'parties' ? { rule: 'parties' as const, atLeast: numberIn(form, 'majority') ?? 0 } : { rule: 'consensus' as const };
    return { ...draft, procedure: { ...rest, decision, ...given({ quorum: numberIn(form, 'quorum') }), ...atLeast === undefined ? {} : { silence: { atLeast, ...given({ late: daysIn(form, 'late') }) } } } };
  },
};

const minutes: Step = {
  fields: ({ draft: { procedure, evidenceWindow } }) => [
    { name: 'corrections', label: 'new.field.corrections', kind: 'number', values: daysOf(procedure?.corrections), optional: true },
    { name: 'evidenceWindow', label: 'new.field.evidenceWindow', kind: 'number', values: daysOf(evidenceWindow) },
  ],
  apply: ({ draft }, form) => {
    const { corrections: _corrections, ...rest } = draft.procedure ?? {};
    return { ...draft, evidenceWindow: daysIn(form, 'evidenceWindow') ?? '', procedure: { ...rest, ...given({ corrections: daysIn(form, 'corrections') }) } };
  },
};

const confidentiality: Step = {
  fields: ({ draft: { procedure } }) => [
    { name: 'publication', label: 'new.field.publication', kind: 'one', values: [procedure?.publication ?? 'public'], choices: ['public', 'table'].map((value) => ({ value, label: `new.publication.${value}` })) },
    { name: 'blur', label: 'new.field.blur', kind: 'one', values: [blurWritten(procedure?.blur)], choices: blurChoices(procedure?.blur) },
  ],
  apply: ({ draft }, form) => {
    const { blur: _blur, ...rest } = draft.procedure ?? {}, [metres = '', time = ''] = one(form, 'blur').split(' ');
    return { ...draft, procedure: { ...rest, publication: one(form, 'publication') as 'public' | 'table', ...metres === '' || metres === USUAL ? {} : { blur: { metres: Number(metres), time: time as 'day' | 'month' } } } };
  },
};

/** How coarse what is published is: as usual, or coarser. One that a draft has otherwise is among the choices, too. */
const USUAL = 'usual', BLURS = ['5000 day', '20000 day', '20000 month'] as const;
type Blur = NonNullable<CharterDraft['procedure']>['blur'];
const blurWritten = (blur: Blur): string => blur === undefined ? USUAL : `${blur.metres} ${blur.time}`;
const blurChoices = (blur: Blur): readonly Choice[] =>
  [...new Set([USUAL, ...BLURS, blurWritten(blur)])].map((value) => value === USUAL || (BLURS as readonly string[]).includes(value) ? { value, label: `new.blur.${value.replace(' ', '-')}` } : { value, text: { und: value } });

/** One more than there are, to be filled in or left. */
const confirmation: Step = {
  fields: ({ draft: { confirmation: { witnesses = [], groups = [] } = {} }, more }) => [
    ...[...witnesses, ...Array.from({ length: 1 + more }, () => undefined)].flatMap((witness, index): readonly Field[] => [
      { name: `witness.${index + 1}`, label: 'new.field.witness', kind: 'line', number: index + 1, values: witness === undefined ? [] : [witness.key], optional: true },
      { name: `url.${index + 1}`, label: 'new.field.url', kind: 'line', number: index + 1, values: witness?.url === undefined ? [] : [witness.url], optional: true },
    ]),
    { name: 'needs', label: 'new.field.needs', kind: 'number', values: groups[0] === undefined ? [] : [String(groups[0].needs)], optional: true },
  ],
  apply: ({ draft: { confirmation: _confirmation, ...draft } }, form) => {
    const lines = [...form.keys()].flatMap((name) => name.startsWith('witness.') ? [name.slice('witness.'.length)] : []);
    const witnesses = lines.flatMap((line) => one(form, `witness.${line}`) === '' ? [] : [{ key: one(form, `witness.${line}`), ...given({ url: one(form, `url.${line}`) || undefined }) }]).map((witness, index) => ({ id: `witness-${index + 1}`, ...witness }));
    const of = witnesses.map(({ id }) => id);
    return witnesses.length === 0 ? draft : { ...draft, confirmation: { witnesses, groups: [{ id: 'witnesses', needs: numberIn(form, 'needs') ?? of.length, of }], quorum: 'witnesses' } };
  },
};

const keeping: Step = {
  fields: ({ draft: { succession, procedure, host } }) => [
    { name: 'succession', label: 'new.field.succession', kind: 'number', values: succession === undefined ? [] : [String(succession.heads)], optional: true },
    { name: 'amendment', label: 'new.field.amendment', kind: 'number', values: procedure?.amendment === undefined ? [] : [String(procedure.amendment.heads)], optional: true },
    { name: 'delay', label: 'new.field.delay', kind: 'number', values: [/^PT(\d+)H$/.exec(host.delay)?.[1] ?? host.delay] },
  ],
  apply: ({ draft: { succession: _succession, ...draft } }, form) => {
    const { amendment: _amendment, ...rest } = draft.procedure ?? {}, succession = numberIn(form, 'succession'), amendment = numberIn(form, 'amendment'), delay = one(form, 'delay');
    return {
      ...draft, host: { ...draft.host, delay: delay.startsWith('P') ? delay : `PT${delay}H` }, procedure: { ...rest, ...amendment === undefined ? {} : { amendment: { heads: amendment } } },
      ...succession === undefined ? {} : { succession: { heads: succession } },
    };
  },
};

const STEPS = { subject, parties, third, languages, proposing, deciding, minutes, confidentiality, confirmation, keeping, names };

export type StepName = keyof typeof STEPS;

/** The pages on which a charter is drafted, in the order in which they follow. */
export const STEP_NAMES: readonly StepName[] = ['subject', 'parties', 'third', 'languages', 'proposing', 'deciding', 'minutes', 'confidentiality', 'confirmation', 'keeping'];
/** Those that are asked one after the other; the others say what the template has chosen, and are opened from the check of all. */
export const ASKED: readonly StepName[] = ['subject', 'parties', 'third'];

export const isStep = (name: string, among: readonly StepName[]): name is StepName => among.includes(name as StepName);

export const fieldsOf = (name: StepName, asking: Asking): readonly Field[] => STEPS[name].fields(asking);

/** The draft with what a page answered. Refuses `draft.invalid`, with every problem. */
export const applyStep = (name: StepName, asking: Asking, form: Form): Result<CharterDraft> => readCharterDraft(STEPS[name].apply(asking, form));

