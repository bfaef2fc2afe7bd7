import { endOf, span } from '#base';
import type { Instant, When } from '#base';
import type { Entered, Item } from './bodies.ts';
import type { Origin, ProcessState } from './state.ts';

/** What defines the words and places of a documentary record is known before anything is said in them. Its edition is its `recorded`. */
const FROM_THE_BEGINNING: Instant = 0;

/** The entry as the source of what it brought. */
export function originOf(state: ProcessState, { entry, position, author, capacity, madeAt, recorded, body }: Entered): Origin {
  const known = state.charter.kind === 'live' ? recorded : Math.min(recorded, knownToAll(state, body, recorded));
  return { entry, position, author: state.participants.get(author)?.key ?? author, capacity, madeAt, recorded, known };
}

/** In a documentary record: the end of the civil span in which a thing was published, or took place. Never later than it was recorded. */
function knownToAll(state: ProcessState, { kind, content }: Entered['body'], recorded: Instant): Instant {
  const end = (when: When | undefined): Instant => endOfSpan(when, state.charter.zone) ?? recorded;
  switch (kind) {
    case 'charter': case 'accreditation': case 'vocabulary': case 'gazetteer': case 'geography': return FROM_THE_BEGINNING;
    case 'proposal': case 'answer': case 'agenda': case 'session': case 'draft': case 'minutes': case 'minutes-correction': case 'approval': case 'confirmation': case 'reservation': case 'challenge': case 'progress': return recorded;
    case 'amendment': case 'key': case 'revocation': case 'refusal': case 'freeze': case 'succession': case 'sealed': case 'release': case 'erasure': return recorded;
    case 'commitment': return end(state.instruments.get(content.instrument)?.value.date);
    case 'claim': return end(content.first.atEnd ?? content.first.at);
    case 'appearance': return end(content.appearance.atEnd ?? content.appearance.at);
    case 'document': return end(content.date);
    case 'question': case 'task': case 'split': return recorded;
    case 'access-window': return end(content.from);
    case 'patrol': case 'verification': case 'reply': case 'link': case 'likeness': case 'task-step': case 'outcome': case 'window-step': case 'person': case 'person-note': case 'warning': return end(content.date);
    case 'coverage': return end(content.to);
    case 'instrument': case 'signature': case 'correction': case 'withdrawal': return end(content.date);
    default: return end(publicationOf(content));
  }
}

/** The time at which an item of a documentary record counts as known, as its editor gave it. */
export const publicationOf = (item: Item): When => item.publishedAt ?? item.dateEnd ?? item.date;

export function endOfSpan(when: When | undefined, zone: string): Instant | null {
  const read = when === undefined ? null : span(when, zone);
  return read?.ok === true ? endOf(read.value) : null;
}
