import { Entries } from './columns/entries.ts';
import { Ids } from './columns/ids.ts';
import { Items } from './columns/items.ts';
import type { Open } from './columns/packed.ts';
import { Positions } from './columns/positions.ts';
import { Voices } from './columns/voices.ts';
import type { ProcessState } from './state.ts';

/**
 * The state for whoever replays the rules and shows nothing: what grows with every entry lies in columns, and of what was said is held what some rule reads.
 * The verdicts on whatever follows are the same. Consumes the state, like `evolve`; what `evolve` makes of it stays so.
 */
export function lean(state: ProcessState): ProcessState {
  const ids = new Ids(), positions = new Positions(ids), entries = new Entries(ids), voices = new Voices(ids, positions, entries), items = new Items(ids, positions, entries);
  move(state.positions, positions);
  move(state.voices, voices);
  move(state.items, items);
  return { ...state, positions, voices, items };
}

function move<Value>(from: ReadonlyMap<string, Value>, to: Open<Value>): void {
  for (const [name, value] of from) to.set(name, value);
}
