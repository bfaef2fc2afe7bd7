import type { JSX } from 'preact';
import type { Drafting, Field, Form } from '#app';
import type { Json, Refusal } from '#base';
import type { Seat } from '#process';
import { hindrances } from '#process';
import { charterChanges, charterLines, draftWords } from '#views';
import type { Words } from '#words';
import { CharterChanges, WholeCharter } from '../components/charter.tsx';
import type { Page } from '../visit.ts';
import type { AtDraft } from './drafting.tsx';
import { problemsIn } from './drafting.tsx';
import { Fields, Problems } from './form.tsx';
import { Standing, seatName } from './seats.tsx';

/** What somebody is asked who takes a seat; how the side is called only its head. */
function takingFields({ draft }: Drafting, { actor, capacity, name }: Seat): readonly Field[] {
  const person: Field = { name: 'name', label: 'new.field.name', kind: 'line', values: name === undefined ? [] : [name] };
  return [person, ...capacity === 'head' ? [...callingFields(draft, actor), { name: 'rooted', label: 'new.field.rooted', kind: 'many', values: ['yes'], choices: [{ value: 'yes', label: 'new.rooted.yes' }] } as const, { name: 'recovery', label: 'new.field.recovery', kind: 'line', values: [], optional: true } as const] : []];
}

function callingFields({ actors, languages }: Drafting['draft'], actor: string): readonly Field[] {
  const side = actors.find(({ id }) => id === actor);
  return ([['label', 'called', side?.label], ['selfDesignation', 'selfDesignation', side?.selfDesignation]] as const).flatMap(([name, label, text]) => languages.map((language, index): Field => ({
    name: `${name}.${language}`, label: `new.field.${label}`, kind: 'line', values: text?.[language] === undefined ? [] : [text[language]], language, ...languages.length > 1 ? { oneOfMany: true } : {}, ...name === 'selfDesignation' || index > 0 ? { optional: true } : {},
  })));
}

/** An invitation, opened: what for, and what taking the seat means. The key is made on this device, by its script. */
export function invitationPage({ words, id, paper }: AtDraft, seat: Seat, token: string, refused?: { readonly form: Form; readonly refusal: Refusal }): Page {
  const fields = takingFields(paper, seat), problems = refused === undefined ? [] : problemsIn(refused.refusal), title = paper.draft.title, purpose = paper.draft.purpose;
  return {
    title: words.say('new.invitation.title'), scripts: ['charter'], status: problems.length === 0 ? 200 : 422,
    main: (
      <form id="taking" method="post" action={`/new/${id}/invited/${token}`} data-place={`new/${id}`} data-seat={seat.id}>
        <h1>{words.say('new.invitation.title')}</h1>
        <Problems words={words} fields={fields} problems={problems} />
        <p>{words.say('new.invitation.to', { seat: seatName(words, paper, seat) })} {title === undefined ? null : <strong><bdi>{words.text(title).words}</bdi></strong>}</p>
        {purpose === undefined ? null : <p><bdi>{words.text(purpose).words}</bdi></p>}
        <p>{words.say(`new.invitation.means.${seat.capacity === 'head' ? 'head' : 'third'}`)}</p>
        <Fields words={words} fields={fields} form={refused?.form} problems={problems} />
        {['key', 'proof', 'reading', 'root'].map((name) => <input key={name} type="hidden" name={name} />)}
        <p class="quiet">{words.say('new.invitation.key')}</p>
        <noscript><p class="warning">{words.say('new.invitation.script')}</p></noscript>
        <p class="warning" id="keyless" role="alert" hidden>{words.say('new.invitation.keyless')}</p>
        <p><button type="submit">{words.say('new.invitation.take')}</button></p>
      </form>
    ),
  };
}

/** An invitation that can be used no more: what happened, and whom to ask. */
export function spentPage({ words, paper }: AtDraft, seat: Seat, at: string | null): Page {
  return {
    title: words.say('new.spent.title'), status: 410,
    main: (
      <>
        <h1>{words.say('new.spent.title')}</h1>
        <p>{words.say(at === null ? 'new.spent.expired' : 'new.spent.used', { seat: seatName(words, paper, seat), at: at ?? '' })}</p>
        {seat.key === undefined ? null : <><p>{words.say('new.spent.compare')}</p><p><code class="digest">{seat.key}</code></p></>}
        <p>{words.say('new.spent.next')}</p>
      </>
    ),
  };
}

