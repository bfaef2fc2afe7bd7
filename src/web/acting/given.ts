import type { Commitment } from '#agreement';
import { minutesView } from '#views';
import type { ParagraphView } from '#views';
import { writeCommitment } from '#wire';
import type { Act } from '../acts/act.ts';
import type { Values } from '../acts/values.ts';
import { answer } from '../acts/values.ts';
import type { Visit } from '../visit.ts';

/** What the address of a form gives, and what the record adds to it: the drafted paragraphs of minutes that are to be circulated; a commitment begun under a clause. */
export function givenBy(visit: Visit, { name }: Act): Values {
  const given = fromAddress(visit.url);
  if (name === 'circulate' && answer(given, 'id') !== '') return { ...draftedIn(visit, answer(given, 'id')), ...given };
  if (name === 'commitment' && answer(given, 'instrument') !== '') return { commitment: begun(visit, answer(given, 'instrument'), answer(given, 'clause')), ...given };
  return given;
}

/** What carries the reader through the pages is no answer. */
const CARRIED = ['lang', 'names', 'valid', 'known'];

function fromAddress({ searchParams }: URL): Values {
  const names = [...new Set(searchParams.keys())].filter((name) => !CARRIED.includes(name));
  return Object.fromEntries(names.map((name) => { const all = searchParams.getAll(name); return [name, all.length === 1 ? all[0] ?? '' : all]; }));
}

/** The paragraphs as they stand in the draft, those that were struck left out; each keeps its id. */
function draftedIn({ dossier: { state } }: Visit, id: string): Values {
  const view = minutesView(state, id);
  if (view?.phase !== 'draft') return {};
  const standing = view.paragraphs.filter(({ paragraph }) => paragraph !== null);
  return { meeting: view.meeting, languages: state.charter.languages.filter((tag) => standing.every(({ paragraph }) => paragraph?.text[tag] !== undefined)), ...Object.assign({}, ...standing.map(answersOf)) as Values };
}

function answersOf({ id, paragraph }: ParagraphView, row: number): Values {
  const { text = {}, due, ...rest } = paragraph ?? {}, at = (name: string): string => `paragraphs.${row}.${name}`;
  const [day = '', time = ''] = (due ?? '').split('T');
  return Object.fromEntries([
    [at('id'), id], ...Object.entries(text).map(([tag, said]) => [at(`text.${tag}`), said] as const), ...Object.entries(rest).map(([name, value]) => [at(name), value] as const),
    ...(day === '' ? [] : [[at('due'), day] as const]), ...(time === '' ? [] : [[at('due.time'), time.slice(0, 5)] as const]),
  ]);
}

/** The text form, begun: what cannot be known stands in words of its own, to be written over. */
function begun({ reader, dossier: { state } }: Visit, instrument: string, clause: string): string {
  const text = state.instruments.get(instrument)?.value, own = reader?.actor;
  if (text === undefined) return '';
  const commitment: Commitment = {
    id: `${instrument}-1`, instrument, clause: clause === '' ? text.clauses[0]?.id ?? '' : clause, title: { en: '…' }, bearers: { actors: text.parties.slice(0, 1) }, track: 'political', notExpressed: { en: '…' },
    ...(own === undefined ? {} : { assertedBy: [own] }),
  };
  return writeCommitment(commitment);
}
