import type { Json, Text } from '#base';
import { inLanguage } from '#base';
import type { Appearance, Claim, Outcome } from '#process';

/** What a claim is written out with: its appearances in order, what sides and bodies said it to be, and how actors are called. */
export interface ClaimOut {
  readonly claim: Claim;
  readonly appearances: readonly Appearance[];
  readonly outcomes: readonly Outcome[];
  /** Address of its page. */
  readonly url: string;
  readonly language: string;
  readonly nameOf: (actor: string) => Text;
}

/**
 * JSON-LD of schema.org: a `Claim`, and for each outcome a `ClaimReview` whose author is the side or body that says so; none where nobody has said anything.
 * There is no score: `alternateName` is their word for it, and no number stands beside it (Google's `ratingValue` is for reviewers who rate).
 */
export function writeClaimReviews(out: ClaimOut): string {
  const { claim, outcomes, url, language, nameOf } = out, words = (text: Text): string => inLanguage(text, [language]).words;
  const item = claimOf(out);
  const reviews = outcomes.map((outcome): Json => ({
    '@type': 'ClaimReview', '@id': `${url}#${outcome.id}`, url, datePublished: outcome.date, claimReviewed: words(claim.words), inLanguage: language,
    author: { '@type': 'Organization', name: words(nameOf(outcome.by)) }, reviewRating: { '@type': 'Rating', alternateName: outcome.outcome, ratingExplanation: words(outcome.text) }, itemReviewed: { '@id': `${url}#claim` },
  }));
  return `${JSON.stringify({ '@context': 'https://schema.org', '@graph': [item, ...reviews] }, null, 1).replaceAll('<', '\\u003c')}\n`;
}

function claimOf({ claim, appearances: [first, ...appearances], url, language, nameOf }: ClaimOut): Json {
  const words = (text: Text): string => inLanguage(text, [language]).words, named = claim.anonymity === 'named' || claim.anonymity === 'office';
  return {
    '@type': 'Claim', '@id': `${url}#claim`, url, datePublished: claim.first.at, text: words(claim.words),
    author: { '@type': claim.anonymity === 'named' && claim.by === undefined ? 'Person' : 'Organization', name: claim.by !== undefined && named ? words(nameOf(claim.by)) : words(claim.asserter) },
    ...(first === undefined ? {} : { firstAppearance: workOf(first) }), ...(appearances.length === 0 ? {} : { appearance: appearances.map(workOf) }),
  };
}

const workOf = ({ outlet, at, url }: Appearance): Json => ({ '@type': 'CreativeWork', publisher: { '@type': 'Organization', name: outlet }, datePublished: at, ...(url === undefined ? {} : { url }) });
