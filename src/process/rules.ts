import { ok } from '#base';
import type { Result } from '#base';
import { decideAccreditation } from './accreditation.ts';
import { decideItem } from './accounts.ts';
import { audienceFits } from './audience.ts';
import type { Body } from './bodies.ts';
import { decideAmendment } from './amendment.ts';
import { decideAtTable } from './at-table.ts';
import { decideCorrection, decideWithdrawal } from './corrections.ts';
import { decideCoverage } from './coverage.ts';
import { decideErasure } from './erasure.ts';
import { decideField } from './field.ts';
import { isField } from './field-bodies.ts';
import { decideGazetteer, decideVocabulary } from './ground.ts';
import { decideHosts, decideSuccession, isHosts } from './hosts.ts';
import type { HostsKind } from './hosts.ts';
import { DIGEST, idFree } from './ids.ts';
import { decideCommitment, decideInstrument, decideSignature } from './instruments.ts';
import { decideKey, decideRevocation, speakerOf } from './keys.ts';
import { decideAct } from './powers.ts';
import { decideRelease } from './release.ts';
import type { ProcessState } from './state.ts';
import { each, listed, no, shown } from './submission.ts';
import type { Asked, Submission, Verdict } from './submission.ts';
import { voicesFor } from './table.ts';

/**
 * Whether the rules, version 1, let a submission be the next entry. Reads nothing but the two, changes nothing, and never throws on a well-formed body.
 * The refusals, each with its rule, are in docs/reference/rules.md.
 */
export function decide(state: ProcessState, submission: Submission): Result<null> {
  const refusal = decideAny(state, submission);
  return refusal === null ? ok(null) : { ok: false, refusal };
}

function decideAny(state: ProcessState, submission: Submission): Verdict {
  const { author: key, capacity, recorded, about, body } = submission;
  const previous = state.recorded ?? recorded;
  if (state.positions.has(submission.entry)) return no('process.entry.repeated', { entry: submission.entry });
  if (recorded < previous) return no('process.recorded.earlier', { recorded: shown(recorded), previous: shown(previous) });
  if (state.frozen && body.kind !== 'succession') return no('process.frozen', {});
  if (isHosts(body)) return decideHosts(state, submission, body);
  const author = speakerOf(state, key, body.kind);
  if (author === undefined) return state.revoked.has(key) ? no('process.key.revoked', { author: key }) : no('process.author.unknown', { author: key });
  if (author.capacity !== capacity) return no('process.capacity.not-held', { participant: author.id, capacity, holds: author.capacity });
  const asked: Asked = { state, submission, author, live: state.charter.kind === 'live' };
  return mayEnter(asked) ?? each(about, (entry) => entryKnown(state, entry)) ?? ruled(asked, body);
}

/** For whom it is, what it is called, and the rule of its kind: of an entry, and of a letter that is released in whole. */
const ruled = (asked: Asked, body: Exclude<Body, { readonly kind: HostsKind }>): Verdict => audienceFits(asked.state, asked.submission) ?? ownIdFree(asked.state, body) ?? decideKind(asked, body);

function mayEnter({ state: { charter: { kind: record } }, author: { capacity }, submission: { body: { kind } } }: Asked): Verdict {
  if (kind === 'charter') return no('process.charter.second', {});
  const voices = voicesFor(kind, record);
  return voices.includes(capacity) ? null : no('process.kind.not-for-capacity', { kind, capacity, record, may: listed(voices) });
}

const entryKnown = ({ positions }: ProcessState, entry: string): Verdict => DIGEST.test(entry) && positions.has(entry) ? null : no('process.about.unknown', { entry });

/** The id by which other entries name what a body brings. */
export const caseIdOf = (body: Body): string => 'id' in body.content ? body.content.id : body.kind;

const ownIdFree = (state: ProcessState, body: Body): Verdict => 'id' in body.content ? idFree(state, body.content.id) : null;

function decideKind(asked: Asked, body: Exclude<Body, { readonly kind: HostsKind }>): Verdict {
  switch (body.kind) {
    case 'charter': case 'geography': return null;
    case 'accreditation': return decideAccreditation(asked, body.content);
    case 'vocabulary': return decideVocabulary(asked, body.content);
    case 'gazetteer': return decideGazetteer(asked, body.content);
    case 'instrument': return decideInstrument(asked, body.content);
    case 'signature': return decideSignature(asked, body.content);
    case 'commitment': return decideCommitment(asked, body.content);
    case 'statement': case 'report': case 'meeting': case 'finding': return decideItem(asked, body.kind, body.content);
    case 'act': return decideAct(asked, body.content);
    case 'coverage': return decideCoverage(asked, body.content);
    case 'correction': return decideCorrection(asked, body.content);
    case 'withdrawal': return decideWithdrawal(asked, body.content);
    case 'key': return decideKey(asked, body.content);
    case 'revocation': return decideRevocation(asked, body.content);
    case 'succession': return decideSuccession(asked, body.content);
    case 'release': return decideRelease(asked, body.content, (within) => ruled(within, within.submission.body as typeof body));
    case 'erasure': return decideErasure(asked, body.content);
    case 'amendment': return decideAmendment(asked, body.content);
    default: return isField(body) ? decideField(asked, body) : decideAtTable(asked, body);
  }
}
