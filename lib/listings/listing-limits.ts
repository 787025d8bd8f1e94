/** The bounds of a listing, for its rules and for the form that explains them. */
export const listingLimits = {
  titleLength: { min: 3, max: 120 },
  descriptionLength: { min: 1, max: 5000 },
  /** Seconds; the shortest is configuration (`MIN_AUCTION_SECONDS`). */
  longestDuration: 90 * 86_400,
  longestSoftClose: 3600,
  /** How far ahead an auction may be scheduled, in seconds. */
  farthestStart: 90 * 86_400,
  pictures: 8,
} as const;
