/** The id of something that Stripe names, or sends along whole. */
export const idOf = (named: string | { readonly id: string } | null): string | null =>
  typeof named === 'string' ? named : (named?.id ?? null);
