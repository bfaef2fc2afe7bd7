import type { Part, Report } from './read.ts';
import { readGeoJson } from './geojson.ts';
import type { Plain } from './yaml.ts';

/** An item of geography with the lines of the file that it names by `geojson`; `null` where there is no such file or nothing to draw in it, which is reported. */
export function geographyOf(part: Part, raw: Plain, files: ReadonlyMap<string, string>, report: Report): Plain {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw) || typeof raw['geojson'] !== 'string' || raw['lines'] !== undefined) return raw;
  const { geojson: name, ...item } = raw;
  const source = files.get(name as string);
  if (source === undefined) {
    report(part, 'geojson', ['geojson'], { reason: 'file', name });
    return null;
  }
  const drawn = readGeoJson(source);
  if (!drawn.ok) {
    report(part, 'geojson', ['geojson'], { ...drawn.refusal, name });
    return null;
  }
  const { lines, closed } = drawn.value;
  return { ...item, lines: lines as unknown as Plain, ...(closed && item['closed'] === undefined && { closed }) };
}
