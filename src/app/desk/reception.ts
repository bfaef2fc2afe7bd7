import type { Participant, ProcessState } from '#process';
import { leaveSeat, seatIn, takeSeat } from './session.ts';
import type { AtDesk } from './session.ts';

/** Who comes to a host, and as whom: sessions, passkeys, invitations, enrolments. What it keeps is no part of any record. */
export class Reception {
  readonly #at: AtDesk;
  /** Whether anybody may sign in as anybody, in processes of which nobody is real. */
  readonly demo: boolean;

  constructor(at: AtDesk, { demo = false } = {}) {
    this.#at = at;
    this.demo = demo;
  }

  /** Who is signed in to a process with a session's token; `null` for nobody, and from the moment on that the key speaks no more. */
  async reader(token: string, state: ProcessState): Promise<Participant | null> {
    const key = await seatIn(this.#at, token, state.process);
    return key === null || state.revoked.has(key) ? null : (state.participants.get(key) ?? null);
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

  /** Signs out of one process; whether the session ended with it. */
  leave(token: string, process: string): Promise<boolean> {
    return leaveSeat(this.#at, token, process);
  }
}
