export { Search } from './search.ts';
export type { Asked, Found, Hit, Marked } from './search.ts';
export type { Passage, Thing } from './things.ts';
export { suggestionsIn } from './suggest.ts';
export type { Suggested } from './suggest.ts';
