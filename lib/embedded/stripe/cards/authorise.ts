import type { Decline } from '#lib/embedded/stripe/cards/declines';
import type { TestCard } from '#lib/embedded/stripe/cards/test-cards';

export type Authorisation =
  | { readonly kind: 'approved' }
  | { readonly kind: 'authentication_needed' }
  | { readonly kind: 'declined'; readonly decline: Decline };

export interface Circumstances {
  /** The holder is away, so nobody can be asked to authenticate. */
  readonly isOffSession: boolean;
  /** The holder has just authenticated this very payment. */
  readonly isAuthenticated: boolean;
  /** The holder agreed earlier to payments in their absence. */
  readonly isSetUp: boolean;
}

const needsAuthentication = (
  card: TestCard,
  { isOffSession, isAuthenticated, isSetUp }: Circumstances,
): boolean => {
  if (isAuthenticated || card.authentication === 'never') return false;
  const isSpared =
    card.authentication === 'unless_set_up' && isOffSession && (isSetUp || card.isAlreadySetUp);
  return !isSpared;
};

/** Decides, as the card's issuer would, about one payment. Authentication comes first, then the money. */
export function authorisePayment(card: TestCard, circumstances: Circumstances): Authorisation {
  if (needsAuthentication(card, circumstances)) {
    return circumstances.isOffSession
      ? { kind: 'declined', decline: 'authentication_required' }
      : { kind: 'authentication_needed' };
  }
  return card.decline === null ? { kind: 'approved' } : { kind: 'declined', decline: card.decline };
}

/** Decides about saving the card for later payments. */
export function authoriseSetup(
  card: TestCard,
  options: { readonly isAuthenticated: boolean },
): Authorisation {
  if (!card.isSavable) return { kind: 'declined', decline: card.decline ?? 'generic_decline' };
  const asks = card.authentication !== 'never' && !card.isAlreadySetUp;
  return asks && !options.isAuthenticated ? { kind: 'authentication_needed' } : { kind: 'approved' };
}
