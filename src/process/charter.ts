import { isZone, ok } from '#base';
import type { Result } from '#base';
import type { Actor } from '#agreement';
import { among, participantFits } from './accreditation.ts';
import type { Capacity, Charter, Participant, SignedCharter } from './bodies.ts';
import { originOf } from './known.ts';
import { actorKnown } from './named.ts';
import { isOf } from './sides.ts';
import { untouchedField } from './matters.ts';
import { untouchedTable } from './sitting.ts';
import type { GroundBody, Held, ProcessState } from './state.ts';
import { each, no } from './submission.ts';
import type { Submission, Verdict } from './submission.ts';

/**
 * Opens a process with its charter, entry 0, which every head of delegation (in a documentary record: every editor) has agreed to.
 * `process` is the process id. Refuses what is not a charter, or one by which no process could be held: docs/reference/rules.md.
 */
export function begin(submission: Submission, process: string): Result<ProcessState> {
  const { body } = submission;
  if (body.kind !== 'charter') return { ok: false, refusal: no('process.charter.missing', { kind: body.kind }) };
  const refusal = decideCharter(body.content) ?? authorFits(submission, body.content.charter)
    ?? each(submission.about, (entry) => no('process.about.unknown', { entry }));
  return refusal === null ? ok(opened(submission, process, body.content)) : { ok: false, refusal };
}

/** Whether a process can be held by a charter, whoever agreed to it; of one that is amended, by what it says now. */
export function charterStands(charter: Charter): Verdict {
  const { zone, actors, participants, kind } = charter;
  const byId = new Map(actors.map((actor) => [actor.id, actor]));
  return (isZone(zone) ? null : no('process.charter.zone', { zone }))
    ?? each(actors, (actor) => partFits(byId, actor))
    ?? (actors.some((actor) => actor.kind === 'party') ? null : no('process.charter.no-party', {}))
    ?? each(participants, (person, index) => participantFits(kind, byId, person, among(participants.slice(0, index))))
    ?? led(charter)
    ?? each(kind === 'live' ? participants : [], (person) => person.capacity === 'head' || person.proof !== undefined ? null : no('process.key.unproven', { participant: person.id }))
    ?? kept(charter) ?? proceeds(charter);
}

const decideCharter = ({ charter, agreedBy }: SignedCharter): Verdict => charterStands(charter) ?? agreed(charter.participants, agreedBy, leads(charter.kind));

/** The capacity in which a charter is agreed to and entered. */
const leads = (kind: Charter['kind']): Capacity => kind === 'live' ? 'head' : 'editor';

function partFits(actors: ReadonlyMap<string, Actor>, { id, partOf }: Actor): Verdict {
  return actorKnown({ actors }, partOf, `actors.${id}.partOf`)
    ?? (partOf !== undefined && isOf(actors, id, partOf) ? no('process.actor.circle', { id }) : null);
}

/** No party sits at the table without somebody who can speak for it and accredit others. */
function led({ kind, actors, participants }: Charter): Verdict {
  if (kind === 'documentary') return participants.some(({ capacity }) => capacity === 'editor') ? null : no('process.charter.no-editor', {});
  return each(actors, ({ id, kind: actorKind, partOf }) => {
    const headed = participants.some(({ capacity, actor }) => capacity === 'head' && actor === id);
    return actorKind === 'party' && partOf === undefined && !headed ? no('process.charter.no-head', { actor: id }) : null;
  });
}

