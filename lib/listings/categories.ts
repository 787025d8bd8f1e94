/** The house's departments. The slug is stored with the auction and stands in addresses. */
export const categories = [
  { slug: 'instruments', name: 'Instruments' },
  { slug: 'cameras', name: 'Cameras' },
  { slug: 'watches', name: 'Watches' },
  { slug: 'jewellery', name: 'Jewellery' },
  { slug: 'ceramics', name: 'Ceramics' },
  { slug: 'toys', name: 'Toys' },
  { slug: 'motoring', name: 'Motoring' },
  { slug: 'art', name: 'Art' },
] as const;

export type CategorySlug = (typeof categories)[number]['slug'];

export const categorySlugs: readonly CategorySlug[] = categories.map(({ slug }) => slug);

/** A category as stored. @throws Error for one that the house does not have: listings are checked when they are made. */
export function toCategory(slug: string): CategorySlug {
  const known = categorySlugs.find((candidate) => candidate === slug);
  if (!known) throw new Error(`the house has no category ${slug}`);
  return known;
}

export const categoryName = (slug: string): string =>
  categories.find((category) => category.slug === slug)?.name ?? slug;
