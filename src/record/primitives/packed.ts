import type { Signed } from './points.ts';

const LENGTH = 4;
const PARTS = ['publicKey', 'message', 'signature'] as const;

/** Many signatures as the bytes that go to another thread: key, message, signature, each after its length in four bytes. */
export function pack(all: readonly Signed[]): Uint8Array<ArrayBuffer> {
  let length = 0, at = 0;
  for (const one of all) for (const part of PARTS) length += LENGTH + one[part].length;
  const packed = new Uint8Array(length), view = new DataView(packed.buffer);
  for (const one of all) {
    for (const part of PARTS) {
      view.setUint32(at, one[part].length);
      packed.set(one[part], at + LENGTH);
      at += LENGTH + one[part].length;
    }
  }
  return packed;
}

export function* unpack(packed: Uint8Array): Generator<Signed> {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  let at = 0;
  const next = (): Uint8Array => {
    const from = at + LENGTH;
    at = from + view.getUint32(at);
    return packed.subarray(from, at);
  };
  while (at < packed.length) yield { publicKey: next(), message: next(), signature: next() };
}
