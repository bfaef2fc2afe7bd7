import { decideItem } from './accounts.ts';
import { decideAppearance, decideClaim, decideOutcome, decideSplit } from './claims.ts';
import { decideDocument, sentenceKnown } from './documents.ts';
import type { FieldBody, FieldKind, Likeness, Link, Patrol, Question, Reply, Task, TaskStep, Verified, Warning } from './field-bodies.ts';
import { idFree } from './ids.ts';
import { actorKnown, commitmentKnown, ownVoice, placeKnown, reportKnown } from './named.ts';
import { partyOf } from './parties.ts';
import { decidePerson, decidePersonNote } from './persons.ts';
import { latest } from './people.ts';
import { isOf } from './sides.ts';
import type { ProcessState } from './state.ts';
import { each, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import { notAhead, stillAhead } from './times.ts';
import { decideAccessWindow, decideWindowStep } from './windows.ts';

/** The rules of what comes from the field and what is said of it (docs/reference/rules.md, "The field"). Each side speaks for itself; an editor writes down where it can be read. */
export function decideField(asked: Asked, body: FieldBody): Verdict {
  return own(asked, body) ?? decideOne(asked, body);
}

/** What an editor writes down of what others said of a matter. */
const SOURCED: readonly string[] = ['verification', 'reply', 'outcome', 'window-step', 'warning'] satisfies readonly FieldKind[];

/** A claim, like a document, is somebody else's words: whoever records it does not make them theirs. */
function own(asked: Asked, { kind, content }: FieldBody): Verdict {
  if (kind === 'claim' || kind === 'split' || kind === 'appearance' || kind === 'document') return null;
  const unsourced = !asked.live && SOURCED.includes(kind) && ((content as { readonly sources?: readonly unknown[] }).sources ?? []).length === 0;
  return ownVoice(asked, content.by)
    ?? (unsourced ? no('process.source.missing', { id: content.id }) : null)
    ?? (kind !== 'patrol' && 'date' in content ? notAhead(asked, content.date, 'date') : null);
}

function decideOne(asked: Asked, { kind, content }: FieldBody): Verdict {
  switch (kind) {
    case 'patrol': return decidePatrol(asked, content);
    case 'verification': return decideVerification(asked, content);
    case 'question': return decideQuestion(asked, content);
    case 'reply': return decideReply(asked, content);
    case 'link': return decideLink(asked, content);
    case 'likeness': return decideLikeness(asked, content);
    case 'task': return decideTask(asked, content);
    case 'task-step': return decideTaskStep(asked, content);
    case 'claim': return decideClaim(asked, content);
    case 'split': return decideSplit(asked, content);
    case 'appearance': return decideAppearance(asked, content);
    case 'outcome': return decideOutcome(asked, content);
    case 'document': return decideDocument(asked, content);
    case 'access-window': return decideAccessWindow(asked, content);
    case 'window-step': return decideWindowStep(asked, content);
    case 'person': return decidePerson(asked, content);
    case 'person-note': return decidePersonNote(asked, content);
    case 'warning': return decideWarning(asked, content);
  }
}

/** Every observation is a report by the rules of reports, under an id of its own. */
function decidePatrol(asked: Asked, { id, reports, pair, date }: Patrol): Verdict {
  const { state } = asked, ids = [id, ...reports.map((report) => report.id)];
  return notAhead(asked, date, 'date')
    ?? each(ids, (one, index) => ids.indexOf(one) !== index ? no('process.patrol.id-twice', { id: one }) : index > 0 ? idFree(state, one) : null)
    ?? (pair === undefined || state.matters.get(pair)?.kind === 'patrol' ? null : no('process.patrol.unknown', { id: pair }))
    ?? each(reports, (report) => decideItem(asked, 'report', report));
}

/** What can be asked about, answered, linked: a report, a statement, a claim, a document. */
const matterKnown = (state: ProcessState, id: string): Verdict =>
  state.items.has(id) || ['claim', 'document'].includes(state.matters.get(id)?.kind ?? '') ? null : no('process.matter.unknown', { id });

/** Nobody checks their own report, and no party that of its own side. */
function decideVerification({ state, author, live }: Asked, { report }: Verified): Verdict {
  const unknown = reportKnown(state, report), held = state.items.get(report);
  if (unknown !== null || !live || held === undefined) return unknown;
  const reporter = state.participants.get(held.source.author);
  if (reporter?.id === author.id) return no('process.verification.own', { report });
  const side = partyOf(state.actors, author.actor);
  return side !== null && side === partyOf(state.actors, reporter?.actor) ? no('process.verification.own-side', { report, side }) : null;
}

function decideQuestion(asked: Asked, { about, to, until }: Question): Verdict {
  return matterKnown(asked.state, about) ?? actorKnown(asked.state, to, 'to') ?? stillAhead(asked, until, 'until', 'process.question.past');
}

/** Whoever is asked answers; to a report or claim, everybody may. */
function decideReply({ state }: Asked, { to, by }: Reply): Verdict {
  const held = state.matters.get(to);
  if (held?.kind !== 'question') return matterKnown(state, to);
  return isOf(state.actors, held.value.to, by) || isOf(state.actors, by, held.value.to) ? null : no('process.reply.not-asked', { to: held.value.to, by });
}

function decideLink({ state }: Asked, { item, at, commitments }: Link): Verdict {
  return matterKnown(state, item) ?? sentenceKnown(state, item, at) ?? each(commitments, (id, index) => commitmentKnown(state, id, `commitments[${index}]`));
}

/** What a thing is, for telling it alike with others: only like and like. */
const sortOf = (state: ProcessState, id: string): string | undefined => {
  const matter = state.matters.get(id)?.kind;
  return matter === 'claim' || matter === 'person' ? matter : state.items.get(id)?.kind;
};

/** Merged by a person, and told apart by one; told again of the same two, it is agreed to. Only what is there, and behind one other. */
function decideLikeness({ state }: Asked, { keep, same, step }: Likeness): Verdict {
  const sort = sortOf(state, keep);
  if (sort === undefined) return no('process.matter.unknown', { id: keep });
  return each(same, (id) => {
    if (sortOf(state, id) !== sort || id === keep) return no('process.likeness.other', { id, keep });
    const merged = state.alike.get(id);
    if (step === 'unmerged') return merged === keep ? null : no('process.likeness.apart', { id, keep });
    return (merged === undefined || merged === keep) && state.alike.get(keep) === undefined ? null : no('process.likeness.merged', { id: merged === undefined ? keep : id, into: merged ?? state.alike.get(keep) ?? '' });
  });
}

function decideTask({ state }: Asked, { to, participant, place, about }: Task): Verdict {
  const person = participant === undefined ? undefined : latest(state, participant);
  return actorKnown(state, to, 'to') ?? placeKnown(state, place, 'place') ?? each(about, (id) => matterKnown(state, id))
    ?? (participant === undefined || (person !== undefined && isOf(state.actors, to, person.actor)) ? null : no('process.task.nobody', { participant, to }));
}

function decideTaskStep({ state }: Asked, { task, by }: TaskStep): Verdict {
  const held = state.matters.get(task);
  if (held?.kind !== 'task') return no('process.task.unknown', { id: task });
  return isOf(state.actors, held.value.to, by) ? null : no('process.task.not-yours', { task, to: held.value.to, by });
}

/** Whoever raised a warning ends it: nobody declares over what others see coming. */
function decideWarning({ state }: Asked, { about, place, level, by }: Warning): Verdict {
  if (level === 'ended') return each(about, (id) => {
    const held = state.matters.get(id);
    if (held?.kind !== 'warning') return no('process.warning.unknown', { id });
    return isOf(state.actors, held.value.by, by) || isOf(state.actors, by, held.value.by) ? null : no('process.warning.not-yours', { id, by: held.value.by });
  });
  return placeKnown(state, place, 'place') ?? each(about, (id) => matterKnown(state, id));
}
