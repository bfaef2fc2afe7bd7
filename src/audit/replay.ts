import type { Json, Refusal, Result, Shelf } from '#base';
import { Sheets, ok, refuse } from '#base';
import type { Amendment, Body, ProcessState, Released, Submission, Succession } from '#process';
import { begin, decide, evolve, isErasable, keysOf, lean, passOver } from '#process';
import type { Checked, Entry, Kept } from '#record';
import { LogCheck, checkAmendmentSignature, checkCharterSignature, checkPossession, checkSuccessionSignature, wrong } from '#record';
import { bodyOf } from './content.ts';
import type { ReadContent } from './content.ts';
import { checkConsents, checkWords, releasedLetter } from './letters.ts';

/** One entry as the rules see it; what was not verified is refused here, not trusted. */
export function submissionOf(entry: Entry, body: Body, released?: Released): Submission {
  const { author, capacity, madeAt, about, audience } = entry.header;
  return { entry: entry.id, author, capacity: capacity as Submission['capacity'], madeAt, recorded: entry.recorded, about, audience, body, ...(released === undefined ? {} : { released }) };
}

/** Adds an entry to the state that the earlier ones amount to. Refuses what the rules forbid. `proven`: the signatures within its body were verified when it was kept. */
export function admit(state: ProcessState | null, entry: Entry, body: Body, position: number, read: ReadContent, proven = false): Result<ProcessState> {
  const released = body.kind === 'release' ? releasedLetter(entry.header.process, body.content, read) : null;
  if (released?.ok === false) return released;
  const submission = submissionOf(entry, body, released?.value);
  if (state === null) return begin(submission, entry.header.process);
  const allowed = decide(state, submission);
  if (!allowed.ok) return allowed;
  const right = proven ? ok(null) : checkSignedWithin(state, entry, body);
  return right.ok ? ok(evolve(state, { ...submission, position })) : right;
}

/** The signatures that a body holds of its own: that a new key is its holder's, that the heads changed the charter, or put another host in the place of the old. */
function checkSignedWithin(state: ProcessState, { header }: Entry, body: Body): Result<null> {
  switch (body.kind) {
    case 'accreditation': return body.content.proof === undefined ? ok(null) : checkPossession(header.process, body.content.id, body.content.key, body.content.proof);
    case 'key': return checkPossession(header.process, body.content.participant, body.content.key, body.content.proof);
    case 'succession': return checkSuccession(state, header, body.content);
    case 'amendment': return checkAmendment(state, header, body.content);
    case 'release': return checkConsents(state, header.process, body.content);
    case 'erasure': return checkWords(state, body.content);
    default: return ok(null);
  }
}

/** Each head signed, with the key that speaks or spoke last for them or with their root; and the author verified the head of the log that they name. */
function checkSuccession(state: ProcessState, { process, seen }: Entry['header'], { agreedBy, ...agreed }: Succession): Result<null> {
  if (agreed.from.size !== seen.size || agreed.from.root !== seen.root) return refuse('record.succession.head', { named: agreed.from.size, seen: seen.size });
  for (const { participant, signature } of agreedBy) {
    const keys = keysOf(state, participant);
    const signed = { ...agreed, process } as unknown as Json;
    if (!keys.some((key) => checkSuccessionSignature(signed, key, signature).ok)) return refuse('record.succession.signature', { key: keys[0] ?? participant });
  }
  return ok(null);
}

/** Each head signed the same changes, under the same id, with the key that speaks for them now. */
function checkAmendment(state: ProcessState, { process }: Entry['header'], { agreedBy, ...agreed }: Amendment): Result<null> {
  const signed = { ...agreed, process } as unknown as Json;
  for (const { participant, signature } of agreedBy) {
    const [key = participant] = keysOf(state, participant).filter((one) => state.participants.has(one)), right = checkAmendmentSignature(signed, key, signature);
    if (!right.ok) return refuse('record.amendment.signature', { participant });
  }
  return ok(null);
}

/** Heads of delegation (or editors) agreed to the charter: every signature in entry 0 is checked against the key that the charter names. */
export function checkCharter(body: Body): Result<null> {
  if (body.kind !== 'charter') return refuse('process.charter.missing', { kind: body.kind });
  const { charter, agreedBy } = body.content;
  for (const { participant, signature } of agreedBy) {
    const key = charter.participants.find(({ id }) => id === participant)?.key ?? '';
    const right = checkCharterSignature(charter as unknown as Json, key, signature);
    if (!right.ok) return refuse('record.charter.signature', { participant });
  }
  for (const { id, key, proof } of charter.participants) {
    const right = proof === undefined ? ok(null) : checkPossession(null, id, key, proof);
    if (!right.ok) return right;
  }
  return ok(null);
}

