/** What threads do together, in memory that they share: each takes some at a time until none is left. */
export interface Work {
  readonly shared: ArrayBufferLike;
  readonly isDone: boolean;
  /** Does the next that nobody has taken. False: there was none left. */
  some(): boolean;
}

/** What a thread can be asked to do. */
export type Kind = 'signatures' | 'bundle';
