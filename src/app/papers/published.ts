import type { When } from '#base';
import { civilDay, endOf, span } from '#base';
import { blurred } from '#process';
import type { Passage, ProcessState, Report } from '#process';
import { hex, sha256, utf8 } from '#record';
import { STANDARD } from '#wire';

/** How coarse what is published is: places to within so many metres, times to the day or the month; of persons always the month. `by`: the charter, or the rule that holds where it says nothing. */
export interface BlurRule {
  readonly metres: number;
  readonly time: 'day' | 'month';
  readonly by: 'charter' | 'default';
}

export const blurRule = ({ charter: { procedure } }: Pick<ProcessState, 'charter'>): BlurRule => procedure?.blur === undefined ? { metres: 1_000, time: 'day', by: 'default' } : { ...procedure.blur, by: 'charter' };

/** In the place of what is not told. */
const LEFT_OUT = '…';

/** What may be told of one process: its rule, the words that its record brings itself, and the names of those who speak in it. */
export class Discretion {
  readonly rule: BlurRule;
  readonly #state: ProcessState;
  readonly #words: ReadonlySet<string>;
  readonly #names: Names;

  constructor(state: ProcessState) {
    this.rule = blurRule(state);
    this.#state = state;
    this.#words = ownWords(state);
    this.#names = namesIn(state);
  }