/** The host is none of those who take part, and what the charter says of witnesses and successors can be fulfilled. */
function kept({ host, participants, actors, confirmation, succession }: Charter): Verdict {
  const { witnesses = [], groups = [], quorum } = confirmation ?? {};
  const ids = [...witnesses, ...groups].map(({ id }) => id);
  const heads = participants.filter(({ capacity }) => capacity === 'head').length;
  return each(participants, ({ id, key, root }) => key === host.key || root === host.key ? no('process.key.hosts', { participant: id }) : null)
    ?? each(ids, (id, index) => ids.indexOf(id) === index ? null : no('process.charter.witness-twice', { id }))
    ?? each(witnesses, ({ id, actor }) => actorKnown({ actors: new Map(actors.map((one) => [one.id, one])) }, actor, `witnesses.${id}.actor`))
    // A group is made of what stands before it: then no group holds itself.
    ?? each(groups, ({ id, of, needs }, index) => each(of, (member) => [...witnesses, ...groups.slice(0, index)].some((one) => one.id === member) ? null : no('process.charter.witness-unknown', { id: member, group: id }))
      ?? (needs >= 1 && needs <= of.length ? null : no('process.charter.group', { id, needs, members: of.length })))
    ?? (quorum === undefined || ids.includes(quorum) ? null : no('process.charter.witness-unknown', { id: quorum, group: 'quorum' }))
    ?? (succession === undefined || (succession.heads >= 1 && succession.heads <= heads) ? null : no('process.charter.succession', { heads: succession.heads, there: heads }));
}

/** What the rules of procedure ask for can be met, by those who are there. */
function proceeds({ procedure = {}, participants, actors }: Charter): Verdict {
  const { chair, quorum, decision, amendment } = procedure;
  const parties = actors.filter(({ kind, partOf }) => kind === 'party' && partOf === undefined).length, heads = participants.filter(({ capacity }) => capacity === 'head').length;
  const needs = [['quorum', quorum, parties], ['decision', decision?.rule === 'parties' ? decision.atLeast : undefined, parties], ['amendment', amendment?.heads, heads]] as const;
  return each(needs, ([rule, needed, there]) => needed === undefined || needed <= there ? null : no('process.charter.procedure', { rule, needs: needed, there }))
    ?? actorKnown({ actors: new Map(actors.map((one) => [one.id, one])) }, typeof chair === 'object' ? chair.by : undefined, 'procedure.chair.by');
}

/** Whether the signatures are good is not known here; whose they must be is. */
function agreed(participants: readonly Participant[], agreedBy: SignedCharter['agreedBy'], capacity: Capacity): Verdict {
  const leading = participants.filter((one) => one.capacity === capacity);
  return each(agreedBy, ({ participant }) => leading.some(({ id }) => id === participant) ? null : no('process.charter.agreed-by-other', { participant, capacity }))
    ?? each(leading, ({ id }) => agreedBy.some(({ participant }) => participant === id) ? null : no('process.charter.not-agreed', { participant: id, capacity }));
}

function authorFits({ author, capacity }: Submission, { kind, participants }: Charter): Verdict {
  const person = participants.find(({ key }) => key === author);
  if (person === undefined) return no('process.author.unknown', { author });
  if (person.capacity !== capacity) return no('process.capacity.not-held', { participant: person.id, capacity, holds: person.capacity });
  return capacity === leads(kind) ? null : no('process.kind.not-for-capacity', { kind: 'charter', capacity, record: kind, may: leads(kind) });
}

function opened(submission: Submission, process: string, content: SignedCharter): ProcessState {
  const { charter } = content, { entry, recorded } = submission;
  const ground = new Map<string, Held<GroundBody>>();
  const state: ProcessState = {
    process, charter, charterHistory: [], recorded, size: 1, ground,
    actors: new Map(charter.actors.map((actor) => [actor.id, actor])),
    participants: new Map(charter.participants.map((person) => [person.key, person])), host: charter.host, frozen: false, revoked: new Map(), refused: new Set(), sealed: new Map(), voices: new Map(), withheld: new Map(), erased: new Map(),
    vocabulary: new Map(), places: new Map(), geography: new Map(), instruments: new Map(), commitments: new Map(), signatures: new Map(), coverage: new Map(), items: new Map(),
    ...untouchedTable(), ...untouchedField(),
    positions: new Map([[entry, 0], ['charter', 0]]),
  };
  const source = originOf(state, { ...submission, position: 0 });
  ground.set(entry, { value: { kind: 'charter', content }, source });
  return { ...state, charterHistory: [{ value: charter, source }] };
}
