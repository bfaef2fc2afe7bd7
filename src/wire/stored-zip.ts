import { byCodeUnits } from '#base';
import { concat, utf8 } from '#record';

/** Reversed polynomial of CRC-32 (PKWARE APPNOTE 4.4.7). */
const POLYNOMIAL = 0xedb88320;
/** 1 January 1980, no time. */
const DAY = 0x21;

/**
 * A bag as it is, without making anything smaller (APPNOTE, method 0; names in UTF-8): for devices, whose photographs are as small as they get. By our own hand, for the library's writer is three times as large,
 * and the page that devices take to the field has sixty kilobytes in all.
 */
export function writeStoredBag(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [], central: Uint8Array[] = [];
  let at = 0;
  for (const [name, bytes] of [...files].toSorted(([a], [b]) => byCodeUnits(a, b))) {
    const named = utf8(name), about = [...two(20), ...two(0x0800), ...two(0), ...two(0), ...two(DAY), ...four(crc32(bytes)), ...four(bytes.length), ...four(bytes.length), ...two(named.length), ...two(0)];
    parts.push(Uint8Array.of(0x50, 0x4b, 3, 4, ...about), named, bytes);
    central.push(Uint8Array.of(0x50, 0x4b, 1, 2, ...two(20), ...about, ...two(0), ...two(0), ...two(0), ...four(0), ...four(at)), named);
    at += 30 + named.length + bytes.length;
  }
  const length = central.reduce((sum, part) => sum + part.length, 0);
  return concat(...parts, ...central, Uint8Array.of(0x50, 0x4b, 5, 6, 0, 0, 0, 0, ...two(files.size), ...two(files.size), ...four(length), ...four(at), 0, 0));
}

const two = (value: number): readonly number[] => [value & 255, (value >>> 8) & 255];
const four = (value: number): readonly number[] => [...two(value), ...two(value >>> 16)];

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 255] ?? 0);
  return ~crc >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value;
});
