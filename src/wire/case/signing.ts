import { isScalar } from 'yaml';
import { span } from '#base';
import type { Instant, When } from '#base';
import { id, instant } from '../schemas/values.ts';
import type { Found } from './gather.ts';
import type { Head } from './members.ts';
import { plainOf, read } from './read.ts';
import type { Part, Report } from './read.ts';
import { nodeAt } from './yaml.ts';
import type { Plain } from './yaml.ts';

/** What the member `case` says for all items. Where it could not be read, as much as is known: items are read all the same. */
export interface Setting {
  readonly kind: 'documentary' | 'live' | null;
  readonly zone: string;
  readonly zoneTable: string;
  readonly opening: When | null;
  readonly recordedAt: Instant;
  readonly signedBy: string;
  readonly part: Part | null;
}

export function settingOf(part: Part | null, head: Head | undefined): Setting {
  if (head !== undefined) return { kind: head.charter.kind, zone: head.charter.zone, zoneTable: head.charter.zoneTable, opening: head.recordedAt, recordedAt: secondOf(head.recordedAt), signedBy: head.signedBy, part };
  const kind = part === null ? undefined : nodeAt(part.tree.root, [...part.path, 'charter', 'kind']);
  const said = isScalar(kind) && (kind.value === 'live' || kind.value === 'documentary') ? kind.value : null;
  return { kind: said, zone: 'UTC', zoneTable: '', opening: null, recordedAt: 0, signedBy: '', part };
}

/** The second at which a time that has been read begins. */
export function secondOf(when: When): Instant {
  const read = span(when, 'UTC');
  return read.ok ? read.value.from : 0;
}

/** Kinds that the person who opens a live record signs, unless they say otherwise. */
const WITH_THE_OPENING: readonly string[] = ['geography', 'instruments', 'commitments'];

/** Who signs an item and when it is recorded. In a live case the item says so, and the members are taken out of `raw`; in a documentary one the case does, and they stay, to be refused as unknown. */
export function signing(part: Found, raw: Plain, setting: Setting, report: Report): { readonly signedBy: string; readonly recordedAt: Instant } {
  const common = { signedBy: setting.signedBy, recordedAt: setting.recordedAt };
  if (setting.kind === 'documentary' || typeof raw !== 'object' || raw === null || Array.isArray(raw)) return common;
  const given = { signedBy: raw['signedBy'], recordedAt: raw['recordedAt'] };
  delete raw['signedBy'];
  delete raw['recordedAt'];
  if (setting.kind === null) return common;
  const member = <T>(name: 'signedBy' | 'recordedAt', of: (at: Part) => T | undefined, otherwise: T): T => {
    if (given[name] !== undefined) return of({ tree: part.tree, path: [...part.path, name] }) ?? otherwise;
    if (!WITH_THE_OPENING.includes(part.member)) report(part, 'member.missing', [name], { member: name });
    return otherwise;
  };
  const signedBy = member('signedBy', (at) => read(id, at, report), common.signedBy);
  return { signedBy, recordedAt: member('recordedAt', (at) => afterOpening(at, setting, report), common.recordedAt) };
}

function afterOpening(at: Part, { opening, recordedAt }: Setting, report: Report): Instant | undefined {
  const when = read(instant, at, report);
  if (when === undefined) return undefined;
  if (opening !== null && secondOf(when) < recordedAt) report(at, 'date.order', [], { from: opening, to: String(plainOf(at)) });
  return secondOf(when);
}
