import { canonical } from '#base';
import type { Duration, Json, Text } from '#base';
import type { Charter, CharterDraft, Participant } from '#process';

/** What a charter says, or one in the making: whoever reads a draft reads the same lines as whoever reads the charter. */
export type CharterWords = Omit<CharterDraft, 'seats'> & { readonly participants: readonly (Omit<Participant, 'name' | 'key'> & Partial<Pick<Participant, 'name' | 'key'>>)[] };

/** One thing that a charter says. `path` is its place in the signed words; `label` a key, `charter.line.…`. */
export interface CharterLine {
  readonly path: string;
  readonly group: CharterGroup;
  readonly label: string;
  /** Whom it is about, where several have such a line. */
  readonly of?: Text;
  readonly said: CharterSaid;
}

export const CHARTER_GROUPS = ['subject', 'sides', 'people', 'procedure', 'keeping'] as const;
export type CharterGroup = (typeof CHARTER_GROUPS)[number];

/** In words of the charter, in a sentence of the screens, as a length of time, as a name, or as signs that are compared and not read. */
export type CharterSaid =
  | { readonly text: Text }
  | { readonly say: string; readonly facts?: { readonly [fact: string]: Json } }
  | { readonly duration: Duration }
  | { readonly name: string }
  | { readonly languages: readonly string[] }
  | { readonly signs: string };

type Line = Omit<CharterLine, 'group'>;

/** Everything that a charter says, line by line, in an order that favours nobody: that of the ids. */
export function charterLines(charter: CharterWords): readonly CharterLine[] {
  const groups: { readonly [K in CharterGroup]: readonly Line[] } = { subject: subjectOf(charter), sides: sidesOf(charter), people: peopleOf(charter), procedure: procedureOf(charter), keeping: keepingOf(charter) };
  return CHARTER_GROUPS.flatMap((group) => groups[group].map((line) => ({ ...line, group })));
}

const when = (line: Line, given: unknown): readonly Line[] => given === undefined ? [] : [line];
const text = (path: string, said: Text | undefined): readonly Line[] => said === undefined ? [] : [{ path, label: path, said: { text: said } }];

const subjectOf = ({ title, purpose, withoutPrejudice, fictional, languages, zone }: CharterWords): readonly Line[] => [
  ...text('title', title), ...text('purpose', purpose), ...text('withoutPrejudice', withoutPrejudice),
  ...when({ path: 'fictional', label: 'fictional', said: { say: 'charter.fictional' } }, fictional === true ? true : undefined),
  { path: 'languages', label: 'languages', said: { languages } }, { path: 'zone', label: 'zone', said: { name: zone } },
];

const sidesOf = ({ actors }: CharterWords): readonly Line[] => actors.flatMap(({ id, label, kind, selfDesignation, partOf }): readonly Line[] => [
  { path: `actors.${id}.${kind}`, label: `called.${kind}`, said: { text: label } },
  ...selfDesignation === undefined ? [] : [{ path: `actors.${id}.selfDesignation`, label: 'selfDesignation', of: label, said: { text: selfDesignation } }],
  ...partOf === undefined ? [] : [{ path: `actors.${id}.partOf`, label: 'partOf', of: label, said: { text: actors.find((one) => one.id === partOf)?.label ?? { und: partOf } } }],
]);

const peopleOf = ({ participants, actors }: CharterWords): readonly Line[] => participants.flatMap(({ id, name, actor, capacity, key, reading, recovery, root }): readonly Line[] => {
  const side = actors.find((one) => one.id === actor)?.label, of = name === undefined ? side : { und: name }, at = (member: string): string => `participants.${id}.${member}`;
  const signs = (member: string, value: string | undefined): readonly Line[] => value === undefined ? [] : [{ path: at(member), label: member, ...of === undefined ? {} : { of }, said: { signs: value } }];
  return [
    { path: at('name'), label: `name.${capacity}`, ...side === undefined ? {} : { of: side }, said: name === undefined ? { say: 'charter.nobody' } : { name } },
    ...signs('key', key), ...signs('reading', reading), ...signs('recovery', recovery), ...signs('root', root),
  ];
});

