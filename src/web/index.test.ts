import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteWith } from '../../tests/support/site.ts';

let sella: Awaited<ReturnType<typeof siteWith>>;
beforeAll(async () => { sella = await siteWith('sella'); });
afterAll(() => sella.end());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => sella.site.request(`http://host${path}`, { method, headers });
const body = async (path: string, headers: Record<string, string> = {}): Promise<string> => (await get(path, headers)).text();
const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('what is not there', () => {
  test('an unknown process: 404 in the same layout, with what is held', async () => {
    const answer = await get('/atlantis');
    expect(answer.status).toBe(404);
    const html = await answer.text();
    expect(html).toContain('href="/sella"');
    expect(html).toContain('class="skip"');
  });

  test.each(['/sella/record/100000', '/sella/record/-1', '/sella/record/1e2', '/sella/record/60x', '/sella/commitments/none', '/sella/commitments/__proto__'])('%s: 404 inside the process, whose navigation stays', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('href="/sella/timeline"');
    expect(answer.headers.get('ETag')).toBeNull();
  });

  test('an entry for programs that is not there: a code', async () => {
    const answer = await get('/sella/record/100000.json');
    expect([answer.status, await answer.json()]).toEqual([404, { code: 'record.entry.none' }]);
    expect((await get('/atlantis/record/0.json')).status).toBe(404);
  });

  test('a slash too many leads on', async () => {
    const answer = await get('/sella/record/?lang=ru');
    expect([answer.status, answer.headers.get('Location')]).toEqual([301, 'http://host/sella/record?lang=ru']);
  });

  test('what is not read cannot be sent', async () => {
    expect((await get('/sella', {}, 'POST')).status).toBe(404);
  });
});

describe('as-of times', () => {
  test.each([['2023-02-31', 'is not a date of the calendar'], ['yesterday', 'is not a date'], ['2025-13-01', 'is not a date of the calendar'], ["2025-01-01'", 'is not a date']])('%s: 400, says why, and keeps what was written', async (when, why) => {
    const answer = await get(`/sella?known=${encodeURIComponent(when)}&differ=on`);
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(text(html)).toContain(why);
    expect(html).toContain('name="differ" value="on"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).not.toContain(`known=${encodeURIComponent(when)}`);
  });

  test('a day means to its end in the zone of the process; a month to the end of the month', async () => {
    expect(text(await body('/sella?valid=2025-06-30&known=2025-07-01'))).toContain('As of 30 June 2025, as far as was on record on 1 July 2025.');
    expect(text(await body('/sella?valid=2025-06'))).toContain('As of 30 June 2025');
  });

  test('without any, the head of the record, never now', async () => {
    const { range } = (await sella.app.dossier('sella')) as NonNullable<Awaited<ReturnType<typeof sella.app.dossier>>>;
    const shown = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Etc/GMT-2' }).format((range.to - 1) * 1000);
    expect(text(await body('/sella'))).toContain(`As of ${shown},`);
  });

  test('links keep the times and the language', async () => {
    expect(await body('/sella/about?valid=2025-06-30&lang=ru')).toContain('href="/sella/timeline?valid=2025-06-30&amp;lang=ru"');
  });
});

describe('headers', () => {
  const paths = ['/', '/sella', '/sella/record', '/sella/record/7', '/sella/record/7.json', '/atlantis', '/sella?valid=x'];

  test.each(paths)('%s: nothing inline, nothing from elsewhere, asked again each time', async (path) => {
    const { headers } = await get(path);
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy.match(/https?:/)).toBeNull();
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Cache-Control')).toBe('no-cache');
    expect(headers.get('Vary')).toContain('Accept-Language');
  });

  test('no page has an inline script, style or handler', async () => {
    for (const path of paths.filter((one) => !one.endsWith('.json'))) {
      const html = await body(path);
      expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/);
    }
  });

  test('HEAD answers as GET does, without a body', async () => {
    const answer = await get('/sella/record', {}, 'HEAD');
    expect([answer.status, await answer.text(), answer.headers.get('ETag')]).toEqual([200, '', (await get('/sella/record')).headers.get('ETag')]);
  });

  test.each(['/', '/sella', '/sella/record/7'])('%s: a reader who has it is told so, also through a proxy that compresses', async (path) => {
    const tag = (await get(path)).headers.get('ETag') ?? '';
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const again = await get(path, { 'If-None-Match': known });
      expect([again.status, await again.text(), again.headers.get('ETag'), again.headers.get('Cache-Control')]).toEqual([304, '', tag, 'no-cache']);
    }
    expect((await get(path, { 'If-None-Match': '"other"' })).status).toBe(200);
  });

  test('another language is another page', async () => {
    const tags = await Promise.all(['en', 'ru', 'ar'].map(async (lang) => (await get(`/sella?lang=${lang}`)).headers.get('ETag')));
    expect(new Set(tags).size).toBe(3);
    expect(new Set(await Promise.all(['en', 'ru'].map(async (lang) => (await get('/sella', { 'Accept-Language': lang })).headers.get('ETag')))).size).toBe(2);
  });
});

