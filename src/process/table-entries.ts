import type { TableBody } from './bodies.ts';
import type { Held, Origin, ProcessState } from './state.ts';

type TableEntry = TableBody & { readonly source: Origin };

/** Every entry of the table's work that this copy has the words of, by kind; in no order of time. */
export function* tableEntries(state: ProcessState): Generator<TableEntry> {
  const entry = <B extends TableBody>(kind: B['kind'], { value, source }: Held<B['content']>): TableEntry => ({ kind, content: value, source }) as TableEntry;
  for (const one of state.proposals.values()) yield entry('proposal', one);
  for (const one of state.sessions.values()) yield entry('session', one);
  for (const one of state.minutesCorrections.values()) yield entry('minutes-correction', one);
  for (const one of state.minutes.values()) {
    yield entry('minutes', one);
    for (const approval of one.approvals) yield entry('approval', approval);
  }
  const many = { answer: state.answers, agenda: state.agendas, draft: state.drafts, confirmation: state.confirmations, reservation: state.reservations, challenge: state.challenges, progress: state.progress } as const;
  for (const [kind, held] of Object.entries(many)) for (const list of held.values()) for (const one of list) yield entry(kind as keyof typeof many, one);
}
