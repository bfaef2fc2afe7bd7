import type { Account } from '#agreement';
import type { Finding, Item, Meeting } from './bodies.ts';
import { actorKnown, actorsKnown, assertionFits, chargeKnown, commitmentKnown, instrumentKnown, placeKnown, powerActFits } from './named.ts';
import { partyOf } from './parties.ts';
import { isOf } from './sides.ts';
import type { ItemKind, ItemOf } from './state.ts';
import { each, listed, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import { timesFit } from './times.ts';

/** The rules of a statement, report, meeting, finding or act as it says, the powers that an act exercises apart. `correctedOn`: it replaces another, from that day. */
export function decideItem<K extends ItemKind>(asked: Asked, kind: K, item: ItemOf[K], correctedOn?: string): Verdict {
  return accountsFit(asked, item)
    ?? placeKnown(asked.state, item.place, 'place')
    ?? each(item.commitments, (id, index) => commitmentKnown(asked.state, id, `commitments[${index}]`))
    ?? each(item.instruments, (id, index) => instrumentKnown(asked.state, id, `instruments[${index}]`))
    ?? (asked.live ? null : sourced(kind, item))
    ?? (kind === 'meeting' ? decideMeeting(asked, item as Meeting) : kind === 'finding' ? decideFinding(asked, item as Finding) : null)
    ?? timesFit(asked, kind, item, correctedOn);
}

const accountsFit = (asked: Asked, item: Item): Verdict => each(item.accounts, (account, index) => decideAccount(asked, account, `accounts[${index}]`));

function decideAccount({ state, author, live }: Asked, account: Account, field: string): Verdict {
  return actorKnown(state, account.by, `${field}.by`)
    ?? (live && !isOf(state.actors, author.actor, account.by) ? no('process.account.not-yours', { by: account.by, yours: author.actor ?? '', field: `${field}.by` }) : null)
    ?? each(account.facts, (assertion, index) => assertionFits(state, assertion, `${field}.facts[${index}]`))
    ?? each(account.powers, (power, index) => chargeKnown(state, power.commitment, `${field}.powers[${index}].commitment`) ?? powerActFits(state, power, `${field}.powers[${index}]`))
    ?? each(account.grades, ({ commitment }, index) => commitmentKnown(state, commitment, `${field}.grades[${index}].commitment`));
}

/** An editor writes down what somebody else said, and where it can be read. A finding is its body's own account. */
function sourced(kind: ItemKind, { id, accounts, sources = [], basis }: Item): Verdict {
  if (kind !== 'finding' && accounts.length === 0) return no('process.account.missing', { id });
  return sources.length > 0 || basis === 'general-knowledge' ? null : no('process.source.missing', { id });
}

function decideMeeting({ state, author, live }: Asked, { status, participants, proposedBy }: Meeting): Verdict {
  const another = live && status === 'proposed' && proposedBy !== undefined && !isOf(state.actors, author.actor, proposedBy);
  return actorsKnown(state, participants, 'participants')
    ?? actorKnown(state, proposedBy, 'proposedBy')
    ?? (another ? no('process.meeting.not-your-proposal', { proposedBy, yours: author.actor ?? '' }) : null);
}

/** A finding is given by the body itself, which is none of the parties and part of none; it decides a performance only where the instrument names that body, or that body gave the instrument. */
function decideFinding({ state, author, live }: Asked, { body, determines }: Finding): Verdict {
  const unknown = actorKnown(state, body, 'body');
  if (unknown !== null) return unknown;
  if (live && !isOf(state.actors, author.actor, body)) return no('process.finding.not-of-body', { body, yours: author.actor ?? '' });
  if (partyOf(state.actors, body) !== null) return no('process.finding.by-party', { body });
  return each(determines, ({ commitment }, index) => {
    const owed = state.commitments.get(commitment)?.value;
    if (owed === undefined) return commitmentKnown(state, commitment, `determines[${index}].commitment`);
    const issuer = state.instruments.get(owed.instrument)?.value.issuedBy;
    const competent = [...(owed.verification?.determinedBy ?? []), ...(issuer === undefined ? [] : [issuer])];
    return competent.some((one) => isOf(state.actors, one, body)) ? null : no('process.finding.not-competent', { body, commitment, competent: listed(competent) });
  });
}
