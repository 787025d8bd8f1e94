import type { PictureStore } from '#lib/listings/images/picture-store';
import { parseVariant } from '#lib/listings/images/picture-url';

export interface PictureAddress {
  readonly key: string;
  /** The last part of the address, as in `640.avif`. */
  readonly file: string;
}

const forEver = 'public, max-age=31536000, immutable';

const notFound = (): Response =>
  new Response('There is no such picture.\n', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });

/** Whether `If-None-Match` names this tag, alone, in a list, or weakly (RFC 9110, 13.1.2: weak comparison). */
function names(header: string | null, tag: string): boolean {
  return (header ?? '').split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag);
}

/**
 * Makes the handler of `GET /media/{key}/{file}`, free of any framework.
 *
 * @returns 200 with the picture, cacheable for ever because its address is its content; 304 to who has it already;
 * 404 for an unknown key, width or format.
 */
export function servePicture(
  store: PictureStore,
): (request: Request, address: PictureAddress) => Promise<Response> {
  return async (request, { key, file }) => {
    const variant = parseVariant(file);
    const bytes = variant && (await store.variant(key, variant.width, variant.format));
    if (!bytes) return notFound();

    const tag = `"${key}-${file}"`;
    const headers = { etag: tag, 'cache-control': forEver, 'x-content-type-options': 'nosniff' };
    if (names(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers });
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), {
      headers: {
        ...headers,
        'content-type': `image/${variant.format}`,
        'content-length': String(bytes.length),
      },
    });
  };
}
