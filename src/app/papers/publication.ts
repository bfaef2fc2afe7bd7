import type { Json } from '#base';
import { byCodeUnits, civilDay, endOf } from '#base';
import type { ProcessState, Report } from '#process';
import { hex, sha256, utf8 } from '#record';
import { REGISTERS, namesOf, registerRows, scrutinyOf } from '#views';
import type { RegisterName, RegisterRow } from '#views';
import { writeGeoJson, writeReports } from '#wire';
import type { Words } from '#words';
import type { Dossier } from '../app.ts';
import { Discretion } from './published.ts';
import type { BlurRule } from './published.ts';

/** What is published of one report, window or warning, and what it is told with. `summary` is empty: free words are left out. */
interface Told {
  readonly register: RegisterName;
  readonly category: string;
  readonly report: Report;
  readonly told: { readonly [heading: string]: string };
}

/** From what it was made and by which rule, and how much of the registers is not in it, and why. */
interface Made {
  readonly format: 'counterpart/publication/v1';
  readonly rule: BlurRule;
  readonly of: { readonly process: string; readonly origin: string; readonly size: number; readonly root: string; readonly day: string };
  readonly leftOut: { readonly withdrawn: number; readonly same: number; readonly ahead: number };
  readonly quoted: number;
}

/**
 * What may be published of a record's registers (docs/formats/publication.md), as files by name: each register as CSV with HXL hashtags and as GeoJSON, all of it as JSON, in plain words what it is, and the digest of each.
 * Made of what is for everybody, as of the head, and of nothing else: whoever has the record makes the same bytes. `words`: of the README, in English.
 */
export function publicationOf({ state, head, range }: Pick<Dossier, 'state' | 'head' | 'range'>, words: Words): ReadonlyMap<string, string> {
  const discretion = new Discretion(state), asOf = { valid: range.to, known: range.known }, rows = REGISTERS.flatMap((register) => registerRows(state, asOf, register).map((row) => ({ register, row })));
  const all = rows.flatMap(({ register, row }) => told(state, discretion, register, row, range) ?? []).toSorted((a, b) => byCodeUnits(a.report.date, b.report.date) || byCodeUnits(a.report.id, b.report.id));
  const reported = rows.filter(({ row }) => row.held.kind !== 'person'), count = (standing: RegisterRow['standing']): number => reported.filter(({ row }) => row.standing === standing).length;
  const made: Made = {
    format: 'counterpart/publication/v1', rule: discretion.rule, of: { process: state.process, origin: head.origin, size: head.size, root: head.root, day: civilDay(state.recorded ?? 0, state.charter.zone) },
    leftOut: { withdrawn: count('withdrawn'), same: count('merged'), ahead: count('counted') - all.length }, quoted: all.filter(({ report }) => reasonOf(report) !== undefined).length,
  };
  const written = new Map<string, string>([['README.txt', readme(made, state, words)], ['reports.json', `${JSON.stringify({ ...made, reports: all.map((one) => jsonOf(one)) }, null, 1)}\n`]]);
  for (const register of REGISTERS) {
    const own = all.filter((one) => one.register === register);
    if (own.length === 0) continue;
    written.set(`${register}.csv`, writeReports(own.map(({ report, category, told: more }) => ({ report, category, told: { ...more, 'place.name': placeWords(state, report.place) } })), lineOf(made, words)));
    written.set(`${register}.geojson`, writeGeoJson(own.map(({ report: { point, ...report }, ...one }) => ({ id: report.id, at: point ?? discretion.at(report.place), properties: jsonOf({ ...one, report }) })), { publication: { ...made } as unknown as Json }));
  }
  written.set('SHA256SUMS', [...written].toSorted(([a], [b]) => byCodeUnits(a, b)).map(([name, content]) => `${hex(sha256(utf8(content)))}  ${name}\n`).join(''));
  return written;
}

const reasonOf = ({ quotedReason, passage }: Report): string | undefined => quotedReason ?? passage?.quotedReason;

/** `null`: files on people, what was taken back or is told elsewhere, and windows that were not over at the head: nobody learns from this where somebody will be. */
function told(state: ProcessState, discretion: Discretion, register: RegisterName, { held, category, sources, disputed, standing, at }: RegisterRow, { to, known }: Dossier['range']): Told | null {
  if (held.kind === 'person' || standing !== 'counted' || (held.kind === 'access-window' && endOf(at) > to)) return null;
  const by = { by: sources.join(' ') };
  if (held.kind === 'report') {
    const checked = scrutinyOf(state, held, { valid: to, known }).word, disputedBy = [...new Set(held.value.accounts.flatMap((account) => (account.stance === 'disputes' ? [account.by] : [])))].toSorted(byCodeUnits).join(' ');
    return { register, category, report: discretion.report(held.value), told: { ...by, ...(disputedBy === '' ? {} : { disputedBy }), checked } };
  }
  const { value } = held, from = 'from' in value ? value.from : value.date, end = 'to' in value ? value.to : undefined, id = discretion.nameOf(value.id);
  const report: Report = { ...discretion.times(from, end, false), id, category: 'observation', summary: {}, accounts: [], ...discretion.place(value.place, false) };
  return { register, category: held.kind === 'warning' ? `warning-${held.value.level}` : category, report, told: { ...by, ...(disputed ? { disputed: 'yes' } : {}) } };
}

/** Without the members that are empty by rule, and with what it is told with. */
function jsonOf({ register, category, report: { accounts: _accounts, summary: _summary, ...report }, told: more }: Told): { readonly [name: string]: Json } {
  return { ...(report as unknown as { readonly [name: string]: Json }), register, category, ...more };
}

/** Every side's name for a place, in the first language of the process. */
function placeWords({ places, charter }: ProcessState, place: string | undefined): string {
  const names = place === undefined ? undefined : places.get(place)?.names;
  return names === undefined ? '' : namesOf(names, 'both', [...charter.languages.slice(0, 1), 'en']).map(({ words }) => words).join(' / ');
}

const facts = ({ rule, of, leftOut, quoted }: Made): { readonly [fact: string]: string | number } => ({ ...of, ...leftOut, metres: rule.metres, time: rule.time, by: rule.by, quoted });
const lineOf = (made: Made, words: Words): string => words.say('publication.line', facts(made));

const PARAGRAPHS = ['what', 'rule', 'places', 'times', 'persons', 'words', 'reasons', 'left-out', 'files', 'again', 'limits'] as const;

function readme(made: Made, { charter: { title, fictional, withoutPrejudice } }: ProcessState, words: Words): string {
  const own = facts(made), head = [words.text(title).words, ...(fictional === true ? [words.say('publication.fictional')] : []), ...(withoutPrejudice === undefined ? [] : [words.text(withoutPrejudice).words])];
  return `${[...head, lineOf(made, words), ...PARAGRAPHS.map((name) => words.say(`publication.${name}`, own))].join('\n\n')}\n`;
}
