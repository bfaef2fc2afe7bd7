import type { Instant, Json, Result } from '#base';
import { ok, refuse } from '#base';
import type { Asking, Passkeys } from '#ports';
import type { Capacity, Participant, ProcessState } from '#process';
import { checkSignIn } from '#record';
import { capacitiesFor, freeId, replaceableBy } from './asking.ts';
import { Attempts } from './attempts.ts';
import { addressOf, addressedBy, dropAddresses, newAddress } from './calendar.ts';
import { ask, takeBack } from './challenge.ts';
import { cancel, enrol, invitationOf, invitationsOf, invite, stillOpen } from './invitation.ts';
import type { CancelledFor, Enrolled, Invitation, Invited } from './invitation.ts';
import { noteOpening, openingsOf } from './opened.ts';
import type { FileOpened } from './opened.ts';
import { beginPasskey, beginShowing, dropPasskey, keepPasskey, passkeysOf, showPasskey } from './passkey.ts';
import type { OwnPasskey } from './passkey.ts';
import { leaveSeat, seatIn, takeSeat } from './session.ts';
import type { AtDesk } from './session.ts';

/** What came of a request to invite: the token of the link, which is shown once. */
export interface Sent {
  readonly token: string;
  readonly until: number;
  readonly invited: Invited;
}

/** Who comes to a host, and as whom: sessions, passkeys, invitations, enrolments. What it keeps is no part of any record. */
export class Reception {
  readonly #at: AtDesk;
  readonly #passkeys: Passkeys;
  readonly #attempts = new Attempts();
  /** Whether anybody may sign in as anybody, in processes of which nobody is real. */
  readonly demo: boolean;

  constructor(at: AtDesk, passkeys: Passkeys, { demo = false } = {}) {
    this.#at = at;
    this.#passkeys = passkeys;
    this.demo = demo;
  }

  /** Counts a try from an address. Refuses `desk.often`. */
  tried(address: string): Result<null> {
    return this.#attempts.count(address, this.#at.now());
  }

