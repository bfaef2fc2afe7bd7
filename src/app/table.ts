import type { Json } from '#base';
import { canonical } from '#base';
import type { AsOf, Claims, Perspective, Status } from '#compliance';
import { Standing, evaluator, reasonText } from '#compliance';
import { hex, sha256, utf8 } from '#record';
import type { Dossier, StatusTable } from './app.ts';

/** Every commitment by every perspective, or those named, in the order of ids and of perspectives. The digest is over the statuses alone: equal entries and times, equal digest. */
export function statusTable(dossier: Dossier, from: Claims | Standing, asOf: AsOf, perspectives: readonly Perspective[], commitments: Iterable<string> = dossier.state.commitments.keys()): StatusTable {
  const readers = perspectives.map((perspective) => (from instanceof Standing ? { statuses: (id: string) => from.statuses(id, perspective, asOf) } : evaluator(from, perspective, asOf)));
  const statuses = [...commitments].sort().flatMap((commitment) => readers.flatMap((one) => one.statuses(commitment)));
  return {
    asOf, statuses, digest: digestOf(asOf, statuses), readers: ['public'],
    proof: { size: dossier.head.size, root: dossier.head.root },
  };
}

const digestOf = (asOf: AsOf, statuses: readonly Status[]): string => hex(sha256(utf8(`counterpart/status/v1\n{"asOf":${canonical({ ...asOf })},"statuses":[${statuses.map(textOf).join(',')}]}`)));

/** A status as canonical JSON. What it rests on is most of it, and is written once. */
function textOf(status: Status): string {
  const { explanation } = status, reasons = explanation.because.map(reasonText);
  return canonical({ ...status, explanation: { ...explanation, because: [] } } as unknown as Json).replace('"because":[]', () => `"because":[${reasons.join(',')}]`); // No string holds quotes that stand by themselves.
}
