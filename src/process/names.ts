import type { Anchor, Commitment, Duty, PowerAct, Window } from '#agreement';
import type { Body, Item } from './bodies.ts';
import type { Claim } from './field-bodies.ts';
import type { Paragraph } from './table-bodies.ts';

type Names = readonly (string | undefined)[];

/** An item of an agenda has a name of its own in its meeting only: no id has a space. */
export const agendaItem = (meeting: string, item: string): string => `${meeting} ${item}`;

/** What an entry names of other entries, by case id. Words, actors, places and facts are none: an id that reads like one of them is not named by whoever uses the word. */
export const namesIn = (body: Body): readonly string[] => named(body).filter((name) => name !== undefined);

function named({ kind, content }: Body): Names {
  switch (kind) {
    case 'signature': return [content.instrument];
    case 'commitment': return ofCommitment(content);
    case 'statement': case 'report': case 'meeting': return ofItem(content);
    case 'finding': return [...ofItem(content), ...(content.determines ?? []).map(({ commitment }) => commitment)];
    case 'act': return [...ofItem(content), ...content.powers.flatMap(ofPower)];
    case 'correction': return [content.corrects, ...ofItem(content.replacement), ...('determines' in content.replacement ? content.replacement.determines ?? [] : []).map(({ commitment }) => commitment)];
    case 'withdrawal': return [content.withdraws];
    case 'proposal': return [content.instead, content.decision?.meeting];
    case 'answer': case 'reply': case 'reservation': return [content.to];
    case 'agenda': return [content.meeting, ...content.items.flatMap(({ entries = [] }) => entries)];
    case 'session': return [content.meeting, ...(content.spoke ?? []).map(({ item }) => item === undefined ? item : agendaItem(content.meeting, item))];
    case 'draft': return [content.meeting, content.was, ...ofParagraph(content.meeting, content.says)];
    case 'minutes': return [content.meeting, content.session, ...content.paragraphs.flatMap((paragraph) => ofParagraph(content.meeting, paragraph))];
    case 'minutes-correction': case 'progress': return [content.minutes];
    case 'approval': return [content.minutes, ...content.with];
    case 'confirmation': return [content.commitment];
    case 'patrol': return [content.pair, ...content.reports.flatMap(ofItem)];
    case 'verification': return [content.report];
    case 'question': return [content.about];
    case 'link': return [content.item, ...content.commitments];
    case 'likeness': return [content.keep, ...content.same];
    case 'task': case 'warning': return content.about ?? [];
    case 'task-step': return [content.task];
    case 'claim': return ofClaim(content);
    case 'split': return [content.from, ...content.claims.flatMap(ofClaim)];
    case 'appearance': case 'outcome': return [content.claim];
    case 'document': case 'access-window': return [content.instead];
    case 'window-step': return [content.window];
    case 'person-note': return [content.person];
    case 'charter': case 'accreditation': case 'amendment': case 'vocabulary': case 'gazetteer': case 'geography': case 'instrument': case 'coverage': case 'challenge': case 'person': return [];
    case 'key': case 'revocation': case 'refusal': case 'freeze': case 'succession': case 'sealed': case 'release': case 'erasure': return [];
  }
}

const ofItem = ({ commitments = [], instruments = [], accounts }: Item): Names =>
  [...commitments, ...instruments, ...accounts.flatMap(({ powers = [], grades = [] }) => [...powers.flatMap(ofPower), ...grades.map(({ commitment }) => commitment)])];

const ofPower = ({ commitment, window, closes }: PowerAct): Names => [commitment, ...ofWindow(window), ofAnchor(closes)];

const ofClaim = ({ from, commitments = [], reports = [] }: Claim): Names => [from, ...commitments, ...reports];

const ofParagraph = (meeting: string, { item, decision }: Partial<Paragraph> = {}): Names => [item === undefined ? item : agendaItem(meeting, item), decision];

const ofCommitment = ({ instrument, after = [], onBreach = [], duty, window, readings = [] }: Commitment): Names =>
  [instrument, ...after, ...onBreach, ...[{ duty, window }, ...readings].flatMap((read) => [...ofDuty(read.duty), ...ofWindow(read.window)])];

const ofDuty = (duty: Duty | undefined): Names => duty?.shape === 'achieve' ? (duty.stages ?? []).map(({ closes }) => ofAnchor(closes)) : [];

const ofWindow = ({ opens, closes, startBy }: Window = {}): Names => [ofAnchor(opens), ofAnchor(closes), ofAnchor(startBy)];

const ofAnchor = (anchor: Anchor | undefined): string | undefined => anchor !== undefined && 'fulfilment' in anchor ? anchor.fulfilment : undefined;
