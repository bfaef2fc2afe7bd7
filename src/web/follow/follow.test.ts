import { gzipSync } from 'node:zlib';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { summaryMail } from '#app';
import { createWords } from '#words';
import { allMessages, siteWith } from '../../../tests/support/site.ts';
import { frameWords } from './frame.ts';

const told = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
let here: Awaited<ReturnType<typeof siteWith>>;
beforeAll(async () => { here = await siteWith('sella'); });
afterAll(() => here?.end());
const get = async (path: string, language = 'en') => { const answer = await here.site.request(`http://host.test/sella/${path}`, { headers: { 'Accept-Language': language } }), text = await answer.text(); return { status: answer.status, html: text, text: told(text), type: answer.headers.get('Content-Type') }; };

describe('the summary of a day', () => {
  it('says what was told of it by whose account, each sentence with what it rests on', async () => {
    const { text, html } = await get('summary?day=2025-08-27');
    expect(text).toContain('Orrumar: restoration, 1 report: Orrumar reports access on the fourth day, and the line live on 27 August. Sources: r-2025-08-o3-orr');
    expect(text).toContain('By the account of Sella Monitoring Mission: from not kept to restored. The High Line stays live Sources: SU-6b');
    expect(text).toContain('Due 31 August 2025: The data sheets of the lake are exchanged every month');
    const lines = [...html.matchAll(/<section aria-labelledby="on-[^>]*>(.*?)<\/section>/gs)].flatMap(([, section = '']) => section.split('<li>').slice(1));
    expect(lines.filter((line) => !line.includes('<a href='))).toEqual([]);
    expect(gzipSync(html, { level: 9 }).length).toBeLessThan(13_000);
  });

  it('is of the last day told of that is over, where none is chosen, and leads to the days before and after', async () => {
    const last = await get('summary'), [, before = ''] = /rel="prev" href="([^"]*)"/.exec(last.html) ?? [], earlier = await get(before.replace('/sella/', ''));
    expect(/rel="next" href="[^"]*day=([^"]*)"/.exec(earlier.html)?.[1]).toBe(/id="day"[^>]* value="([^"]*)"/.exec(last.html)?.[1]);
  });

  it('says that nothing is told of a day, and that this means nothing; a day that is none is refused', async () => {
    expect((await get('summary?day=2019-05-05')).text).toContain('Nothing on this record tells of this day. That does not mean that nothing happened.');
    for (const wrong of ['2025-02-30', 'yesterday', '2025-08']) { const { status, text } = await get(`summary?day=${wrong}`); expect([status, text.includes(`“${wrong}” is not a day of the calendar.`)]).toEqual([400, true]); }
  });

  it('knows what was known then', async () => {
    const { text } = await get('summary?day=2025-06-20&known=2025-06-20'), later = await get('summary?day=2025-06-21');
    expect(text).not.toContain('c-2025-06-lake');
    expect(later.text).toContain('Orrumar replies to c-2025-06-lake: The lake will be lower in autumn because it rains in spring.');
  });

  it('repeats the words of the record in the reader’s language, where they have it', async () => expect((await get('summary?day=2025-06-21&lang=ru')).html).toContain('<bdi lang="ru">Осенью озеро будет ниже'));

  it.each(['hy', 'az', 'ru', 'ar'])('is told in %s, and so is the page around it: nothing of ours in other letters, and who renders it', async (language) => {
    const { html } = await get('summary?day=2025-08-27', language), [, direction = '', main = ''] = new RegExp(`<main[^>]*><div lang="${language}" dir="(ltr|rtl)">(.*)</main>`, 's').exec(html) ?? [], english = (await get('summary?day=2025-08-27')).html;
    expect([direction, html.includes(`<html lang="${language}" dir="${direction}"`)]).toEqual([language === 'ar' ? 'rtl' : 'ltr', true]);
    const lines = (text: string): number => text.split('<li>').length;
    expect(lines(main)).toBe(lines(english.slice(english.indexOf('<main'), english.indexOf('</main>'))));
    const ours = told(html.slice(html.indexOf('<title>')).replace(/<nav class="languages".*?<\/nav>|<bdi[^>]*>.*?<\/bdi>|<code[^>]*>.*?<\/code>| – [^<]*<\/title>|<p class="house">.*?<\/p>|UTC[^ ]*/gs, '')), { state } = (await here.app.dossier('sella')) ?? {}, names = [...state?.actors.values() ?? []].map(({ label }) => label[language] ?? label['en'] ?? '');
    expect(names.reduce((text, name) => text.replaceAll(name, ''), ours)).not.toMatch(language === 'az' ? /\b(?:report|reports|Sources|By the account|Field|Record|Map|entries|checked)\b/ : /[A-Za-z]/);
    const letter = await PostalMime.parse((await get('summary.eml?day=2025-08-27', language)).html);
    const own = allMessages()[language]?.['summary.rendering'] ?? '-';
    expect([letter.text?.includes(own), main.includes(own), english.includes('our own rendering')]).toEqual([true, true, false]);
  });

  it('has English around it where somebody is signed in or a warning is to be told, whose sentences are in no other language yet', async () => {
    const dossier = await here.app.dossier('sella'), all = allMessages(), words = createWords({ locale: 'ru', messages: all['ru'] ?? {}, fallback: all['en'] ?? {}, zone: 'UTC' });
    const reader = [...dossier?.state.participants.values() ?? []][0];
    if (dossier === null || reader === undefined) throw new Error('the case is not held');
    const around = (changes: object): string => frameWords({ words, dossier, ...changes }).locale;
    expect([around({}), around({ reader }), around({ dossier: { ...dossier, ungiven: {} } }), around({ dossier: { ...dossier, warning: {} } })]).toEqual(['ru', 'en', 'en', 'en']);
  });

  it('names a dozen of very many sources, and says how many more there are', async () => {
    const dossier = await here.app.dossier('sella'), words = createWords({ locale: 'en', messages: allMessages()['en'] ?? {}, zone: 'UTC' }), sources = Array.from({ length: 1015 }, (_, index) => ({ id: `r${index}`, page: `reports/r${index}`, position: index }));
    if (dossier === null) throw new Error('the case is not held');
    const letter = await PostalMime.parse(summaryMail(dossier, words, { day: '2025-08-27', before: null, after: null, sections: [{ topic: 'late', lines: [{ sentence: 'Told.', said: null, sources }] }] }, null));
    expect(letter.text).toMatch(/- Told\.\n {2}r0\n(?: {2}r\d+\n){10} {2}r11\n {2}and 1,003 more\s*$/);
  });

  it('goes as a letter that any mail program opens: to nobody, with every source', async () => {
    const { html, type } = await get('summary.eml?day=2025-08-27'), mail = await PostalMime.parse(html);
    expect([type, mail.subject, mail.to]).toEqual(['message/rfc822', 'The Sella road and the lake: 27 August 2025', [{ name: 'Whoever it may concern', group: [] }]]);
    expect(mail.text).toContain('- Orrumar: restoration, 1 report: Orrumar reports access on the fourth day, and the line live on 27 August.\n  http://host.test/sella/reports/r-2025-08-o3-orr');
    expect((await get('summary.eml?day=never')).status).toBe(404);
  });
});

