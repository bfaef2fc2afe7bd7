import type { Instant, Json, Result, Text } from '#base';
import { assert, canonical, ok, refuse } from '#base';
import type { Desk, Keys } from '#ports';
import type { Charter, CharterDraft, SignedCharter } from '#process';
import { base64, fromBase64, hex, readBody, readSubmissions, sha256, utf8, writeSubmission } from '#record';
import type { Submitted } from '#record';
import type { Drafting, Taking } from './document.ts';
import { invited, markedRead, renamed, seatOf, signaturesOf, signedBy, taken, withDraft } from './document.ts';
import type { Field, Form } from './fields.ts';
import { applyStep, fieldsOf } from './steps.ts';
import type { Asking, StepName } from './steps.ts';
import { TEMPLATES, draftFrom } from './templates.ts';

/** What drafting needs of the world. */
export interface AtOpening {
  readonly desk: Desk;
  readonly now: () => Instant;
  /** So many bytes that nobody can foretell. */
  readonly bytes: (count: number) => Uint8Array;
  /** The keys of the logs that this machine keeps. */
  readonly keys: Keys;
  /** Opens a process with its first entry. */
  readonly open: (slug: string, submitted: Submitted) => Promise<Result<{ readonly process: string }>>;
  readonly isTaken: (slug: string) => Promise<boolean>;
}

/** Who may begin a draft on this host: whoever comes; or whoever has the operator's link, which works once. */
export type Permission = 'everybody' | 'operator';

const KIND = 'charter-draft';
const INVITED_FOR = 14 * 86_400;
const DRAFT_LASTS = 400 * 86_400;
/** Somebody else writes at the same time: seldom, and never often. */
const TRIES = 8;
const DELAY = 'PT1H';

const keptAs = (purpose: string, secret: string): string => hex(sha256(utf8(`counterpart/${purpose}/v1\n${secret}\n`)));

/** Charters before there is a log: drafted, given to their heads, signed, and then entry 0. */
export class Opening {
  readonly #at: AtOpening;
  readonly permission: Permission;
  /** Hashes of the operator's links that nobody has used. */
  readonly #links = new Set<string>();

  constructor(at: AtOpening, permission: Permission) {
    this.#at = at;
    this.permission = permission;
  }

