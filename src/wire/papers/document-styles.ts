import { XML, element } from './xml.ts';

const VAL = (value: string): { readonly 'w:val': string } => ({ 'w:val': value });
/** Half points. `w:sz` is for Latin, Cyrillic, Armenian; `w:szCs` for scripts that run from right to left. */
const size = (points: number): string => element('w:sz', VAL(String(points * 2))) + element('w:szCs', VAL(String(points * 2)));
const spacing = (before: number, after: number, line = 276): string => element('w:spacing', { 'w:before': String(before), 'w:after': String(after), 'w:line': String(line), 'w:lineRule': 'auto' });
/** Present wherever there is an office program, or named there for one that is; a letter that it lacks is set from another font by the program. */
const font = (name: string): string => element('w:rFonts', { 'w:ascii': name, 'w:hAnsi': name, 'w:eastAsia': name, 'w:cs': name });

function style(id: string, name: string, paragraph: string, letters: string): string {
  return element('w:style', { 'w:type': 'paragraph', 'w:styleId': id }, element('w:name', VAL(name)), element('w:basedOn', VAL('Normal')), element('w:qFormat'), element('w:pPr', {}, paragraph), element('w:rPr', {}, letters));
}

const bold = element('w:b') + element('w:bCs'), soft = element('w:color', VAL('444444'));

/** The looks of a paper: one font, black and grey, nothing that could stand for a side. */
export const STYLES = `${XML}${element('w:styles', { 'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main' },
  element('w:docDefaults', {}, element('w:rPrDefault', {}, element('w:rPr', {}, font('Times New Roman'), size(11))), element('w:pPrDefault', {}, element('w:pPr', {}, spacing(0, 120)))),
  element('w:style', { 'w:type': 'paragraph', 'w:default': '1', 'w:styleId': 'Normal' }, element('w:name', VAL('Normal')), element('w:qFormat')),
  style('Title', 'Title', element('w:keepNext') + spacing(0, 240) + element('w:jc', VAL('center')), bold + size(16)),
  style('Heading1', 'heading 1', element('w:keepNext') + spacing(320, 120) + element('w:outlineLvl', VAL('0')), bold + size(13)),
  style('Clause', 'Clause', element('w:tabs', {}, element('w:tab', { 'w:val': 'left', 'w:pos': '709' })) + spacing(0, 160) + element('w:ind', { 'w:left': '709', 'w:hanging': '709' }), ''),
  style('Quote', 'Quote', spacing(0, 120) + element('w:ind', { 'w:left': '567' }), ''),
  style('Quiet', 'Quiet', spacing(0, 80), soft + size(9)),
  style('Digest', 'Digest', spacing(0, 80, 240), font('Courier New') + size(8)),
  style('Line', 'Line', element('w:pBdr', {}, element('w:bottom', { 'w:val': 'single', 'w:sz': '4', 'w:space': '1', 'w:color': '000000' })) + spacing(480, 60), ''),
  style('Header', 'header', element('w:pBdr', {}, element('w:bottom', { 'w:val': 'single', 'w:sz': '4', 'w:space': '4', 'w:color': '999999' })) + spacing(0, 240), soft + size(9)),
  style('Footer', 'footer', spacing(0, 0) + element('w:jc', VAL('center')), soft + size(9)))}`;
