import type { Json, Refusal, Result, Text } from '#base';
import { canonical, ok, refuse } from '#base';
import type { Desk } from '#ports';
import { AMENDABLE, decide } from '#process';
import type { Amendment, Charter, CharterDraft, Participant, ProcessState } from '#process';
import { checkAmendmentSignature, hex } from '#record';
import type { Field, Form } from './fields.ts';
import { applyStep, fieldsOf } from './steps.ts';
import type { Asking, StepName } from './steps.ts';
import { TEMPLATES } from './templates.ts';

/** A change of the charter in the making: the charter as it was when it was begun, and as it is to be. */
export interface Amending {
  /** The participant who drafts it. */
  readonly by: string;
  readonly base: CharterDraft;
  readonly draft: CharterDraft;
  readonly reason?: Text;
  readonly agreedBy: Amendment['agreedBy'];
}

/** What heads sign, beside the process. */
export type AmendmentWords = Omit<Amendment, 'agreedBy'>;

const KIND = 'amendment-draft';
const TRIES = 8;

/** The questions of which the answers can be amended. */
export const AMENDED_STEPS: readonly StepName[] = ['subject', 'names', 'languages', 'proposing', 'deciding', 'minutes', 'confidentiality', 'confirmation', 'keeping'];
/** Of these, what stays for ever. */
export const FIXED_FIELDS: readonly string[] = ['fictional', 'zone', 'delay'];

/** A charter as a draft, so that the same questions can be asked of it. */
function draftOf({ kind: _kind, rules: _rules, evaluator: _evaluator, zoneTable: _table, seed: _seed, about: _about, participants, ...charter }: Charter): CharterDraft {
  return { ...charter, seats: participants.map(({ actor = '', ...person }) => ({ ...person, actor })) };
}

const same = (one: unknown, other: unknown): boolean => canonical((one ?? null) as Json) === canonical((other ?? null) as Json);

/** What an amendment changes. Refuses `amendment.nothing`; `amendment.removed` where a member would have to go: an amendment puts something in its place. */
function changesOf({ base, draft }: Amending): Result<Amendment['changes']> {
  const changed = AMENDABLE.filter((member) => !same(base[member], draft[member])), gone = changed.find((member) => draft[member] === undefined);
  if (gone !== undefined) return refuse('amendment.removed', { member: gone });
  return changed.length === 0 ? refuse('amendment.nothing') : ok(Object.fromEntries(changed.map((member) => [member, draft[member]])));
}

/** The words to be signed. Refuses what `changesOf` does, `amendment.reason`, `amendment.overtaken` where the charter is another by now, and what the rules refuse. */
export function wordsOf(id: string, paper: Amending, state: ProcessState): Result<AmendmentWords> {
  const changes = changesOf(paper);
  if (!same(draftOf(state.charter), paper.base)) return refuse('amendment.overtaken');
  if (!changes.ok) return changes;
  if (paper.reason === undefined) return refuse('amendment.reason');
  const words = { id: `amendment-${id}`, changes: changes.value, reason: paper.reason }, stands = admitted(state, words);
  return stands === null ? ok(words) : { ok: false, refusal: stands };
}

/** The heads who speak now, whose consent counts. */
export const headsOf = ({ participants, revoked }: ProcessState): readonly Participant[] => [...participants.values()].filter(({ capacity, key }) => capacity === 'head' && !revoked.has(key)).toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** How many heads must sign. */
export const neededFor = (state: ProcessState): number => state.charter.procedure?.amendment?.heads ?? headsOf(state).length;

/** What the rules say to it, all heads having signed. */
function admitted(state: ProcessState, words: AmendmentWords): Refusal | null {
  const heads = headsOf(state), agreedBy = heads.map(({ id }) => ({ participant: id, signature: '…' })), recorded = state.recorded ?? 0;
  const verdict = decide(state, { entry: '…', author: heads[0]?.key ?? '', capacity: 'head', madeAt: recorded, recorded, about: [], body: { kind: 'amendment', content: { ...words, agreedBy } } });
  return verdict.ok ? null : verdict.refusal;
}

/** Whether it is on the record. */
export const isEntered = (id: string, { positions }: ProcessState): boolean => positions.has(`amendment-${id}`);

/** Changes of charters as they are drafted at a host's desk, by heads who are signed in. What is entered is for their devices. */
export class Amendments {
  readonly #desk: Desk;
  readonly #bytes: (count: number) => Uint8Array;

  constructor(desk: Desk, bytes: (count: number) => Uint8Array) {
    this.#desk = desk;
    this.#bytes = bytes;
  }

