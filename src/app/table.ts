import type { Json } from '#base';
import { canonical } from '#base';
import type { AsOf, Claims, Perspective, Status } from '#compliance';
import { Standing, evaluator } from '#compliance';
import { hex, sha256, utf8 } from '#record';
import type { Dossier, StatusTable } from './app.ts';

/** Every commitment by every perspective, in the order of ids and of perspectives. The digest is over the statuses alone: equal entries and times, equal digest. */
export function statusTable(dossier: Dossier, from: Claims | Standing, asOf: AsOf, perspectives: readonly Perspective[]): StatusTable {
  const readers = perspectives.map((perspective) => (from instanceof Standing ? { statuses: (id: string) => from.statuses(id, perspective, asOf) } : evaluator(from, perspective, asOf)));
  const statuses = [...dossier.state.commitments.keys()].sort().flatMap((commitment) => readers.flatMap((one) => one.statuses(commitment)));
  return {
    asOf, statuses, digest: digestOf(asOf, statuses), readers: ['public'],
    proof: { size: dossier.head.size, root: dossier.head.root },
  };
}

function digestOf(asOf: AsOf, statuses: readonly Status[]): string {
  return hex(sha256(utf8(`counterpart/status/v1\n${canonical({ asOf: { ...asOf }, statuses } as unknown as Json)}`)));
}