describe('the layout', () => {
  test('says of every page whose it is, as of when, and how to check it', async () => {
    for (const page of ['', '/timeline', '/corridors', '/map', '/record', '/record/9', '/about']) {
      const shown = text(await body(`/sella${page}`));
      expect(shown).toContain('A fictional process. Nobody in it is real.');
      expect(shown).toMatch(/As of \d+ \w+ \d{4}, as far as was on record on|All that is on record; the last of it became known on/);
      expect(shown).toContain('Each account stands under the name of whoever gives it');
      expect(shown).toContain('How to check this');
      expect(shown).toContain('This page was served by the host: that is no independent proof.');
      expect(shown).toMatch(/\d+ entries on record; root of the log: [\w+/]{12}…/);
    }
  });

  test('marks where one is', async () => {
    expect(await body('/sella/record')).toContain('href="/sella/record" aria-current="page"');
    expect(await body('/sella/record/3')).toContain('href="/sella/record" aria-current="true"');
  });
});

describe('language', () => {
  test('what is not translated is English and marked so; texts of the record are in the reader’s language', async () => {
    const html = await body('/sella?lang=ar');
    expect(html).toContain('<html lang="en" dir="ltr">');
    expect(html).toContain('<bdi lang="ar">');
    expect(html).toMatch(/<p class="quiet" lang="ar" dir="auto">/);
    expect(html).toMatch(/lang="ar" hreflang="ar" aria-current="true"/);
  });

  test('the browser’s wishes are weighed; an address says more than they do', async () => {
    const chosen = async (headers: Record<string, string>, path = '/'): Promise<string | undefined> => /hreflang="(\w+)" aria-current/.exec(await body(path, headers))?.[1];
    expect(await chosen({ 'Accept-Language': 'fr, ru;q=0.3, hy-AM;q=0.8, en;q=0.1' })).toBe('hy');
    expect(await chosen({ 'Accept-Language': 'ru;q=0, *' })).toBe('en');
    expect(await chosen({ 'Accept-Language': 'ru' }, '/?lang=az')).toBe('az');
    expect(await chosen({ 'Accept-Language': 'constructor;q=x,,' }, '/?lang=__proto__')).toBe('en');
  });

  test('a complete language that runs from right to left turns the page', async () => {
    const turned = await siteWith('sella', (messages) => ({ ...messages, ar: Object.fromEntries(Object.keys(messages['en'] ?? {}).map((key) => [key, 'كلمة'])) }));
    expect(await (await turned.site.request('http://host/sella/about?lang=ar')).text()).toContain('<html lang="ar" dir="rtl">');
    await turned.end();
  });
});

test('what a reader writes into an address stays text', async () => {
  const evil = encodeURIComponent('"><script>alert(1)</script>');
  for (const path of [`/sella/record?q=${evil}&kind=${evil}&author=${evil}&page=${evil}`, `/sella?valid=${evil}`, `/sella?lang=${evil}&names=${evil}`, `/${evil}`, `/sella/commitments/${evil}`]) {
    expect(await body(path)).not.toContain('<script>alert');
  }
});