/** The charter as somebody who takes part reads it: what is new in it, the whole of it, and for a head the way to sign exactly this. */
export function seatPage({ words, id, paper, opening }: AtDraft, seat: Seat, refused?: Refusal): Page {
  const { read, signature, void: gone } = paper.seats[seat.id] ?? {}, open = hindrances(paper.draft), at = `/new/${id}/seat/${seat.id}`;
  const changes = read === undefined ? [] : charterChanges(draftWords(read), draftWords(paper.draft)), seen = opening.stateOf(paper);
  return {
    title: words.say('new.read.title'), scripts: ['charter'], status: refused === undefined ? 200 : 409,
    main: (
      <div id="seat" data-place={`new/${id}`} data-seat={seat.id} data-address={at} {...(paper.opened === undefined ? {} : { 'data-process': paper.opened.process })}>
        <h1>{words.say('new.read.title')}</h1>
        {refused === undefined ? null : <p class="warning" role="alert">{words.say(`refusal.${refused.code}`, refused as { readonly [fact: string]: Json })}</p>}
        <p>{words.say('new.read.you', { name: seat.name ?? '', seat: seatName(words, paper, seat) })}</p>
        {paper.opened === undefined ? null : <p class="panel">{words.say('new.opened')} <a class="button" href={`/${paper.opened.slug}`}>{words.say('new.opened.go')}</a></p>}
        {gone === true ? <p class="warning" role="alert">{words.say('new.read.void')}</p> : null}
        {changes.length === 0 ? null : <section aria-labelledby="changed"><h2 id="changed">{words.say('new.read.changed')}</h2><CharterChanges words={words} changes={changes} /></section>}
        <h2>{words.say('new.seats.standing')}</h2>
        <Standing words={words} paper={paper} />
        <p><a href={at}>{words.say('new.seats.again')}</a></p>
        <h2>{words.say('new.read.whole')}</h2>
        <WholeCharter words={words} lines={charterLines(draftWords(paper.draft))} />
        {paper.opened === undefined ? <Doing words={words} at={at} seen={seen} seat={seat} paper={paper} signed={signature !== undefined} open={open} unread={read === undefined || changes.length > 0} /> : null}
      </div>
    ),
  };
}

interface ToDo {
  readonly words: Words;
  readonly at: string;
  readonly seen: string;
  readonly seat: Seat;
  readonly paper: Drafting;
  readonly signed: boolean;
  readonly open: readonly Refusal[];
  readonly unread: boolean;
}

function Doing({ words, at, seen, seat, paper, signed, open, unread }: ToDo): JSX.Element {
  const head = seat.capacity === 'head';
  return (
    <>
      {unread ? <form method="post" action={`${at}/read`}><input type="hidden" name="seen" value={seen} /><p><button type="submit" class="minor">{words.say('new.read.mark')}</button></p></form> : null}
      {head ? <Calling words={words} at={at} seat={seat} paper={paper} signed={signed} /> : null}
      {head ? <Signing words={words} at={at} signed={signed} open={open} paper={paper} /> : null}
    </>
  );
}

function Calling({ words, at, seat, paper }: Pick<ToDo, 'words' | 'at' | 'seat' | 'paper' | 'signed'>): JSX.Element {
  const signatures = Object.values(paper.seats).filter(({ signature }) => signature !== undefined).length;
  return (
    <details>
      <summary>{words.say('new.calling.title')}</summary>
      <form method="post" action={`${at}/name`}>
        {signatures === 0 ? null : <p class="warning">{words.say('new.voids', { count: signatures })}</p>}
        <Fields words={words} fields={callingFields(paper.draft, seat.actor)} />
        <p><button type="submit" class="minor">{words.say('new.save')}</button></p>
      </form>
    </details>
  );
}

/** What is signed is the charter's own bytes, which the device fetches and shows; the script does the rest. */
function Signing({ words, at, signed, open, paper }: Pick<ToDo, 'words' | 'at' | 'signed' | 'open' | 'paper'>): JSX.Element {
  const waiting = open.flatMap(({ code, seat }) => code === 'charter.missing.key' ? paper.draft.seats.filter(({ id }) => id === seat) : []);
  return (
    <section aria-labelledby="sign">
      <h2 id="sign">{words.say('new.sign.title')}</h2>
      {open.length > 0 ? <p>{waiting.length === 0 ? words.say('new.sign.unsaid') : words.say('new.sign.waiting', { seats: words.list(waiting.map((one) => seatName(words, paper, one))) })}</p> : (
        <>
          <p>{words.say(signed ? 'new.sign.signed' : 'new.sign.intro')}</p>
          <noscript><p class="warning">{words.say('new.sign.script')}</p></noscript>
          <div id="signing" data-signed={signed ? 'yes' : 'no'} data-charter={`${at}/charter.json`} hidden>
            <details><summary>{words.say('new.sign.bytes')}</summary><pre id="bytes" dir="ltr" /></details>
            <p id="spoken-label">{words.say('new.sign.digest')}</p>
            <ol class="spoken-key" id="spoken" aria-labelledby="spoken-label" />
            <p><button type="button" id="do-sign">{words.say(signed ? 'new.sign.open' : 'new.sign.do')}</button></p>
          </div>
          <p class="warning" id="no-key" role="alert" hidden>{words.say('new.sign.no-key')}</p>
          <p class="warning" id="refused" role="alert" hidden data-moved={words.say('new.sign.moved')} />
        </>
      )}
    </section>
  );
}