  /** Who is signed in to a process with a session's token; `null` for nobody, and from the moment on that the key speaks no more. */
  async reader(token: string, state: ProcessState): Promise<Participant | null> {
    const key = await seatIn(this.#at, token, state.process);
    return key === null || state.revoked.has(key) ? null : (state.participants.get(key) ?? null);
  }

  /** The same, of the `Cookie` header of a request. */
  readerByCookie(cookies: string, state: ProcessState): Promise<Participant | null> {
    const token = /(?:^|;\s*)(?:__Host-)?counterpart=([0-9a-f]{64})(?:;|$)/.exec(cookies)?.[1];
    return token === undefined ? Promise.resolve(null) : this.reader(token, state);
  }

  /** The roles that anybody may try, in the order of their ids: none but of a fictional case with published keys, where the operator turned it on. */
  roles({ charter, participants, revoked }: ProcessState): readonly Participant[] {
    const open = this.demo && charter.fictional === true && charter.seed !== undefined;
    return open ? [...participants.values()].filter(({ key }) => !revoked.has(key)).toSorted((a, b) => (a.id < b.id ? -1 : 1)) : [];
  }

  /** Signs in as one of `roles`: the token of the session; `null` where there is no such role. */
  async tryRole(token: string | null, state: ProcessState, participant: string): Promise<string | null> {
    const role = this.roles(state).find(({ id }) => id === participant);
    return role === undefined ? null : takeSeat(this.#at, token, state.process, role.key);
  }

  /** What somebody signs with their key to sign in, once. */
  challenge({ process }: ProcessState): Promise<string> {
    return ask(this.#at, `key ${process}`);
  }

  /** Signs in with a key: the token of the session. Refuses `desk.challenge.over`, `record.sign-in.signature`, `process.author.unknown`, `process.key.revoked`. */
  async signIn(token: string | null, { process, participants, revoked }: ProcessState, { origin, challenge }: Asking, shown: { readonly key: string; readonly signature: string }): Promise<Result<string>> {
    const asked = await takeBack(this.#at, `key ${process}`, challenge), signed = checkSignIn(process, origin, challenge, shown.key, shown.signature);
    if (!asked.ok) return asked;
    if (!signed.ok) return signed;
    if (revoked.has(shown.key)) return refuse('process.key.revoked', { author: shown.key });
    return participants.has(shown.key) ? ok(await takeSeat(this.#at, token, process, shown.key)) : refuse('process.author.unknown', { author: shown.key });
  }

  /** Signs in with a passkey: the token of the session. Refuses what `showPasskey` refuses. */
  async signInByPasskey(token: string | null, state: ProcessState, asking: Asking, answer: unknown): Promise<Result<string>> {
    const key = await showPasskey(this.#at, this.#passkeys, state, asking, answer);
    return key.ok ? ok(await takeSeat(this.#at, token, state.process, key.value)) : key;
  }

  beginShowing({ process }: ProcessState, origin: string): Promise<Result<Json>> {
    return beginShowing(this.#at, this.#passkeys, process, origin);
  }

  beginPasskey({ process }: ProcessState, reader: Participant, origin: string): Promise<Result<Json>> {
    return beginPasskey(this.#at, this.#passkeys, process, reader, origin);
  }

  keepPasskey({ process }: ProcessState, reader: Participant, asking: Asking, answer: unknown): Promise<Result<null>> {
    return keepPasskey(this.#at, this.#passkeys, process, reader, asking, answer);
  }

  passkeysOf({ process }: ProcessState, reader: Participant): Promise<readonly OwnPasskey[]> {
    return passkeysOf(this.#at, process, reader);
  }

  dropPasskey({ process }: ProcessState, reader: Participant, id: string): Promise<void> {
    return dropPasskey(this.#at, process, reader, id);
  }

  /** Signs out of one process; whether the session ended with it. */
  leave(token: string, process: string): Promise<boolean> {
    return leaveSeat(this.#at, token, process);
  }

  /** An address at which a calendar program finds somebody's own dates, without signing in; the one before serves no more. It reads dates and nothing else. */
  newCalendar({ process }: ProcessState, { key }: Participant): Promise<{ readonly token: string; readonly until: number }> {
    return newAddress(this.#at, { process, key });
  }

  /** Until when somebody has such an address; `null` without. */
  calendarOf({ process }: ProcessState, { key }: Participant): Promise<number | null> {
    return addressOf(this.#at, { process, key });
  }

  dropCalendar({ process }: ProcessState, { key }: Participant): Promise<void> {
    return dropAddresses(this.#at, { process, key });
  }

  /** Whose dates an address gives; `null` from the moment on that it, or the key, serves no more. */
  async calendarReader(token: string, state: ProcessState): Promise<Participant | null> {
    const key = await addressedBy(this.#at, state.process, token);
    return key === null || state.revoked.has(key) ? null : (state.participants.get(key) ?? null);
  }

  /** The present, in seconds: consent to a file on a person ends when it ends, whatever the record's last time is. */
  present(): Instant {
    return this.#at.now();
  }

  /** Notes that somebody opened a file on a person here: whom it is about can ask who did. */
  opened({ process }: ProcessState, person: string, { id }: Participant): Promise<void> {
    return noteOpening(this.#at, process, person, id);
  }

  /** Who opened a file here in the last two years, the last first. */
  openings({ process }: ProcessState, person: string): Promise<readonly FileOpened[]> {
    return openingsOf(this.#at, process, person);
  }

  /** In which capacities somebody may invite others of their side, and whose key they may replace. */
  mayAsk(state: ProcessState, reader: Participant): { readonly capacities: readonly Capacity[]; readonly replaceable: readonly Participant[] } {
    return { capacities: capacitiesFor(state, reader, this.#at.now()), replaceable: replaceableBy(state, reader, this.#at.now()) };
  }

  /** Asks somebody to the table, of one's own side. Refuses `desk.invitation.capacity`. */
  async invite(state: ProcessState, reader: Participant, { capacity, name, recovery }: Pick<Invited, 'capacity' | 'name' | 'recovery'>, days: number): Promise<Result<Sent>> {
    const { process } = state, participant = freeId(state, reader, capacity, this.#at.now(), await invitationsOf(this.#at, process));
    if (participant === null || reader.actor === undefined) return refuse('desk.invitation.capacity', { capacity });
    const invited: Invited = { for: 'seat', participant, actor: reader.actor, capacity, name, by: reader.id, recovery };
    return ok({ ...await invite(this.#at, process, invited, days), invited });
  }

  /** A link by which somebody brings another key, in the place of one that is lost or on a device that goes. Refuses `process.key.not-yours`. */
  async inviteKey(state: ProcessState, reader: Participant, participant: string, days: number): Promise<Result<Sent>> {
    const person = replaceableBy(state, reader, this.#at.now()).find(({ id }) => id === participant);
    if (person === undefined) return refuse('process.key.not-yours', { participant });
    const invited: Invited = { for: 'key', participant, actor: person.actor ?? '', capacity: person.capacity, name: person.name, by: reader.id, recovery: person.root === undefined ? 'head' : 'root' };
    return ok({ ...await invite(this.#at, state.process, invited, days), invited });
  }

  /** Those of one side that are open, or whose key waits to be entered, or that were taken back; not those whose key is on record. */
  async invitations({ process, participants, actors }: ProcessState, reader: Participant): Promise<readonly Invitation[]> {
    const own = (actor: string): boolean => actor === reader.actor || (actors.get(actor)?.partOf ?? '') === reader.actor;
    return (await invitationsOf(this.#at, process)).filter(({ actor, enrolled }) => own(actor) && (enrolled === undefined || !participants.has(enrolled.key)));
  }

  invitation(owner: string, token: string): Promise<Result<Invitation>> {
    return invitationOf(this.#at, owner, token);
  }

  /** Whether a link can be used now, or what became of it. */
  stillOpen(invitation: Invitation): Result<null> {
    return stillOpen(invitation, this.#at.now());
  }

  enrol(owner: string, token: string, enrolled: Enrolled, process: string | null): Promise<Result<Invitation>> {
    return enrol(this.#at, owner, token, enrolled, process);
  }

  /** Takes a link of one's own side back, with what came by it. Refuses `desk.invitation.unknown`. */
  async cancel(state: ProcessState, reader: Participant, id: string, why: CancelledFor): Promise<Result<Invitation>> {
    const own = (await this.invitations(state, reader)).some((one) => one.id === id);
    return own && this.mayCancel(state, reader) ? cancel(this.#at, state.process, id, why) : refuse('desk.invitation.unknown');
  }

  /** Whoever may invite may take an invitation of the side back, whoever of them sent it. */
  mayCancel(state: ProcessState, reader: Participant): boolean {
    return capacitiesFor(state, reader, this.#at.now()).length > 0;
  }
}
