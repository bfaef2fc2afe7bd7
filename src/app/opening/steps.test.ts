import { describe, expect, test } from 'vitest';
import type { CharterDraft } from '#process';
import { hindrances } from '#process';
import type { Form } from './fields.ts';
import type { Asking } from './steps.ts';
import { STEP_NAMES, applyStep, fieldsOf } from './steps.ts';
import type { StepName } from './steps.ts';
import { TEMPLATES, draftFrom } from './templates.ts';

const HOST = { key: `${'A'.repeat(43)}=`, delay: 'PT1H' };

const asking = (template: Asking['template'], draft = draftFrom(template, HOST, 'en', { en: 'Nothing here recognises anybody.' }), done: readonly StepName[] = []): Asking => ({ draft, template, done, lot: 'lot', more: 0 });
const form = (answers: Readonly<Record<string, string | readonly string[]>>): Form => new Map(Object.entries(answers).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]));
/** What a browser sends of a page that nobody changed. */
const asShown = (step: StepName, at: Asking): Form => new Map(fieldsOf(step, at).flatMap(({ name, kind, values }) => kind === 'many' && values.length === 0 ? [] : [[name, values.length === 0 ? [''] : values] as const]));

function answered(at: Asking, step: StepName, answers: Form): Asking {
  const read = applyStep(step, at, answers);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return { ...at, draft: read.value, done: [...at.done, step] };
}

/** A draft as a newcomer makes it: a subject, two parties, the third parties of the template. */
function drafted(template: Asking['template']): Asking {
  const subject = answered(asking(template), 'subject', form({ 'title.en': 'The pass', 'purpose.en': 'One record of the pass.', 'withoutPrejudice.en': 'Nothing here recognises anybody.' }));
  const parties = answered(subject, 'parties', form({ 'party.new-1.en': 'Upland', 'party.new-2.en': 'Lowland' })), shown = asShown('third', parties);
  return answered(parties, 'third', new Map([...shown].map(([name, value]) => [name, name.startsWith('third.') ? [`Body ${name}`] : value])));
}

describe.each(TEMPLATES.map((template) => [template.id, template] as const))('the template %s', (_, template) => {
  test('makes a charter that the rules admit, once it has a subject, parties and people', () => {
    const { draft } = drafted(template);
    expect(hindrances(draft).map(({ code }) => code)).toEqual(draft.seats.map(() => 'charter.missing.key'));
    expect(draft.seats.length).toBe(2 + template.third.reduce((sum, { voices }) => sum + voices, 0));
  });

  test.each(STEP_NAMES)('%s: a page sent back as it was shown changes nothing', (step) => {
    const at = drafted(template);
    expect(answered(at, step, asShown(step, at)).draft).toEqual(at.draft);
  });
});

const [MEDIATED] = TEMPLATES as readonly [Asking['template']];

describe('answers', () => {
  test('keep the ids of parties, whatever they are called; who is added gets the next by lot, and who is gone takes their seat along', () => {
    const at = drafted(MEDIATED), ids = (draft: CharterDraft): readonly string[] => draft.actors.map(({ id }) => id);
    expect(ids(at.draft)).toEqual(['side-1', 'side-2', 'third-1']);
    const renamed = answered(at, 'parties', form({ 'party.side-1.en': 'One', 'party.side-2.en': '', 'party.new-1.en': 'Coast' })).draft;
    expect([ids(renamed), renamed.seats.map(({ id }) => id)]).toEqual([['side-1', 'side-3', 'third-1'], ['head-side-1', 'head-side-3', 'voice-third-1-1']]);
  });

  test('the order of the parties is drawn: over many drafts each comes first about as often', () => {
    const first = Array.from({ length: 200 }, (_, index) => answered({ ...asking(MEDIATED), lot: `lot ${index}` }, 'parties', form({ 'party.new-1.en': 'Upland', 'party.new-2.en': 'Lowland' })).draft.actors[0]?.label['en']);
    expect(first.filter((name) => name === 'Upland').length).toBeGreaterThan(70);
    expect(first.filter((name) => name === 'Upland').length).toBeLessThan(130);
  });

  test('what is published can be coarser than usual, never finer', () => {
    const at = drafted(MEDIATED), coarse = answered(at, 'confidentiality', form({ publication: 'table', blur: '20000 month' }));
    expect(coarse.draft.procedure).toMatchObject({ publication: 'table', blur: { metres: 20_000, time: 'month' } });
    expect(answered(coarse, 'confidentiality', form({ publication: 'table', blur: 'usual' })).draft.procedure).not.toHaveProperty('blur');
    expect(answered({ ...at, draft: { ...at.draft, procedure: { ...at.draft.procedure, blur: { metres: 3_000, time: 'day' } } } }, 'confidentiality', asShown('confidentiality', { ...at, draft: { ...at.draft, procedure: { blur: { metres: 3_000, time: 'day' } } } })).draft.procedure).toMatchObject({ blur: { metres: 3_000, time: 'day' } });
    const fine = applyStep('confidentiality', at, form({ publication: 'table', blur: '10 day' }));
    expect(fine.ok ? fine.value : fine.refusal['problems']).toEqual([expect.objectContaining({ code: 'body.value', field: 'procedure.blur.metres' })]);
  });

  test('where the body that was to chair is gone, the parties chair in turn', () => {
    const at = drafted(MEDIATED);
    expect(at.draft.procedure?.chair).toEqual({ by: 'third-1' });
    expect(answered(at, 'third', form({ 'third.third-1.en': '', 'third.new-1.en': 'Watch', 'capacity.new-1': 'monitor', 'voices.new-1': '1' })).draft.procedure?.chair).toBe('alternating');
    expect(answered(at, 'third', form({ 'third.third-1.en': '' })).draft.procedure?.chair).toBe('alternating');
  });

  test('numbers and days of no number are refused with their place; nothing is guessed', () => {
    const at = drafted(MEDIATED), refused = (step: StepName, answers: Form): unknown => { const read = applyStep(step, at, answers); return read.ok ? read.value : read.refusal['problems']; };
    expect(refused('deciding', form({ rule: 'consensus', quorum: 'two' }))).toEqual([expect.objectContaining({ code: 'body.value', field: 'procedure.quorum' })]);
    expect(refused('deciding', form({ rule: 'consensus', silence: 'soon' }))).toEqual([expect.objectContaining({ code: 'body.value', field: 'procedure.silence.atLeast' })]);
    expect(refused('languages', form({ languages: ['en'], zone: 'Atlantis' }))).toEqual([expect.objectContaining({ code: 'body.value', field: 'zone', rule: 'zone' })]);
    expect(refused('subject', form({ 'title.en': 'turned \u202e round', 'purpose.en': 'x' }))).toEqual([expect.objectContaining({ field: 'title.en', rule: 'direction' })]);
  });

  test('a draft that no process could be held by says so before anybody is invited', () => {
    const at = drafted(MEDIATED);
    expect(hindrances(asking(MEDIATED).draft).map(({ code }) => code)).toEqual(['charter.missing.title', 'charter.missing.purpose', 'charter.missing.parties']);
    expect(hindrances(answered(at, 'keeping', form({ succession: '3', amendment: '2', delay: '1' })).draft)[0]).toMatchObject({ code: 'process.charter.succession', heads: 3, there: 2 });
    expect(hindrances(answered(at, 'languages', form({ zone: 'UTC' })).draft)[0]).toEqual({ code: 'charter.missing.languages' });
  });
});
