import { Parser } from 'htmlparser2';

/** What a page says: its text in paragraphs, and what its head tells of it. */
export interface HtmlText {
  readonly text: string;
  readonly title: string | null;
  readonly language: string | null;
  readonly date: string | null;
}

const UNSEEN = ['script', 'style', 'noscript', 'template', 'nav', 'footer', 'svg', 'form'];
const BLOCKS = ['p', 'div', 'section', 'article', 'main', 'header', 'li', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'table', 'tr', 'td', 'th', 'dl', 'dt', 'dd', 'br', 'hr', 'pre', 'figure', 'figcaption'];
const DATES = ['article:published_time', 'dc.date', 'dcterms.date', 'date'];

/** Reads a page as browsers do, whatever is wrong with it. Words outside `body`, and those that a page shows only for finding one's way, are no part of its text. */
export function readHtml(html: string): HtmlText {
  const found: { title: string; language: string | null; date: string | null } = { title: '', language: null, date: null }, parts: string[] = [];
  let unseen = 0, inTitle = false, inHead = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'html') found.language = attributes['lang'] ?? null;
      if (name === 'meta' && DATES.includes((attributes['property'] ?? attributes['name'] ?? '').toLowerCase())) found.date ??= attributes['content'] ?? null;
      if (name === 'head') inHead = true;
      if (name === 'title') inTitle = true;
      if (UNSEEN.includes(name)) unseen += 1;
      if (BLOCKS.includes(name)) parts.push('\n\n');
    },
    ontext(text) {
      if (inTitle && inHead) found.title += text;
      else if (unseen === 0 && !inHead) parts.push(text.replace(/\s+/g, ' '));
    },
    onclosetag(name) {
      if (name === 'head') inHead = false;
      if (name === 'title') inTitle = false;
      if (UNSEEN.includes(name)) unseen -= 1;
      if (BLOCKS.includes(name)) parts.push('\n\n');
    },
  }, { decodeEntities: true, lowerCaseTags: true });
  parser.end(html);
  const title = found.title.replace(/\s+/g, ' ').trim();
  return { text: parts.join(''), title: title === '' ? null : title, language: found.language, date: found.date };
}
