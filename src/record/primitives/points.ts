/**
 * Implementations of Ed25519 differ on crafted points, so that honest replicas could split over one signature.
 * Every verifier of ours therefore refuses, before anything else, keys and `R` that are not canonical or of small order (C2SP CCTV, ed25519).
 */
const SMALL_ORDER_Y: readonly string[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];
const SMALL_ORDER = SMALL_ORDER_Y.map((hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));

/** A message with the key that is said to have signed it. */
export interface Signed {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Whether key and signature have the right lengths and both points pass. */
export function acceptable(publicKey: Uint8Array, signature: Uint8Array): boolean {
  return publicKey.length === 32 && signature.length === 64 && acceptablePoint(publicKey) && acceptablePoint(signature.subarray(0, 32));
}

/** y below 2^255 - 19, and not the y of a point whose order divides 8. The sign bit is set aside: with it or without, these y are refused. */
function acceptablePoint(point: Uint8Array): boolean {
  return !SMALL_ORDER.some((small) => isOf(small, point)) && !isNotReduced(point);
}

function isOf(small: Uint8Array, point: Uint8Array): boolean {
  for (let index = 0; index < 31; index += 1) if (small[index] !== point[index]) return false;
  return small[31] === ((point[31] as number) & 0x7f);
}

function isNotReduced(point: Uint8Array): boolean {
  if (((point[31] as number) & 0x7f) !== 0x7f) return false;
  for (let index = 30; index > 0; index -= 1) if (point[index] !== 0xff) return false;
  return (point[0] as number) >= 0xed;
}
