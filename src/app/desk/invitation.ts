import type { Instant, Json, Result } from '#base';
import { ok, refuse } from '#base';
import type { Paper } from '#ports';
import type { Capacity } from '#process';
import { checkPossession, hex } from '#record';
import { keptAs } from './session.ts';
import type { AtDesk } from './session.ts';

const KIND = 'invitation', DAY = 86_400;
/** After its end a link still says what became of it. */
const REMEMBERED = 90 * DAY;
const MOST_NAME = 200;

/** A seat that somebody is asked to take, or a key in the place of a lost one. */
export interface Invited {
  readonly for: 'seat' | 'key';
  /** Under which id the entry will name them. */
  readonly participant: string;
  readonly actor: string;
  readonly capacity: Capacity;
  /** Who is asked, as the inviter calls them. */
  readonly name: string;
  /** The participant who asks. */
  readonly by: string;
  /** The way back when the device is lost, as the head decides: `head`: the head replaces the key; `root`: their own key on paper does, too. */
  readonly recovery: 'head' | 'root';
}

/** What somebody brought who followed the link: waiting to be accredited. */
export interface Enrolled {
  readonly name: string;
  readonly key: string;
  readonly proof: string;
  readonly reading: string;
  readonly root?: string;
}

export interface Invitation extends Invited {
  /** Of the token, which only the invited has. */
  readonly id: string;
  readonly made: Instant;
  /** To this second the link can be used. */
  readonly until: Instant;
  readonly enrolled?: Enrolled & { readonly at: Instant };
  readonly cancelled?: { readonly at: Instant; readonly why: CancelledFor };
}

/** `not-theirs`: somebody else had used the link. */
export const CANCELLED_FOR = ['not-theirs', 'not-needed'] as const;
export type CancelledFor = (typeof CANCELLED_FOR)[number];

const read = ({ id, content }: Paper): Invitation => ({ ...(content as unknown as Omit<Invitation, 'id'>), id });

function paperOf(owner: string, { id, ...content }: Invitation): Omit<Paper, 'version'> {
  return { kind: KIND, id, owner, content: content as unknown as Json, expires: content.until + REMEMBERED };
}

/** Asks somebody to the table of a process, or of a charter that is being drafted (`owner`). The token goes into the link and is kept nowhere here. */
export async function invite({ desk, now, bytes }: AtDesk, owner: string, invited: Invited, days: number): Promise<{ readonly token: string; readonly until: Instant }> {
  const token = hex(bytes(32)), made = now(), until = made + days * DAY;
  await desk.put(paperOf(owner, { ...invited, id: keptAs(KIND, token), made, until }), 0);
  return { token, until };
}

/** All of a process or draft, the newest last. */
export const invitationsOf = async ({ desk }: AtDesk, owner: string): Promise<readonly Invitation[]> => (await desk.of(KIND, owner)).map(read);

/** The invitation of a link, whatever became of it. Refuses `desk.invitation.unknown`. */
export async function invitationOf({ desk }: AtDesk, owner: string, token: string): Promise<Result<Invitation>> {
  const paper = await desk.get(KIND, keptAs(KIND, token));
  return paper === null || paper.owner !== owner ? refuse('desk.invitation.unknown') : ok(read(paper));
}

/** Whether a link can be used now. Refuses `desk.invitation.stolen`, `desk.invitation.cancelled`, `desk.invitation.used`, `desk.invitation.expired`. */
export function stillOpen({ cancelled, enrolled, until, by }: Invitation, now: Instant): Result<null> {
  if (cancelled !== undefined) return refuse(cancelled.why === 'not-theirs' ? 'desk.invitation.stolen' : 'desk.invitation.cancelled', { by });
  if (enrolled !== undefined) return refuse('desk.invitation.used', { by });
  return until > now ? ok(null) : refuse('desk.invitation.expired', { by });
}

/**
 * Somebody followed the link and shows a key; `process` is null for a charter. The link is used up with it. The same key may come again: an answer was lost.
 * Refuses what `invitationOf` and `stillOpen` refuse, `record.possession.signature`, `desk.enrolment.name`, `desk.enrolment.root`.
 */
export async function enrol(at: AtDesk, owner: string, token: string, enrolled: Enrolled, process: string | null): Promise<Result<Invitation>> {
  const found = await invitationOf(at, owner, token), name = enrolled.name.trim().normalize('NFC');
  if (!found.ok || found.value.enrolled?.key === enrolled.key && found.value.cancelled === undefined) return found;
  const open = stillOpen(found.value, at.now()), proven = checkPossession(process, found.value.participant, enrolled.key, enrolled.proof);
  if (!open.ok) return open;
  if (!proven.ok) return proven;
  if (name === '' || name.length > MOST_NAME) return refuse('desk.enrolment.name', { most: MOST_NAME });
  if (found.value.recovery === 'root' && found.value.for === 'seat' && enrolled.root === undefined) return refuse('desk.enrolment.root');
  const after: Invitation = { ...found.value, enrolled: { ...enrolled, name, at: at.now() } };
  return await replaced(at, owner, after) ? ok(after) : refuse('desk.invitation.used', { by: after.by });
}

/** Takes a link back, and what came by it. Refuses `desk.invitation.unknown`. */
export async function cancel(at: AtDesk, owner: string, id: string, why: CancelledFor): Promise<Result<Invitation>> {
  for (;;) { // Somebody may enrol meanwhile: then it is that which is cancelled.
    const paper = await at.desk.get(KIND, id);
    if (paper === null || paper.owner !== owner) return refuse('desk.invitation.unknown');
    const after: Invitation = { ...read(paper), cancelled: { at: at.now(), why } };
    if (await at.desk.put(paperOf(owner, after), paper.version)) return ok(after);
  }
}

/** Only where it is still open as it was read. */
async function replaced({ desk }: AtDesk, owner: string, after: Invitation): Promise<boolean> {
  const paper = await desk.get(KIND, after.id);
  if (paper === null) return false;
  const { enrolled, cancelled } = read(paper);
  return enrolled === undefined && cancelled === undefined && desk.put(paperOf(owner, after), paper.version);
}