  /**
   * A report, with what may be published of it and nothing else: under a name that tells neither its author nor its place in the log, at the middle of its cell, on its day or in its month.
   * Free words are left out, for no program can tell whether they name somebody; a quoted reason is kept, without names of those who take part, numbers and addresses - of persons it is left out, too.
   */
  report(report: Report): Report {
    const ofPersons = isOfPersons(report), { category, point, grade, outage, passage, controlledBy, persons, stocks, quantities, evidence } = report, reason = ofPersons ? undefined : this.#reason(report.quotedReason), actor = controlledBy?.actor, place = this.place(report.place, ofPersons), where = point === undefined ? 'place' in place ? null : this.at(report.place) : this.#point(point);
    return {
      ...this.times(report.date, report.dateEnd, ofPersons), id: this.nameOf(report.id), category, summary: {}, accounts: [], ...place, ...(where === null ? {} : { point: where }),
      ...(reason === undefined ? {} : { quotedReason: reason }), ...(grade === undefined ? {} : { grade }), ...(actor === undefined ? {} : { controlledBy: { actor } }),
      ...(outage === undefined ? {} : { outage: this.#outage(outage) }), ...(passage === undefined ? {} : { passage: this.#passage(passage, ofPersons) }),
      ...(persons === undefined ? {} : { persons: persons.map(({ group, ...counted }) => ({ ...counted, group: this.word(group) })) }),
      ...(quantities === undefined ? {} : { quantities: quantities.flatMap((one) => this.#isOwn(one.what) && this.#isOwn(one.unit) ? [one] : []) }), ...(stocks === undefined ? {} : { stocks: stocks.flatMap((one) => this.#isOwn(one.what) ? [one] : []).map(({ currency, ...one }) => ({ ...one, ...(currency !== undefined && /^[A-Z]{3}$/.test(currency) ? { currency } : {}) })) }),
      ...(evidence === undefined ? {} : { evidence: evidence.map(({ digest, bytes }) => ({ digest, bytes })) }),
    };
  }

  /** Another name of the same thing: who has the record can make it, and nobody reads from it what the first one said. */
  nameOf = (id: string): string => hex(sha256(utf8(`counterpart/publication/v1\n${this.#state.process}\n${id}\n`))).slice(0, 16);

  /** From and to when, as days or months of the process's zone; one of them where they are the same. */
  times(from: When, to: When | undefined, ofPersons: boolean): { readonly date: When; readonly dateEnd?: When } {
    const date = this.#time(from, ofPersons, false), dateEnd = to === undefined ? date : this.#time(to, ofPersons, true);
    return dateEnd === date ? { date } : { date, dateEnd };
  }

  /** A place by its name; of persons only where the gazetteer knows it no more exactly than the rule allows; else they are told of by its cell. */
  place(place: string | undefined, ofPersons: boolean): { readonly place?: string } {
    const known = place === undefined ? undefined : this.#state.places.get(place);
    return known === undefined || (ofPersons && (known.precision ?? 0) < this.rule.metres) ? {} : { place: known.id };
  }

  /** Where a place is, no more exactly than the rule allows; `null` where the gazetteer does not say. */
  at(place: string | undefined): NonNullable<Report['point']> | null {
    const { lon, lat, precision = 0 } = (place === undefined ? undefined : this.#state.places.get(place)) ?? {};
    return lon === undefined || lat === undefined ? null : this.#point({ lon, lat, precision });
  }

  /** A short text, where every word of it is one of the record's own. */
  word = (text: string): string => this.#isOwn(text) ? text : LEFT_OUT;

  /** Every point stands in the one grid of the rule: two that were told with another precision each do not narrow one another. */
  #point({ lon, lat, precision }: NonNullable<Report['point']>): NonNullable<Report['point']> {
    return { ...blurred({ lon, lat, precision: this.rule.metres }), precision: Math.max(precision, this.rule.metres) };
  }

  #time(when: When, ofPersons: boolean, end: boolean): When {
    const { zone } = this.#state.charter, read = span(when, zone), isMonth = ofPersons || this.rule.time === 'month' || /^\d{4}-\d{2}$/.test(when);
    return read.ok ? civilDay(end ? endOf(read.value) - 1 : read.value.from, zone).slice(0, isMonth ? 7 : 10) : when.slice(0, 7);
  }

  #outage({ service, level, from, to, endUnknown }: NonNullable<Report['outage']>): NonNullable<Report['outage']> {
    const { date, dateEnd } = this.times(from, to, false);
    return { service: this.word(service), level: this.word(level), from: date, ...(to === undefined ? {} : { to: dateEnd ?? date }), ...(endUnknown === undefined ? {} : { endUnknown }) };
  }

  #passage({ corridor, operator, direction, outcome, delayMinutes, quotedReason, vehicles, persons }: Passage, ofPersons: boolean): Passage {
    const reason = ofPersons ? undefined : this.#reason(quotedReason), counted = (tallies: NonNullable<Passage['vehicles']>): NonNullable<Passage['vehicles']> => tallies.map(({ what, ...one }) => ({ what: this.word(what), ...one }));
    return {
      corridor: this.word(corridor), operator: this.word(operator), outcome, ...(direction === undefined ? {} : { direction: this.word(direction) }), ...(delayMinutes === undefined ? {} : { delayMinutes }),
      ...(reason === undefined ? {} : { quotedReason: reason }), ...(vehicles === undefined ? {} : { vehicles: counted(vehicles) }), ...(persons === undefined ? {} : { persons: counted(persons) }),
    };
  }

  #reason(words: string | undefined): string | undefined {
    const text = words?.replace(CONTACT, LEFT_OUT), all = (text?.match(WORD) ?? []).map((word) => ({ word, parts: partsNamed(this.#names, word) })), { pairs, common } = this.#names;
    const besides = (one: readonly string[], other: readonly string[] = []): boolean => one.some((part) => other.some((next) => pairs.has(`${part} ${next}`) || pairs.has(`${next} ${part}`)));
    const struck = all.map(({ word, parts }, at) => (parts.length > 0 && !common.has(word) && !parts.some((part) => this.#words.has(part)) && !this.#words.has(word.toLowerCase())) || besides(parts, all[at - 1]?.parts) || besides(parts, all[at + 1]?.parts));
    let at = 0;
    return text?.replace(WORD, (word) => (struck[at++] === true ? LEFT_OUT : word));
  }

  #isOwn(text: string): boolean {
    const parts = wordsIn(text);
    return parts.length > 0 && parts.every((part) => this.#words.has(part)) && text.length <= 100;
  }
}

/** Whether it tells of persons: then it is told by the month, and without a place that is known exactly. */
const isOfPersons = ({ category, persons = [] }: Pick<Report, 'category' | 'persons'>): boolean =>
  persons.length > 0 || ['missing-person', 'search', 'identification', 'detention', 'exchange'].includes(category);

/** Addresses of any kind, and numbers as long as those of telephones; days and coordinates look the same, and go with them. */
const CONTACT = /\S+@\S+|@[\p{L}\p{N}_]{3,}|\b(?:https?:\/\/|www\.)\S+|\+?\p{Nd}(?:[\s().,/:+–-]?\p{Nd}){6,}/gu;

const WORD = /[\p{L}\p{N}]+/gu;

/** The names of everybody who ever spoke, in small letters: their parts, and which stand beside each other in one name. `common`: words as the agreed texts write them, in small letters: no name by themselves, whoever is called so. */
interface Names {
  readonly parts: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
  readonly common: ReadonlySet<string>;
}

function namesIn({ participants, instruments }: ProcessState): Names {
  const names = [...participants.values()].map(({ name }) => wordsIn(name)), texts = [...instruments.values()].flatMap(({ value: { clauses } }) => clauses.flatMap(({ text }) => Object.values(text)));
  return {
    parts: new Set(names.flat().filter((part) => part.length >= 3)), pairs: new Set(names.flatMap((parts) => parts.slice(1).map((part, at) => `${parts[at] ?? ''} ${part}`))),
    common: new Set(texts.flatMap((text) => text.match(WORD) ?? []).filter((word) => word === word.toLowerCase() && word !== word.toUpperCase())),
  };
}

/** How many letters an ending may add to a name. What is struck too often is no harm. */
const ENDING = 3;
function partsNamed({ parts }: Names, word: string): readonly string[] {
  const lower = word.toLowerCase();
  return Array.from({ length: ENDING + 1 }, (_, cut) => lower.slice(0, Math.max(0, lower.length - cut))).filter((part) => parts.has(part));
}

const wordsIn = (text: string): readonly string[] => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
const DIRECTIONS = ['north', 'south', 'east', 'west', 'to', 'from', 'both', 'and', 'the', 'of', 'other', 'km', 'percent', 'vehicles', 'electricity'];

/** The words that everybody knows of a process: of its gazetteer, its actors, what can be said of the world in it, its commitments, and the forms of the field. */
function ownWords({ places, actors, vocabulary, commitments }: ProcessState): ReadonlySet<string> {
  const forms = STANDARD.flatMap(({ id, questions }) => [id, ...questions.flatMap(({ choices = [], fills = '' }) => [...choices, ...fills.split('.').slice(1)])]);
  const ground = [...places.values()].flatMap(({ id, names }) => [id, ...Object.values(names)]), sides = [...actors.values()].flatMap(({ id, label }) => [id, ...Object.values(label)]);
  const facts = [...vocabulary.values()].flatMap(({ id, label }) => [id, ...Object.values(label)]), kept = [...commitments.values()].flatMap(({ value: { duty } }) => (duty !== undefined && 'state' in duty ? Object.values(duty.state.of ?? {}) : []));
  return new Set([...forms, ...ground, ...sides, ...facts, ...kept, ...DIRECTIONS].flatMap((text) => typeof text === 'string' ? wordsIn(text) : []));
}
