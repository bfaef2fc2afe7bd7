import type { Json, Result } from '#base';
import { ok, refuse } from '#base';
import type { Asking, Passkey, Passkeys } from '#ports';
import type { Participant, ProcessState } from '#process';
import { sha256, utf8 } from '#record';
import { ask, takeBack } from './challenge.ts';
import type { AtDesk } from './session.ts';

const KIND = 'passkey';
const MAKING = 'passkey', SHOWING = 'sign-in';

/** A passkey with the seat that it opens, for as long as the key speaks with which its holder was signed in when they made it. */
interface Seated {
  readonly passkey: Passkey;
  readonly key: string;
  readonly made: number;
}

export interface OwnPasskey {
  readonly id: string;
  readonly made: number;
}

const seatedOf = (content: Json): Seated => content as unknown as Seated;

/** Passkeys are made for a name; an address in numbers has none. Refuses `desk.passkey.address`. */
const named = (origin: string): Result<null> => (/^https?:\/\/(?:\[|\d+\.\d+\.\d+\.\d+)/.test(origin) ? refuse('desk.passkey.address', { origin }) : ok(null));

/** Those of a seat, the oldest first. */
export async function passkeysOf({ desk }: AtDesk, process: string, { key }: Participant): Promise<readonly OwnPasskey[]> {
  return (await desk.of(KIND, process)).filter(({ content }) => seatedOf(content).key === key).map(({ id, content }) => ({ id, made: seatedOf(content).made }));
}

/** What the browser of who is signed in needs to make a passkey. Refuses `desk.passkey.address`. */
export async function beginPasskey(at: AtDesk, passkeys: Passkeys, process: string, reader: Participant, origin: string): Promise<Result<Json>> {
  const fits = named(origin);
  if (!fits.ok) return fits;
  const challenge = await ask(at, `${MAKING} ${process} ${reader.key}`), handle = btoa(String.fromCharCode(...sha256(utf8(`counterpart/passkey-handle/v1\n${process}\n${reader.id}\n`)))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return ok(await passkeys.making({ origin, challenge }, { id: handle, name: reader.name }, (await passkeysOf(at, process, reader)).map(({ id }) => id)));
}

/** Keeps a passkey that was made. Refuses `desk.challenge.over`, `desk.passkey.wrong`. */
export async function keepPasskey(at: AtDesk, passkeys: Passkeys, process: string, reader: Participant, { origin, challenge }: Asking, answer: unknown): Promise<Result<null>> {
  const asked = await takeBack(at, `${MAKING} ${process} ${reader.key}`, challenge);
  if (!asked.ok) return asked;
  const passkey = await passkeys.made({ origin, challenge }, answer);
  if (passkey === null) return refuse('desk.passkey.wrong');
  const seated: Seated = { passkey, key: reader.key, made: at.now() };
  return await at.desk.put({ kind: KIND, id: passkey.id, owner: process, content: seated as unknown as Json }, 0) ? ok(null) : refuse('desk.passkey.wrong');
}

/** What a browser needs to show one. Refuses `desk.passkey.address`. */
export async function beginShowing(at: AtDesk, passkeys: Passkeys, process: string, origin: string): Promise<Result<Json>> {
  const fits = named(origin);
  return fits.ok ? ok(await passkeys.showing({ origin, challenge: await ask(at, `${SHOWING} ${process}`) })) : fits;
}

/** The key whose seat a passkey opens. Refuses `desk.challenge.over`, `desk.passkey.unknown`, `desk.passkey.wrong`, `process.key.revoked`. */
export async function showPasskey(at: AtDesk, passkeys: Passkeys, { process, revoked }: ProcessState, { origin, challenge }: Asking, answer: unknown): Promise<Result<string>> {
  const asked = await takeBack(at, `${SHOWING} ${process}`, challenge), id = (answer as { readonly id?: unknown } | null)?.id;
  if (!asked.ok) return asked;
  const paper = typeof id === 'string' ? await at.desk.get(KIND, id) : null;
  if (paper === null || paper.owner !== process) return refuse('desk.passkey.unknown');
  const seated = seatedOf(paper.content), shown = await passkeys.shown({ origin, challenge }, answer, seated.passkey);
  if (shown === null) return refuse('desk.passkey.wrong');
  if (revoked.has(seated.key)) return refuse('process.key.revoked', { author: seated.key });
  const { version, ...rest } = paper;
  await at.desk.put({ ...rest, content: { ...seated, passkey: shown } as unknown as Json }, version);
  return ok(seated.key);
}

/** Forgets one of one's own. */
export async function dropPasskey(at: AtDesk, process: string, reader: Participant, id: string): Promise<void> {
  if ((await passkeysOf(at, process, reader)).some((own) => own.id === id)) await at.desk.drop(KIND, id);
}
