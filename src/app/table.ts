import type { Json } from '#base';
import { canonical } from '#base';
import type { AsOf, Claims, Perspective, Status } from '#compliance';
import { Standing, evaluator, reasonsWritten } from '#compliance';
import { sha256HexOf } from '#record';
import type { Dossier, StatusTable } from './app.ts';
import type { Opened } from './opened.ts';

const KEPT = 24;

/** Every commitment by every perspective, or those named, in the order of ids and of perspectives. The digest is over the statuses alone: equal entries and times, equal digest. */
export function statusTable(dossier: Dossier, from: Claims | Standing, asOf: AsOf, perspectives: readonly Perspective[], commitments: Iterable<string> = dossier.state.commitments.keys()): StatusTable {
  const readers = perspectives.map((perspective) => (from instanceof Standing ? { statuses: (id: string) => from.statuses(id, perspective, asOf) } : evaluator(from, perspective, asOf)));
  const statuses = [...commitments].sort().flatMap((commitment) => readers.flatMap((one) => one.statuses(commitment)));
  return {
    asOf, statuses, digest: digestOf(asOf, statuses), readers: ['public'],
    proof: { size: dossier.head.size, root: dossier.head.root },
  };
}

/** The table of every perspective of a record that is open, kept until the record has grown. */
export function tableOf({ dossier, standing, tables }: Opened, asOf: AsOf): StatusTable {
  const key = keyOf(asOf), kept = tables.get(key);
  if (kept !== undefined) return kept;
  const table = statusTable(dossier, standing, asOf, dossier.perspectives);
  if (tables.size >= KEPT) tables.delete(tables.keys().next().value ?? '');
  tables.set(key, table);
  return table;
}

/** The same, while others read: they are let through after each commitment. Nothing may come to what is open meanwhile. */
export async function tableBeside(open: Promise<Opened>, asOf: AsOf, turn: () => Promise<void>): Promise<StatusTable> {
  const opened = await open, { dossier: { state, perspectives, range }, standing, tables } = opened;
  const isKept = asOf.known >= range.known && !tables.has(keyOf(asOf)); // Of an earlier time a status is derived for its asker, and not kept.
  for (const id of isKept ? state.commitments.keys() : []) {
    for (const perspective of perspectives) standing.statuses(id, perspective, asOf);
    await turn();
  }
  return tableOf(opened, asOf);
}

const keyOf = ({ valid, known }: AsOf): string => `${valid} ${known}`;
const digestOf = (asOf: AsOf, statuses: readonly Status[]): string => sha256HexOf(['counterpart/status/v1\n{"asOf":', canonical({ ...asOf }), ',"statuses":[', ...statuses.flatMap((status, index) => [index === 0 ? '' : ',', ...textOf(status)]), ']}']);

/** A status as canonical JSON, in pieces. What it rests on is most of it, and is written once. */
function textOf(status: Status): readonly (string | Uint8Array)[] {
  const { explanation } = status, [before = '', after = ''] = canonical({ ...status, explanation: { ...explanation, because: [] } } as unknown as Json).split('"because":[]'); // No string holds quotes that stand by themselves.
  return [before, '"because":[', ...reasonsWritten(explanation.because), ']', after];
}
