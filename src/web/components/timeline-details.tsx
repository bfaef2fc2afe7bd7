import type { JSX } from 'preact';
import type { Instrument } from '#agreement';
import type { Finding, Meeting, Passage, Report, Signature, Statement } from '#process';
import type { TimelineEntry } from '#views';
import type { Visit } from '../visit.ts';
import { actorLabel, subjectLabel } from './names.tsx';
import { InWords } from './text.tsx';

/** What only one kind of entry has: the words quoted, the agenda, the passage, the outage, the quantities, the powers. */
export function Details({ visit, entry }: { readonly visit: Visit; readonly entry: TimelineEntry }): JSX.Element | null {
  switch (entry.kind) {
    case 'statement': return <OwnWords visit={visit} statement={entry.value} />;
    case 'report': return <ReportDetails visit={visit} report={entry.value} />;
    case 'meeting': return <MeetingDetails visit={visit} meeting={entry.value} />;
    case 'finding': return <FindingDetails visit={visit} finding={entry.value} />;
    case 'act': return <ul class="said">{entry.value.powers.map((act, index) => <li key={index}>{visit.words.say(`power.${act.power}`, { commitment: act.commitment, at: visit.words.when(act.at) })}</li>)}</ul>;
    case 'instrument': return <InstrumentDetails visit={visit} instrument={entry.value} />;
    case 'signature': return <SignatureDetails visit={visit} signature={entry.value} />;
  }
}

function OwnWords({ visit: { words }, statement: { ownWords = [] } }: { readonly visit: Visit; readonly statement: Statement }): JSX.Element | null {
  if (ownWords.length === 0) return null;
  return <p class="quiet">{words.say('timeline.own-words')} {ownWords.map((own, index) => <>{index === 0 ? null : ', '}<q key={own}><bdi>{own}</bdi></q></>)}</p>;
}

/** An outage's own line is left out where an account says the same as a fact. */
function ReportDetails({ visit, report }: { readonly visit: Visit; readonly report: Report }): JSX.Element | null {
  const { words } = visit;
  const { passage, quantities = [] } = report;
  const outage = report.accounts.some((account) => (account.facts ?? []).length > 0) ? undefined : report.outage;
  if (passage === undefined && outage === undefined && quantities.length === 0) return null;
  return (
    <ul class="said">
      {passage === undefined ? null : <li>{passageLine(visit, passage)}</li>}
      {passage?.quotedReason === undefined ? null : <li>{words.say('passage.reason')} <q><bdi>{passage.quotedReason}</bdi></q></li>}
      {passage?.claimAttached === undefined ? null : <li>{words.say('passage.claim')} <q><InWords text={passage.claimAttached} words={words} /></q></li>}
      {outage === undefined ? null : <li>{outageLine(visit, outage)}</li>}
      {quantities.map(({ what, value, unit, bound }, index) => <li key={index}>{words.say('timeline.quantity', { what, amount: value === undefined ? words.say('quantity.unknown', { unit }) : words.say(`quantity.${bound ?? 'exactly'}`, { value, unit }) })}</li>)}
    </ul>
  );
}

/** A passage in one line: who, which way, with what, and what came of it. */
function passageLine({ words }: Visit, passage: Passage): string {
  const load = loadOf(words, passage);
  return [passage.operator, passage.direction, load === '' ? undefined : load, words.say(`outcome.${passage.outcome}`), delayOf(words, passage)].filter((part) => part !== undefined).join('; ');
}

const delayOf = (words: Visit['words'], { delayMinutes }: Passage): string | undefined => (delayMinutes === undefined ? undefined : words.say('passage.delayed-by', { minutes: delayMinutes }));

/** Vehicles, persons and cargo; a number that nobody gave is said to be missing. */
export function loadOf(words: Visit['words'], { vehicles = [], persons = [], cargo }: Passage): string {
  const counted = [...vehicles, ...persons].map(({ what, count }) => (count === undefined ? words.say('passage.uncounted', { what }) : words.say('passage.counted', { count, what })));
  return [...counted, ...(cargo === undefined ? [] : [cargo])].join(', ');
}

function outageLine({ words }: Visit, { service, level, from, to, endUnknown }: NonNullable<Report['outage']>): string {
  const form = to !== undefined ? 'ended' : endUnknown === true ? 'unknown' : 'open';
  return words.say(`outage.line.${form}`, { service, level, from: words.when(from), ...(to === undefined ? {} : { to: words.when(to) }) });
}

function MeetingDetails({ visit, meeting }: { readonly visit: Visit; readonly meeting: Meeting }): JSX.Element {
  const { words } = visit;
  const present = meeting.participants.map((id) => actorLabel(visit, id));
  return (
    <ul class="said">
      {present.length === 0 && meeting.participantsText === undefined ? null : <li>{words.say('meeting.participants', { status: meeting.status, who: [...(present.length === 0 ? [] : [words.list(present)]), ...(meeting.participantsText === undefined ? [] : [meeting.participantsText])].join('; ') })}</li>}
      {meeting.proposedBy === undefined ? null : <li>{words.say('meeting.proposed-by', { who: actorLabel(visit, meeting.proposedBy) })}</li>}
      {meeting.host === undefined ? null : <li>{words.say('meeting.host', { who: subjectLabel(visit, meeting.host) })}</li>}
      {(meeting.agenda ?? []).length === 0 ? null : <li>{words.say('meeting.agenda')} {(meeting.agenda ?? []).map((point, index) => <>{index === 0 ? null : '; '}<InWords key={index} text={point} words={words} /></>)}</li>}
      {meeting.outcome === undefined ? null : <li>{words.say('meeting.outcome')} <InWords text={meeting.outcome} words={words} /></li>}
    </ul>
  );
}

function FindingDetails({ visit, finding: { body, determines = [] } }: { readonly visit: Visit; readonly finding: Finding }): JSX.Element {
  const { words } = visit;
  return (
    <ul class="said">
      <li>{words.say('finding.by', { who: actorLabel(visit, body) })}</li>
      {determines.map(({ commitment, outcome, from, to }, index) => <li key={index}>{words.say(`finding.${outcome}`, { commitment, from: words.when(from), to: to === undefined ? '' : words.when(to), open: to === undefined ? 'yes' : 'no' })}</li>)}
    </ul>
  );
}

function InstrumentDetails({ visit, instrument: { parties, issuedBy, assertedBy = [], clauses } }: { readonly visit: Visit; readonly instrument: Instrument }): JSX.Element {
  const { words } = visit;
  return (
    <ul class="said">
      {issuedBy === undefined ? null : <li>{words.say('instrument.issued-by', { who: actorLabel(visit, issuedBy) })}</li>}
      {parties.length === 0 ? null : <li>{words.say('instrument.parties', { who: words.list(parties.map((id) => actorLabel(visit, id))) })}</li>}
      {assertedBy.length === 0 ? null : <li>{words.say('instrument.asserted-by', { who: words.list(assertedBy.map((id) => actorLabel(visit, id))) })}</li>}
      <li>{words.say('instrument.clauses', { count: clauses.length })}</li>
    </ul>
  );
}

function SignatureDetails({ visit: { words }, signature: { reservation, statement } }: { readonly visit: Visit; readonly signature: Signature }): JSX.Element | null {
  if (reservation === undefined && statement === undefined) return null;
  return (
    <ul class="said">
      {reservation === undefined ? null : <li>{words.say('signature.reservation')} <q><InWords text={reservation} words={words} /></q></li>}
      {statement === undefined ? null : <li>{words.say('signature.statement')} <q><InWords text={statement} words={words} /></q></li>}
    </ul>
  );
}
