const ENTITIES: { readonly [letter: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Words as content or attribute of XML 1.0. Control characters, halves of letters and what is no character have no place there. */
export const inXml = (words: string): string =>
  words.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd').replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);

/** An element; attributes that are undefined are left out, content is XML already. */
export function element(name: string, attributes: { readonly [name: string]: string | undefined } = {}, ...content: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => (value === undefined ? '' : ` ${key}="${inXml(value)}"`)).join('');
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`;
}

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
