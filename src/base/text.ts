/** A text in one or more languages: BCP 47 tag → words. `en` of our own extracts says so in its instrument; authentic texts keep their own tags. */
export interface Text {
  readonly [language: string]: string;
}

/** The words in the first of the wanted languages that the text has, else in any; with the language they are in, for `lang` and direction. */
export function inLanguage(text: Text, wanted: readonly string[]): { readonly language: string; readonly words: string } {
  for (const language of wanted) {
    const words = text[language];
    if (words !== undefined) return { language, words };
  }
  const language = Object.keys(text).sort()[0];
  return language === undefined ? { language: 'und', words: '' } : { language, words: text[language] as string };
}
