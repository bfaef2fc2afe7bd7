import type { Instant, Json, Result, Text } from '#base';
import { canonical, ok, refuse } from '#base';
import type { Charter, CharterDraft, Seat, SignedCharter } from '#process';
import { charterOf } from '#process';
import { checkCharterSignature, checkPossession } from '#record';
import { readCharterDraft } from '#wire';
import type { StepName } from './steps.ts';
import type { Template } from './templates.ts';

/** A charter in the making as it lies at the desk: what it says, who is invited to which seat, who has signed. Of secrets only their hashes. */
export interface Drafting {
  readonly template: Template['id'];
  readonly draft: CharterDraft;
  /** The pages that were answered. */
  readonly done: readonly StepName[];
  /** Whose draft it is. */
  readonly convener: string;
  readonly seats: { readonly [seat: string]: SeatPaper };
  /** The process that begins with it, and its first entry as it was handed in, base64. */
  readonly opened?: { readonly slug: string; readonly process: string; readonly entry: string };
}

/** What is known of a seat beside the draft. */
export interface SeatPaper {
  readonly invitation?: { readonly token: string; readonly until: Instant };
  /** By whom it was taken: a browser, and when. */
  readonly taken?: { readonly secret: string; readonly at: Instant };
  /** The draft as this person last marked it as read, or signed it. */
  readonly read?: CharterDraft;
  /** Of a head, over the charter as it stands. */
  readonly signature?: string;
  /** What was signed was changed since: that signature counts no more. */
  readonly void?: true;
}

/** What somebody says who takes a seat. */
export interface Taking {
  readonly name: string;
  /** How the side is called at this table, by its head: in the languages of the draft. */
  readonly label?: Text;
  readonly selfDesignation?: Text;
  readonly key: string;
  readonly proof: string;
  readonly reading: string;
  /** Of a head: where every letter for the side is sealed to as well. */
  readonly recovery?: string;
  /** Kept off every machine: it replaces a lost key. */
  readonly root?: string;
}

const sameDraft = (one: CharterDraft, other: CharterDraft): boolean => canonical(one as unknown as Json) === canonical(other as unknown as Json);

/** With another text: seats that are gone lose their papers, and whoever had signed has signed something else. */
export function withDraft(paper: Drafting, draft: CharterDraft): Drafting {
  if (sameDraft(paper.draft, draft)) return paper;
  const seats = draft.seats.flatMap(({ id, key }) => {
    const before = paper.seats[id];
    if (before === undefined) return [];
    const { signature, void: gone, ...rest } = before, stale = signature !== undefined || gone === true;
    return [[id, key === undefined ? {} : { ...rest, ...(stale ? { void: true as const } : {}) }] as const];
  });
  return { ...paper, draft, seats: { ...Object.fromEntries(seats), ...invitationsOf(paper, draft) } };
}

/** Invitations to seats that nobody has taken stay. */
const invitationsOf = ({ seats, draft: before }: Drafting, draft: CharterDraft): Drafting['seats'] => Object.fromEntries(draft.seats.flatMap(({ id, key, actor }) => {
  const invitation = seats[id]?.invitation;
  return key === undefined && invitation !== undefined && before.seats.some((seat) => seat.id === id && seat.actor === actor) ? [[id, { invitation }]] : [];
}));

/** Invites to a seat, anew where that was done before; whoever had taken it has it no more. */
export function invited(paper: Drafting, seat: string, token: string, until: Instant): Drafting {
  const { draft } = paper, freed = { ...draft, seats: draft.seats.map((one): Seat => one.id === seat ? { id: one.id, actor: one.actor, capacity: one.capacity } : one) };
  const cleared = withDraft(paper, freed);
  return { ...cleared, seats: { ...cleared.seats, [seat]: { invitation: { token, until } } } };
}

/** The seat that an invitation is to. */
export const seatOf = ({ seats }: Drafting, token: string): string | null => Object.entries(seats).find(([, { invitation }]) => invitation?.token === token)?.[0] ?? null;

/**
 * Somebody takes the seat to which they are invited, with a key that they have. Once. Refuses `invitation.unknown`, `invitation.used`, `invitation.expired`, `record.possession.signature`,
 * `draft.invalid`.
 */
