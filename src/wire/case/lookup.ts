import { span, zoneTableVersion } from '#base';
import type { Actor, Fact } from '#agreement';
import type { CaseItem } from './case.ts';
import { misses } from './check.ts';
import type { Directory } from './check.ts';
import type { Found } from './gather.ts';
import type { ItemContent, Person } from './members.ts';
import type { Report } from './read.ts';
import { referencesIn } from './references.ts';
import type { Reference } from './references.ts';
import type { Setting } from './signing.ts';

/** What a part of the case says, where it could be read. */
export interface Read<T> {
  readonly part: Found;
  readonly value: T;
}

interface Everything {
  readonly actors: readonly Read<Actor>[];
  readonly people: readonly Read<Person>[];
  readonly facts: readonly Read<Fact>[];
  readonly items: readonly Read<CaseItem>[];
  readonly found: readonly Found[];
  readonly setting: Setting;
}

/** Reports what parts of a case say of others that is not so. */
export function lookUp(all: Everything, report: Report): void {
  const directory = directoryOf(all);
  const people = peopleById(all);
  actorsOf(all, directory, report);
  editorOf(all.setting, people, report);
  for (const read of all.items) {
    for (const miss of referencesOf(read.value).flatMap((reference) => misses(reference, directory))) report(read.part, miss.code, miss.path, miss.facts);
    if (all.setting.kind === 'live' && !people.has(read.value.signedBy)) report(read.part, 'person.unknown', ['signedBy'], { id: read.value.signedBy });
    if (all.setting.kind === 'documentary') publishedBeforeEdition(read, all.setting, report);
    if (read.value.kind === 'correction') sameKind(read.part, read.value.content, all.found, report);
  }
}

function referencesOf(item: CaseItem): readonly Reference[] {
  const of = (referencesIn as { readonly [kind: string]: ((content: never) => Iterable<Reference>) | undefined })[item.kind];
  return of === undefined ? [] : [...of(item.content as never)];
}

const ITEMS: readonly string[] = ['statements', 'reports', 'meetings', 'findings', 'acts'];

function directoryOf({ found, facts, items }: Everything): Directory {
  const ids = (...members: readonly string[]): ReadonlySet<string> => new Set(found.flatMap(({ member, id }) => id !== undefined && members.includes(member) ? [id] : []));
  return {
    ids: { actor: ids('actors'), fact: ids('vocabulary'), place: ids('places'), instrument: ids('instruments'), commitment: ids('commitments'), item: ids(...ITEMS) },
    facts: new Map(facts.map(({ value }) => [value.id, value])),
    instruments: new Map(items.flatMap(({ value }) => value.kind === 'instrument' ? [[value.id, value.content]] : [])),
  };
}

/** People by id, those accredited later included; without capacity where one could not be read. */
function peopleById({ found, people, items }: Everything): ReadonlyMap<string, string | null> {
  const known = new Map<string, string | null>();
  for (const { member, id } of found) if (id !== undefined && (member === 'people' || member === 'accreditations')) known.set(id, null);
  for (const { value } of people) known.set(value.id, value.capacity);
  for (const { value } of items) if (value.kind === 'accreditation') known.set(value.id, value.content.capacity);
  return known;
}

function actorsOf({ actors, people }: Everything, { ids }: Directory, report: Report): void {
  const partOf = new Map(actors.map(({ value }) => [value.id, value.partOf]));
  for (const { part, value } of actors) {
    if (value.partOf !== undefined && !ids.actor.has(value.partOf)) report(part, 'actor.unknown', ['partOf'], { id: value.partOf });
    if (inCircle(value.id, partOf)) report(part, 'actor.circle', ['partOf'], { id: value.id });
  }
  for (const { part, value } of people) if (value.actor !== undefined && !ids.actor.has(value.actor)) report(part, 'actor.unknown', ['actor'], { id: value.actor });
}

function inCircle(id: string, partOf: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  let whole = partOf.get(id);
  while (whole !== undefined && whole !== id && !seen.has(whole)) {
    seen.add(whole);
    whole = partOf.get(whole);
  }
  return whole === id;
}

/** `case.signedBy` is a person; in a documentary case an editor. Offsets come from the one table of zones that this program has. */
function editorOf({ part, kind, signedBy, opening, zoneTable }: Setting, people: ReadonlyMap<string, string | null>, report: Report): void {
  if (part === null || opening === null) return;
  const capacity = people.get(signedBy);
  if (capacity === undefined) report(part, 'person.unknown', ['signedBy'], { id: signedBy });
  else if (kind === 'documentary' && capacity !== null && capacity !== 'editor') report(part, 'editor.capacity', ['signedBy'], { id: signedBy, capacity });
  if (zoneTable !== zoneTableVersion) report(part, 'zone-table', ['charter', 'zoneTable'], { given: zoneTable, known: zoneTableVersion });
}

function publishedBeforeEdition({ part, value }: Read<CaseItem>, { opening, recordedAt, zone }: Setting, report: Report): void {
  const { publishedAt } = value.content as { readonly publishedAt?: string };
  if (publishedAt === undefined || opening === null) return;
  const published = span(publishedAt, zone);
  if (published.ok && published.value.from > recordedAt) report(part, 'date.order', ['publishedAt'], { from: publishedAt, to: opening });
}

/** A correction replaces a thing by a thing of its kind. */
function sameKind(part: Found, { corrects, replacement }: ItemContent['correction'], found: readonly Found[], report: Report): void {
  const given = 'type' in replacement ? 'statements' : 'category' in replacement ? 'reports' : 'status' in replacement ? 'meetings' : 'findings';
  const corrected = found.find(({ member, id }) => id === corrects && ITEMS.includes(member));
  if (corrected !== undefined && corrected.member !== given) report(part, 'correction.kind', ['replacement'], { corrected: corrected.member, replacement: given });
}
