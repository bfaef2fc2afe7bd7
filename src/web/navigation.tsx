import type { JSX } from 'preact';
import type { Visit } from './visit.ts';
import { href } from './visit.ts';

/** Pages by what one comes for: the first of a group is where its link leads. `within`: addresses that have no link of their own here. */
const GROUPS: readonly { readonly name: string; readonly pages: readonly (readonly [path: string, key: string])[]; readonly within?: readonly string[] }[] = [
  { name: 'nav.group.state', pages: [['', 'nav.state'], ['rollup', 'nav.rollup']], within: ['commitments', 'changes', 'draft', 'what-if'] },
  { name: 'nav.timeline', pages: [['timeline', 'nav.timeline'], ['summary', 'summary.title']], within: ['follow'] },
  { name: 'nav.group.table', pages: [['meetings', 'nav.meetings'], ['contacts', 'nav.contacts'], ['decisions', 'nav.decisions'], ['preconditions', 'nav.preconditions'], ['people', 'people.title']], within: ['minutes', 'act', 'outbox', 'letters', 'invitations'] },
  { name: 'nav.group.field', pages: [['corridors', 'nav.corridors'], ['registers', 'registers.title'], ['map', 'nav.map'], ['work', 'work.title'], ['report', 'reporting.title'], ['intake', 'intake.title'], ['claims', 'claims.title'], ['documents', 'documents.title']], within: ['reports', 'statements', 'persons', 'retention'] },
  { name: 'nav.record', pages: [['record', 'nav.record'], ['search', 'search.title'], ['papers', 'papers.title'], ['charter', 'amend.charter'], ['keeping', 'keeping.title'], ['about', 'nav.about']], within: ['archive', 'amend'] },
];

/** Pages with which something is done on the record itself: a documentary one has none. */
const LIVE: readonly string[] = ['decisions', 'report', 'intake'];

/** The groups as this reader has them: what is asked of whoever is signed in stands first at the table. */
const groupsFor = ({ reader, dossier: { state: { charter } } }: Visit): typeof GROUPS => GROUPS.map(({ pages, ...group }) => ({
  ...group, pages: [...(group.name === 'nav.group.table' && reader !== undefined ? [['asked', 'nav.asked'] as const] : []), ...pages.filter(([path]) => charter.kind === 'live' || !LIVE.includes(path))],
}));

/** The pages of a process: a few groups, and under them the pages of the one that the reader is in. */
export function Navigation({ visit }: { readonly visit: Visit }): JSX.Element {
  const { words, url } = visit;
  const [, , here = '', below] = url.pathname.split('/');
  const groups = groupsFor(visit), group = groups.find(({ pages, within = [] }) => pages.some(([path]) => path === here) || within.includes(here));
  const link = (path: string, key: string, current: 'page' | 'true' | undefined): JSX.Element =>
    <li key={path}><a href={href(visit, path)} {...(current === undefined ? {} : { 'aria-current': current })}>{words.say(key)}</a></li>;
  const exact = below === undefined ? 'page' : 'true';
  return (
    <nav aria-label={words.say('nav.label')}>
      <ul>{groups.map(({ name, pages }) => link(pages[0]?.[0] ?? '', name, name !== group?.name ? undefined : pages.length > 1 || group.within?.includes(here) === true ? 'true' : exact))}</ul>
      {group === undefined || group.pages.length < 2 ? null : <ul class="below">{group.pages.map(([path, key]) => link(path, key, path === here ? exact : undefined))}</ul>}
    </nav>
  );
}
