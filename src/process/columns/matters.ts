import type { Sheets } from '#base';
import type { FieldKind } from '../field-bodies.ts';
import type { HeldMatter, Origin } from '../state.ts';
import type { Edges } from './edges.ts';
import type { Entries } from './entries.ts';
import type { Ids } from './ids.ts';
import type { Positions } from './positions.ts';
import { Sourced } from './sourced.ts';

/** Of what came from the field, the members that some rule reads. Of what a patrol or a split brought, and of the sentences of a document, that they are there. */
const RULED: { readonly [K in FieldKind]: readonly string[] } = {
  patrol: ['pair', 'reports'], verification: ['report'], question: ['about', 'to'], reply: ['to'], link: ['item', 'commitments'], likeness: ['keep', 'same', 'step'], task: ['to', 'about'], 'task-step': ['task'],
  claim: ['by', 'from', 'first', 'appearances', 'commitments', 'reports'], split: ['from', 'claims'], appearance: ['claim', 'appearance'], outcome: ['claim'], document: ['by', 'sentences', 'instead'],
  'access-window': ['by', 'notify', 'monitor', 'instead'], 'window-step': ['window', 'step'], person: [], 'person-note': ['person'], warning: ['by', 'about'],
};

/** Those of which a rule reads nothing but what they name: the things that they brought, then those that they are about. */
const FORMS: { readonly [K in FieldKind]?: (names: readonly string[]) => object } = {
  verification: ([report]) => ({ report }), reply: ([to]) => ({ to }), link: ([item, ...commitments]) => ({ item, commitments }), outcome: ([claim]) => ({ claim }), 'task-step': ([task]) => ({ task }),
  person: () => ({}), 'person-note': ([person]) => ({ person }), patrol: (reports) => ({ reports: reports.map((id) => ({ id })) }), split: (names) => ({ from: names.at(-1), claims: names.slice(0, -1).map((id) => ({ id })) }),
};
const KINDS = Object.keys(FORMS) as readonly FieldKind[];

/** What came from the field besides reports, and what is said of it. */
export class Matters extends Sourced<HeldMatter> {
  readonly #edges: Edges;

  constructor(ids: Ids, positions: Positions, entries: Entries, sheets: Sheets, edges: Edges) {
    super(ids, positions, entries, sheets);
    this.#edges = edges;
  }

  protected override formOf = ({ kind, value }: HeldMatter): number => (kind === 'patrol' && value.pair !== undefined ? -1 : KINDS.indexOf(kind));

  protected override ruled({ kind, value, source }: HeldMatter): HeldMatter {
    const all = value as unknown as { readonly [member: string]: unknown };
    return { kind, value: Object.fromEntries(['id', ...RULED[kind]].flatMap((member) => (all[member] === undefined ? [] : [[member, brief(member, all[member])]]))), source } as unknown as HeldMatter;
  }

  protected override ofForm(form: number, number: number, source: Origin): HeldMatter {
    const kind = KINDS[form] as FieldKind, names = [...this.#edges.of(number)].map((edge) => this.ids.name(this.#edges.named(edge)));
    return { kind, value: { id: this.ids.name(number), ...FORMS[kind]?.(names) }, source } as unknown as HeldMatter;
  }

  protected override write(number: number, matter: HeldMatter): void {
    super.write(number, matter);
    this.#edges.begin(number);
    const brought = matter.kind === 'patrol' ? matter.value.reports : matter.kind === 'split' ? matter.value.claims : [];
    for (const { id } of brought) this.#edges.add(number, this.ids.number(id));
  }

  /** The matter of a number. */
  of = (number: number): HeldMatter => this.read(number);
}

function brief(member: string, value: unknown): unknown {
  if (member === 'reports' || member === 'claims') return (value as readonly (string | { readonly id: string })[]).map((one) => (typeof one === 'string' ? one : { id: one.id }));
  return member === 'sentences' ? (value as readonly string[]).map(() => '') : value;
}
