import type { ComponentChildren, JSX } from 'preact';
import { voicesFor } from '#process';
import { actHref } from '../acting/page.tsx';
import { actOf } from '../acts/acts.ts';
import type { Visit } from '../visit.ts';

export interface ActLinkProps {
  readonly visit: Visit;
  readonly name: string;
  readonly values?: { readonly [field: string]: string | readonly string[] };
  readonly children: ComponentChildren;
}

/** A link to an act with some of its answers given, for whoever is signed in and has a voice for it; others see nothing. */
export function ActLink({ visit, name, values = {}, children }: ActLinkProps): JSX.Element | null {
  const { reader, dossier: { state: { charter } } } = visit, kind = actOf(name)?.kind;
  if (reader === undefined || charter.kind !== 'live' || kind === undefined || !voicesFor(kind, 'live').includes(reader.capacity)) return null;
  return <a class="act" href={actHref(visit, name, values)}>{children}</a>;
}
