import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A source of the pages under `home` that is newer than what was built of them: they would speak with rooms that have changed. `null` where they are as new as it, and where a package brings no sources. */
export function newerThanPages(home: string): string | null {
  const sources = join(home, 'src'), built = statSync(join(home, 'dist/web/manifest.json'), { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined || !existsSync(sources)) return null;
  const files = readdirSync(sources, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.(?:tsx?|css)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)).map(({ parentPath, name }) => join(parentPath, name));
  const newer = files.find((path) => statSync(path).mtimeMs > built);
  return newer === undefined ? null : relative(home, newer);
}
