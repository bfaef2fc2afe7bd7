import type { Text } from '#base';

/**
 * A form as data: what a monitor is asked, in the words of each language. Ours are written so (`standard.ts`); those of Kobo and ODK come in as XLSForm.
 * A form has a version, which every report filled in with it names: so an answer given offline is read by the questions that were asked.
 */
export interface Form {
  readonly id: string;
  readonly version: string;
  /** Of one that a host gives (`#app`, `givenForms`). */
  readonly digest?: string;
  readonly title: Text;
  /** What a report filled in with it is about: the category of `Report`. */
  readonly category: string;
  readonly questions: readonly Question[];
}

export type QuestionType = 'text' | 'integer' | 'decimal' | 'date' | 'time' | 'datetime' | 'one' | 'many' | 'point' | 'place' | 'file' | 'note' | 'yes';

export interface Question {
  readonly name: string;
  readonly type: QuestionType;
  readonly label: Text;
  readonly hint?: Text;
  readonly required?: boolean;
  readonly choices?: readonly Choice[];
  /** Asked only where this holds of the answers so far. */
  readonly relevant?: Expression;
  /** What the answer must satisfy, and what is said where it does not. */
  readonly constraint?: { readonly holds: Expression; readonly otherwise?: Text };
  /** The member of the report that the answer becomes (`fills.ts`); without it, it stays an answer of the form. */
  readonly fills?: string;
  /** Of a file: what may be chosen (`image/*`, `audio/*`). */
  readonly accept?: string;
  /** The group that it stands in: questions of one group come on one page. */
  readonly group?: string;
}

export interface Choice {
  readonly name: string;
  readonly label: Text;
}

/** Conditions over answers: the part of XPath that forms of the field use. `self`: the answer itself. */
export type Expression =
  | { readonly op: 'answer'; readonly name: string }
  | { readonly op: 'self' }
  | { readonly op: 'value'; readonly value: string | number | boolean }
  | { readonly op: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or' | '+' | '-' | '*' | 'div' | 'mod'; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'call'; readonly name: FunctionName; readonly of: readonly Expression[] };

export const FUNCTIONS = ['not', 'selected', 'count-selected', 'string-length', 'regex', 'today', 'if', 'coalesce', 'number', 'true', 'false'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** One answer. Several choices are a list; a point is longitude, latitude and how exactly it is known in metres. */
export type Answer = string | number | boolean | readonly string[] | { readonly lon: number; readonly lat: number; readonly precision?: number };
export type Answers = { readonly [question: string]: Answer | undefined };
