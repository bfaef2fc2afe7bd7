import type { Text } from '#base';
import type { ActorKind } from '#agreement';
import type { Capacity, Charter, CharterDraft, Seat } from '#process';

/** A kind of talks to begin from. Everything in it can be changed; nothing of it is said to anybody until it is in the charter. */
export interface Template {
  readonly id: 'mediated' | 'co-chairs' | 'joint-commission' | 'humanitarian';
  readonly parties: number;
  /** Third parties, each by its capacity, with the number of people who speak for it from the beginning. */
  readonly third: readonly { readonly capacity: ThirdCapacity; readonly voices: number }[];
  readonly evidenceWindow: Charter['evidenceWindow'];
  readonly procedure: NonNullable<Charter['procedure']>;
}

/** What a third party can be at a table. */
export const THIRD = ['mediator', 'guarantor', 'monitor', 'humanitarian', 'court', 'observer', 'community'] as const satisfies readonly Capacity[];
export type ThirdCapacity = (typeof THIRD)[number];

const FIRST_THIRD = 'third-1';
const CONSENSUS = { rule: 'consensus' } as const, ALL = { heads: 2 } as const;

export const TEMPLATES: readonly Template[] = [
  {
    id: 'mediated', parties: 2, third: [{ capacity: 'mediator', voices: 1 }], evidenceWindow: 'P14D',
    procedure: { propose: ['delegate', 'mediator'], chair: { by: FIRST_THIRD }, quorum: 2, decision: CONSENSUS, silence: { atLeast: 'P3D', late: 'P2D' }, corrections: 'P14D', publication: 'public', amendment: ALL },
  },
  {
    id: 'co-chairs', parties: 2, third: [{ capacity: 'mediator', voices: 3 }], evidenceWindow: 'P14D',
    procedure: { propose: ['mediator'], chair: { by: FIRST_THIRD }, quorum: 2, decision: CONSENSUS, silence: { atLeast: 'P5D', late: 'P2D' }, corrections: 'P14D', publication: 'public', amendment: ALL },
  },
  {
    id: 'joint-commission', parties: 2, third: [{ capacity: 'guarantor', voices: 1 }, { capacity: 'guarantor', voices: 1 }], evidenceWindow: 'P30D',
    procedure: { propose: ['delegate', 'guarantor'], chair: 'alternating', quorum: 2, decision: CONSENSUS, silence: { atLeast: 'P7D', late: 'P3D' }, corrections: 'P7D', publication: 'public', amendment: ALL },
  },
  {
    id: 'humanitarian', parties: 2, third: [{ capacity: 'humanitarian', voices: 1 }], evidenceWindow: 'P14D',
    procedure: { propose: ['delegate', 'humanitarian'], chair: { by: FIRST_THIRD }, quorum: 2, decision: CONSENSUS, corrections: 'P7D', publication: 'table', amendment: ALL },
  },
];

/** A draft to begin with, of which nobody is part yet. `host`: the keys of who will keep the log; `withoutPrejudice`: the usual sentence, in the words of whoever begins. */
export const draftFrom = ({ evidenceWindow, procedure, parties }: Template, host: Charter['host'], language: string, withoutPrejudice: Text): CharterDraft =>
  ({ withoutPrejudice, zone: 'UTC', languages: [language], evidenceWindow, host, procedure, succession: { heads: parties }, actors: [], seats: [] });

export const kindOf = (capacity: ThirdCapacity): ActorKind => capacity === 'observer' ? 'organisation' : capacity;

/** The seats of those who speak for a third party from the beginning. */
export const voicesOf = (actor: string, capacity: ThirdCapacity, voices: number): readonly Seat[] =>
  Array.from({ length: voices }, (_, index): Seat => ({ id: `voice-${actor}-${index + 1}`, actor, capacity }));

/** The seat of the head of a party's delegation. */
export const headOf = (actor: string): Seat => ({ id: `head-${actor}`, actor, capacity: 'head' });
