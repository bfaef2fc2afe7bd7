import type { Json } from '#base';

/** Something that was somewhere, for maps of other programs. `at`: degrees, and to within how many metres; `null` where nobody said where. */
export interface Located {
  readonly id: string;
  readonly at: { readonly lon: number; readonly lat: number; readonly precision?: number } | null;
  readonly properties: { readonly [name: string]: Json };
}

/** A collection of features (RFC 7946): WGS 84, longitude first; how exactly a point is known is the property `precision`, in metres. `about`: members beside, of the collection itself. */
export function writeGeoJson(all: readonly Located[], about: { readonly [name: string]: Json } = {}): string {
  const features = all.map(({ id, at, properties }) => ({
    type: 'Feature', id, geometry: at === null ? null : { type: 'Point', coordinates: [at.lon, at.lat] }, properties: { ...properties, ...(at?.precision === undefined ? {} : { precision: at.precision }) },
  }));
  return `${JSON.stringify({ type: 'FeatureCollection', ...about, features }, null, 1)}\n`;
}
