/** Files of evidence, apart from the record, each under the SHA-256 of its bytes; read and written as they stream. Throws `Fault` where the disk fails. */
export interface Evidence {
  /** Takes in a file of which the digest is known, or to be found (`null`). All or nothing, durable when it returns. Refused: `digest` that is another, or more than 2 GiB. Taking it in again changes nothing. */
  put(process: string, digest: string | null, bytes: AsyncIterable<Uint8Array>): Promise<{ readonly digest: string; readonly bytes: number } | { readonly refused: 'evidence.digest' | 'evidence.too-large' }>;
  /** From a byte on; `null` where it is not here. */
  get(process: string, digest: string, from?: number): { readonly bytes: number; readonly stream: AsyncIterable<Uint8Array> } | null;
}
