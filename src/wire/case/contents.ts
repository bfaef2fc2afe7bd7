import type { z } from 'zod';
import { byCodeUnits } from '#base';
import type { Actor } from '#agreement';
import type { CaseItem } from './case.ts';
import type { Found, Gathered } from './gather.ts';
import { geographyOf } from './geography.ts';
import { lookUp } from './lookup.ts';
import type { Read } from './lookup.ts';
import { KIND_OF, isItemMember, schemas } from './members.ts';
import type { ItemMember, ListMember, Person } from './members.ts';
import { plainOf, read } from './read.ts';
import type { Report } from './read.ts';
import { signing } from './signing.ts';
import type { Setting } from './signing.ts';

export interface Contents {
  readonly actors: readonly Actor[];
  readonly people: readonly Person[];
  readonly items: readonly CaseItem[];
}

type Output<M extends ListMember> = z.output<(typeof schemas)[M]>;

/** Reads every item of every list, then looks up what they say of each other. What could not be read is left out, and reported. */
export function contents({ found, whole }: Gathered, files: ReadonlyMap<string, string>, setting: Setting, report: Report): Contents {
  const lists = Map.groupBy(found, ({ member }) => member);
  const readAll = <M extends ListMember>(member: M): readonly Read<Output<M>>[] => (lists.get(member) ?? []).flatMap((part) => {
    const value = read(schemas[member] as unknown as z.ZodType<Output<M>>, part, report);
    return value === undefined ? [] : [{ part, value }];
  });
  const actors = readAll('actors'), people = readAll('people'), facts = readAll('vocabulary'), places = readAll('places');
  const items = [...lists].flatMap(([member, parts]) => isItemMember(member) ? parts.flatMap((part) => itemOf(part, member, files, setting, report)) : []);
  if (whole) lookUp({ actors, people, facts, items, found, setting }, report);
  return {
    actors: actors.map(({ value }) => value), people: people.map(({ value }) => value),
    items: [...items.map(({ value }) => value), ...listEntry('vocabulary', 'facts', facts, setting), ...listEntry('gazetteer', 'places', places, setting)],
  };
}

function itemOf(part: Found, member: ItemMember, files: ReadonlyMap<string, string>, setting: Setting, report: Report): readonly Read<CaseItem>[] {
  const raw = plainOf(part);
  const signed = signing(part, raw, setting, report);
  const given = member === 'geography' ? geographyOf(part, raw, files, report) : raw;
  if (given === null) return [];
  const content = read<{ readonly id: string }>(schemas[member], part, report, given);
  if (content === undefined) return [];
  return [{ part, value: { kind: KIND_OF[member], id: content.id, content, ...signed, place: part.tree.spot(part.path) } as CaseItem }];
}

/** Vocabulary and gazetteer are one entry each, however many files they stand in. */
function listEntry<T extends { readonly id: string }>(kind: 'vocabulary' | 'gazetteer', member: string, list: readonly Read<T>[], { signedBy, recordedAt }: Setting): readonly CaseItem[] {
  const [first] = list;
  if (first === undefined) return [];
  const sorted = list.map(({ value }) => value).toSorted((a, b) => byCodeUnits(a.id, b.id));
  return [{ kind, id: kind, content: { [member]: sorted }, signedBy, recordedAt, place: first.part.tree.spot(first.part.path) } as unknown as CaseItem];
}
