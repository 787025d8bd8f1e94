import type { ListingDraft } from '#lib/listings/listing-draft';

/** What a part of the selling form shows and changes. */
export interface DraftFieldsProps {
  readonly draft: ListingDraft;
  readonly errorOf: (path: string) => string | undefined;
  readonly onChange: (change: Partial<ListingDraft>) => void;
}
