import type { AppearanceOf, Claim, Outcome, Split } from './field-bodies.ts';
import { idFree } from './ids.ts';
import { appearedAs } from './matters.ts';
import { actorKnown, actorsKnown, commitmentKnown, reportKnown } from './named.ts';
import { isOf } from './sides.ts';
import { each, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import { notAhead, stillAhead } from './times.ts';

/** A claim is kept with who makes it, through whom, and where it first appeared; those concerned are asked in time to reply. */
export function decideClaim(asked: Asked, { by, from, concerns, first, appearances = [], commitments, reports, replyUntil, date }: Claim): Verdict {
  const { state } = asked, source = from === undefined ? undefined : state.items.get(from);
  return notAhead(asked, date, 'date')
    ?? actorKnown(state, by, 'by') ?? actorsKnown(state, concerns, 'concerns')
    ?? (from === undefined || source?.kind === 'statement' || source?.kind === 'report' ? null : no('process.matter.unknown', { id: from }))
    ?? each(commitments, (id, index) => commitmentKnown(state, id, `commitments[${index}]`))
    ?? each(reports, (id) => reportKnown(state, id))
    ?? each([first, ...appearances], ({ at, atEnd }, index) => { const member = index === 0 ? 'first' : `appearances[${index - 1}]`; return notAhead(asked, at, `${member}.at`) ?? notAhead(asked, atEnd, `${member}.atEnd`); })
    ?? (asked.live ? stillAhead(asked, replyUntil, 'replyUntil', 'process.question.past') : null);
}

/** Every claim by the rules of claims, each out of what is split, under an id of its own. */
export function decideSplit(asked: Asked, { id, from, claims }: Split): Verdict {
  const ids = [id, ...claims.map((claim) => claim.id)];
  return each(ids, (one, index) => ids.indexOf(one) !== index ? no('process.split.id-twice', { id: one }) : index > 0 ? idFree(asked.state, one) : null)
    ?? each(claims, (claim) => (claim.from === from ? decideClaim(asked, claim) : no('process.split.other', { id: claim.id, from })));
}

/** The same words in the same place at the same time are one appearance. */
export function decideAppearance(asked: Asked, { claim, appearance }: AppearanceOf): Verdict {
  const held = asked.state.matters.get(claim);
  if (held?.kind !== 'claim') return no('process.claim.unknown', { id: claim });
  const name = appearedAs({ claim, appearance }), there = asked.state.appeared.has(name) || [held.value.first, ...held.value.appearances ?? []].some((one) => appearedAs({ claim, appearance: one }) === name);
  return there ? no('process.appearance.twice', { claim, outlet: appearance.outlet }) : notAhead(asked, appearance.at, 'appearance.at') ?? notAhead(asked, appearance.atEnd, 'appearance.atEnd');
}

/** Whoever made a claim may take it back; everybody may say what they found it to be. */
export function decideOutcome({ state, live }: Asked, { claim, outcome, by }: Outcome): Verdict {
  const held = state.matters.get(claim);
  if (held?.kind !== 'claim') return no('process.claim.unknown', { id: claim });
  const theirs = held.value.by !== undefined && isOf(state.actors, by, held.value.by);
  return live && outcome === 'withdrawn' && !theirs ? no('process.outcome.not-theirs', { claim, by }) : null;
}