  /** Refuses `amendment.not-head`. */
  async begin(state: ProcessState, by: Participant): Promise<Result<string>> {
    if (by.capacity !== 'head') return refuse('amendment.not-head');
    const id = hex(this.#bytes(8)), base = draftOf(state.charter), content: Amending = { by: by.id, base, draft: base, agreedBy: [] };
    await this.#desk.put({ kind: KIND, id, owner: state.process, content: content as unknown as Json }, 0);
    return ok(id);
  }

  async draft(state: ProcessState, id: string): Promise<Amending | null> {
    const paper = await this.#desk.get(KIND, id);
    return paper?.owner === state.process ? paper.content as unknown as Amending : null;
  }

  /** Those of a process, the oldest first. */
  async all(state: ProcessState): Promise<readonly { readonly id: string; readonly paper: Amending }[]> {
    return (await this.#desk.of(KIND, state.process)).map(({ id, content }) => ({ id, paper: content as unknown as Amending }));
  }

  /** Those that can be signed as they stand, and wait for the signature of somebody who leads a delegation. */
  async waiting(state: ProcessState, { id: who, key }: Participant): Promise<readonly { readonly id: string; readonly paper: Amending }[]> {
    if (!headsOf(state).some((head) => head.key === key)) return [];
    return (await this.all(state)).filter(({ id, paper }) => !isEntered(id, state) && wordsOf(id, paper, state).ok && !paper.agreedBy.some(({ participant }) => participant === who));
  }

  fields = (paper: Amending, step: StepName, more: number): readonly Field[] => fieldsOf(step, asking(paper, more));

  /** Answers a question anew. What was signed is void. Refuses `amendment.not-yours`, `draft.invalid`. */
  answer(state: ProcessState, id: string, by: Participant, step: StepName, form: Form): Promise<Result<Amending>> {
    return this.#change(state, id, (paper) => {
      const applied = paper.by !== by.id ? refuse('amendment.not-yours') : applyStep(step, asking(paper, 0), form);
      return applied.ok ? ok({ ...paper, draft: applied.value, agreedBy: same(applied.value, paper.draft) ? paper.agreedBy : [] }) : applied;
    });
  }

  /** Says why. What was signed is void. Refuses `amendment.not-yours`. */
  give(state: ProcessState, id: string, by: Participant, reason: Text | undefined): Promise<Result<Amending>> {
    return this.#change(state, id, ({ reason: before, ...paper }) => {
      if (paper.by !== by.id) return refuse('amendment.not-yours');
      return ok({ ...paper, ...(reason === undefined ? {} : { reason }), agreedBy: same(before, reason) ? paper.agreedBy : [] });
    });
  }

  /** A head signs exactly these words. Refuses what `wordsOf` does, `process.amendment.not-head`, `record.amendment.signature`. */
  sign(state: ProcessState, id: string, by: Participant, signature: string): Promise<Result<Amending>> {
    return this.#change(state, id, (paper) => {
      const words = wordsOf(id, paper, state);
      if (!words.ok) return words;
      if (!headsOf(state).some((head) => head.key === by.key)) return refuse('process.amendment.not-head', { participant: by.id });
      const right = checkAmendmentSignature({ ...words.value, process: state.process } as unknown as Json, by.key, signature);
      return right.ok ? ok({ ...paper, agreedBy: [...paper.agreedBy.filter(({ participant }) => participant !== by.id), { participant: by.id, signature }] }) : right;
    });
  }

  /** Refuses `amendment.not-yours`. */
  async drop(state: ProcessState, id: string, by: Participant): Promise<Result<null>> {
    const paper = await this.draft(state, id);
    if (paper?.by !== by.id) return refuse('amendment.not-yours');
    await this.#desk.drop(KIND, id);
    return ok(null);
  }

  async #change(state: ProcessState, id: string, change: (paper: Amending) => Result<Amending>): Promise<Result<Amending>> {
    for (let turn = 0; turn < TRIES; turn += 1) {
      const paper = await this.#desk.get(KIND, id);
      if (paper?.owner !== state.process || isEntered(id, state)) return refuse('amendment.unknown');
      const changed = change(paper.content as unknown as Amending);
      if (!changed.ok) return changed;
      if (await this.#desk.put({ kind: KIND, id, owner: state.process, content: changed.value as unknown as Json }, paper.version)) return changed;
    }
    return refuse('draft.moved');
  }
}

/** The questions are those of the first template, whose own proposals do not come up: everything was answered. */
const asking = ({ draft }: Amending, more: number): Asking => ({ draft, template: TEMPLATES[0] as Asking['template'], done: AMENDED_STEPS, lot: '', more });
