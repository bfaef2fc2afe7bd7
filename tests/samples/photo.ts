/** One grey point, written by ImageMagick. */
export const JPEG = bytesOf('/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z');
export const PNG = bytesOf('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVQI12OoAwAAgAB/zkuMpAAAAABJRU5ErkJggg==');

function bytesOf(base64: string): Uint8Array { return Uint8Array.from(Buffer.from(base64, 'base64')); }
export const joined = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
export const words = (text: string): readonly number[] => [...Buffer.from(text, 'latin1')];

/** Exif as Exif 2.3 has it: which way is up, and 39° 30' 36" north or south, 46° 45' 0" east or west. */
export function exif({ little, north = 'N', east = 'E', up = 6 }: { readonly little: boolean; readonly north?: string; readonly east?: string; readonly up?: number }): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(160)), short = (at: number, value: number): void => tiff.setUint16(at, value, little), long = (at: number, value: number): void => tiff.setUint32(at, value, little);
  const tag = (at: number, name: number, type: number, count: number, value: number): void => { short(at, name); short(at + 2, type); long(at + 4, count); if (type === 3) short(at + 8, value); else if (type === 2) tiff.setUint8(at + 8, value); else long(at + 8, value); };
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d);
  short(2, 42); long(4, 8);
  short(8, 2); tag(10, 0x0112, 3, 1, up); tag(22, 0x8825, 4, 1, 38); long(34, 0);
  short(38, 4); tag(40, 1, 2, 2, north.charCodeAt(0)); tag(52, 2, 5, 3, 96); tag(64, 3, 2, 2, east.charCodeAt(0)); tag(76, 4, 5, 3, 120); long(88, 0);
  [[39, 1], [30, 1], [3600, 100], [46, 1], [45, 1], [0, 1]].forEach(([over, under], index) => { long(96 + 8 * index, over ?? 0); long(100 + 8 * index, under ?? 1); });
  return new Uint8Array(tiff.buffer);
}

export const segment = (marker: number, content: readonly number[]): readonly number[] => [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255, ...content];
/** The picture with these segments behind its beginning. */
export const jpegWith = (...segments: readonly (readonly number[])[]): Uint8Array => joined(JPEG.subarray(0, 2), ...segments, JPEG.subarray(2));
export const app1 = (content: Uint8Array): readonly number[] => segment(0xe1, [...words('Exif\0\0'), ...content]);
