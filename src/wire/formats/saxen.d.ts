/** What we use of saxen, which comes without types. Lines and columns count from 0. */
declare module 'saxen' {
  interface Place { readonly line: number; readonly column: number }
  type Where = () => Place;
  export class Parser {
    ns(prefixes: { readonly [uri: string]: string }): this;
    on(hook: 'openTag', take: (name: string, attributes: () => { readonly [name: string]: string }, decode: (text: string) => string, selfClosing: boolean, where: Where) => void): this;
    on(hook: 'closeTag', take: (name: string) => void): this;
    on(hook: 'text', take: (text: string, decode: (text: string) => string, where: Where) => void): this;
    on(hook: 'cdata', take: (text: string) => void): this;
    on(hook: 'attention', take: (text: string, decode: (text: string) => string, where: Where) => void): this;
    on(hook: 'error' | 'warn', take: (error: Error, where: Where) => void): this;
    parse(text: string): unknown;
  }
}
