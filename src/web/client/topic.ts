import type { Act } from '../acts/act.ts';

const field = (): Promise<readonly Act[]> => import('../acts/field.ts').then((topic) => topic.field);

/** Where the acts of each topic stand: a page loads its own topic and no other. */
const TOPICS: { readonly [T in Act['topic']]: () => Promise<readonly Act[]> } = {
  contacts: () => import('../acts/contacts.ts').then(({ contacts }) => contacts), meetings: () => import('../acts/meetings.ts').then(({ meetings }) => meetings), minutes: () => import('../acts/minutes.ts').then(({ minutes }) => minutes),
  people: () => import('../acts/people.ts').then(({ people }) => people), texts: () => import('../acts/texts.ts').then(({ texts }) => texts), words: () => import('../acts/words.ts').then(({ words }) => words), field, claims: field, sought: field,
};

export const actOfTopic = async (topic: Act['topic'], name: string): Promise<Act | undefined> => (await TOPICS[topic]()).find((act) => act.name === name);
