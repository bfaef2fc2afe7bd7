import { describe, expect, test } from 'vitest';
import { JPEG, PNG, app1, exif, joined, jpegWith, segment, words } from '../../../tests/samples/photo.ts';
import { bare, takenAt } from './photo.ts';

const chunk = (name: string, content: readonly number[]): readonly number[] => [content.length >> 24, content.length >> 16, content.length >> 8, content.length].map((byte) => byte & 255).concat(words(name), content, [0, 0, 0, 0]);
const pngWith = (...chunks: readonly (readonly number[])[]): Uint8Array => joined(PNG.subarray(0, 33), ...chunks, PNG.subarray(33));

/** Exif with the name of an owner and the number of a camera, which way is up, and nothing else. */
function owned(): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(80)), tag = (at: number, name: number, type: number, count: number, value: number): void => { tiff.setUint16(at, name); tiff.setUint16(at + 2, type); tiff.setUint32(at + 4, count); if (type === 3) tiff.setUint16(at + 8, value); else tiff.setUint32(at + 8, value); };
  tiff.setUint32(0, 0x4d4d002a); tiff.setUint32(4, 8); tiff.setUint16(8, 3);
  tag(10, 0x0112, 3, 1, 6); tag(22, 0xa430, 2, 9, 56); tag(34, 0xa431, 2, 5, 68);
  words('somebody').forEach((byte, at) => tiff.setUint8(56 + at, byte)); words('4711').forEach((byte, at) => tiff.setUint8(68 + at, byte));
  return new Uint8Array(tiff.buffer);
}

describe('a photograph', () => {
  test.each([[true, 'N', 'E', 39.51, 46.75], [false, 'S', 'W', -39.51, -46.75]] as const)('tells where it was taken (little end first: %s)', (little, north, east, lat, lon) => {
    for (const photo of [jpegWith(app1(exif({ little, north, east }))), pngWith(chunk('eXIf', [...exif({ little, north, east })]))]) {
      const found = takenAt(photo) as { readonly lat: number; readonly lon: number };
      expect([found.lat, found.lon].map((degrees) => Math.round(degrees * 1e6) / 1e6)).toEqual([lat, lon]);
    }
  });

  test('without it is the same picture, which way is up kept, and tells nothing else', () => {
    const all = joined(jpegWith(app1(exif({ little: true })), segment(0xe1, words('http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="39"/>')), segment(0xed, words('Photoshop 3.0\0')), segment(0xfe, words('by somebody'))), words('a film behind it'));
    const made = bare(all) as Uint8Array, up = joined(JPEG.subarray(0, 2), segment(0xe1, [...words('Exif\0\0MM'), 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]), JPEG.subarray(2));
    expect(Buffer.from(made).equals(Buffer.from(up))).toBe(true);
    expect(takenAt(made)).toBeNull();
    expect(Buffer.from(bare(pngWith(chunk('eXIf', [...exif({ little: true })]), chunk('tEXt', words('Author\0somebody')))) as Uint8Array).equals(Buffer.from(PNG))).toBe(true);
  });

  test.each([
    ['whose camera it is and its number, and no place', (): Uint8Array => jpegWith(app1(owned()))], ['the same in a PNG', (): Uint8Array => pngWith(chunk('eXIf', [...owned()]))], ['who took it, in words', (): Uint8Array => pngWith(chunk('tEXt', words('Author\0somebody')))],
    ['who took it, in a comment', (): Uint8Array => jpegWith(segment(0xfe, words('by somebody')))], ['its number in XMP', (): Uint8Array => jpegWith(segment(0xe1, words('http://ns.adobe.com/xap/1.0/\0<x aux:SerialNumber="4711"/>')))],
  ])('that tells %s is asked about, and tells it no more without', (_, photo) => {
    const made = bare(photo()) as Uint8Array;
    expect([takenAt(photo()), takenAt(made), Buffer.from(made).includes('somebody'), Buffer.from(made).includes('4711')]).toEqual(['hidden', null, false, false]);
  });

  test('that tells nothing is not asked about; a form that is not read here may tell something', () => {
    expect(takenAt(JPEG)).toBeNull();
    expect(Buffer.from(bare(JPEG) as Uint8Array).equals(Buffer.from(JPEG))).toBe(true);
    expect(takenAt(Uint8Array.from(words('a voice note')))).toBeNull();
    const heic = Uint8Array.from([0, 0, 0, 24, ...words('ftypheic')]);
    expect([takenAt(heic), bare(heic)]).toEqual(['hidden', null]);
    expect(takenAt(jpegWith(segment(0xe1, words('http://ns.adobe.com/xap/1.0/\0exif:GPSLatitude'))))).toBe('hidden');
    expect(takenAt(joined(JPEG, words('a film behind it')))).toBe('hidden');
  });

  test('that is cut off anywhere is never taken for whole, and throws nothing', () => {
    const photo = jpegWith(app1(exif({ little: true })));
    for (let length = 2; length < photo.length; length += 1) expect([bare(photo.subarray(0, length)), takenAt(photo.subarray(0, length))]).toEqual([null, 'hidden']);
    for (let at = 0; at < 160; at += 1) for (const value of [0, 255]) { const changed = exif({ little: true }); changed[at] = value; expect(() => takenAt(jpegWith(app1(changed)))).not.toThrow(); }
  });
});
