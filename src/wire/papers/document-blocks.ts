import { element, inXml } from './xml.ts';

/** Words in one language: it decides their direction and font. Line breaks are kept. */
export interface Phrase {
  readonly words: string;
  readonly language: string;
  readonly bold?: boolean;
}

/** `clause`: with its number before it, hanging. `columns`: cells side by side, in the order of the page's direction; `lined` with lines between. `line`: an empty line to write on. */
export type Block =
  | { readonly kind: 'title' | 'heading' | 'paragraph' | 'quiet' | 'quote' | 'digest' | 'head'; readonly phrases: readonly Phrase[]; readonly newPage?: boolean }
  | { readonly kind: 'clause'; readonly number: string; readonly phrases: readonly Phrase[] }
  | { readonly kind: 'columns'; readonly direction: string; readonly widths: readonly number[]; readonly rows: readonly (readonly (readonly Block[])[])[]; readonly lined?: boolean }
  | { readonly kind: 'line' };

const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);
/** Languages whose scripts word processors set with their "complex" font, size and language. */
const isRightToLeft = (language: string): boolean => RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') && !/-Latn(?:-|$)/.test(language);

const STYLE = { title: 'Title', heading: 'Heading1', paragraph: undefined, quiet: 'Quiet', quote: 'Quote', digest: 'Digest', head: 'Header', clause: 'Clause', line: 'Line' } as const;
/** Text width of the page, in twentieths of a point. */
const WIDTH = 9070;

export function block(one: Block): string {
  if (one.kind === 'columns') return table(one);
  if (one.kind === 'line') return paragraph('line', [], false);
  if (one.kind === 'clause') return paragraph('clause', [...one.phrases.slice(0, 1).map(({ language }) => ({ words: `${one.number}\t`, language })), ...one.phrases], false);
  return paragraph(one.kind, one.phrases, one.newPage ?? false);
}

/** A paragraph runs as its first phrase does. Members in the order that the schema asks for. */
function paragraph(kind: keyof typeof STYLE, phrases: readonly Phrase[], newPage: boolean): string {
  const style = STYLE[kind], rightToLeft = isRightToLeft(phrases[0]?.language ?? 'und');
  const properties = [
    ...(style === undefined ? [] : [element('w:pStyle', { 'w:val': style })]),
    ...(newPage ? [element('w:pageBreakBefore')] : []),
    ...(rightToLeft ? [element('w:bidi')] : []),
  ];
  return element('w:p', {}, ...(properties.length === 0 ? [] : [element('w:pPr', {}, ...properties)]), ...phrases.map(run));
}

function run({ words, language, bold }: Phrase): string {
  const rightToLeft = isRightToLeft(language), tag = language === 'und' ? undefined : language;
  const properties = [
    ...(bold === true ? [element('w:b'), element('w:bCs')] : []),
    ...(rightToLeft ? [element('w:rtl')] : []),
    ...(tag === undefined ? [] : [element('w:lang', rightToLeft ? { 'w:bidi': tag } : { 'w:val': tag })]),
  ];
  return element('w:r', {}, ...(properties.length === 0 ? [] : [element('w:rPr', {}, ...properties)]), ...pieces(words));
}

/** Tabs and line breaks are elements. */
function pieces(words: string): readonly string[] {
  return words.split(/(\t|\r\n?|\n)/).flatMap((piece) => (piece === '' ? [] : piece === '\t' ? [element('w:tab')] : /[\r\n]/.test(piece) ? [element('w:br')] : [element('w:t', { 'xml:space': 'preserve' }, inXml(piece))]));
}

function table({ direction, widths, rows, lined }: Extract<Block, { readonly kind: 'columns' }>): string {
  const whole = widths.reduce((sum, width) => sum + width, 0), sizes = widths.map((width) => String(Math.round((WIDTH * width) / whole)));
  const border = (side: string): string => element(`w:${side}`, lined === true ? { 'w:val': 'single', 'w:sz': '4', 'w:space': '0', 'w:color': '999999' } : { 'w:val': 'nil' });
  const cell = (blocks: readonly Block[], index: number): string =>
    element('w:tc', {}, element('w:tcPr', {}, element('w:tcW', { 'w:w': sizes[index] ?? '0', 'w:type': 'dxa' })), ...(blocks.length === 0 ? [element('w:p')] : blocks.map(block)));
  return element('w:tbl', {},
    element('w:tblPr', {}, ...(isRightToLeft(direction) ? [element('w:bidiVisual')] : []), element('w:tblW', { 'w:w': String(WIDTH), 'w:type': 'dxa' }),
      element('w:tblBorders', {}, ...['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border)), element('w:tblLayout', { 'w:type': 'fixed' }), element('w:tblCellMar', {}, element('w:left', { 'w:w': '80', 'w:type': 'dxa' }), element('w:right', { 'w:w': '80', 'w:type': 'dxa' }))),
    element('w:tblGrid', {}, ...sizes.map((size) => element('w:gridCol', { 'w:w': size }))),
    ...rows.map((cells) => element('w:tr', {}, element('w:trPr', {}, element('w:cantSplit')), ...cells.map(cell)))) + element('w:p', {}, element('w:pPr', {}, element('w:spacing', { 'w:before': '0', 'w:after': '0' })));
}
