import { unzipSync, strFromU8 } from 'fflate';
import ICAL from 'ical.js';
import mammoth from 'mammoth';
import PostalMime from 'postal-mime';
import { Parser } from 'saxen';
import { describe, expect, test } from 'vitest';
import { chance } from '../../../tests/support/chance.ts';
import { writeCalendar } from './calendar.ts';
import type { CalendarEvent } from './calendar.ts';
import { writePaper } from './document.ts';
import type { Block, Paper } from './document.ts';
import { writeFeed } from './feed.ts';
import { writeMail } from './mail.ts';
import { element, inXml } from './xml.ts';

const event: CalendarEvent = {
  uid: 'abc@counterpart.invalid', sequence: 3, stamp: 1_700_000_000, at: { from: 1_700_003_600, to: 1_700_007_200 }, title: 'Встреча; первая, «о дороге»', description: 'Line 1\nLine 2 \\ end',
  place: 'Quilden, hall 2', url: 'https://host.example/sella/timeline', status: 'confirmed', busy: true, remind: 86_400,
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown as [string, object[], object[]]);

describe('a calendar, read by ical.js', () => {
  const events = (...more: readonly Partial<CalendarEvent>[]) => read(writeCalendar({ name: 'Sella', language: 'en', events: more.map((change) => ({ ...event, ...change })) })).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));

  test('says what it was given, letter by letter', () => {
    const [one] = events({});
    expect([one?.uid, one?.sequence, one?.summary, one?.description, one?.location]).toEqual([event.uid, 3, event.title, event.description, event.place]);
    expect([one?.startDate.toUnixTime(), one?.endDate.toUnixTime(), one?.startDate.zone.tzid]).toEqual([1_700_003_600, 1_700_007_200, 'UTC']);
    const properties = ['status', 'transp', 'url'].map((name) => one?.component.getFirstPropertyValue(name));
    expect(properties).toEqual(['CONFIRMED', 'OPAQUE', event.url]);
    expect(one?.component.getFirstProperty('summary')?.getParameter('language')).toBe('en');
    expect(one?.component.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger')?.toString()).toBe('-PT86400S');
  });

  test('a civil day has no zone; a moment no end; what is cancelled reminds nobody', () => {
    const [day, moment, cancelled] = events({ at: { day: '2026-11-28', to: '2026-11-30' } }, { at: { from: 1_700_000_000 } }, { status: 'cancelled' });
    expect([day?.startDate.isDate, day?.startDate.toString(), day?.endDate.toString()]).toEqual([true, '2026-11-28', '2026-11-30']);
    expect(moment?.component.hasProperty('dtend')).toBe(false);
    expect([cancelled?.component.getFirstPropertyValue('status'), cancelled?.component.getFirstSubcomponent('valarm')]).toEqual(['CANCELLED', null]);
  });

  test('no line is above 75 bytes, none divides a letter, all end as they must, whatever the words', () => {
    const seed = 7, random = chance(seed), letters = [...'aЖժ\u0633\u{1f54a}\\;,\n"e\u0301 :'], words = (length: number): string => Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
    for (let round = 0; round < 200; round += 1) {
      const title = words(round), text = writeCalendar({ name: 'n', language: 'hy', events: [{ ...event, title }] });
      expect(text.endsWith('\r\n') && !/[^\r]\n|\r[^\n]/.test(text), `seed ${seed} round ${round}`).toBe(true);
      expect(Math.max(...text.split('\r\n').map((line) => bytes(line).length)), `seed ${seed} round ${round}`).toBeLessThanOrEqual(75);
      expect(read(text).getFirstSubcomponent('vevent')?.getFirstPropertyValue('summary'), `seed ${seed} round ${round}`).toBe(title);
    }
  });

  test('words cannot add a line of their own', () => {
    const [one, ...more] = events({ title: 'a\r\nEND:VEVENT\r\nBEGIN:VEVENT', place: 'b\u0000\u001bc' });
    expect([more.length, one?.summary, one?.location]).toEqual([0, 'a\nEND:VEVENT\nBEGIN:VEVENT', 'b  c']);
  });
});

describe('a letter, read by postal-mime', () => {
  const mail = { id: 'abc@counterpart.invalid', date: 1_700_000_000, from: { name: 'Sella, the process', address: 'no-reply@counterpart.invalid' }, to: { name: 'Տիկին Անի "A" <x@y>' }, subject: 'Срок: очистить северный участок дороги до конца дня\r\nBcc: somebody@example.org', texts: [{ language: 'en', words: 'Due tomorrow.\nEnd' }, { language: 'ar', words: 'غداً' }] };

  test('says the same in each language, with its dates; no name or subject adds a header', async () => {
    const calendar = writeCalendar({ name: 'n', language: 'en', events: [event] }), found = await PostalMime.parse(writeMail({ ...mail, calendar }), { attachmentEncoding: 'utf8' });
    expect(found.subject).toBe('Срок: очистить северный участок дороги до конца дня Bcc: somebody@example.org');
    expect(found.bcc).toBeUndefined();
    expect([found.from?.name, found.from?.address, found.messageId, found.date]).toEqual(['Sella, the process', 'no-reply@counterpart.invalid', '<abc@counterpart.invalid>', '2023-11-14T22:13:20.000Z']);
    expect(found.text?.replaceAll('\r\n', '\n').trim()).toBe('Due tomorrow.\nEnd\n\n- - -\n\nغداً');
    expect(found.html).toBeUndefined();
    expect(found.attachments.map(({ filename, mimeType, content }) => [filename, mimeType, String(content).replaceAll('\r\n', '\n')])).toEqual([['dates.ics', 'text/calendar', calendar.replaceAll('\r\n', '\n')]]);
    expect(found.headers.find(({ key }) => key === 'content-language')?.value).toBe('en, ar');
  });

  test('no line is longer than mail allows, and all is ASCII', () => {
    const text = writeMail({ ...mail, subject: 'ж'.repeat(400) });
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(76);
    expect(/^[\x20-\x7e\r\n]*$/.test(text)).toBe(true);
  });

  test('with an address it goes there', async () => {
    expect((await PostalMime.parse(writeMail({ ...mail, to: { name: 'Անի', address: 'ani@example.org' } }))).to).toEqual([{ name: 'Անի', address: 'ani@example.org' }]);
  });
});

