import type { Instant, Text } from '#base';
import { byCodeUnits, endOf, inLanguage, span } from '#base';
import type { AsOf } from '#compliance';
import type { HeldItem, ProcessState, Report } from '#process';
import { itemsAsOf, mattersOf, namesOf, upon } from '#views';
import { hex, sha256, utf8 } from '#record';
import { writeCap, writeFeed } from '#wire';
import type { CapAlert, CapInfo } from '#wire';
import type { Words } from '#words';
import type { Dossier } from '../app.ts';

/** Something that others are warned of, with every word on it since: each is an alert of its own, which names those before (CAP 1.2, `references`). */
export interface AlertChain {
  /** Of the report, window or warning. */
  readonly id: string;
  readonly alerts: readonly CapAlert[];
}

/** What is told of as it happens. Restoration and reopening are reports of their own, and cancel nothing that somebody else said. */
const CATEGORIES: { readonly [category: string]: CapInfo['category'] } = { closure: 'Transport', outage: 'Infra' };

/** Closures, outages, windows of safe access and early warnings as known then, each with what became of it: corrected (`Update`), taken back or ended (`Cancel`). Nobody's urgency or severity is guessed. */
export function alertsOf({ state, head }: Pick<Dossier, 'state' | 'head'>, asOf: AsOf, words: Words, pages?: string): readonly AlertChain[] {
  const of: Made = { state, words, sender: head.origin.replace(/[\s,<&]/g, '-'), ...(pages === undefined ? {} : { pages }) };
  return [
    ...itemsAsOf(state, asOf.known).flatMap((held) => (held.kind === 'report' && CATEGORIES[held.value.category] !== undefined ? [reported(of, held)] : [])),
    ...mattersOf(state, 'access-window', asOf.known).filter(({ value }) => value.instead === undefined).map(({ value: { id } }) => windowChain(of, id, asOf)),
    ...mattersOf(state, 'warning', asOf.known).filter(({ value }) => value.level !== 'ended').map(({ value: { id } }) => warningChain(of, id, asOf)),
  ].filter(({ alerts }) => alerts.length > 0);
}

/** The last word of a chain, as a file. */
export const writeAlert = ({ alerts }: AlertChain): string => { const last = alerts.at(-1); return last === undefined ? '' : writeCap(last); };

const LATEST = 50;

/** The latest alerts for programs that ask from time to time (Atom): who says so and on what, and each as CAP besides. `pages`: address of the process. */
export function alertFeed(dossier: Dossier, words: Words, pages: string): string {
  const { state, range } = dossier, last = alertsOf(dossier, { valid: range.to, known: range.known }, words, pages).flatMap(({ id, alerts }) => { const alert = alerts.at(-1); return alert === undefined ? [] : [{ id, alert }]; });
  const latest = last.toSorted((a, b) => b.alert.sent - a.alert.sent || byCodeUnits(a.id, b.id)).slice(0, LATEST);
  return writeFeed({
    id: `urn:sha256:${hex(sha256(utf8(`counterpart/feed/v1\n${state.process}\nalerts\n`)))}`, title: `${words.text(state.charter.title).words} – ${words.say('alerts.title')}`, language: words.locale, updated: latest[0]?.alert.sent ?? 0, self: `${pages}/alerts.atom`, pages,
    entries: latest.flatMap(({ id, alert: { identifier, message, sent, infos } }) => infos.slice(0, 1).map(({ event, senderName, headline, description, language, web }) => ({
      id: `urn:sha256:${hex(sha256(utf8(`counterpart/alert/v1\n${state.process}\n${identifier}\n`)))}`, title: words.say('alerts.entry', { message, event, headline }), updated: sent, author: senderName, page: web ?? pages, summary: description, language,
      file: { url: `${pages}/alerts/${encodeURIComponent(id)}.xml`, type: 'application/cap+xml' },
    }))),
  });
}

interface Made {
  readonly state: ProcessState;
  readonly words: Words;
  readonly sender: string;
  readonly pages?: string;
}

interface Told {
  readonly sent: Instant;
  readonly message: CapAlert['message'];
  readonly info: CapInfo;
}

/** Each names all before it. The first bears the id, those that follow the id with their number. */
function chain({ state, sender }: Made, id: string, told: readonly Told[]): AlertChain {
  const status = state.charter.fictional === true ? 'Test' as const : 'Actual' as const, named = told.map(({ sent }, index) => ({ identifier: index === 0 ? id : `${id}.${index}`, sender, sent }));
  return { id, alerts: told.map(({ message, info }, index): CapAlert => ({ ...(named[index] as (typeof named)[number]), status, message, ...(index === 0 ? {} : { references: named.slice(0, index) }), infos: [info] })) };
}

