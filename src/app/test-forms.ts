import type { Form } from '#wire';

/** A form of one question, and more of numbers. */
export const certainForm = (id: string, version: string, more: readonly string[] = []): Form => ({
  id, version, title: { en: id }, category: 'count', questions: [{ name: 'seen', type: 'text', label: { en: 'What was seen?' }, fills: 'summary' }, ...more.map((name) => ({ name, type: 'integer' as const, label: { en: name } }))],
});
