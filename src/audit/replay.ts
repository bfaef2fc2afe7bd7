import type { Json, Refusal, Result } from '#base';
import { ok, refuse } from '#base';
import type { Body, ProcessState, Submission, Succession } from '#process';
import { begin, decide, evolve, passOver } from '#process';
import type { Checked, Entry, Kept } from '#record';
import { LogCheck, checkCharterSignature, checkPossession, checkSuccessionSignature, readBody, wrong } from '#record';

/** Reads the content of a body of a kind, strictly. The schemas live in `wire`; whoever audits hands them in. */
export type ReadContent = (kind: string, content: unknown) => Result<Body>;

/** One entry as the rules see it; what was not verified is refused here, not trusted. */
export function submissionOf(entry: Entry, body: Body): Submission {
  const { author, capacity, madeAt, about } = entry.header;
  return { entry: entry.id, author, capacity: capacity as Submission['capacity'], madeAt, recorded: entry.recorded, about, body };
}

/** Adds an entry to the state that the earlier ones amount to. Refuses what the rules forbid. */
export function admit(state: ProcessState | null, entry: Entry, body: Body, position: number): Result<ProcessState> {
  const submission = submissionOf(entry, body);
  if (state === null) return begin(submission, entry.header.process);
  const allowed = decide(state, submission);
  if (!allowed.ok) return allowed;
  const proven = checkSignedWithin(state, entry, body);
  return proven.ok ? ok(evolve(state, { ...submission, position })) : proven;
}

/** The signatures that a body holds of its own: that a new key is its holder's, and that the heads put another host in the place of the old. */
function checkSignedWithin(state: ProcessState, { header }: Entry, body: Body): Result<null> {
  switch (body.kind) {
    case 'accreditation': return body.content.proof === undefined ? ok(null) : checkPossession(header.process, body.content.id, body.content.key, body.content.proof);
    case 'key': return checkPossession(header.process, body.content.participant, body.content.key, body.content.proof);
    case 'succession': return checkSuccession(state, header, body.content);
    default: return ok(null);
  }
}

/** Each head signed, with the key that speaks or spoke last for them or with their root; and the author verified the head of the log that they name. */
function checkSuccession({ participants, revoked }: ProcessState, { process, seen }: Entry['header'], { agreedBy, ...agreed }: Succession): Result<null> {
  if (agreed.from.size !== seen.size || agreed.from.root !== seen.root) return refuse('record.succession.head', { named: agreed.from.size, seen: seen.size });
  for (const { participant, signature } of agreedBy) {
    const keys = [...participants.values()].filter(({ id, key }) => id === participant && !revoked.has(key)).flatMap(({ key, root }) => [key, ...(root === undefined ? [] : [root])]);
    const signed = { ...agreed, process } as unknown as Json;
    if (!keys.some((key) => checkSuccessionSignature(signed, key, signature).ok)) return refuse('record.succession.signature', { key: keys[0] ?? participant });
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

/**
 * Both stages of the audit, entry by entry: the log (bytes, signatures, tree), then the rules replayed over it.
 * A body that is not for everybody may be withheld: it is not replayed, and counted so.
 */
export class Audit {
  readonly #log: LogCheck;
  readonly #read: ReadContent;
  #state: ProcessState | null = null;
  #admitted = 0;

  constructor(process: string, read: ReadContent, options: { readonly signed?: boolean } = {}) {
    this.#log = new LogCheck(process, options);
    this.#read = read;
  }

  get log(): LogCheck {
    return this.#log;
  }

  /** The state after the entries so far; `null` before the charter. */
  get state(): ProcessState | null {
    return this.#state;
  }

  get steps(): readonly { readonly step: string; readonly count: number }[] {
    const { entries, signatures, withheld } = this.#log.counts;
    return [{ step: 'entries', count: entries }, { step: 'signatures', count: signatures }, { step: 'bodies', count: entries - withheld }, { step: 'rules', count: this.#admitted }];
  }

  /** Checks the next entry and takes it; one that is refused leaves everything as it was. Steps beside those of the log: `content`, `charter`, `rules`. */
  entry(kept: Kept): Checked<Entry> {
    const position = this.#log.counts.entries;
    const checked = this.#log.look(kept);
    if (!checked.ok) return checked;
    if (kept.body === null) return this.#withheld(kept, checked.value, position);
    const { id, header } = checked.value;
    const fails = (step: string, refusal: Refusal): Checked<Entry> => wrong(step, position, id, refusal);
    const content = readBody(kept.body);
    if (!content.ok) return fails('body', content.refusal);
    const body = this.#read(header.kind, content.value);
    if (!body.ok) return fails('content', body.refusal);
    const charter = position === 0 ? checkCharter(body.value) : ok(null);
    if (!charter.ok) return fails('charter', charter.refusal);
    const admitted = admit(this.#state, checked.value, body.value, position);
    if (!admitted.ok) return fails('rules', admitted.refusal);
    this.#log.take(kept, checked.value);
    this.#state = admitted.value;
    this.#admitted += 1;
    return checked;
  }

  /** What everybody may read must be there; the rest has its place, and is not replayed. */
  #withheld(kept: Kept, entry: Entry, position: number): Checked<Entry> {
    if (entry.header.audience === 'public' || this.#state === null) return wrong('body', position, entry.id, { code: 'record.body.missing', position });
    this.#log.take(kept, entry);
    this.#state = passOver(this.#state, { entry: entry.id, position, recorded: entry.recorded });
    return { ok: true, value: entry };
  }
}
