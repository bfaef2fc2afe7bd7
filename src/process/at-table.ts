import type { TableBody } from './bodies.ts';
import { actorKnown, actorsKnown, commitmentKnown } from './named.ts';
import { isOf } from './sides.ts';
import { no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';

/** The rules of what is proposed, met about, minuted and decided. Each side speaks for itself. */
export function decideAtTable(asked: Asked, body: TableBody): Verdict {
  return ('by' in body.content ? own(asked, body.content.by) : null) ?? decideOne(asked, body);
}

const own = ({ state, author }: Asked, by: string): Verdict =>
  actorKnown(state, by, 'by') ?? (isOf(state.actors, author.actor, by) ? null : no('process.by.not-yours', { by, yours: author.actor ?? '' }));

function decideOne({ state }: Asked, body: TableBody): Verdict {
  const meetingKnown = (id: string): Verdict => state.proposals.get(id)?.value.what === 'meeting' ? null : no('process.meeting.unknown', { id });
  const minutesKnown = (id: string): Verdict => state.minutes.has(id) ? null : no('process.minutes.unknown', { id });
  switch (body.kind) {
    case 'proposal': return actorsKnown(state, body.content.to, 'to') ?? (body.content.instead === undefined || state.proposals.has(body.content.instead) ? null : no('process.proposal.unknown', { id: body.content.instead }));
    case 'answer': return state.proposals.has(body.content.to) || state.minutesCorrections.has(body.content.to) ? null : no('process.answer.unknown', { id: body.content.to });
    case 'agenda': case 'session': case 'draft': case 'minutes': return meetingKnown(body.content.meeting);
    case 'minutes-correction': case 'approval': case 'progress': return minutesKnown(body.content.minutes);
    case 'confirmation': return commitmentKnown(state, body.content.commitment, 'commitment');
    case 'reservation': case 'challenge': return null;
  }
}
