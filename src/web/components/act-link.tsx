import type { ComponentChildren, JSX } from 'preact';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';

export interface ActLinkProps {
  readonly visit: Visit;
  readonly name: string;
  readonly values?: { readonly [field: string]: string | readonly string[] };
  readonly children: ComponentChildren;
}

/** A link to an act with some of its answers given, for whoever is signed in; others see nothing. */
export function ActLink({ visit, name, values = {}, children }: ActLinkProps): JSX.Element | null {
  if (visit.reader === undefined || visit.dossier.state.charter.kind !== 'live') return null;
  const [path = '', query = ''] = href(visit, `act/${name}`).split('?'), all = new URLSearchParams(query);
  for (const [field, value] of Object.entries(values)) for (const one of typeof value === 'string' ? [value] : value) all.append(field, one);
  return <a class="act" href={all.size === 0 ? path : `${path}?${all.toString()}`}>{children}</a>;
}
