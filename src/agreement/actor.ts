import type { Text } from '#base';

/** Short stable name of an actor inside one process: `ARM`, `ICRC`. Used in data, never instead of the label on a screen. */
export type ActorId = string;

/** What an actor is at this table. The order here is the order of perspectives on every screen: it favours nobody, for inside a kind the order is that of the ids. */
export const ACTOR_KINDS = ['party', 'authority', 'mediator', 'guarantor', 'monitor', 'court', 'humanitarian', 'state', 'organisation', 'community', 'press', 'operator'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export interface Actor {
  readonly id: ActorId;
  /** Neutral label, for navigation only and without prejudice to status. */
  readonly label: Text;
  readonly kind: ActorKind;
  /** What it calls itself, where that differs from the label: its own word, shown as such. */
  readonly selfDesignation?: Text;
  /** A ministry, contingent or office whose account counts as that of another actor. */
  readonly partOf?: ActorId;
  /** Views on its status, each with who holds it. */
  readonly views?: readonly { readonly by: string; readonly view: Text }[];
}
