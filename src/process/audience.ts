import type { Body, Kind } from './bodies.ts';
import { agendaItem, namesIn } from './names.ts';
import type { ProcessState } from './state.ts';
import { no } from './submission.ts';
import type { Submission, Verdict } from './submission.ts';

/**
 * What everybody must have, to judge what comes after: who takes part with which key, the charter, the words and places, who keeps the log.
 * A mirror that may not read it could not replay the rules.
 */
const FOR_ALL: readonly Kind[] = ['charter', 'amendment', 'accreditation', 'vocabulary', 'gazetteer', 'key', 'revocation', 'challenge', 'refusal', 'freeze', 'succession', 'release', 'erasure'];

/** What changes how another thing stands is for whom that thing is: else those who see the one and not the other would judge what follows differently. */
const ACTS_UPON: { readonly [K in Kind]?: readonly string[] } = {
  signature: ['instrument'], commitment: ['instrument'], correction: ['corrects'], withdrawal: ['withdraws'], answer: ['to'], proposal: ['instead'], session: ['meeting'], minutes: ['meeting'], 'minutes-correction': ['minutes'], approval: ['minutes'],
  confirmation: ['commitment'], progress: ['minutes'], likeness: ['keep', 'same'], 'task-step': ['task'], appearance: ['claim'], outcome: ['claim'], 'window-step': ['window'],
};

/**
 * For whom an entry may be. What is for everybody names nothing that is only for the table, and what acts upon a thing is for whom the thing is:
 * so a mirror that may not read the words of the table still comes to the same verdict on everything it reads.
 */
export function audienceFits(state: ProcessState, { audience, body }: Submission): Verdict {
  if (audience === 'table') return FOR_ALL.includes(body.kind) ? no('process.audience.for-all', { kind: body.kind }) : narrower(state, body);
  if (audience !== 'public' || state.forTable.size === 0) return null;
  const hidden = namesIn(body).find((name) => state.forTable.has(name)) ?? hiddenNeighbour(state, body);
  return hidden === undefined ? null : no('process.audience.names', { id: hidden });
}

function narrower(state: ProcessState, { kind, content }: Body): Verdict {
  const targets = (ACTS_UPON[kind] ?? []).flatMap((member) => (content as unknown as { readonly [member: string]: string | readonly string[] | undefined })[member] ?? []);
  const open = targets.find((id) => state.positions.has(id) && !state.forTable.has(id));
  return open === undefined ? null : no('process.audience.narrower', { kind, id: open });
}

/** The paragraph that a draft follows, where the table alone has it: by the draft that brought it. */
function hiddenNeighbour({ drafts, forTable }: ProcessState, { kind, content }: Body): string | undefined {
  if (kind !== 'draft' || content.after === undefined) return undefined;
  const [first, ...more] = (drafts.get(content.minutes) ?? []).flatMap(({ value: { id, paragraph } }) => paragraph === content.after ? [id] : []);
  return first !== undefined && [first, ...more].every((id) => forTable.has(id)) ? first : undefined;
}

/** The ids that an entry brings: its own, and those of a patrol's reports, of the claims of a split and of the items of an agenda. */
export const idsBroughtBy = ({ kind, content }: Body): readonly string[] => [
  ...('id' in content ? [content.id] : []), ...(kind === 'patrol' ? content.reports : kind === 'split' ? content.claims : []).map(({ id }) => id),
  ...(kind === 'agenda' ? content.items.map(({ id }) => agendaItem(content.meeting, id)) : []),
];
