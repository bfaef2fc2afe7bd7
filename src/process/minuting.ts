import { endOf, shift, span } from '#base';
import type { Instant, Result } from '#base';
import { acceptedCorrections, approvedBy, correctionStanding, lastDrafts, paragraphsOf, sameText } from './minutes.ts';
import { itemKnown, wasPresent } from './meetings.ts';
import { actorKnown } from './named.ts';
import { partiesOf, partyOf } from './parties.ts';
import { meets } from './proposals.ts';
import { bindsItsSide } from './sides.ts';
import type { Held, HeldMinutes, ProcessState } from './state.ts';
import { each, listed, no, shown } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import type { Answer, Approval, Draft, Minutes, MinutesCorrection, Paragraph, Progress } from './table-bodies.ts';
import { notAhead } from './times.ts';

/** How long minutes stay open to corrections where the charter does not say. */
const CORRECTIONS = 'P14D';

/** Several hands draft: nobody writes over words that they have not seen. */
export function decideDraft(asked: Asked, { minutes, meeting, paragraph, after, says, was }: Draft): Verdict {
  const { state } = asked, drafts = lastDrafts(state, minutes), standing = drafts.get(paragraph)?.value;
  const other = state.drafts.get(minutes)?.find(({ value }) => value.meeting !== meeting)?.value;
  if (state.minutes.has(minutes)) return no('process.draft.closed', { minutes });
  if (other !== undefined) return no('process.draft.meeting', { minutes, meeting: other.meeting });
  if (standing?.id !== was) return no('process.draft.overwrites', { paragraph, latest: standing?.id ?? '—', seen: was ?? '—' });
  if (standing === undefined && says === undefined) return no('process.draft.nothing', { paragraph });
  return meets(asked, meeting)
    ?? (after === undefined || (after !== paragraph && drafts.has(after)) ? null : no('process.draft.after', { paragraph, after }))
    ?? (says === undefined ? null : paragraphFits(state, meeting, says, paragraph));
}

/** What a paragraph names is there: the item, the decision, those who say or owe it. */
const paragraphFits = (state: ProcessState, meeting: string, { by, owner, item, decision }: Omit<Paragraph, 'id'>, id: string): Verdict =>
  actorKnown(state, by, `${id}.by`) ?? actorKnown(state, owner, `${id}.owner`) ?? itemKnown(state, meeting, item)
  ?? (decision === undefined || state.proposals.get(decision)?.value.what === 'decision' ? null : no('process.decision.unknown', { id: decision }));

/** Until when minutes that are circulated at a second stay open to corrections at least. */
export const correctionsUntil = ({ charter: { procedure, zone } }: Pick<ProcessState, 'charter'>, circulated: Instant): Result<Instant> => shift(circulated, procedure?.corrections ?? CORRECTIONS, zone);

/** Circulated by whoever met, on an account of who was there, open to corrections for as long as the charter says. */
export function decideMinutes(asked: Asked, { meeting, session, date, correctionsUntil: until, paragraphs }: Minutes): Verdict {
  const { state, submission: { recorded } } = asked, { zone } = state.charter;
  const open = span(until, zone), least = correctionsUntil(state, recorded);
  if (!open.ok || !least.ok) return open.ok ? null : open.refusal;
  return meets(asked, meeting)
    ?? (state.sessions.get(session)?.value.meeting === meeting ? null : no('process.session.unknown', { id: session, meeting }))
    ?? notAhead(asked, date, 'date')
    ?? (endOf(open.value) >= least.value ? null : no('process.minutes.corrections-short', { until, earliest: shown(least.value) }))
    ?? each(paragraphs, (paragraph) => paragraphFits(state, meeting, paragraph, paragraph.id));
}

type Circulated = (state: ProcessState, id: string, then: (held: HeldMinutes) => Verdict) => Verdict;
const circulated: Circulated = ({ minutes }, id, then) => {
  const held = minutes.get(id);
  return held === undefined ? no('process.minutes.unknown', { id }) : then(held);
};
const unfrozen: Circulated = (state, id, then) => circulated(state, id, (held) => held.frozen === null ? then(held) : no('process.minutes.frozen', { id }));

const paragraphKnown = ({ value: { id, paragraphs } }: HeldMinutes, paragraph: string): Verdict =>
  paragraphs.some((one) => one.id === paragraph) ? null : no('process.paragraph.unknown', { id: paragraph, minutes: id });

/** By somebody who was there, in the languages of the minutes, while they are open. */
export const decideMinutesCorrection = ({ state, author, submission: { recorded } }: Asked, { minutes, paragraph, text }: MinutesCorrection): Verdict => unfrozen(state, minutes, (held) => {
  const { meeting, languages, correctionsUntil } = held.value, until = span(correctionsUntil, state.charter.zone);
  if (until.ok && recorded >= endOf(until.value)) return no('process.minutes.corrections-closed', { minutes, until: correctionsUntil });
  return (wasPresent(state, meeting, author.id) ? null : no('process.minutes.absent', { participant: author.id, meeting }))
    ?? paragraphKnown(held, paragraph)
    ?? each(Object.keys(text), (language) => languages.includes(language) ? null : no('process.minutes.language', { language, languages: listed(languages) }));
});

/** Every other party of the meeting answers a correction; who made it withdraws it. */
export function decideCorrectionAnswer({ state }: Asked, { value: { id, minutes, by: corrector } }: Held<MinutesCorrection>, { by, answer }: Answer): Verdict {
  return unfrozen(state, minutes, ({ value: { meeting } }) => {
    if (correctionStanding(state, id) === 'withdrawn') return no('process.answer.closed', { id, outcome: 'withdrawn' });
    if (answer === 'withdraw') return by === corrector ? null : no('process.answer.not-proposer', { id, by: corrector });
    const own = partyOf(state.actors, corrector), others = partiesOf(state, meeting).filter((party) => party !== own);
    return others.includes(by) ? null : no('process.answer.not-asked', { id, by, asked: listed(others) });
  });
}

/** A party approves the text that it has seen, no other, by somebody who binds it. */
export const decideApproval = ({ state, author }: Asked, { minutes, by, with: seen }: Approval): Verdict => unfrozen(state, minutes, (held) => {
  const parties = partiesOf(state, held.value.meeting), now = acceptedCorrections(state, minutes);
  if (!parties.includes(by)) return no('process.approval.not-party', { by, parties: listed(parties) });
  if (!bindsItsSide(author)) return no('process.powers.full', { participant: author.id, kind: 'approval' });
  if (!sameText(seen, now)) return no('process.approval.changed', { minutes, seen: listed(seen), now: listed(now) });
  return approvedBy(state, held).includes(by) ? no('process.approval.repeated', { minutes, by }) : null;
});

/** Of an action point that every party has approved. */
export const decideProgress = (asked: Asked, { minutes, paragraph, date }: Progress): Verdict => circulated(asked.state, minutes, (held) => {
  if (held.frozen === null) return no('process.minutes.not-frozen', { id: minutes });
  const type = paragraphsOf(asked.state, minutes).find(({ id }) => id === paragraph)?.type;
  return paragraphKnown(held, paragraph) ?? (type === 'action' ? null : no('process.progress.not-action', { paragraph, minutes })) ?? notAhead(asked, date, 'date');
});
