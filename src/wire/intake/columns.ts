import type { HxlColumn } from '../formats/hxl.ts';
import { hashtag } from '../formats/hxl.ts';

/** A column of a table: how it is known again (`Province#adm1+name`), and the member of a report that its cells become; `null`: they stay as written. */
export interface IntakeColumn {
  /** From 1. */
  readonly column: number;
  readonly key: string;
  readonly fills: string | null;
  /** Who said so: somebody's profile, the heading itself, the hashtag. Only a person's word refuses a cell that does not fit. */
  readonly by: 'profile' | 'heading' | 'hashtag' | null;
}

/** Members that a column can become, as a profile names them; `persons.women`, `quantities.water.litre`, `stocks.bread.days` take any name. */
export const MEMBERS = [
  'instance', 'category', 'date', 'dateEnd', 'uncertainty', 'place', 'placeText', 'point.lat', 'point.lon', 'point.precision', 'summary', 'note', 'quotedReason', 'controlledBy', 'controlledBy.actor',
  'passage.corridor', 'passage.operator', 'passage.direction', 'passage.outcome', 'passage.delayMinutes', 'passage.quotedReason', 'passage.cargo', 'outage.service', 'outage.level', 'outage.from', 'outage.to', 'grade.source', 'grade.information',
] as const;
const OPEN = /^(?:persons\.[^.]{1,100}|quantities\.[^.]{1,100}\.[^.]{1,100}|stocks\.[^.]{1,100}\.(?:days|price|currency|available)|(?:summary|note)\.[a-z]{2,3}(?:-[A-Za-z0-9]+)*)$/;
export const isMember = (name: string): boolean => (MEMBERS as readonly string[]).includes(name) || OPEN.test(name);

/** Several columns may become these; of every other member the first column does. */
const JOINED: readonly string[] = ['placeText'];

interface ByTag {
  readonly tags: readonly string[];
  readonly with?: readonly string[];
  readonly without?: readonly string[];
  readonly fills: string;
}

const NOT_A_DAY = ['end', 'year', 'month', 'code', 'reported', 'published', 'updated', 'num'];

/** HXL 1.1 by rank, with the names of its drafts. Where two columns would become one member, the earlier line has it. */
const BY_TAG: readonly ByTag[] = [
  { tags: ['#meta'], with: ['id'], fills: 'instance' },
  { tags: ['#date'], with: ['occurred'], fills: 'date' }, { tags: ['#date'], with: ['start'], fills: 'date' }, { tags: ['#from_date'], fills: 'date' }, { tags: ['#date'], without: NOT_A_DAY, fills: 'date' }, { tags: ['#period_date'], fills: 'date' },
  { tags: ['#date'], with: ['reported'], fills: 'date' }, { tags: ['#report_date'], fills: 'date' },
  { tags: ['#date'], with: ['end'], fills: 'dateEnd' }, { tags: ['#to_date'], fills: 'dateEnd' },
  { tags: ['#geo'], with: ['lat'], fills: 'point.lat' }, { tags: ['#lat_deg'], fills: 'point.lat' }, { tags: ['#geo'], with: ['lon'], fills: 'point.lon' }, { tags: ['#lon_deg'], fills: 'point.lon' }, { tags: ['#geo'], with: ['precision'], fills: 'point.precision' },
  { tags: ['#loc'], without: ['code', 'type', 'id'], fills: 'place' },
  ...['#loc', '#adm5', '#adm4', '#adm3', '#adm2', '#adm1', '#country'].map((tag): ByTag => ({ tags: [tag], without: ['code', 'type', 'id'], fills: 'placeText' })),
  { tags: ['#description'], fills: 'summary' }, { tags: ['#event'], with: ['name'], fills: 'summary' },
];

/** Numbers of people: each under the words of its hashtag. */
const PEOPLE = ['#affected', '#inneed', '#targeted', '#reached', '#population', '#people_num', '#females_num', '#males_num', '#idp_num', '#refugee_num', '#aff_num'], NOT_PEOPLE = ['pct', 'code', 'label', 'name', 'type', 'list', 'text'];

/** Where each column goes: by the profile (by its key, heading or hashtag), else by a heading that names a member, else by its hashtag. */
export function mapped(columns: readonly HxlColumn[], profile: { readonly [column: string]: string | null }): readonly IntakeColumn[] {
  const keys = keysOf(columns), taken = new Set<string>(), said = columns.map((column, index): Pick<IntakeColumn, 'fills' | 'by'> | null => {
    const names = [keys[index] ?? '', column.header, hashtag(column)].filter((name) => name !== ''), given = names.find((name) => Object.hasOwn(profile, name));
    if (given !== undefined) return { fills: profile[given] ?? null, by: 'profile' };
    return isMember(column.header) ? { fills: column.header, by: 'heading' } : null;
  });
  for (const one of said) if (one?.fills != null) taken.add(one.fills).add(one.fills.replace(/^(summary|note)\..*$/, '$1'));
  const tagged = byTag(columns, said.map((one) => one !== null), taken);
  return columns.map((column, index) => ({ column: column.column, key: keys[index] ?? '', ...(said[index] ?? (tagged.has(index) ? { fills: tagged.get(index) ?? null, by: 'hashtag' as const } : { fills: null, by: null })) }));
}

function byTag(columns: readonly HxlColumn[], given: readonly boolean[], taken: Set<string>): ReadonlyMap<number, string> {
  const found = new Map<number, string>(), person = new Set(taken);
  const fits = ({ tag, attributes }: HxlColumn, one: ByTag): boolean => one.tags.includes(tag ?? '') && (one.with ?? []).every((name) => attributes.includes(name)) && !(one.without ?? []).some((name) => attributes.includes(name));
  for (const one of BY_TAG) {
    for (const [index, column] of columns.entries()) {
      if (given[index] === true || found.has(index) || !fits(column, one) || person.has(one.fills) || (taken.has(one.fills) && !JOINED.includes(one.fills))) continue;
      found.set(index, one.fills);
      taken.add(one.fills);
    }
  }
  for (const [index, { tag, attributes }] of columns.entries()) {
    const group = `persons.${[(tag ?? '').slice(1), ...attributes].join(' ')}`;
    if (given[index] === true || taken.has(group) || tag === null || !PEOPLE.includes(tag) || NOT_PEOPLE.some((name) => attributes.includes(name))) continue;
    found.set(index, group);
    taken.add(group);
  }
  return found;
}

/** `Province#adm1+name`: heading and hashtag; one that is there before gets a number; one that has neither is named by its place. */
export function keysOf(columns: readonly HxlColumn[]): readonly string[] {
  const seen = new Map<string, number>();
  return columns.map((column) => {
    const key = `${column.header.replace(/\s+/g, ' ').trim().normalize('NFC')}${hashtag(column)}` || `column ${column.column}`, count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key} (${count})`;
  });
}

/** Headings and hashtags of columns from their keys. */
export function columnsFrom(keys: readonly string[]): readonly HxlColumn[] {
  return keys.map((key, index) => {
    const [, base] = /^(.*) \(\d+\)$/s.exec(key) ?? [], bare = base !== undefined && keys.includes(base) ? base : key;
    const [, header = bare, tag = null, attributes = ''] = /^(.*?)(#[\p{L}][\p{L}\p{N}_]*)((?:\+[\p{L}][\p{L}\p{N}_]*)*)$/su.exec(bare) ?? [];
    return { header, tag, attributes: attributes.split('+').filter((one) => one !== ''), column: index + 1 };
  });
}
