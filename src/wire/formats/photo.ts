/**
 * What a photograph tells beside its picture: where it was taken, with what, when. JPEG (ITU-T T.81, Exif 2.3) and PNG (PNG 3rd edition) as cameras and telephones write them.
 * Nothing of the picture itself is changed: `bare` copies its bytes.
 */
export interface TakenAt {
  readonly lat: number;
  readonly lon: number;
}

/** Where a photograph says that it was taken; `hidden`: it has more than a picture (whose camera it is, its number, when, perhaps where), or is of a form that is not read here; `null`: nothing of the kind. */
export function takenAt(bytes: Uint8Array): TakenAt | 'hidden' | null {
  for (const { kind, from, to } of partsOf(bytes) ?? []) {
    const found = kind === 'exif' ? exifPlace(bytes.subarray(from, to)) : null;
    if (found !== null) return found;
  }
  return bare(bytes)?.length !== bytes.length && looksLikePhoto(bytes) ? 'hidden' : null;
}

/** The same picture without what else it tells; which way is up stays. `null` where its form is not known here: then it is its owner who decides. */
export function bare(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const parts = partsOf(bytes);
  if (parts === null) return null;
  const kept = parts.filter(({ kind }) => kind === 'picture').map(({ from, to, whole = from }) => bytes.subarray(whole, to)), exif = parts.find(({ kind }) => kind === 'exif'), up = exif === undefined || !isJpeg(bytes) ? 1 : upOf(bytes.subarray(exif.from, exif.to));
  const [start = new Uint8Array(), ...rest] = kept, all = up === 1 ? kept : [start, upright(up), ...rest], out = new Uint8Array(all.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of all) { out.set(one, at); at += one.length; }
  return out;
}

/** `from`: of what it holds; `whole`: of its frame. */
interface Part {
  readonly kind: 'picture' | 'exif' | 'words' | 'tail';
  readonly from: number;
  readonly to: number;
  readonly whole?: number;
}

const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const isPng = (bytes: Uint8Array): boolean => PNG.every((byte, index) => bytes[index] === byte);
const text = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 60_000)));
/** HEIC and AVIF, WebP, TIFF: they may tell a place. */
const looksLikePhoto = (bytes: Uint8Array): boolean => isJpeg(bytes) || isPng(bytes) || ['ftyp'].includes(text(bytes, 4, 8)) || ['RIFF', 'II*\0', 'MM\0*'].includes(text(bytes, 0, 4));

const partsOf = (bytes: Uint8Array): readonly Part[] | null => (isJpeg(bytes) ? jpegParts(bytes) : isPng(bytes) ? pngParts(bytes) : null);

const SCAN = 0xda, END = 0xd9;

/** `null` where it is broken. What follows the end of the picture (a film, a second picture) is no part of it. */
function jpegParts(bytes: Uint8Array): readonly Part[] | null {
  const parts: Part[] = [{ kind: 'picture', from: 0, to: 2 }];
  let at = 2;
  while (bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0, length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0), next = marker === END ? at + 2 : at + 2 + length;
    if (marker !== END && (length < 2 || next > bytes.length)) return null;
    const to = marker === SCAN ? afterScan(bytes, next) : next;
    parts.push(segment(bytes, marker, at, to));
    at = to;
    if (marker === END) return at < bytes.length ? [...parts, { kind: 'tail', from: at, to: bytes.length }] : parts;
  }
  return null;
}

/** Where the coded picture ends: at a marker that is no stuffing (FF00) and no restart. */
function afterScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at += 1;
  }
  return at;
}

/** Application segments tell of the camera, but for the colour profile and what decoders need (JFIF, Adobe); comments are words. */
function segment(bytes: Uint8Array, marker: number, at: number, to: number): Part {
  const name = text(bytes, at + 4, Math.min(to, at + 18));
  if (marker === 0xe1 && name.startsWith('Exif\0\0')) return { kind: 'exif', from: at + 10, to };
  const needed = marker === 0xe0 || marker === 0xee || (marker === 0xe2 && name.startsWith('ICC_PROFILE'));
  return { kind: needed || (marker !== 0xfe && (marker < 0xe1 || marker > 0xef)) ? 'picture' : 'words', from: at, to };
}

const PICTURE = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'sBIT', 'bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT'];

function pngParts(bytes: Uint8Array): readonly Part[] | null {
  const parts: Part[] = [{ kind: 'picture', from: 0, to: 8 }], view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length;) {
    const name = text(bytes, at + 4, at + 8), to = at + 12 + view.getUint32(at);
    if (to > bytes.length) return null;
    parts.push(PICTURE.includes(name) ? { kind: 'picture', from: at, to } : { kind: name === 'eXIf' ? 'exif' : 'words', from: at + 8, to: to - 4 });
    at = to;
    if (name === 'IEND') return at < bytes.length ? [...parts, { kind: 'tail', from: at, to: bytes.length }] : parts;
  }
  return null;
}

/** The tags of one directory of TIFF, each with where its value stands; empty where it is broken. */
function tagsAt(tiff: DataView, little: boolean, offset: number): ReadonlyMap<number, number> {
  const tags = new Map<number, number>();
  if (offset < 8 || offset + 2 > tiff.byteLength) return tags;
  for (let entry = 0; entry < tiff.getUint16(offset, little); entry += 1) {
    const at = offset + 2 + 12 * entry;
    if (at + 12 > tiff.byteLength) break;
    tags.set(tiff.getUint16(at, little), at + 8);
  }
  return tags;
}

const ORIENTATION = 0x0112, GPS = 0x8825;

function opened(exif: Uint8Array): { readonly tiff: DataView; readonly little: boolean; readonly tags: ReadonlyMap<number, number> } | null {
  if (exif.length < 8) return null;
  const tiff = new DataView(exif.buffer, exif.byteOffset, exif.byteLength), little = tiff.getUint16(0) === 0x4949;
  return { tiff, little, tags: tagsAt(tiff, little, tiff.getUint32(4, little)) };
}

function exifPlace(exif: Uint8Array): TakenAt | 'hidden' | null {
  const read = opened(exif), at = read?.tags.get(GPS);
  if (read == null || at === undefined) return null;
  const { tiff, little } = read, gps = tagsAt(tiff, little, tiff.getUint32(at, little)), degrees = (tag: number, against: string): number => {
    const value = gps.get(tag), way = gps.get(tag - 1), from = value === undefined ? -1 : tiff.getUint32(value, little);
    if (from < 0 || from + 24 > tiff.byteLength) return Number.NaN;
    const part = (index: number): number => tiff.getUint32(from + 8 * index, little) / tiff.getUint32(from + 8 * index + 4, little);
    return (part(0) + part(1) / 60 + part(2) / 3600) * (way !== undefined && String.fromCharCode(tiff.getUint8(way)) === against ? -1 : 1);
  };
  const lat = degrees(2, 'S'), lon = degrees(4, 'W');
  return gps.size === 0 ? null : Number.isFinite(lat) && Number.isFinite(lon) ? { lat, lon } : 'hidden';
}

function upOf(exif: Uint8Array): number {
  const read = opened(exif), at = read?.tags.get(ORIENTATION), up = read == null || at === undefined ? 1 : read.tiff.getUint16(at, read.little);
  return up >= 1 && up <= 8 ? up : 1;
}

/** Exif that says which way is up and nothing else. */
const upright = (up: number): Uint8Array => Uint8Array.of(0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, up, 0, 0, 0, 0, 0, 0);
