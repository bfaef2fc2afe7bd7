import { createWords } from '#words';
import type { Words } from '#words';

/** Sentences by language: flat, key → ICU message. */
export type Messages = { readonly [locale: string]: { readonly [key: string]: string } };

/** The words of one reader in one zone. */
export type Speak = (request: Request, zone: string) => Words;

/** Words for the language that a request asks for: `?lang=` first, then what the browser prefers, then English. Made once for each language and zone. */
export function speakerOf(messages: Messages): Speak {
  const made = new Map<string, Words>();
  return (request, zone) => {
    const asked = [new URL(request.url).searchParams.get('lang') ?? '', ...preferred(request.headers.get('Accept-Language') ?? '')];
    const locale = asked.find((language) => Object.hasOwn(messages, language)) ?? 'en';
    const key = `${locale} ${zone}`;
    const words = made.get(key) ?? createWords({ locale, messages: messages[locale] ?? {}, fallback: messages['en'] ?? {}, zone });
    made.set(key, words);
    return words;
  };
}

/** Languages of an `Accept-Language` (RFC 9110 §12.5.4), without their regions, the most wanted first. */
function preferred(header: string): readonly string[] {
  const ranges = header.split(',').slice(0, 20).map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
    const quality = Number(parameters.find((part) => part.startsWith('q='))?.slice(2) ?? 1);
    return { language: tag.split('-')[0]?.toLowerCase() ?? '', quality: Number.isNaN(quality) ? 0 : quality };
  });
  return ranges.filter(({ quality }) => quality > 0).toSorted((a, b) => b.quality - a.quality).map(({ language }) => language);
}
