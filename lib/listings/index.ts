export { browseDetails, browseLots } from '#lib/listings/browse-lots';
export { countLots } from '#lib/listings/count-lots';
export { isLotCursor } from '#lib/listings/lot-order';
export { categories, categoryName, categorySlugs, type CategorySlug } from '#lib/listings/categories';
export { createListing, type CreateListingOutcome } from '#lib/listings/create-listing';
export { editListing, type EditListingOutcome } from '#lib/listings/edit-listing';
export { exportHistory, type ExportedHistory } from '#lib/listings/export-history';
export { findLiveStates, type LiveStates } from '#lib/listings/find-live-states';
export { findLot } from '#lib/listings/find-lot';
export { normalisePicture, pictureSrcSet, pictureUrl, servePicture } from '#lib/listings/images/index';
export { isHistoryCursor, listHistory } from '#lib/listings/list-history';
export { listMyBids, type MyBid } from '#lib/listings/list-my-bids';
export { listMySales, type MySale } from '#lib/listings/list-my-sales';
export {
  listingEditSchema,
  listingFormSchema,
  readListingEdit,
  readListingForm,
} from '#lib/listings/listing-form';
export { listingLimits } from '#lib/listings/listing-limits';
export { listingRefusalReply, type ListingReply } from '#lib/listings/listing-reply';
export { pictureRefusalWords } from '#lib/listings/picture-words';
export { findLotsBidOn } from '#lib/listings/find-lots-bid-on';
export { readSummaries } from '#lib/listings/lot-rows';
export { addPicture, pictures, removePicture, type AddPictureOutcome } from '#lib/listings/pictures';
export { newestOrder, readReaderView, toOrderSummary } from '#lib/listings/read-reader-view';
export { relistLot } from '#lib/listings/relist-lot';
export { lotSorts } from '#lib/listings/types';
export type * from '#lib/listings/types';
export { listWatched, setWatching } from '#lib/listings/watch-lot';
export {
  withdrawListing,
  type WithdrawListingOutcome,
  type WithdrawListingRefusal,
} from '#lib/listings/withdraw-listing';