const NOTHING = new Uint8Array();

/**
 * Both stages of the audit, entry by entry: the log (bytes, signatures, tree), then the rules replayed over it.
 * A body that is not for everybody may be withheld: it is not replayed, and counted so.
 */
export class Audit {
  readonly #sheets: Sheets;
  readonly #log: LogCheck;
  readonly #read: ReadContent;
  /** Entries for everybody of which the words are not here: an erasure must account for each by the end. */
  readonly #missing = new Map<string, number>();
  #state: ProcessState | null = null;
  #admitted = 0;

  /** `shelf`: where what is not in use lies meanwhile; without it all is held in memory. */
  constructor(process: string, read: ReadContent, { shelf = null, ...options }: { readonly signed?: boolean; readonly shelf?: Shelf | null } = {}) {
    this.#sheets = new Sheets(shelf);
    this.#log = new LogCheck(process, { ...options, sheets: this.#sheets });
    this.#read = read;
  }

  get log(): LogCheck {
    return this.#log;
  }

  /** The state after the entries so far, of items only what the rules read; `null` before the charter. */
  get state(): ProcessState | null {
    return this.#state;
  }

  get steps(): readonly { readonly step: string; readonly count: number }[] {
    const { entries, signatures, withheld } = this.#log.counts;
    return [{ step: 'entries', count: entries }, { step: 'signatures', count: signatures }, { step: 'bodies', count: entries - withheld }, { step: 'rules', count: this.#admitted }];
  }

  /** Checks the next entry and takes it; one that is refused leaves everything as it was. Steps beside those of the log: `content`, `charter`, `rules`. `proven`: as for `admit`. */
  entry(kept: Kept, proven = false): Checked<Entry> {
    const position = this.#log.counts.entries;
    const checked = this.#log.look(kept);
    if (!checked.ok) return checked;
    const { id, header } = checked.value;
    if (kept.body === null && header.audience !== 'sealed') return this.#withheld(kept, checked.value, position);
    const fails = (step: string, refusal: Refusal): Checked<Entry> => wrong(step, position, id, refusal);
    const body = bodyOf(checked.value, kept.body ?? NOTHING, this.#read);
    if (!body.ok) return fails(body.refusal.code.startsWith('record.body') ? 'body' : 'content', body.refusal);
    const charter = position === 0 ? checkCharter(body.value) : ok(null);
    if (!charter.ok) return fails('charter', charter.refusal);
    const admitted = admit(this.#state, checked.value, body.value, position, this.#read, proven);
    if (!admitted.ok) return this.#lost() ?? fails('rules', admitted.refusal);
    this.#log.take(kept, checked.value);
    this.#state = this.#state === null ? lean(admitted.value, this.#sheets) : admitted.value;
    this.#admitted += 1;
    return checked;
  }

  /** What everybody may read is there, or an erasure says that it is gone; the rest has its place, and is not replayed. */
  #withheld(kept: Kept, entry: Entry, position: number): Checked<Entry> {
    const { id, recorded, header: { audience, author, kind } } = entry;
    if (this.#state === null || (audience === 'public' && !isErasable(kind))) return wrong('body', position, id, { code: 'record.body.missing', position });
    this.#log.take(kept, entry);
    if (audience === 'public') this.#missing.set(id, position);
    this.#state = passOver(this.#state, { entry: id, position, recorded, author, kind });
    return { ok: true, value: entry };
  }

  /** Whether all that everybody may read was there, or was erased: asked when the log is at its end. Step `body`. */
  finish(): Checked<null> {
    return this.#lost() ?? { ok: true, value: null };
  }

  /** The first of what everybody may read that is not here, and was not erased: what follows may hang on it. */
  #lost(): ReturnType<typeof wrong> | null {
    const lost = [...this.#missing].find(([entry]) => this.#state?.erased.has(entry) !== true);
    return lost === undefined ? null : wrong('body', lost[1], lost[0], { code: 'record.body.missing', position: lost[1] });
  }
}
