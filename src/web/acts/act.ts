import type { Json, Refusal, Result } from '#base';
import { ok, refuse } from '#base';
import type { Kind } from '#process';
import { readField } from './values.ts';
import type { Values } from './values.ts';

/** Lists of what is on record, from which a field lets one choose. */
export type Source =
  | 'actors' | 'parties' | 'participants' | 'places' | 'languages' | 'instruments' | 'commitments' | 'asserted' | 'items'
  | 'proposals' | 'meetings' | 'decisions' | 'sessions' | 'circulated' | 'corrections' | 'matters' | 'reservable' | 'paragraphs' | 'challenged'
  | 'facts' | 'reports' | 'told' | 'answerable' | 'sorts' | 'claims' | 'documents' | 'patrols' | 'tasks' | 'windows' | 'warnings' | 'sought';

/** `name`: the member of the content that it fills, with dots for members of members. `need`: it may not be left empty. */
interface Any {
  readonly name: string;
  readonly need?: true;
}

export type Field = Any & (
  /** Words in the languages of the process, one of them at least. */
  | { readonly type: 'text' }
  | { readonly type: 'line' }
  /** Several lines, each a word or name of its own. */
  | { readonly type: 'words' }
  /** Several lines as they stand, one for each sentence. */
  | { readonly type: 'lines' }
  /** Text of several lines in one language: commitments as docs/formats/commitment-text.md writes them. */
  | { readonly type: 'commitment' }
  | { readonly type: 'choice'; readonly from: Source | readonly string[] }
  | { readonly type: 'many'; readonly from: Source | readonly string[] }
  /** A day; with a time, an instant of the process's zone. `exact`: only with a time. `today`: begins with the present day. */
  | { readonly type: 'when'; readonly exact?: true; readonly today?: true }
  | { readonly type: 'count' }
  | { readonly type: 'yes' }
  /** Files, named by their digests; the device computes them. */
  | { readonly type: 'files' }
  /** From a link or from the device; shown, not written. */
  | { readonly type: 'given' }
  /** Not asked: numbered by its row, after a letter. */
  | { readonly type: 'numbered'; readonly letter: string }
  | { readonly type: 'list'; readonly fields: readonly Field[]; readonly rows: number }
);

export const TOPICS = ['contacts', 'meetings', 'minutes', 'words', 'texts', 'people', 'field', 'claims', 'sought'] as const;

/** Something that a person enters: as data, so that the server's dry run, the form and the device that signs make the same content of the same answers. */
export interface Act {
  /** In addresses and keys of sentences. */
  readonly name: string;
  readonly kind: Kind;
  readonly topic: (typeof TOPICS)[number];
  readonly fields: readonly Field[];
  /** Members that say who acts: the signer's actor. */
  readonly own?: readonly string[];
  readonly fixed?: Members;
  /** What the fields do not say by themselves. */
  readonly shape?: (content: Members, context: Context) => Members;
}

export type Members = { readonly [member: string]: Json | undefined };

/** Who signs, where, and the id that the entry gets. */
export interface Context {
  readonly id: string;
  readonly actor: string;
  readonly zone: string;
  readonly languages: readonly string[];
  /** Reads a commitment written as text: in the browser it is loaded only where there is such a field. */
  readonly readCommitment?: (text: string) => Result<Json>;
}

/** Kinds whose content has no id of its own. */
const NAMELESS: readonly Kind[] = ['key', 'revocation', 'accreditation', 'commitment', 'vocabulary'];

/** The content of an entry as the answers make it. Refuses `act.form` with every problem, each `{ code, field }`: `act.missing`, `act.when`, `act.count`, or what a reader of the field refuses. */
export function contentOf({ kind, fields, own = [], fixed = {}, shape }: Act, values: Values, context: Context): Result<Members> {
  const problems: Refusal[] = [];
  let content: Members = { ...fixed, ...(NAMELESS.includes(kind) ? {} : { id: context.id }), ...Object.fromEntries(own.map((member) => [member, context.actor])) };
  for (const field of fields) {
    const read = readField(field, field.name, values, context);
    if (!read.ok) problems.push(...placed(read.refusal, field.name));
    else if (read.value !== undefined) content = field.type === 'commitment' ? { ...content, ...read.value as Members } : withMember(content, field.name.split('.'), read.value);
  }
  return problems.length > 0 ? refuse('act.form', { problems }) : ok(shape === undefined ? content : shape(content, context));
}

/** Each problem with its field: those of a list know theirs. */
function placed(refusal: Refusal, field: string): readonly Refusal[] {
  return (refusal['problems'] as readonly Refusal[] | undefined ?? [refusal]).map((problem) => (problem['field'] === undefined ? { ...problem, field } : problem));
}

function withMember(content: Members, [first = '', ...rest]: readonly string[], value: Json): Members {
  return { ...content, [first]: rest.length === 0 ? value : withMember((content[first] ?? {}) as Members, rest, value) as Json };
}