export function taken(paper: Drafting, token: string, taking: Taking, secret: string, now: Instant): Result<{ readonly paper: Drafting; readonly seat: string }> {
  const seat = seatOf(paper, token), before = seat === null ? undefined : paper.seats[seat];
  if (seat === null || before === undefined) return refuse('invitation.unknown');
  if (before.taken !== undefined) return refuse('invitation.used', { seat, at: before.taken.at });
  if (now >= (before.invitation?.until ?? 0)) return refuse('invitation.expired', { seat });
  const { name, key, proof, reading, recovery, root, label, selfDesignation } = taking, has = checkPossession(null, seat, key, proof);
  if (!has.ok) return has;
  const seats = paper.draft.seats.map((one): Seat => one.id === seat ? { ...one, name, key, proof, reading, ...(recovery === undefined ? {} : { recovery }), ...(root === undefined ? {} : { root }) } : one);
  const read = readCharterDraft(called({ ...paper.draft, seats }, seat, label, selfDesignation));
  if (!read.ok) return read;
  const fresh = withDraft(paper, read.value), { invitation } = before;
  return ok({ seat, paper: { ...fresh, seats: { ...fresh.seats, [seat]: { ...(invitation === undefined ? {} : { invitation }), taken: { secret, at: now } } } } });
}

/** How a side is called is for its head to say. */
function called(draft: CharterDraft, seat: string, label: Text | undefined, own: Text | undefined): CharterDraft {
  const person = draft.seats.find(({ id }) => id === seat);
  if (person?.capacity !== 'head') return draft;
  const actors = draft.actors.map((actor) => {
    if (actor.id !== person.actor) return actor;
    const { selfDesignation: _before, ...rest } = actor;
    return { ...rest, ...(label === undefined ? {} : { label }), ...(own === undefined ? {} : { selfDesignation: own }) };
  });
  return { ...draft, actors };
}

/** Another name for one's side. Refuses `draft.invalid`, `charter.opened`. */
export function renamed(paper: Drafting, seat: string, label: Text | undefined, own: Text | undefined): Result<Drafting> {
  if (paper.opened !== undefined) return refuse('charter.opened');
  const read = readCharterDraft(called(paper.draft, seat, label, own));
  return read.ok ? ok(withDraft(paper, read.value)) : read;
}

export const markedRead = (paper: Drafting, seat: string): Drafting => ({ ...paper, seats: { ...paper.seats, [seat]: { ...paper.seats[seat], read: paper.draft } } });

/** A head signs the charter as it stands. Refuses what keeps it from being signed, `charter.opened`, `charter.agreed-by-other`, `record.charter.signature`: the text is another than the one that was signed. */
export function signedBy(paper: Drafting, seat: string, signature: string): Result<Drafting> {
  const charter = charterOf(paper.draft), person = paper.draft.seats.find(({ id }) => id === seat);
  if (paper.opened !== undefined) return refuse('charter.opened');
  if (!charter.ok) return charter;
  if (person?.capacity !== 'head' || person.key === undefined) return refuse('process.charter.agreed-by-other', { participant: seat, capacity: 'head' });
  const right = checkCharterSignature(charter.value as unknown as Json, person.key, signature);
  if (!right.ok) return right;
  const { void: _void, ...rest } = markedRead(paper, seat).seats[seat] ?? {};
  return ok({ ...paper, seats: { ...paper.seats, [seat]: { ...rest, signature } } });
}

/** The charter with the signatures so far, in the order of its seats. Refuses what keeps it from being signed. */
export function signaturesOf({ draft, seats }: Drafting): Result<{ readonly charter: Charter; readonly agreedBy: SignedCharter['agreedBy']; readonly open: readonly string[] }> {
  const charter = charterOf(draft);
  if (!charter.ok) return charter;
  const heads = draft.seats.filter(({ capacity }) => capacity === 'head').map(({ id }) => ({ participant: id, signature: seats[id]?.signature }));
  const agreedBy = heads.flatMap(({ participant, signature }) => signature === undefined ? [] : [{ participant, signature }]);
  return ok({ charter: charter.value, agreedBy, open: heads.filter(({ signature }) => signature === undefined).map(({ participant }) => participant) });
}
