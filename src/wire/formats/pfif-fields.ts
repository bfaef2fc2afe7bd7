/** Fields of PFIF 1.4 (People Finder Interchange Format), in the order of its schema, each with the pattern of its values; and what earlier versions call them. */

const TEXT = /^[\s\S]*$/, RECORD_ID = /^(?:[a-zA-Z](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?\.)*[a-zA-Z](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?\/.+$/, DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;
const BOOLEAN = /^(?:true|false)$/;

export interface Field {
  readonly name: string;
  readonly form: RegExp;
  /** What a value of this form is, for the sentence of a refusal: `refusal.pfif.value` selects by it. */
  readonly rule: 'text' | 'id' | 'date' | 'boolean' | 'status' | 'sex' | 'birth' | 'age' | 'country';
}

const text = (name: string): Field => ({ name, form: TEXT, rule: 'text' });
const author = [text('author_name'), text('author_email'), text('author_phone')];
const date = (name: string): Field => ({ name, form: DATE, rule: 'date' });
const recordId = (name: string): Field => ({ name, form: RECORD_ID, rule: 'id' });

export const PERSON: readonly Field[] = [
  recordId('person_record_id'), date('entry_date'), date('expiry_date'), ...author, text('source_name'), date('source_date'), text('source_url'),
  text('full_name'), text('given_name'), text('family_name'), text('alternate_names'), text('description'),
  { name: 'sex', form: /^(?:female|male|other)$/, rule: 'sex' }, { name: 'date_of_birth', form: /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, rule: 'birth' }, { name: 'age', form: /^\d+(?:-\d+)?$/, rule: 'age' },
  text('home_street'), text('home_neighborhood'), text('home_city'), text('home_state'), text('home_postal_code'), { name: 'home_country', form: /^[A-Z]{2}$/, rule: 'country' },
  text('photo_url'), text('profile_urls'),
];

const STATUSES = ['information_sought', 'is_note_author', 'believed_alive', 'believed_missing', 'believed_dead'] as const;

export const NOTE: readonly Field[] = [
  recordId('note_record_id'), recordId('person_record_id'), recordId('linked_person_record_id'), date('entry_date'), ...author, date('source_date'),
  { name: 'author_made_contact', form: BOOLEAN, rule: 'boolean' }, { name: 'status', form: new RegExp(`^(?:${STATUSES.join('|')})$`), rule: 'status' },
  text('email_of_found_person'), text('phone_of_found_person'), text('last_known_location'), text('text'), text('photo_url'),
];

export const VERSIONS = ['1.1', '1.2', '1.3', '1.4'] as const;
export type PfifVersion = (typeof VERSIONS)[number];

interface Older {
  /** Name in 1.4 → name in this version. */
  readonly names: { readonly [name: string]: string };
  /** Fields of 1.4 that this version has not. */
  readonly without: readonly string[];
}

const NAMES_13 = { given_name: 'first_name', family_name: 'last_name', description: 'other', author_made_contact: 'found' };
const NEW_14 = ['alternate_names', 'profile_urls'], NEW_13 = ['expiry_date', 'full_name'];

/** What each version calls the fields of 1.4, and which it lacks (zesty.ca/pfif: "Changes from previous versions"). */
export const OLDER: { readonly [version in PfifVersion]: { readonly person: Older; readonly note: Older } } = {
  '1.4': { person: { names: {}, without: [] }, note: { names: {}, without: [] } },
  '1.3': { person: { names: NAMES_13, without: NEW_14 }, note: { names: NAMES_13, without: ['photo_url'] } },
  '1.2': { person: { names: NAMES_13, without: [...NEW_14, ...NEW_13] }, note: { names: NAMES_13, without: ['photo_url'] } },
  '1.1': {
    person: { names: { ...NAMES_13, home_postal_code: 'home_zip' }, without: [...NEW_14, ...NEW_13, 'sex', 'date_of_birth', 'age', 'home_country'] },
    note: { names: NAMES_13, without: ['photo_url', 'person_record_id', 'linked_person_record_id', 'status'] },
  },
};
