/** Steps that a match may take at the most: some hundredths of a second, for a file has many rows. */
const MOST_STEPS = 2e6;
const TOKEN = /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|\)|\||(?:[*+?]|\{\d+(?:,\d*)?\})\??|[^]/gu;

/** An open group: its alternatives, and whether what stands in it can match in more than one way. */
interface Group {
  alternatives: number;
  loose: boolean;
}

/**
 * Whether a text as a whole is of a pattern. Patterns come with forms that anybody wrote, and are tried by whoever is given one: one that might take for ever on this text -
 * what can match in several ways, repeated; a reference back; too much that repeats - is satisfied by nothing, like one that is none. Its author sees that at once, and no answer slips through.
 */
export function matches(text: string, pattern: string): boolean {
  try {
    const whole = new RegExp(`^(?:${pattern})$`, 'u');
    return stepsOf(pattern, text.length) <= MOST_STEPS && whole.test(text);
  } catch {
    return false;
  }
}

/** More steps than a match of a text of this length can take; `Infinity` where it cannot be told. */
export function stepsOf(pattern: string, length: number): number {
  const open: Group[] = [{ alternatives: 1, loose: false }];
  let repeats = 0, ways = 1, closed: Group | null = null;
  for (const [token] of pattern.matchAll(TOKEN)) {
    const group = open.at(-1), before: Group | null = closed;
    if (group === undefined || /^\\[1-9k]/.test(token)) return Infinity;
    closed = null;
    if (token.startsWith('(')) open.push({ alternatives: 1, loose: false });
    else if (token === '|') group.alternatives += 1;
    else if (token === ')') {
      closed = open.pop() ?? group;
      ways *= closed.alternatives;
      const around = open.at(-1);
      if (around !== undefined) around.loose ||= closed.loose || closed.alternatives > 1;
    } else if (/^(?:[*+?]|\{\d+(?:,\d*)?\})\??$/.test(token)) {
      const { least, most } = timesOf(token);
      if (before !== null && most > 1 && (before.loose || before.alternatives > 1)) return Infinity;
      if (most > least) group.loose = true;
      if (most - least === 1) ways *= 2;
      else if (most > least) repeats += 1;
    }
  }
  return open.reduce((all, { alternatives }) => all * alternatives, ways) * waysToPart(length, repeats) * (length + 1);
}

function timesOf(token: string): { readonly least: number; readonly most: number } {
  const [, least = '', comma, most] = /^\{(\d+)(,)?(\d*)\}/.exec(token) ?? [];
  if (least !== '') return { least: Number(least), most: comma === undefined ? Number(least) : most === '' ? Infinity : Number(most) };
  return token.startsWith('?') ? { least: 0, most: 1 } : { least: token.startsWith('+') ? 1 : 0, most: Infinity };
}

/** In how many ways so many things that repeat can share a text among them. */
function waysToPart(length: number, repeats: number): number {
  let ways = 1;
  for (let one = 1; one < repeats; one += 1) ways *= (length + one) / one;
  return ways;
}