describe('what somebody follows', () => {
  it('has an address of its own, and the feed there holds what concerns it and nothing else, the last first', async () => {
    const { html } = await get('follow?about=place:high-line'), [, address = ''] = /href="http:\/\/host\.test\/sella\/([^"]*changes\.atom[^"]*)"/.exec(html) ?? [];
    const feed = await get(address.replaceAll('&amp;', '&')), whole = await get('changes.atom'), titles = [...feed.html.matchAll(/<summary[^>]*>([^<]*)/g)].map(([, title]) => title);
    expect(titles).toContain('Orrumar gives notice of outage O-3; the fault lies on the south slope.');
    const ids = [feed, whole].map((one) => /<id>([^<]*)<\/id>/.exec(one.html)?.[1]);
    expect(ids[0]).not.toBe(ids[1]);
    const positions = [...feed.html.matchAll(/record\/(\d+)/g)].map(([, position]) => Number(position));
    expect(positions).toEqual(positions.toSorted((a, b) => b - a));
    expect(told(html)).toContain(`${positions.length} entries on record concern it.`);
  });

  it('can be a commitment, a register, the claims; each page of these leads there', async () => {
    for (const [page, about] of [['commitments/SU-6b', 'commitment%3ASU-6b'], ['registers/infrastructure', 'register%3Ainfrastructure'], ['claims', 'claims']] as const) {
      expect((await get(page)).html, page).toContain(`href="/sella/follow?about=${about}"`);
      expect((await get(`follow?about=${about}`)).text, about).toMatch(/ \d+ entries on record concern it\./);
    }
  });

  it('says what is not there: on the page, and by no feed and no letter', async () => {
    const { status, text } = await get('follow?about=place:moon');
    expect([status, text.includes('There is no “place:moon” on this record.')]).toEqual([400, true]);
    expect([(await get('changes.atom?about=place:moon')).status, (await get('news.eml?about=place:moon')).status, (await get('news.eml?about=claims&since=never')).status]).toEqual([404, 404, 404]);
  });

  it('comes as a letter of what was recorded since', async () => {
    const mail = await PostalMime.parse((await get('news.eml?about=claims&since=2026-01-01')).html);
    expect(mail.text).toContain('1 entry since 1 January 2026.');
    expect(mail.text).toMatch(/- Entry \d+: Claim: Both cranes are promised elsewhere, and both sides know it\.\n {2}http:\/\/host\.test\/sella\/record\/\d+/);
    expect((await PostalMime.parse((await get('news.eml?about=claims')).html)).text).toContain('Nothing since 7 March 2026.');
  });
});
