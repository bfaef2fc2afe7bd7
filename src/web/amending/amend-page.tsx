import type { JSX } from 'preact';
import type { Amending, Amendments, Field, Form, StepName } from '#app';
import { AMENDED_STEPS, FIXED_FIELDS, headsOf, isEntered, neededFor, wordsOf } from '#app';
import type { Json, Refusal } from '#base';
import { charterChanges, draftWords } from '#views';
import { DeviceData } from '../acting/data.tsx';
import { CharterChanges } from '../components/charter.tsx';
import { whoIs } from '../components/person.ts';
import { Fields, Problems } from '../opening/form.tsx';
import type { Page, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** A change of the charter in the making, as a head who is signed in sees it. */
export interface AtAmendment {
  readonly visit: Visit;
  readonly amendments: Amendments;
  readonly id: string;
  readonly paper: Amending;
}

/** What would change, before and after; the reason; who has signed; and the way to sign exactly this. */
export function amendPage({ visit, id, paper }: AtAmendment, refused?: Refusal): Page {
  const { words, dossier: { state }, reader } = visit, found = wordsOf(id, paper, state), own = paper.by === reader?.id, entered = isEntered(id, state);
  const changes = charterChanges(draftWords(paper.base), draftWords(paper.draft)), said = refused ?? (found.ok || entered ? undefined : found.refusal);
  return {
    title: words.say('amend.title'), scripts: ['amendment'], status: refused === undefined ? 200 : 409,
    main: (
      <>
        <p class="back"><a href={href(visit, 'charter')}>{words.say('amend.charter')}</a></p>
        <h1>{words.say('amend.title')}</h1>
        {entered ? <p class="panel">{words.say('amend.done')} <a href={href(visit, 'charter')}>{words.say('amend.charter')}</a></p> : null}
        {said === undefined ? null : <p class="warning" {...(refused === undefined ? {} : { role: 'alert' })}>{words.say(`refusal.${said.code}`, said as { readonly [fact: string]: Json })}</p>}
        {changes.length === 0 ? <p>{words.say('amend.no-changes')}</p> : <CharterChanges words={words} changes={changes} />}
        {paper.reason === undefined ? null : <p>{words.say('amend.because')} <bdi lang={words.text(paper.reason).language}>{words.text(paper.reason).words}</bdi></p>}
        {own && !entered ? <Drafting visit={visit} id={id} paper={paper} /> : null}
        <h2>{words.say('amend.heads')}</h2>
        <p>{words.say('amend.needs', { needs: neededFor(state), of: headsOf(state).length })}</p>
        <ul>{headsOf(state).map((head) => <li key={head.id}><bdi>{whoIs(visit, head)}</bdi> – {words.say(paper.agreedBy.some(({ participant }) => participant === head.id) ? 'new.standing.signed' : 'amend.not-signed')}</li>)}</ul>
        {found.ok && !entered && reader?.capacity === 'head' ? <Signing visit={visit} id={id} paper={paper} /> : null}
        {own && !entered ? <form method="post" action={href(visit, `amend/${id}/drop`)}><p><button type="submit" class="minor">{words.say('amend.drop')}</button></p></form> : null}
      </>
    ),
  };
}

function Drafting({ visit, id, paper }: { readonly visit: Visit; readonly id: string; readonly paper: Amending }): JSX.Element {
  const { words, dossier: { state: { charter } } } = visit;
  return (
    <>
      <h2>{words.say('amend.what')}</h2>
      {paper.agreedBy.length === 0 ? null : <p class="warning">{words.say('new.voids', { count: paper.agreedBy.length })}</p>}
      <ul>{AMENDED_STEPS.map((step) => <li key={step}><a href={href(visit, `amend/${id}/${step}`)}>{words.say(`new.step.${step}`)}</a></li>)}</ul>
      <form method="post" action={href(visit, `amend/${id}/reason`)}>
        <Fields words={words} fields={charter.languages.map((language, index): Field => ({ name: `reason.${language}`, label: 'new.field.reason', kind: 'words', values: paper.reason?.[language] === undefined ? [] : [paper.reason[language]], language, ...(charter.languages.length > 1 ? { oneOfMany: true } : {}), ...(index > 0 ? { optional: true } : {}) }))} />
        <p><button type="submit" class="minor">{words.say('new.save')}</button></p>
      </form>
    </>
  );
}

/** The script fetches what is signed apart from the page, shows its bytes, signs, and hands the entry in when enough heads have. */
function Signing({ visit, id, paper }: { readonly visit: Visit; readonly id: string; readonly paper: Amending }): JSX.Element {
  const { words, reader, dossier: { state } } = visit, signed = paper.agreedBy.some(({ participant }) => participant === reader?.id), enough = paper.agreedBy.length >= neededFor(state);
  return (
    <section aria-labelledby="sign">
      <h2 id="sign">{words.say('new.sign.title')}</h2>
      <p>{words.say(signed ? 'amend.signed' : 'amend.sign.intro')}</p>
      <noscript><p class="warning">{words.say('new.sign.script')}</p></noscript>
      <div id="amendment" data-address={href(visit, `amend/${id}`)} data-signed={signed ? 'yes' : 'no'} data-key={reader?.key ?? ''} hidden>
        <details><summary>{words.say('new.sign.bytes')}</summary><pre id="bytes" dir="ltr" /></details>
        <p id="spoken-label">{words.say('new.sign.digest')}</p>
        <ol class="spoken-key" id="spoken" aria-labelledby="spoken-label" />
        {signed && !enough ? null : <p><button type="button" id="do-sign">{words.say(signed ? 'amend.enter' : 'amend.sign')}</button></p>}
      </div>
      <p class="warning" id="no-key" role="alert" hidden>{words.say('amend.no-key')}</p>
      <p id="said" role="status" data-refused={words.say('amend.refused')} />
      <ul class="plain-list" id="outgoing" aria-live="polite" />
      <DeviceData visit={visit} act={null} people={reader === undefined ? [] : [reader]} />
    </section>
  );
}

/** One question of the charter, asked anew. What cannot be amended is not asked, and sent along as it is. */
export function amendStepPage({ visit, amendments, id, paper }: AtAmendment, step: StepName, more: number, refused?: { readonly form: Form; readonly problems: readonly Refusal[] }): Page {
  const { words } = visit, fields = amendments.fields(paper, step, more), asked = fields.filter(({ name }) => !FIXED_FIELDS.includes(name)), kept = fields.filter(({ name }) => FIXED_FIELDS.includes(name));
  return {
    title: words.say(`new.step.${step}`), status: refused === undefined ? 200 : 422,
    main: (
      <form method="post" action={href(visit, `amend/${id}/${step}`)}>
        <p class="back"><a href={href(visit, `amend/${id}`)}>{words.say('amend.title')}</a></p>
        <h1>{words.say(`new.step.${step}`)}</h1>
        <Problems words={words} fields={asked} problems={refused?.problems ?? []} />
        {paper.agreedBy.length === 0 ? null : <p class="warning">{words.say('new.voids', { count: paper.agreedBy.length })}</p>}
        {kept.flatMap(({ name, values }) => values.map((value) => <input key={name} type="hidden" name={name} value={value} />))}
        <Fields words={words} fields={asked} form={refused?.form} problems={refused?.problems ?? []} />
        <p><button type="submit">{words.say('new.save')}</button></p>
      </form>
    ),
  };
}
