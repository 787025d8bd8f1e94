export {
  normalisePicture,
  pictureLimits,
  type NormalisedPicture,
  type NormaliseResult,
  type PictureRefusal,
} from '#lib/listings/images/normalise-picture';
export {
  pictureStore,
  type PictureStore,
  type PictureStoreOptions,
} from '#lib/listings/images/picture-store';
export {
  parseVariant,
  pictureSrcSet,
  pictureUrl,
  pictureWidths,
  variantFormats,
  type PictureWidth,
  type VariantFormat,
} from '#lib/listings/images/picture-url';
export { servePicture, type PictureAddress } from '#lib/listings/images/serve-picture';
