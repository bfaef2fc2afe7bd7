import type { Text } from '#base';

/** What somebody sent: by the name of a field, its values. */
export type Form = ReadonlyMap<string, readonly string[]>;

/** A choice of a field: in words of the screens (`label`, a key), or of the draft (`text`). */
export interface Choice {
  readonly value: string;
  readonly label?: string;
  readonly text?: Text;
}

/** One question of a page, with what is answered so far. The label is a key, `new.field.…`. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'words' | 'number' | 'one' | 'many' | 'zone';
  readonly values: readonly string[];
  readonly choices?: readonly Choice[];
  /** In which language the answer is, where it is words of the charter. */
  readonly language?: string;
  /** The same is asked in other languages too. */
  readonly oneOfMany?: boolean;
  /** Which of several the question is about: a party by its place among them. */
  readonly number?: number;
  readonly optional?: boolean;
}

/** As it was typed, without the spaces around it, its letters composed and its lines ended in one way. */
export const one = (form: Form, name: string): string => (form.get(name)?.[0] ?? '').replaceAll('\r\n', '\n').normalize('NFC').trim();
export const all = (form: Form, name: string): readonly string[] => (form.get(name) ?? []).filter((value) => value !== '');

/** The languages of a text that have words; none where none has. */
export function textIn(form: Form, name: string, languages: readonly string[]): Text | undefined {
  const said = languages.map((language) => [language, one(form, `${name}.${language}`)] as const).filter(([, words]) => words !== '');
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

export const textFields = (name: string, kind: 'line' | 'words', text: Text | undefined, languages: readonly string[], more: Partial<Field> = {}): readonly Field[] =>
  languages.map((language, index) => ({ name: `${name}.${language}`, label: `new.field.${more.label ?? name}`, kind, values: text?.[language] === undefined ? [] : [text[language]], ...omitLabel(more), language, ...languages.length > 1 ? { oneOfMany: true } : {}, ...index > 0 || more.optional === true ? { optional: true } : {} }));

const omitLabel = ({ label: _label, ...more }: Partial<Field>): Partial<Field> => more;

/** A number as it is written; what is none is left for the check of the whole to refuse. */
export const numberIn = (form: Form, name: string): number | undefined => {
  const written = one(form, name);
  return written === '' ? undefined : /^\d{1,6}$/.test(written) ? Number(written) : written as unknown as number;
};

/** Days as ISO 8601 has them. */
export const daysIn = (form: Form, name: string): string | undefined => {
  const written = one(form, name);
  return written === '' ? undefined : /^P/.test(written) ? written : `P${written}D`;
};

/** The number of days of a duration that a form wrote; another duration is shown as it is. */
export const daysOf = (duration: string | undefined): readonly string[] => duration === undefined ? [] : [/^P(\d+)D$/.exec(duration)?.[1] ?? duration];

/** An object without the members that have no value. */
export const given = <T extends object>(members: T): { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & { readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