function procedureOf({ procedure = {}, actors, evidenceWindow, participants }: CharterWords): readonly Line[] {
  const { propose, chair, quorum, decision, silence, corrections, publication, blur, amendment } = procedure;
  const chaired = typeof chair === 'object' ? actors.find(({ id }) => id === chair.by)?.label ?? { und: chair.by } : null;
  const parties = actors.filter(({ kind }) => kind === 'party').length, heads = participants.filter(({ capacity }) => capacity === 'head').length;
  return [
    { path: 'procedure.propose', label: 'propose', said: propose === undefined ? { say: 'charter.propose.everybody' } : { say: 'charter.propose', facts: { capacities: propose, count: propose.length } } },
    { path: 'procedure.chair', label: 'chair', said: chaired === null ? { say: 'charter.chair.alternating' } : { text: chaired } },
    { path: 'procedure.quorum', label: 'quorum', said: quorum === undefined ? { say: 'charter.quorum.none' } : { say: 'charter.parties', facts: { count: quorum, of: parties } } },
    { path: 'procedure.decision', label: 'decision', said: decision?.rule === 'parties' ? { say: 'charter.parties', facts: { count: decision.atLeast, of: parties } } : { say: 'charter.decision.consensus' } },
    { path: 'procedure.silence.atLeast', label: 'silence', said: silence === undefined ? { say: 'charter.silence.none' } : { duration: silence.atLeast } },
    ...silence?.late === undefined ? [] : [{ path: 'procedure.silence.late', label: 'late', said: { duration: silence.late } }],
    { path: 'procedure.corrections', label: 'corrections', said: { duration: corrections ?? 'P14D' } },
    { path: 'procedure.publication', label: 'publication', said: { say: `charter.publication.${publication ?? 'public'}` } },
    ...blur === undefined ? [] : [{ path: 'procedure.blur', label: 'blur', said: { say: 'charter.blur', facts: { ...blur } } }],
    { path: 'procedure.amendment', label: 'amendment', said: { say: 'charter.heads', facts: { count: amendment?.heads ?? heads, of: heads } } },
    { path: 'evidenceWindow', label: 'evidenceWindow', said: { duration: evidenceWindow } },
  ];
}

function keepingOf({ host, confirmation, succession, participants }: CharterWords): readonly Line[] {
  const heads = participants.filter(({ capacity }) => capacity === 'head').length, { witnesses = [], groups = [] } = confirmation ?? {};
  return [
    { path: 'host.key', label: 'host', said: { signs: host.key } }, ...host.mlDsa === undefined ? [] : [{ path: 'host.mlDsa', label: 'host.mlDsa', said: { signs: host.mlDsa } }],
    { path: 'host.delay', label: 'delay', said: { duration: host.delay } },
    { path: 'confirmation', label: 'confirmation', said: confirmation === undefined ? { say: 'charter.confirmation.none' } : { say: 'charter.confirmation', facts: { needs: groups.find(({ id }) => id === confirmation.quorum)?.needs ?? 1, of: witnesses.length } } },
    ...witnesses.map(({ id, key, url }) => ({ path: `confirmation.witnesses.${id}`, label: 'witness', said: { signs: url === undefined ? key : `${key} ${url}` } })),
    { path: 'succession', label: 'succession', said: { say: 'charter.heads', facts: { count: succession?.heads ?? heads, of: heads } } },
  ];
}

/** A line that says something else than before; `before` or `after` is `null` where there was, or is, no such line. */
export interface CharterChange {
  readonly path: string;
  readonly before: CharterLine | null;
  readonly after: CharterLine | null;
}

/** Every line in which two charters differ, in the order of the lines; what is gone stands last. */
export function charterChanges(earlier: CharterWords, later: CharterWords): readonly CharterChange[] {
  const before = new Map(charterLines(earlier).map((line) => [line.path, line])), after = charterLines(later), kept = new Set(after.map(({ path }) => path));
  const same = (one: CharterLine | undefined, other: CharterLine): boolean => one !== undefined && canonical({ ...one.said } as Json) === canonical({ ...other.said } as Json);
  const changed = after.filter((line) => !same(before.get(line.path), line)).map((line) => ({ path: line.path, before: before.get(line.path) ?? null, after: line }));
  return [...changed, ...[...before.values()].filter(({ path }) => !kept.has(path)).map((line) => ({ path: line.path, before: line, after: null }))];
}

/** A draft as it is read. */
export const draftWords = ({ seats, ...draft }: CharterDraft): CharterWords => ({ ...draft, participants: seats });

/** A charter, likewise. */
export const charterWords = ({ kind: _kind, rules: _rules, evaluator: _evaluator, zoneTable: _table, seed: _seed, about: _about, ...charter }: Charter): CharterWords => charter;
