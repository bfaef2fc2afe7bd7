import type { Participant } from '#process';
import type { Visit } from '../visit.ts';
import { actorLabel } from './names.tsx';

/** "Ilen Astor, head of delegation, Vesmar": a participant in one line. */
export const whoIs = (visit: Visit, { name, capacity, actor }: Participant): string =>
  visit.words.say('sign-in.who', { name, capacity: visit.words.say(`capacity.${capacity}`), actor: actor === undefined ? '' : actorLabel(visit, actor), whole: actor === undefined ? 'no' : 'yes' });