  /** A link for whoever runs this host: it begins one draft, and is good until the program ends. */
  link(): string {
    const token = hex(this.#at.bytes(32));
    this.#links.add(keptAs('opening', token));
    return token;
  }

  /** Whether a draft may be begun with this link, or without any. */
  permits = (token: string): boolean => this.permission === 'everybody' || this.#links.has(keptAs('opening', token));

  /** Begins a draft; the secret is its convener's.  Refuses `opening.forbidden`, `opening.template`. */
  async begin(permit: string, template: string, language: string, withoutPrejudice: Text): Promise<Result<{ readonly id: string; readonly secret: string }>> {
    const found = TEMPLATES.find(({ id }) => id === template);
    if (!this.permits(permit)) return refuse('opening.forbidden');
    if (found === undefined) return refuse('opening.template');
    this.#links.delete(keptAs('opening', permit));
    const { desk, bytes, keys, now } = this.#at, key = await keys.keep(bytes(32)), id = hex(bytes(16)), secret = hex(bytes(32));
    const content: Drafting = { template: found.id, draft: draftFrom(found, { key, delay: DELAY }, language, withoutPrejudice), done: [], convener: keptAs('convener', secret), seats: {} };
    const fresh = await desk.put({ kind: KIND, id, owner: '', content: content as unknown as Json, expires: now() + DRAFT_LASTS }, 0);
    assert(fresh, 'chance gives a name once');
    return ok({ id, secret });
  }

  /** `null` if there is no such draft. */
  async draft(id: string): Promise<Drafting | null> {
    const paper = await this.#at.desk.get(KIND, id);
    return paper === null ? null : paper.content as unknown as Drafting;
  }

  isConvener = (paper: Drafting, secret: string): boolean => paper.convener === keptAs('convener', secret);

  /** Whether this browser has taken the seat. */
  hasSeat = (paper: Drafting, seat: string, secret: string): boolean => paper.seats[seat]?.taken?.secret === keptAs('seat', secret);

  /** The seat that an invitation is to, whether it is taken or not. */
  invitedTo = (paper: Drafting, token: string): string | null => seatOf(paper, keptAs('invitation', token));

  isExpired = ({ seats }: Drafting, seat: string): boolean => this.#at.now() >= (seats[seat]?.invitation?.until ?? 0);

  fields = (id: string, paper: Drafting, step: StepName, more: number): readonly Field[] => fieldsOf(step, asking(id, paper, more));

  /** Names the state of a draft that a page shows: what is written on that page is for this one. */
  stateOf = ({ draft }: Pick<Drafting, 'draft'>): string => hex(sha256(utf8(canonical(draft as unknown as Json)))).slice(0, 16);

  /** Answers a page. Refuses `draft.moved` where the draft is another by now, `draft.invalid`, `charter.opened`. */
  answer(id: string, secret: string, step: StepName, form: Form, seen: string): Promise<Result<Drafting>> {
    return this.#change(id, (paper) => {
      if (!this.isConvener(paper, secret)) return refuse('opening.forbidden');
      if (paper.opened !== undefined) return refuse('charter.opened');
      if (this.stateOf(paper) !== seen) return refuse('draft.moved');
      const applied = applyStep(step, asking(id, paper, 0), form);
      return applied.ok ? ok({ ...withDraft(paper, applied.value), done: [...new Set([...paper.done, step])] }) : applied;
    });
  }

  /** A link to a seat, good once and for two weeks. The earlier one is good no more, and whoever had taken the seat has it no more. */
  async invite(id: string, secret: string, seat: string): Promise<Result<string>> {
    const token = hex(this.#at.bytes(32));
    const done = await this.#change(id, (paper) => {
      if (!this.isConvener(paper, secret) || !paper.draft.seats.some((one) => one.id === seat)) return refuse('opening.forbidden');
      return paper.opened === undefined ? ok(invited(paper, seat, keptAs('invitation', token), this.#at.now() + INVITED_FOR)) : refuse('charter.opened');
    });
    return done.ok ? ok(token) : done;
  }

  /** Takes a seat. Refuses as `taken` does. The secret is for the browser that took it. */
  async take(id: string, token: string, taking: Taking): Promise<Result<{ readonly seat: string; readonly secret: string }>> {
    const secret = hex(this.#at.bytes(32));
    let seat = '';
    const done = await this.#change(id, (paper) => {
      const came = taken(paper, keptAs('invitation', token), taking, keptAs('seat', secret), this.#at.now());
      if (!came.ok) return came;
      seat = came.value.seat;
      return ok(came.value.paper);
    });
    return done.ok ? ok({ seat, secret }) : done;
  }

  rename = (id: string, seat: string, secret: string, label: Text | undefined, own: Text | undefined): Promise<Result<Drafting>> => this.#seated(id, seat, secret, (paper) => renamed(paper, seat, label, own));
  markRead = (id: string, seat: string, secret: string, seen: string): Promise<Result<Drafting>> => this.#seated(id, seat, secret, (paper) => this.stateOf(paper) === seen ? ok(markedRead(paper, seat)) : refuse('draft.moved'));
  sign = (id: string, seat: string, secret: string, signature: string): Promise<Result<Drafting>> => this.#seated(id, seat, secret, (paper) => signedBy(paper, seat, signature));

  /** The process begins with the charter that all heads have signed, entered by one of them. Refuses `charter.moved` where the entry holds another charter, `charter.unsigned`, and what the record and the rules refuse. */
  async open(id: string, seat: string, secret: string, submitted: Submitted): Promise<Result<{ readonly slug: string; readonly process: string }>> {
    const paper = await this.draft(id);
    if (paper === null || !this.hasSeat(paper, seat, secret)) return refuse('opening.forbidden');
    if (paper.opened !== undefined) return this.#begun(id, paper.opened);
    const signed = signaturesOf(paper), content = readBody(submitted.body);
    if (!signed.ok) return signed;
    if (signed.value.open.length > 0) return refuse('charter.unsigned', { open: signed.value.open });
    if (!content.ok || !sameContent(content.value, signed.value)) return refuse('charter.moved');
    const slug = await this.#slugFor(paper.draft, id), bytes = writeSubmission(submitted.signed, submitted.body);
    // Written down first: whatever happens meanwhile, and whoever comes, it is this entry or none.
    const noted = await this.#change(id, (now) => ok(now.opened === undefined ? { ...now, opened: { slug, process: submitted.entry.header.body, entry: base64(bytes) } } : now));
    if (!noted.ok || noted.value.opened === undefined) return noted.ok ? refuse('opening.unknown') : noted;
    return this.#begun(id, noted.value.opened);
  }

  async #begun(id: string, opened: NonNullable<Drafting['opened']>): Promise<Result<{ readonly slug: string; readonly process: string }>> {
    const { slug, process, entry } = opened;
    if (await this.#at.isTaken(process)) return ok(opened);
    const bytes = fromBase64(entry), handed = bytes.ok ? readSubmissions(bytes.value) : bytes, [first] = handed.ok ? handed.value : [];
    assert(first !== undefined, 'what was written down is a submission');
    const begun = await this.#at.open(slug, first);
    if (begun.ok) return ok({ slug, process });
    await this.#change(id, ({ opened: _opened, ...now }) => ok(now));
    return begun;
  }

  /** From the title, where it can be written in an address; else from chance. */
  async #slugFor({ title = {} }: CharterDraft, id: string): Promise<string> {
    const plain = (title['en'] ?? Object.values(title)[0] ?? '').normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 40).replace(/-+$/, '');
    const wanted = plain === '' ? `table-${id.slice(0, 8)}` : plain;
    return RESERVED.includes(wanted) || await this.#at.isTaken(wanted) ? `${wanted}-${id.slice(0, 6)}` : wanted;
  }

  #seated(id: string, seat: string, secret: string, change: (paper: Drafting) => Result<Drafting>): Promise<Result<Drafting>> {
    return this.#change(id, (paper) => this.hasSeat(paper, seat, secret) ? change(paper) : refuse('opening.forbidden'));
  }

  /** Changes the latest version, again if somebody was quicker. */
  async #change(id: string, change: (paper: Drafting) => Result<Drafting>): Promise<Result<Drafting>> {
    const { desk, now } = this.#at;
    for (let turn = 0; turn < TRIES; turn += 1) {
      const paper = await desk.get(KIND, id);
      if (paper === null) return refuse('opening.unknown');
      const changed = change(paper.content as unknown as Drafting);
      if (!changed.ok) return changed;
      if (await desk.put({ kind: KIND, id, owner: '', content: changed.value as unknown as Json, expires: now() + DRAFT_LASTS }, paper.version)) return changed;
    }
    return refuse('draft.moved');
  }
}

/** Addresses of this host that are no process. */
const RESERVED = ['new', 'assets', 'sign-in'];

function asking(id: string, { draft, template, done }: Drafting, more: number): Asking {
  const found = TEMPLATES.find((one) => one.id === template);
  assert(found !== undefined, `the template ${template} of a draft is known`);
  return { draft, template: found, done, lot: id, more };
}

/** Signatures are compared as a set: what is signed is the same whatever order they stand in. */
function sameContent(content: unknown, { charter, agreedBy }: { readonly charter: Charter; readonly agreedBy: SignedCharter['agreedBy'] }): boolean {
  const { charter: named = null, agreedBy: by = [] } = content as { readonly charter?: Json; readonly agreedBy?: readonly { readonly participant: string }[] };
  return Array.isArray(by) && by.length === agreedBy.length && canonical(named) === canonical(charter as unknown as Json);
}
