import type { JSX } from 'preact';
import { ASKED, STEP_NAMES } from '#app';
import type { Drafting, Form, Opening, StepName } from '#app';
import type { Json, Refusal } from '#base';
import { hindrances } from '#process';
import { charterLines, draftWords } from '#views';
import type { CharterLine } from '#views';
import type { Words } from '#words';
import { CharterLines } from '../components/charter.tsx';
import type { Page } from '../visit.ts';
import { Fields, Problems } from './form.tsx';

/** A draft, as its convener works on it. */
export interface AtDraft {
  readonly words: Words;
  readonly id: string;
  readonly paper: Drafting;
  readonly opening: Opening;
}

/** One decision. After a refusal with what was written, so that nothing is typed twice. */
export function stepPage({ words, id, paper, opening }: AtDraft, step: StepName, more: number, refused?: { readonly form: Form; readonly refusal: Refusal }): Page {
  const fields = opening.fields(id, paper, step, more), problems = refused === undefined ? [] : problemsIn(refused.refusal);
  const several = step === 'parties' || step === 'third' || step === 'confirmation', voided = Object.values(paper.seats).filter(({ signature }) => signature !== undefined).length;
  return {
    title: words.say(`new.step.${step}`), status: problems.length === 0 ? 200 : 422,
    main: (
      <form method="post" action={`/new/${id}/${step}`}>
        <Trail words={words} id={id} paper={paper} step={step} />
        <h1>{words.say(`new.step.${step}`)}</h1>
        <Problems words={words} fields={fields} problems={problems} />
        {voided === 0 ? null : <p class="warning">{words.say('new.voids', { count: voided })}</p>}
        <p>{words.say(`new.step.${step}.intro`)}</p>
        <input type="hidden" name="seen" value={opening.stateOf(paper)} />
        <Fields words={words} fields={fields} form={refused?.form} problems={problems} />
        <p class="buttons"><button type="submit">{words.say(ASKED.includes(step) ? 'new.continue' : 'new.save')}</button>{several ? <> <button type="submit" class="minor" name="more" value="1">{words.say(`new.more.${step}`)}</button></> : null}</p>
      </form>
    ),
  };
}

export const problemsIn = (refusal: Refusal): readonly Refusal[] => (refusal['problems'] as readonly Refusal[] | undefined) ?? [refusal];

/** Where one is among the questions, and the way back. */
function Trail({ words, id, paper, step }: { readonly words: Words; readonly id: string; readonly paper: Drafting; readonly step: StepName }): JSX.Element {
  const at = ASKED.indexOf(step);
  if (at < 0 || ASKED.every((name) => paper.done.includes(name))) return <p class="back"><a href={`/new/${id}/check`}>{words.say('new.step.check')}</a></p>;
  return <p class="quiet">{words.say('new.trail', { at: at + 2, of: ASKED.length + 3 })}</p>;
}

/** Which question a line of the charter answers. */
const STEP_OF: { readonly [group: string]: StepName } = {
  title: 'subject', purpose: 'subject', withoutPrejudice: 'subject', fictional: 'subject', languages: 'languages', zone: 'languages', propose: 'proposing', chair: 'proposing', quorum: 'deciding', decision: 'deciding',
  silence: 'deciding', late: 'deciding', corrections: 'minutes', evidenceWindow: 'minutes', publication: 'confidentiality', blur: 'confidentiality', confirmation: 'confirmation', witness: 'confirmation', amendment: 'keeping', succession: 'keeping', delay: 'keeping',
};

function stepOf({ path, label }: CharterLine, { draft }: Drafting): StepName | null {
  const [, actor] = /^actors\.([^.]+)\./.exec(path) ?? [];
  if (actor !== undefined) return draft.actors.find(({ id }) => id === actor)?.kind === 'party' ? 'parties' : 'third';
  return STEP_OF[label] ?? null;
}

/** The whole draft in words, each part with the way to change it, and what keeps it from being signed. */
export function checkPage({ words, id, paper }: AtDraft): Page {
  const lines = charterLines(draftWords(paper.draft)).filter(({ group }) => group !== 'people'), open = hindrances(paper.draft), unsaid = open.filter(({ code }) => code !== 'charter.missing.key');
  return {
    title: words.say('new.step.check'),
    main: (
      <>
        <h1>{words.say('new.step.check')}</h1>
        <p>{words.say('new.check.intro')}</p>
        {unsaid.length === 0 ? null : <div class="warning"><p>{words.say('new.check.open')}</p><ul>{unsaid.map((refusal, index) => <li key={index}>{words.say(`refusal.${refusal.code}`, refusal as { readonly [fact: string]: Json })}</li>)}</ul></div>}
        {STEP_NAMES.map((step) => <Part key={step} words={words} id={id} step={step} chosen={paper.done.includes(step)} lines={lines.filter((line) => stepOf(line, paper) === step)} />)}
        {unsaid.length > 0 ? null : <p><a class="button" href={`/new/${id}/seats`}>{words.say('new.check.on')}</a></p>}
      </>
    ),
  };
}

function Part({ words, id, step, chosen, lines }: { readonly words: Words; readonly id: string; readonly step: StepName; readonly chosen: boolean; readonly lines: readonly CharterLine[] }): JSX.Element {
  return (
    <section aria-labelledby={`part-${step}`}>
      <h2 id={`part-${step}`}>{words.say(`new.step.${step}`)}</h2>
      {lines.length === 0 ? <p>{words.say('new.check.nothing')}</p> : <CharterLines words={words} lines={lines} />}
      <p>{chosen ? null : <span class="quiet">{words.say('new.check.template')} </span>}<a href={`/new/${id}/${step}`}>{words.say('new.check.change', { step: words.say(`new.step.${step}`) })}</a></p>
    </section>
  );
}
