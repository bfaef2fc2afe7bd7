import { ok, zoneTableVersion } from '#base';
import type { Refusal, Result } from '#base';
import type { Charter, Participant, SignedCharter } from './bodies.ts';
import { begin } from './charter.ts';

/** A charter in the making: what is not said yet is left out. Its seats take a person each, who brings a key of their own. */
export interface CharterDraft extends Pick<Charter, 'actors' | 'evidenceWindow' | 'host' | 'languages' | 'zone'>,
  Partial<Pick<Charter, 'title' | 'purpose' | 'withoutPrejudice' | 'fictional' | 'confirmation' | 'succession' | 'procedure'>> {
  readonly seats: readonly Seat[];
}

/** Who is to take part: the head of a party, the voice of a third party. Taken once it has a key. */
export interface Seat extends Omit<Participant, 'name' | 'key'>, Partial<Pick<Participant, 'name' | 'key'>> {
  readonly actor: string;
}

/**
 * What keeps a charter from being signed, the first thing first: what is not said yet (`charter.missing.*`), what no process could be held by (`process.charter.*` and others,
 * as the rules say), seats that nobody has taken.
 */
export function hindrances(draft: CharterDraft): readonly Refusal[] {
  const unsaid = unsaidIn(draft), strange = unsaid.length > 0 ? null : begun(filled(draft));
  return [...unsaid, ...strange === null ? [] : [strange], ...draft.seats.filter(({ key }) => key === undefined).map(({ id, actor }) => ({ code: 'charter.missing.key', seat: id, actor }))];
}

function unsaidIn({ title, purpose, actors, languages }: CharterDraft): readonly Refusal[] {
  const parties = actors.filter(({ kind }) => kind === 'party').length;
  return [
    ...title === undefined ? [{ code: 'charter.missing.title' }] : [], ...purpose === undefined ? [{ code: 'charter.missing.purpose' }] : [],
    ...parties < 2 ? [{ code: 'charter.missing.parties', parties }] : [], ...languages.length === 0 ? [{ code: 'charter.missing.languages' }] : [],
  ];
}

/** The charter that heads sign. Refuses what `hindrances` names first. */
export function charterOf(draft: CharterDraft): Result<Charter> {
  const [first] = hindrances(draft);
  return first === undefined ? ok(filled(draft)) : { ok: false, refusal: first };
}

/** With something in every place: what is not said yet is said here by nobody, and only asked of the rules. */
function filled({ seats, title = { und: '…' }, purpose = { und: '…' }, ...draft }: CharterDraft): Charter {
  const participants = seats.map(({ name = '…', key, proof, ...seat }): Participant => ({
    ...seat, name, key: key ?? `nobody's, of ${seat.id}`, ...seat.capacity === 'head' ? {} : { proof: proof ?? '…' },
  }));
  return { ...draft, title, purpose, kind: 'live', rules: 1, evaluator: 1, zoneTable: zoneTableVersion, participants };
}

/** What the rules say to a process that begins with this charter, agreed to by all its heads. */
function begun(charter: Charter): Refusal | null {
  const heads = charter.participants.filter(({ capacity }) => capacity === 'head');
  const agreedBy: SignedCharter['agreedBy'] = heads.map(({ id }) => ({ participant: id, signature: '…' }));
  const opened = begin({ entry: '…', author: heads[0]?.key ?? '', capacity: 'head', madeAt: 0, recorded: 0, about: [], body: { kind: 'charter', content: { charter, agreedBy } } }, '…');
  return opened.ok ? null : opened.refusal;
}
