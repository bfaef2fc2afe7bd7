import type { TableBody } from './bodies.ts';
import { decideChallenge } from './challenges.ts';
import { decideConfirmation, decideReservation } from './confirmations.ts';
import { decideAgenda, decideSession } from './meetings.ts';
import { decideApproval, decideCorrectionAnswer, decideDraft, decideMinutes, decideMinutesCorrection, decideProgress } from './minuting.ts';
import { ownVoice } from './named.ts';
import { decideAnswer, decideProposal } from './proposals.ts';
import { no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import type { Answer } from './table-bodies.ts';

/** The rules of what is proposed, met about, minuted and decided. Each side speaks for itself. */
export const decideAtTable = (asked: Asked, body: TableBody): Verdict => ('by' in body.content ? ownVoice(asked, body.content.by) : null) ?? decideOne(asked, body);

function decideOne(asked: Asked, body: TableBody): Verdict {
  switch (body.kind) {
    case 'proposal': return decideProposal(asked, body.content);
    case 'answer': return answered(asked, body.content);
    case 'agenda': return decideAgenda(asked, body.content);
    case 'session': return decideSession(asked, body.content);
    case 'draft': return decideDraft(asked, body.content);
    case 'minutes': return decideMinutes(asked, body.content);
    case 'minutes-correction': return decideMinutesCorrection(asked, body.content);
    case 'approval': return decideApproval(asked, body.content);
    case 'confirmation': return decideConfirmation(asked, body.content);
    case 'reservation': return decideReservation(asked, body.content);
    case 'challenge': return decideChallenge(asked, body.content);
    case 'progress': return decideProgress(asked, body.content);
  }
}

function answered(asked: Asked, answer: Answer): Verdict {
  const proposal = asked.state.proposals.get(answer.to), correction = asked.state.minutesCorrections.get(answer.to);
  if (proposal !== undefined) return decideAnswer(asked, proposal, answer);
  return correction === undefined ? no('process.answer.unknown', { id: answer.to }) : decideCorrectionAnswer(asked, correction, answer);
}
