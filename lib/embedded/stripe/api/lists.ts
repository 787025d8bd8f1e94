import { z } from 'zod';
import { refuseMissing, refuseParameter } from '#lib/embedded/stripe/errors';
import { integer, text } from '#lib/embedded/stripe/api/params';
import type { ObjectType, ObjectTypes } from '#lib/embedded/stripe/objects/registry';
import type { List } from '#lib/embedded/stripe/objects/shared';
import type { FilterValue, Query } from '#lib/embedded/stripe/store/object-store';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const second = () => integer({ minimum: 0 });

/** The parameters that every list understands. */
export const pageParams = {
  limit: integer({ minimum: 1, maximum: 100 }).optional(),
  starting_after: text().optional(),
  ending_before: text().optional(),
};

export const createdParam = z
  .union([
    second(),
    z.strictObject({
      gt: second().optional(),
      gte: second().optional(),
      lt: second().optional(),
      lte: second().optional(),
    }),
  ])
  .optional();

export interface PageRequest {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
  readonly created?: Query['created'] | undefined;
}

const defaultLimit = 10;

/** Resolves a cursor to its place in the order of creation. @throws Refusal 400 when nothing has that id. */
function placeOf(
  scope: Scope,
  cursor: { readonly id: string; readonly type: ObjectType; readonly param: string },
): number {
  const found = scope.findAny(cursor.id);
  if (found?.type !== cursor.type || found.account !== scope.account)
    throw refuseMissing(cursor, cursor.param);
  return found.sequence;
}

/** Returns one page of the account's objects of a type, newest first. */
export function listPage<Type extends ObjectType>(
  scope: Scope,
  from: {
    readonly type: Type;
    readonly url: string;
    readonly page: PageRequest;
    readonly where?: Readonly<Record<string, FilterValue | undefined>>;
  },
): List<ObjectTypes[Type]> {
  const { type, url, page } = from;
  const { starting_after: after, ending_before: before } = page;
  if (after !== undefined && before !== undefined)
    throw refuseParameter('You may only specify one of these parameters: ending_before, starting_after.');
  const limit = page.limit ?? defaultLimit;
  // One more than asked for tells whether there is another page.
  const found = scope.list(type, {
    limit: limit + 1,
    ...(from.where === undefined ? {} : { where: from.where }),
    ...(page.created === undefined ? {} : { created: page.created }),
    ...(after === undefined ? {} : { after: placeOf(scope, { id: after, type, param: 'starting_after' }) }),
    ...(before === undefined ? {} : { before: placeOf(scope, { id: before, type, param: 'ending_before' }) }),
  });
  const data = before === undefined ? found.slice(0, limit) : found.slice(-limit);
  return { object: 'list', data, has_more: found.length > limit, url };
}

/** Returns one page of a short list that is kept inside an object, in its own order. */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  from: { readonly url: string; readonly page: PageRequest },
): List<Item> {
  const limit = from.page.limit ?? defaultLimit;
  const after = items.findIndex((item) => item.id === from.page.starting_after);
  const before = items.findIndex((item) => item.id === from.page.ending_before);
  const candidates = before === -1 ? items.slice(after + 1) : items.slice(0, before);
  const data = before === -1 ? candidates.slice(0, limit) : candidates.slice(-limit);
  return { object: 'list', data, has_more: candidates.length > limit, url: from.url };
}
