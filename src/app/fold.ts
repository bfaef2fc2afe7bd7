import type { Result } from '#base';
import { Fault, assert, refuse } from '#base';
import { admit, bodyOf } from '#audit';
import type { Standing } from '#compliance';
import type { Growth } from '#views';
import type { Held } from '#ports';
import type { Body, ProcessState } from '#process';
import { passOver } from '#process';
import { digestOfBody, readBody as openBody, readEntry } from '#record';
import type { Kept } from '#record';
import { readBody } from '#wire';

/** What entries amount to, and those for everybody of which the words are not here. */
export interface Fold {
  readonly state: ProcessState;
  readonly missing: readonly { readonly entry: string; readonly position: number }[];
}

/** What the entries of a log amount to, after those of a state. A record that cannot be folded is damaged: the audit says where. `proven`: the signatures within bodies are verified by somebody else. Fault `record.damaged`. */
export async function fold(entries: AsyncIterable<Kept & { readonly position: number }>, { slug }: Held, from: ProcessState | null = null, entered: (body: Body, state: ProcessState) => void = () => undefined, proven = false): Promise<Fold> {
  const missing: Fold['missing'][number][] = [];
  let state = from;
  for await (const { position, bytes, body } of entries) {
    const damaged = (): Fault => new Fault('record.damaged', 'never', { slug, position }), entry = readEntry(bytes);
    if (!entry.ok) throw damaged();
    const { id, recorded, header: { audience, author, kind, body: digest } } = entry.value;
    if (body === null && state !== null && audience !== 'sealed') {
      if (audience === 'public') missing.push({ entry: id, position });
      state = passOver(state, { entry: id, position, recorded, author, kind });
      continue;
    }
    const read = body !== null && digestOfBody(audience, body) !== digest ? refuse('record.damaged') : bodyOf(entry.value, body ?? new Uint8Array(), readBody);
    const next: Result<ProcessState> = read.ok ? admit(state, entry.value, read.value, position, readBody, proven) : read;
    if (!read.ok || !next.ok) throw damaged();
    state = next.value;
    entered(read.value, state);
  }
  assert(state !== null, 'a log that is held has a charter');
  return { state, missing };
}

/** The state, where the log accounts for every word that is not here. `now`: with the erasures that came later too. Fault `record.damaged`. */
export function whole({ state, missing }: Fold, { slug }: Held, now = state): ProcessState {
  const lost = missing.find(({ entry }) => !now.erased.has(entry));
  if (lost !== undefined) throw new Fault('record.damaged', 'never', { slug, position: lost.position });
  return state;
}

/** What goes on with a record: what stands, and the views of it. */
interface Beside {
  readonly standing: Standing;
  readonly growth: Growth;
}

/** Takes in what an entry brought: derived again is only what it touches. */
export function takeIn(beside: Beside, { kind, content }: Body, state: ProcessState): void {
  switch (kind) {
    case 'release': return letterIn(beside, content.sealed, state);
    case 'statement': case 'report': case 'meeting': case 'finding': case 'act': return itemIn(beside, content.id, state);
    case 'patrol': return content.reports.forEach(({ id }) => itemIn(beside, id, state));
    case 'correction': return itemIn(beside, content.corrects, state);
    case 'withdrawal': return itemIn(beside, content.withdraws, state);
    case 'coverage': return void beside.standing.watch(content.id);
    case 'commitment': return void beside.standing.commitment(content.id);
  }
}

function itemIn({ standing, growth }: Beside, id: string, { items }: ProcessState): void {
  const item = items.get(id);
  assert(item !== undefined, `the item ${id} is on record`);
  standing.item(id);
  growth.item(item);
}

/** What a letter brought that is released in whole. */
function letterIn(beside: Beside, sealed: string, state: ProcessState): void {
  const { positions, sealed: letters, items, coverage, size } = state;
  if (letters.get(sealed)?.whole !== true) return;
  for (const [id, position] of positions) {
    if (position !== size - 1) continue;
    if (items.has(id)) itemIn(beside, id, state);
    if (coverage.has(id)) beside.standing.watch(id);
  }
}

/** What the bytes of a body say, read by the schema of its kind. */
export function contentOf(kind: string, bytes: Uint8Array): Result<Body> {
  const content = openBody(bytes);
  return content.ok ? readBody(kind, content.value) : content;
}
