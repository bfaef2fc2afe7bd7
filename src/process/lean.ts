import { Sheets } from '#base';
import type { Coverage, Geography } from './bodies.ts';
import { Brief } from './columns/brief.ts';
import { Edges } from './columns/edges.ts';
import { Entries } from './columns/entries.ts';
import { Ids } from './columns/ids.ts';
import { Items } from './columns/items.ts';
import { Matters } from './columns/matters.ts';
import type { Open } from './columns/packed.ts';
import { Positions } from './columns/positions.ts';
import { Speakers } from './columns/speakers.ts';
import { Upon } from './columns/upon.ts';
import { Voices } from './columns/voices.ts';
import { hold } from './matters.ts';
import type { GroundBody, Held, ProcessState, Withheld } from './state.ts';

/**
 * The state for whoever replays the rules and shows nothing: what grows with every entry lies in columns, and of what was said is held what some rule reads, so that an entry takes some 150 bytes, of which some 30 stay at hand where the sheets have a shelf.
 * The verdicts on whatever follows are the same. Consumes the state, like `evolve`; what `evolve` makes of it stays so.
 */
export function lean(state: ProcessState, sheets = new Sheets()): ProcessState {
  const ids = new Ids(sheets), positions = new Positions(ids, sheets), entries = new Entries(ids, sheets), edges = new Edges(sheets);
  const voices = new Voices(ids, positions, entries), items = new Items(ids, positions, entries, sheets), matters = new Matters(ids, positions, entries, sheets, edges), upon = new Upon(ids, edges, matters);
  move(state.positions, positions);
  move(state.voices, voices);
  move(state.items, items);
  for (const matter of state.matters.values()) hold({ matters, upon }, matter);
  return {
    ...state, positions, voices, items, matters, upon,
    participants: move(state.participants, new Speakers(ids, sheets)), ground: move(state.ground, new Brief(keepsLog)), coverage: new Brief<Held<Coverage>>(nothing), geography: new Brief<Held<Geography>>(nothing), withheld: new Brief<Withheld>(nothing),
  };
}

/** Of the ground, what tells of hosts, of what was erased, and of who is gone: the rest stands where rules look for it. */
const keepsLog = (held: Held<GroundBody>): Held<GroundBody> | null => (['succession', 'freeze', 'erasure', 'revocation'].includes(held.value.kind) || (held.value.kind === 'accreditation' && held.value.content.replaces !== undefined) ? held : null);
/** Of what no rule reads. */
const nothing = (): null => null;

function move<Value, To extends Open<Value>>(from: ReadonlyMap<string, Value>, to: To): To {
  for (const [name, value] of from) to.set(name, value);
  return to;
}
