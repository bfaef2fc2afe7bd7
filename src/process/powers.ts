import { canonical } from '#base';
import type { Json } from '#base';
import type { ActorId, Commitment, Instrument, PowerAct } from '#agreement';
import type { Act } from './bodies.ts';
import { decideItem } from './accounts.ts';
import { Items } from './columns/items.ts';
import { withdrawn } from './corrections.ts';
import { chargeKnown, powerActFits } from './named.ts';
import { partyOf } from './parties.ts';
import { bindsItsSide, isOf } from './sides.ts';
import type { HeldItem, ProcessState } from './state.ts';
import { each, listed, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';

/** What a power is exercised over, and who may. */
interface Charge {
  readonly instrument: Instrument;
  readonly commitment: Commitment | null;
  /** Bodies that may act alone: named by the commitment to determine, or the one that gave the instrument; no part of a side, where it binds another. */
  readonly bodies: readonly ActorId[];
  /** Those who act with each other's consent. What a court or council gave, its addressees cannot change. */
  readonly parties: readonly ActorId[];
}

/** Notices that must be in writing (Vienna Convention on the Law of Treaties, articles 65 and 67; a notice against renewal is treated alike). */
const WRITTEN: readonly PowerAct['power'][] = ['suspend', 'terminate', 'deny-renewal'];
/** Powers that say nothing unless they say the new terms. */
const WITH_TERMS: readonly PowerAct['power'][] = ['extend', 'amend'];
const GIVEN: readonly Instrument['kind'][] = ['court-order', 'resolution'];

/** An act binds everybody, so it needs its holder, its form, and the consent of those it binds. A power that one side alone claims is an account of that side: a statement. */
export function decideAct(asked: Asked, act: Act): Verdict {
  const binds = !asked.live || bindsItsSide(asked.author) ? null : no('process.powers.full', { participant: asked.author.id, kind: 'act' });
  return decideItem(asked, 'act', act) ?? binds ?? each(act.powers, (power, index) => decidePower(asked, act, power, `powers[${index}]`));
}

function decidePower(asked: Asked, act: Act, power: PowerAct, field: string): Verdict {
  const { state } = asked;
  const unknown = chargeKnown(state, power.commitment, `${field}.commitment`) ?? powerActFits(state, power, field);
  if (unknown !== null) return unknown;
  const charge = chargeOf(state, power.commitment);
  return holds(asked, act, power, charge) ?? formOf(power) ?? consents(asked, act, power, charge);
}

function chargeOf(state: ProcessState, id: string): Charge {
  const commitment = state.commitments.get(id)?.value ?? null;
  const { value: instrument } = state.instruments.get(commitment?.instrument ?? id) as { readonly value: Instrument };
  const issuer = instrument.issuedBy === undefined ? [] : [instrument.issuedBy], named = [...(commitment?.verification?.determinedBy ?? []), ...issuer];
  return {
    commitment, instrument, bodies: named.filter((body) => isApart(state, body, instrument)),
    parties: GIVEN.includes(instrument.kind) ? [] : instrument.parties,
  };
}

/** Whether a body stands apart from those whom an instrument binds: no party, no ministry of one, over what binds another too. Its own word a party has in its hands. */
function isApart({ actors }: ProcessState, body: ActorId, { parties }: Instrument): boolean {
  const side = partyOf(actors, body);
  return side === null || parties.every((party) => partyOf(actors, party) === side);
}

/** Who acts: in a live record the author's side, in a documentary one those who say of themselves that they do. */
function actingIn({ author, live }: Asked, act: Act): readonly ActorId[] {
  if (live) return author.actor === undefined ? [] : [author.actor];
  return act.accounts.flatMap(({ by, stance }) => stance === 'asserts' ? [by] : []);
}

const among = (state: ProcessState, wholes: readonly ActorId[], acting: readonly ActorId[]): boolean =>
  acting.some((one) => wholes.some((whole) => isOf(state.actors, whole, one)));

function holds(asked: Asked, act: Act, { power, commitment }: PowerAct, { bodies, parties }: Charge): Verdict {
  const acting = actingIn(asked, act), holders = [...bodies, ...parties];
  return among(asked.state, holders, acting) ? null
    : no('process.power.not-holder', { power, charge: commitment, by: listed(acting), holders: listed(holders) });
}

function formOf({ power, commitment, form, window, closes, to }: PowerAct): Verdict {
  if (form === undefined) return no('process.power.form-missing', { power, charge: commitment });
  if (form === 'oral' && WRITTEN.includes(power)) return no('process.power.not-written', { power, charge: commitment });
  const says = power === 'assign' ? to !== undefined : !WITH_TERMS.includes(power) || window !== undefined || closes !== undefined;
  return !says ? no('process.power.terms-missing', { power, charge: commitment }) : null;
}

function consents(asked: Asked, act: Act, power: PowerAct, charge: Charge): Verdict {
  const { state, live } = asked;
  const acting = actingIn(asked, act), given = power.consentOf ?? [];
  const facts = { power: power.power, charge: power.commitment };
  const missing = needed(state, power, charge, acting).filter((party) => !given.includes(party));
  if (missing.length > 0) return no('process.power.consent-missing', { ...facts, of: listed(missing) });
  const unsaid = live ? given.filter((party) => !among(state, [party], acting) && !saidSo(asked, party, power)) : [];
  return unsaid.length > 0 ? no('process.power.consent-not-on-record', { ...facts, of: listed(unsaid) }) : null;
}

/** Whose consent it takes. A competent body acts alone, and so does a party that denies renewal; what is owed is waived by those to whom it is owed; nobody comes to owe anything without a word of their own. */
function needed(state: ProcessState, { power, to }: PowerAct, { commitment, bodies, parties }: Charge, acting: readonly ActorId[]): readonly ActorId[] {
  const taking = to === undefined || parties.includes(to) || among(state, [to], acting) ? [] : [to];
  if (power === 'deny-renewal' || among(state, bodies, acting)) return taking;
  const owed = parties.filter((party) => commitment?.bearers.actors.includes(party) !== true);
  const asked = power === 'waive' && owed.length > 0 ? owed : parties;
  return [...asked.filter((party) => !among(state, [party], acting)), ...taking];
}

/** Nobody consents in another's name: the other side has said so itself, of the same power on the same terms, by somebody who binds it, to those for whom the act is, and has not taken it back. */
function saidSo({ state, submission }: Asked, party: ActorId, power: PowerAct): boolean {
  const wanted = terms(power), seen = ({ value }: HeldItem): boolean => submission.audience !== 'public' || !state.forTable.has(value.id);
  const items = state.items instanceof Items ? state.items.held() : state.items.values(); // Those of columns exercise no power.
  for (const item of items) if (!withdrawn(item) && seen(item) && authorBinds(state, item) && accepts(state, item, party, wanted)) return true;
  return false;
}

const accepts = (state: ProcessState, { value }: HeldItem, party: ActorId, wanted: string): boolean =>
  value.accounts.some(({ by, stance, powers = [] }) => stance === 'asserts' && powers.some((power) => terms(power) === wanted) && isOf(state.actors, party, by));

const terms = ({ power, commitment, at, window, closes, to, from }: PowerAct): string => canonical({ power, commitment, at, window, closes, to, from } as unknown as Json);

const authorBinds = (state: ProcessState, { source }: HeldItem): boolean => {
  const author = state.participants.get(source.author);
  return author !== undefined && bindsItsSide(author);
};
