import type { ComponentChildren, JSX } from 'preact';
import { actHref } from '../acting/page.tsx';
import type { Visit } from '../visit.ts';

export interface ActLinkProps {
  readonly visit: Visit;
  readonly name: string;
  readonly values?: { readonly [field: string]: string | readonly string[] };
  readonly children: ComponentChildren;
}

/** A link to an act with some of its answers given, for whoever is signed in; others see nothing. */
export function ActLink({ visit, name, values = {}, children }: ActLinkProps): JSX.Element | null {
  if (visit.reader === undefined || visit.dossier.state.charter.kind !== 'live') return null;
  return <a class="act" href={actHref(visit, name, values)}>{children}</a>;
}
