import { zipSync } from 'fflate';
import type { Instant } from '#base';
import { rfc3339 } from '#base';
import { utf8 } from '#record';
import { block } from './document-blocks.ts';
import type { Block, Phrase } from './document-blocks.ts';
import { STYLES } from './document-styles.ts';
import { XML, element, inXml } from './xml.ts';

export type { Block, Phrase } from './document-blocks.ts';

/** A paper to print, sign and file: what word processors open as DOCX (ECMA-376, WordprocessingML). */
export interface Paper {
  readonly title: string;
  /** Language of what is not marked otherwise; decides the direction of the page. */
  readonly language: string;
  /** A time of the record, never now: the same record makes the same bytes, and sides can compare them. */
  readonly date: Instant;
  /** At the head of every page, beside the number of the page and of all pages. */
  readonly head: Phrase;
  readonly blocks: readonly Block[];
}

const NS = { 'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main' };
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006', OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
/** A4 with margins of 2.5 cm, in twentieths of a point. */
const PAGE = [element('w:pgSz', { 'w:w': '11906', 'w:h': '16838' }), element('w:pgMar', { 'w:top': '1418', 'w:right': '1418', 'w:bottom': '1418', 'w:left': '1418', 'w:header': '709', 'w:footer': '709', 'w:gutter': '0' })];
const WHEN = new Date(1980, 0, 1);

/** The file. No macro, no picture, nothing fetched. */
export function writePaper(paper: Paper): Uint8Array {
  const parts: readonly (readonly [string, string])[] = [
    ['[Content_Types].xml', types()],
    ['_rels/.rels', relations([[`${OFFICE}/relationships/officeDocument`, 'word/document.xml'], [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml']])],
    ['docProps/core.xml', properties(paper)],
    ['word/_rels/document.xml.rels', relations([[`${OFFICE}/relationships/styles`, 'styles.xml'], [`${OFFICE}/relationships/header`, 'header1.xml'], [`${OFFICE}/relationships/footer`, 'footer1.xml']])],
    ['word/document.xml', content(paper)],
    ['word/footer1.xml', `${XML}${element('w:ftr', NS, element('w:p', {}, element('w:pPr', {}, element('w:pStyle', { 'w:val': 'Footer' })), field('PAGE'), run(' / '), field('NUMPAGES')))}`],
    ['word/header1.xml', `${XML}${element('w:hdr', NS, block({ kind: 'head', phrases: [paper.head] }))}`],
    ['word/styles.xml', STYLES],
  ];
  return zipSync(Object.fromEntries(parts.map(([name, xml]) => [name, utf8(xml)])), { level: 6, mtime: WHEN });
}

const content = ({ blocks }: Paper): string =>
  `${XML}${element('w:document', { ...NS, 'xmlns:r': `${OFFICE}/relationships` }, element('w:body', {}, ...blocks.map(block), element('w:sectPr', {}, element('w:headerReference', { 'w:type': 'default', 'r:id': 'r2' }), element('w:footerReference', { 'w:type': 'default', 'r:id': 'r3' }), ...PAGE)))}`;

const run = (words: string): string => element('w:r', {}, element('w:t', { 'xml:space': 'preserve' }, inXml(words)));
const field = (code: string): string => element('w:fldSimple', { 'w:instr': ` ${code} ` }, run('1'));

const relations = (to: readonly (readonly [string, string])[]): string =>
  `${XML}${element('Relationships', { xmlns: `${PACKAGE}/relationships` }, ...to.map(([type, target], index) => element('Relationship', { Id: `r${index + 1}`, Type: type, Target: target })))}`;

const types = (): string => `${XML}${element('Types', { xmlns: `${PACKAGE}/content-types` },
  element('Default', { Extension: 'rels', ContentType: 'application/vnd.openxmlformats-package.relationships+xml' }), element('Default', { Extension: 'xml', ContentType: 'application/xml' }),
  ...[['/word/document.xml', `${TYPE}.document.main+xml`], ['/word/styles.xml', `${TYPE}.styles+xml`], ['/word/header1.xml', `${TYPE}.header+xml`], ['/word/footer1.xml', `${TYPE}.footer+xml`], ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml']]
    .map(([name, type]) => element('Override', { PartName: name, ContentType: type })))}`;

function properties({ title, language, date }: Paper): string {
  const at = (name: string): string => element(`dcterms:${name}`, { 'xsi:type': 'dcterms:W3CDTF' }, rfc3339(date));
  return `${XML}${element('cp:coreProperties', { 'xmlns:cp': `${PACKAGE}/metadata/core-properties`, 'xmlns:dc': 'http://purl.org/dc/elements/1.1/', 'xmlns:dcterms': 'http://purl.org/dc/terms/', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
    element('dc:title', {}, inXml(title)), element('dc:creator', {}, 'Counterpart'), element('dc:language', {}, inXml(language)), at('created'), at('modified'))}`;
}