function reported(of: Made, held: HeldItem & { readonly kind: 'report' }): AlertChain {
  const versions = [...held.history.map(({ before }) => before as Report), held.value], author = of.state.participants.get(held.source.author)?.actor ?? '';
  return chain(of, held.value.id, versions.map((report, index): Told => {
    const change = held.history[index - 1], { outage, date, dateEnd, category, place, point, summary } = report;
    const placed: Placed = { ...(place === undefined ? {} : { place }), ...(point === undefined ? {} : { point }), ...(report.placeText === undefined ? {} : { words: report.placeText }) };
    return {
      sent: change?.source.recorded ?? held.source.recorded, message: change === undefined ? 'Alert' : change.kind === 'withdrawal' ? 'Cancel' : 'Update',
      info: infoOf(of, { category: CATEGORIES[category] ?? 'Other', event: `category.${category}`, by: report.accounts[0]?.by ?? author, text: summary, page: `reports/${encodeURIComponent(report.id)}`, from: outage?.from ?? date, ...(outage?.to === undefined && dateEnd === undefined ? {} : { to: outage?.to ?? dateEnd ?? '' }), placed }),
    };
  }));
}

/** A window, those that took its place, and that it was called off. */
function windowChain(of: Made, first: string, { known }: AsOf): AlertChain {
  const told: Told[] = [], seen = new Set<string>();
  for (let id: string | undefined = first; id !== undefined && !seen.has(id);) {
    seen.add(id);
    const held = of.state.matters.get(id);
    if (held?.kind !== 'access-window') break;
    const { purpose, what, place, from, to, by } = held.value, info = infoOf(of, { category: purpose === 'medical' ? 'Health' : purpose === 'convoy' ? 'Transport' : 'Safety', event: `register.category.window-${purpose}`, by, text: what, page: 'registers/windows', from, to, placed: { place } });
    told.push({ sent: held.source.recorded, message: told.length === 0 ? 'Alert' : 'Update', info });
    const off = upon(of.state, id, 'window-step', known).find(({ value }) => value.step === 'cancelled');
    if (off !== undefined) told.push({ sent: off.source.recorded, message: 'Cancel', info });
    id = upon(of.state, id, 'access-window', known).find(({ value }) => value.instead === held.value.id)?.value.id;
  }
  return chain(of, first, told);
}

/** A warning, and that it was ended. */
function warningChain(of: Made, id: string, { known }: AsOf): AlertChain {
  const held = of.state.matters.get(id), end = upon(of.state, id, 'warning', known).find(({ value }) => value.level === 'ended');
  if (held?.kind !== 'warning') return { id, alerts: [] };
  const infoFor = ({ by, text, date, place, level, threshold, about }: typeof held.value): CapInfo => {
    const info = infoOf(of, { category: 'Safety', event: 'register.category.warning', by, text, page: 'registers/living', from: date, placed: place === undefined ? {} : { place } });
    return level === 'ended' ? info : { ...info, description: [info.description, `${of.words.say(`living.level.${level}`)}. ${of.words.say('living.crossed')} ${of.words.text(threshold).words}`, ...about.map((on) => restsOn(of, on))].join('\n') };
  };
  return chain(of, id, [{ sent: held.source.recorded, message: 'Alert', info: infoFor(held.value) }, ...(end === undefined ? [] : [{ sent: end.source.recorded, message: 'Cancel' as const, info: infoFor(end.value) }])]);
}

/** What a warning is raised on: a report or claim, by whose account, in their words. */
function restsOn({ state, words }: Made, id: string): string {
  const item = state.items.get(id)?.value, matter = state.matters.get(id), said = item?.summary ?? (matter?.kind === 'claim' ? matter.value.words : { und: id });
  const by = item === undefined ? [] : [...new Set(item.accounts.flatMap(({ by: who, stance }) => (stance === 'asserts' ? [who] : [])))].map((who) => words.text(state.actors.get(who)?.label ?? { und: who }).words);
  return words.say('alerts.rests-on', { id, who: by.length === 0 ? '–' : words.list(by), said: words.text(said).words });
}

interface Placed {
  readonly place?: string;
  readonly point?: NonNullable<Report['point']>;
  readonly words?: string;
}

interface Said {
  readonly category: CapInfo['category'];
  readonly event: string;
  readonly by: string;
  readonly text: Text;
  readonly page: string;
  readonly from: string;
  readonly to?: string;
  readonly placed: Placed;
}

function infoOf({ state, words, pages }: Made, { category, event, by, text, page, from, to, placed }: Said): CapInfo {
  const { zone } = state.charter, begin = span(from, zone), end = to === undefined ? null : span(to, zone), { language, words: said } = inLanguage(text, [words.reader]);
  return {
    language: language === 'und' ? words.reader : language, category, event: words.has(event) ? words.say(event) : event, senderName: words.text(state.actors.get(by)?.label ?? { und: by }).words, headline: said, description: said,
    ...(begin.ok ? { onset: begin.value.from } : {}), ...(end?.ok === true ? { expires: endOf(end.value) } : {}), ...(pages === undefined ? {} : { web: `${pages}/${page}` }), area: areaOf(state, placed, words.locale),
  };
}

/** A place by every side's name; a circle as wide as the point, or the place, is unsure. */
function areaOf({ places }: ProcessState, { place, point, words }: Placed, locale: string): CapInfo['area'] {
  const known = place === undefined ? undefined : places.get(place), description = known === undefined ? words ?? place ?? '–' : namesOf(known.names, 'both', [locale, 'en']).map((name) => name.words).join(' / ');
  const at = point ?? (known?.lon === undefined || known.lat === undefined ? undefined : { lon: known.lon, lat: known.lat, precision: known.precision ?? 0 });
  return { description, ...(at === undefined ? {} : { circle: { lat: at.lat, lon: at.lon, metres: at.precision } }) };
}
