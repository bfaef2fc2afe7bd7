import { byCodeUnits, ok, refuse } from '#base';
import type { Instant, Json, Result } from '#base';
import type { CaseItem } from './case.ts';
import { contents } from './contents.ts';
import { gather, repeatedIds } from './gather.ts';
import { inLogOrder, knownAt } from './order.ts';
import { reporter } from './read.ts';
import type { Flaw } from './yaml.ts';

/** The record that hypotheses are laid on: its kind and zone, who signs what a documentary one says, and the last second at which something was recorded. */
export interface Ground {
  readonly kind: 'documentary' | 'live';
  readonly zone: string;
  readonly zoneTable: string;
  readonly signedBy: string;
  readonly recorded: Instant;
}

/** What happens in a process, as against what it is agreed to rest on. */
const MEMBERS: readonly string[] = ['statements', 'reports', 'meetings', 'findings', 'acts', 'coverage', 'corrections', 'withdrawals'];

/**
 * Reads one file of invented items in the form of a case file, in the order in which they would be recorded. In a documentary record that is when the
 * last of them would be known; in a live one each says `signedBy` and `recordedAt`. Names across the record are for the rules to look up.
 * Refuses `case.invalid` with every problem, `case.hypotheses.none` where the file has no item.
 */
export function readHypotheses(file: string, source: string, ground: Ground): Result<readonly CaseItem[]> {
  const flaws: Flaw[] = [];
  const report = reporter(flaws);
  const gathered = gather(new Map([[file, source]]), flaws, report);
  for (const part of gathered.heads) report(part, 'hypotheses.member', [], { member: 'case' });
  for (const part of gathered.found) if (!MEMBERS.includes(part.member)) report(part, 'hypotheses.member', [], { member: part.member });
  const found = gathered.found.filter(({ member }) => MEMBERS.includes(member));
  repeatedIds(found, report);
  const setting = { kind: ground.kind, zone: ground.zone, zoneTable: ground.zoneTable, opening: null, recordedAt: ground.recorded, signedBy: ground.signedBy, part: null };
  const { items } = contents({ found, heads: [], whole: false }, new Map(), setting, report);
  if (flaws.length > 0) return refuse('case.invalid', { count: flaws.length, problems: flaws.toSorted((a, b) => a.line - b.line || a.column - b.column || byCodeUnits(a.code, b.code)) as unknown as Json });
  if (items.length === 0) return refuse('case.hypotheses.none', { file, line: 1 });
  const ordered = inLogOrder(items, ground.kind, ground.zone);
  if (ground.kind === 'live') return ok(ordered);
  const recordedAt = Math.max(ground.recorded, ...items.map(({ content }) => knownAt(content, ground.zone)));
  return ok(ordered.map((item) => ({ ...item, recordedAt })));
}
