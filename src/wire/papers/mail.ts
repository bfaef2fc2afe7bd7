import type { Instant } from '#base';
import { base64, utf8 } from '#record';

/** A letter as a file that any mail program opens and sends: RFC 5322 and MIME. Plain text and nothing to fetch, so that nobody is told when it is read. */
export interface Mail {
  /** Stays the same for the same letter: whoever gets it twice sees one. */
  readonly id: string;
  readonly date: Instant;
  readonly from: { readonly name: string; readonly address: string };
  /** Without an address the program asks for it. */
  readonly to: { readonly name: string; readonly address?: string };
  readonly subject: string;
  /** The same in each language, one after the other. */
  readonly texts: readonly { readonly language: string; readonly words: string }[];
  readonly calendar?: string;
}

/** Stands in no base64. */
const BOUNDARY = '=_counterpart';
const MOST_ENCODED = 39;

export function writeMail({ id, date, from, to, subject, texts, calendar }: Mail): string {
  const body = texts.map(({ words }) => words.replace(/\r\n?/g, '\n').trimEnd()).join('\n\n- - -\n\n');
  const part = (type: string, words: string, ...more: readonly string[]): readonly string[] => [`Content-Type: ${type}; charset=utf-8`, ...more, 'Content-Transfer-Encoding: base64', '', ...lines(words)];
  return `${[
    `Date: ${dated(date)}`, `From: ${encoded(from.name)}\r\n <${from.address}>`, `To: ${encoded(to.name)}${to.address === undefined ? ':;' : `\r\n <${to.address}>`}`,
    `Message-ID: <${id}>`, `Subject: ${encoded(subject)}`, `Content-Language: ${[...new Set(texts.map(({ language }) => language))].join(', ')}`,
    'Auto-Submitted: auto-generated', 'X-Unsent: 1', 'MIME-Version: 1.0', `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`, '',
    `--${BOUNDARY}`, ...part('text/plain', `${body}\n`),
    ...(calendar === undefined ? [] : [`--${BOUNDARY}`, ...part('text/calendar', calendar, 'Content-Disposition: attachment; filename="dates.ics"')]),
    `--${BOUNDARY}--`,
  ].join('\r\n')}\r\n`;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'], MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dated(instant: Instant): string {
  const at = new Date(instant * 1000), two = (value: number): string => String(value).padStart(2, '0');
  return `${DAYS[at.getUTCDay()]}, ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

/** Always as encoded words (RFC 2047), so that no name can be read as an address or a second header. Each holds whole letters. */
function encoded(words: string): string {
  const parts: string[] = [''];
  for (const letter of words.replace(/\p{Cc}+/gu, ' ')) {
    const last = `${parts.at(-1) ?? ''}${letter}`;
    if (utf8(last).length > MOST_ENCODED) parts.push(letter);
    else parts[parts.length - 1] = last;
  }
  return parts.map((part) => `=?utf-8?B?${base64(utf8(part))}?=`).join('\r\n ');
}

const lines = (words: string): readonly string[] => base64(utf8(words)).match(/.{1,76}/g) ?? [];
