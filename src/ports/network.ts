/** Sends a text over HTTP and gives the answer, whatever its status. Fault `network.unreachable` where none comes in time or it is longer than anything asked for here. */
export type Post = (url: string, body: string) => Promise<Posted>;

export interface Posted {
  readonly status: number;
  /** Content type as it was sent, or empty. */
  readonly type: string;
  readonly body: string;
}

/** Fetches bytes over HTTP, whatever the status; `reading`: what shows that a reader sits at the table. Fault `network.unreachable` where no whole answer comes in time. */
export type Get = (url: string, reading?: string) => Promise<{ readonly status: number; readonly bytes: Uint8Array }>;

/** Sends a stream of bytes over HTTP, in the name of somebody at the table. Fault `network.unreachable`. */
export type Put = (url: string, bytes: AsyncIterable<Uint8Array>, reading: string) => Promise<Posted>;
