import type { Host } from './host.ts';
import { freshFolder } from './host.ts';

/** What the tests of a file begin: folders, programs. Ended in the other order when `after` says so: after each test, or after all. */
export interface Begun {
  readonly ends: (() => unknown)[];
  /** A fresh one, removed at the end. */
  folder(): string;
  /** A program that is being started: killed at the end, if it still runs. */
  hosting(host: Promise<Host>): Promise<Host>;
}

export function begun(after: (end: () => Promise<void>) => void): Begun {
  const ends: (() => unknown)[] = [];
  after(async () => { for (const end of ends.splice(0).reverse()) await end(); });
  const folder = (): string => {
    const fresh = freshFolder();
    ends.push(fresh.remove);
    return fresh.path;
  };
  const hosting = async (host: Promise<Host>): Promise<Host> => {
    const one = await host;
    ends.push(() => one.kill());
    return one;
  };
  return { ends, folder, hosting };
}
