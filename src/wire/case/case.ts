import { byCodeUnits, ok, refuse } from '#base';
import type { Instant, Json, Result } from '#base';
import type { Body, Kind } from '#process';
import type { CaseCharter, Head, ItemContent, Person } from './members.ts';
import { head as headSchema } from './members.ts';
import { gather, repeatedIds } from './gather.ts';
import { inLogOrder } from './order.ts';
import { contents } from './contents.ts';
import type { Contents } from './contents.ts';
import { read, reporter } from './read.ts';
import type { Part, Report } from './read.ts';
import { secondOf, settingOf } from './signing.ts';
import type { Flaw, Spot } from './yaml.ts';

/** A case as it is loaded: everything in its order in the log, apart from the charter, which is entry 0. */
export interface Case {
  readonly slug: string;
  /** Keys and salts are derived from it (docs/formats/record.md); it is the charter's `seed` too. */
  readonly seed: string;
  /** Documentary: the time of the edition. Live: the opening of the record. */
  readonly recordedAt: Instant;
  readonly signedBy: string;
  readonly charter: CaseCharter;
  readonly people: readonly Person[];
  readonly items: readonly CaseItem[];
}

interface CaseContent extends ItemContent {
  readonly vocabulary: Extract<Body, { kind: 'vocabulary' }>['content'];
  readonly gazetteer: Extract<Body, { kind: 'gazetteer' }>['content'];
}

/** What becomes one entry: its content is the entry's body, but for the key of an accreditation. */
export type CaseItem = { readonly [K in keyof CaseContent]: {
  readonly kind: K;
  readonly id: string;
  readonly content: CaseContent[K];
  /** Id of the person who signs it. */
  readonly signedBy: string;
  readonly recordedAt: Instant;
  /** Where it stands in the files, for messages. It is no part of the record. */
  readonly place: Spot;
} }[keyof CaseContent & Kind];

/**
 * Reads a case from its files, path within the case folder → text. Pure: the same files give the same case in whatever order they come.
 * Refuses `case.invalid` with every problem, each `{ code, file, line, column, field, …facts }`, by file and line.
 */
export function readCase(files: ReadonlyMap<string, string>): Result<Case> {
  const flaws: Flaw[] = [];
  const report = reporter(flaws);
  const gathered = gather(files, flaws, report);
  repeatedIds(gathered.found, report);
  const part = onlyHead(gathered.heads, report);
  if (gathered.whole) flaws.push(...absent('case', part !== null), ...absent('actors', gathered.found.some(({ member }) => member === 'actors')));
  const found = part === null ? undefined : read(headSchema, part, report);
  const parts = contents(gathered, files, settingOf(part, found), report);
  if (flaws.length > 0 || found === undefined) return invalid(flaws);
  return ok(assemble(found, parts));
}

/** A member that no file has stands nowhere: its flaw has no file. */
const absent = (member: string, there: boolean): readonly Flaw[] => there ? [] : [{ code: 'case.member.missing', file: '', line: 1, column: 1, field: member, member }];

function onlyHead(heads: readonly Part[], report: Report): Part | null {
  const [first, ...more] = heads;
  if (first === undefined) return null;
  const { file, line } = first.tree.spot(first.path);
  for (const other of more) report(other, 'id.duplicate', [], { id: 'case', otherFile: file, otherLine: line });
  return first;
}

function assemble(head: Head, { actors, people, items }: Contents): Case {
  const { slug, seed, signedBy, charter } = head;
  return {
    slug, seed, signedBy, recordedAt: secondOf(head.recordedAt),
    charter: { ...charter, actors: byId(actors), seed }, people: byId(people),
    items: inLogOrder(items, charter.kind, charter.zone),
  };
}

const byId = <T extends { readonly id: string }>(members: readonly T[]): readonly T[] => members.toSorted((a, b) => byCodeUnits(a.id, b.id));

function invalid(flaws: readonly Flaw[]): Result<never> {
  const problems = flaws.toSorted((a, b) => byCodeUnits(a.file, b.file) || a.line - b.line || a.column - b.column || byCodeUnits(a.field, b.field) || byCodeUnits(a.code, b.code));
  return refuse('case.invalid', { count: problems.length, problems: problems as unknown as Json });
}
