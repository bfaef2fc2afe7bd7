import type { JSX } from 'preact';

/** The members of an address that a form keeps, as hidden fields; `without` names those that the form itself gives anew. */
export function Kept({ url, without }: { readonly url: URL; readonly without: readonly string[] }): JSX.Element {
  const kept = [...url.searchParams].filter(([name]) => !without.includes(name));
  return <>{kept.map(([name, value], index) => <input key={index} type="hidden" name={name} value={value} />)}</>;
}