/** What the parser of another project has against it. */
function wellFormed(xml: string): readonly string[] {
  const problems: string[] = [], parser = new Parser();
  parser.on('error', (error) => { problems.push(error.message); });
  parser.on('warn', (error) => { problems.push(error.message); });
  parser.parse(xml);
  return problems;
}

describe('a paper', () => {
  const blocks: readonly Block[] = [
    { kind: 'title', phrases: [{ words: 'Договорённость', language: 'ru', bold: true }] },
    { kind: 'clause', number: '3a', phrases: [{ words: 'Each side keeps <its> section & reports.\nDaily.', language: 'en' }] },
    { kind: 'clause', number: '3a', phrases: [{ words: 'يُبقي كل طرف على قسمه', language: 'ar' }] },
    { kind: 'columns', direction: 'en', widths: [1, 1], rows: [[[{ kind: 'paragraph', phrases: [{ words: 'Օռումար', language: 'hy' }] }, { kind: 'line' }], []]] },
  ];
  const paper: Paper = { title: 'Sella & Understanding', language: 'en', date: 1_700_000_000, head: { words: 'Copy of Orrumar', language: 'en' }, blocks };

  test('is read by mammoth without a complaint, word for word', async () => {
    const found = await mammoth.convertToHtml({ buffer: Buffer.from(writePaper(paper)) }, { styleMap: ["p[style-name='Clause'] => p.clause:fresh", "p[style-name='Line'] => p.line:fresh", "p[style-name='Title'] => h1:fresh"] });
    expect(found.messages).toEqual([]);
    expect(found.value).toBe('<h1><strong>Договорённость</strong></h1><p class="clause">3a\tEach side keeps &lt;its&gt; section &amp; reports.<br />Daily.</p><p class="clause">3a\tيُبقي كل طرف على قسمه</p><table><tr><td><p>Օռումար</p></td><td></td></tr></table>');
  });

  test('what runs from right to left is marked so, and no other', () => {
    const document = strFromU8(unzipSync(writePaper(paper))['word/document.xml'] ?? new Uint8Array());
    const paragraphs = document.match(/<w:p>.*?<\/w:p>/g) ?? [];
    expect(paragraphs.filter((one) => one.includes('<w:bidi/>')).map((one) => /<w:t [^>]*>([^<]*)/.exec(one)?.[1])).toEqual(['3a']);
    expect(document).toContain('<w:rPr><w:rtl/><w:lang w:bidi="ar"/></w:rPr>');
    expect(document).toContain('<w:lang w:val="hy"/>');
  });

  test('every part that is named is there, every part is named, and each has one root', () => {
    const files = unzipSync(writePaper(paper)), text = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
    const named = [...text('[Content_Types].xml').matchAll(/PartName="\/([^"]+)"/g)].map(([, name]) => name);
    expect(Object.keys(files).filter((name) => !named.includes(name) && !name.endsWith('.rels') && name !== '[Content_Types].xml')).toEqual([]);
    for (const name of Object.keys(files)) expect(wellFormed(text(name)), name).toEqual([]);
    const targets = [...text('word/_rels/document.xml.rels').matchAll(/Target="([^"]+)"/g)].map(([, target]) => `word/${target}`);
    expect(targets.filter((target) => !(target in files))).toEqual([]);
  });

  test('the same words make the same bytes', () => expect(writePaper(paper)).toEqual(writePaper(structuredClone(paper))));
});

describe('a feed', () => {
  test('holds what it must, its words escaped', () => {
    const entry = { id: 'urn:sha256:1', title: 'Entry <1>', updated: 1_700_000_000, author: 'A & B', page: 'https://host.example/sella/record/1?a=1&b=2', summary: 'слово', language: 'ru' };
    const text = writeFeed({ id: 'urn:sha256:0', title: 'Sella', language: 'en', updated: 1_700_000_000, self: 'https://host.example/sella/changes.atom', pages: 'https://host.example/sella', entries: [entry] });
    expect(wellFormed(text)).toEqual([]);
    expect(wellFormed('<a><b></a>')).not.toEqual([]);
    for (const part of ['<updated>2023-11-14T22:13:20Z</updated>', '<title>Entry &lt;1&gt;</title>', '<name>A &amp; B</name>', 'href="https://host.example/sella/record/1?a=1&amp;b=2"', '<summary xml:lang="ru">слово</summary>', 'xmlns="http://www.w3.org/2005/Atom"']) expect(text).toContain(part);
  });
});

test('XML holds no character that it must not', () => {
  expect(inXml('a\u0000\u000b\ud800b\uffff<&">')).toBe('a\ufffd\ufffd\ufffdb\ufffd&lt;&amp;&quot;&gt;');
  expect(element('a', { b: '"', c: undefined }, 'x')).toBe('<a b="&quot;">x</a>');
});
