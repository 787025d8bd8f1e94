/** Entity tags (RFC 9110): an auction's is its version in quotes. */
import type { HeaderReader } from '#lib/api/exchange';

export const entityTag = (version: number): string => `"${version}"`;

const one = /^(?:W\/)?"?(\d{1,10})"?$/;

/** The version that `If-Match` names; undefined without the header or for `*`; null when it names anything else. */
export function readIfMatch(headers: HeaderReader): number | undefined | null {
  const header = headers.get('if-match')?.trim();
  if (header === undefined || header === '*') return undefined;
  const version = one.exec(header)?.[1];
  return version === undefined ? null : Number(version);
}

/** Whether the client already has this version, by `If-None-Match`. */
export function hasVersion(headers: HeaderReader, version: number): boolean {
  const header = headers.get('if-none-match');
  if (header === null) return false;
  const tags = new Set(header.split(',').map((tag) => tag.trim().replace(/^W\//, '')));
  return tags.has('*') || tags.has(entityTag(version));
}
