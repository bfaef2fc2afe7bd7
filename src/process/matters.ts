import { idsBroughtBy } from './audience.ts';
import type { Body } from './bodies.ts';
import type { AppearanceOf, FieldBody } from './field-bodies.ts';
import { Upon } from './columns/upon.ts';
import type { Growing } from './sitting.ts';
import type { HeldItem, HeldMatter, Origin, ProcessState } from './state.ts';

/** Nothing from the field yet. */
export const untouchedField = () => ({ matters: new Map(), upon: new Map(), appeared: new Set<string>(), alike: new Map(), forTable: new Set<string>() }) satisfies Partial<ProcessState>;

/** Takes in what came from the field. A patrol's observations are items like any report, the claims of a split claims like any, with the entry that brought them as their source. */
export function lodge(state: Growing, { kind, content }: FieldBody, source: Origin): void {
  hold(state, { kind, value: content, source } as HeldMatter);
  if (kind === 'split') {
    for (const claim of content.claims) {
      state.positions.set(claim.id, source.position);
      hold(state, { kind: 'claim', value: claim, source });
    }
  }
  if (kind === 'patrol') {
    for (const report of content.reports) {
      state.positions.set(report.id, source.position);
      state.items.set(report.id, { kind: 'report', value: report, source, history: [] } satisfies HeldItem);
    }
  }
  if (kind === 'appearance') state.appeared.add(appearedAs(content));
  if (kind === 'likeness') for (const id of content.same) { if (content.step === 'merged') state.alike.set(id, content.keep); else state.alike.delete(id); }
}

/** An appearance as one that is there: of many, nobody looks through all. */
export const appearedAs = ({ claim, appearance: { outlet, at, url = '' } }: Pick<AppearanceOf, 'claim' | 'appearance'>): string => `${claim}\n${at}\n${url}\n${outlet}`;

/** Puts something among the matters, and upon each thing that it is about. */
export function hold({ matters, upon }: Pick<Growing, 'matters' | 'upon'>, held: HeldMatter): void {
  matters.set(held.value.id, held);
  for (const target of aboutOf(held)) {
    if (upon instanceof Upon) upon.append(target, held);
    else upon.set(target, [...upon.get(target) ?? [], held]);
  }
}

/** The things that an entry is about, by id. */
function aboutOf({ kind, value: content }: HeldMatter): readonly string[] {
  switch (kind) {
    case 'verification': return [content.report];
    case 'question': return [content.about];
    case 'reply': return [content.to];
    case 'link': return [content.item, ...content.commitments];
    case 'likeness': return [content.keep, ...content.same];
    case 'task': return content.about ?? [];
    case 'task-step': return [content.task];
    case 'claim': return [...content.commitments ?? [], ...content.reports ?? [], ...(content.from === undefined ? [] : [content.from])];
    case 'split': return [content.from];
    case 'appearance': case 'outcome': return [content.claim];
    case 'access-window': return content.instead === undefined ? [] : [content.instead];
    case 'window-step': return [content.window];
    case 'person-note': return [content.person];
    case 'warning': return content.about;
    case 'patrol': return content.pair === undefined ? [] : [content.pair];
    case 'document': return content.instead === undefined ? [] : [content.instead];
    case 'person': return [];
  }
}

/** The words of an entry are gone: what is left is what a copy comes to that never had them. */
export function forget(state: Growing, entry: string): void {
  for (const id of broughtBy(state, entry)) {
    const held = state.matters.get(id);
    for (const target of held === undefined ? [] : aboutOf(held)) state.upon.set(target, (state.upon.get(target) ?? []).filter(({ source }) => source.entry !== entry));
    state.matters.delete(id);
    state.items.delete(id);
    state.positions.delete(id);
    state.forTable.delete(id);
    if (held?.kind === 'appearance') state.appeared.delete(appearedAs(held.value));
    if (held?.kind === 'likeness') for (const one of held.value.same) tellAgain(state, one);
  }
}

/** What a thing is alike by what is still told of it. */
function tellAgain(state: Growing, id: string): void {
  state.alike.delete(id);
  for (const one of state.upon.get(id) ?? []) if (one.kind === 'likeness' && one.value.same.includes(id)) { if (one.value.step === 'merged') state.alike.set(id, one.value.keep); else state.alike.delete(id); }
}

/** The ids that an entry from the field brought: its own, and those of a patrol's reports or a split's claims. */
export function broughtBy({ matters, voices }: Pick<ProcessState, 'matters' | 'voices'>, entry: string): readonly string[] {
  const held = matters.get(voices.get(entry)?.id ?? '');
  return held?.source.entry === entry ? idsBroughtBy({ kind: held.kind, content: held.value } as Body) : [];
}
