/** Shapes that many calls share. Field names on the wire are snake_case, and are spelt here and in its neighbours only. */
import { z } from 'zod';
import { isAuctionId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import { formatInstant, isEpochMs } from '#lib/auction/instants';
import type { AuctionId, Cents, EpochMs } from '#lib/auction/types';

const toAuctionId = (value: number): AuctionId | null => (isAuctionId(value) ? value : null);

/** Describes text that stands for a number, and numbers of one's own checking, as what they are. */
const asInteger =
  (range: { readonly minimum?: number; readonly maximum?: number; readonly default?: number }) =>
  ({ jsonSchema }: { readonly jsonSchema: Record<string, unknown> }): void => {
    delete jsonSchema['pattern'];
    Object.assign(jsonSchema, { type: 'integer', ...range });
  };

/** An auction's id in the address; null for a number that no auction can have, however long it is. */
const auctionIdParam = z
  .string()
  .regex(/^-?\d+$/, 'An id is a whole number.')
  .transform((text) => toAuctionId(Number(text)))
  .meta({ description: 'The auction’s id', override: asInteger({ minimum: 1 }), example: 42 });

/** Of `/auctions/{id}` and what is below it. */
export const idParams = z.object({ id: auctionIdParam });
/** Of `/bids/{auction_id}`. */
export const auctionIdParams = z.object({ auction_id: auctionIdParam });

/** An auction's id in a body. */
export const auctionIdField = z
  .number()
  .refine(Number.isInteger, 'An id is a whole number.')
  .transform(toAuctionId)
  .meta({ description: 'The auction’s id', override: asInteger({ minimum: 1 }), example: 42 });

/**
 * An amount to bid. Beyond what a number holds exactly it is far beyond the platform's limit too, and is refused as that:
 * the rules get the largest amount there is.
 */
export const bidAmount = z
  .number('An amount is a whole number of minor units.')
  .refine(Number.isInteger, 'An amount is a whole number of minor units.')
  .min(1, 'An amount is above zero.')
  .transform((amount): Cents => cents(Math.min(amount, Number.MAX_SAFE_INTEGER)))
  .meta({
    description: 'In minor units: 10000 is $100.00',
    override: asInteger({ minimum: 1 }),
    example: 10_000,
  });

/** A price in a listing or an answer, in minor units. */
export const money = z
  .int('A price is a whole number of minor units.')
  .min(0, 'A price is not negative.')
  .meta({ description: 'In minor units: 10000 is $100.00', example: 10_000 });

export const currency = z.string().length(3).meta({ description: 'ISO 4217', example: 'USD' });

export const instant = z.iso
  .datetime()
  .meta({ description: 'RFC 3339, UTC, milliseconds', example: '2026-03-01T14:00:00.000Z' });

/** A moment that a client sends, in any offset. */
export const instantInput = z.iso
  .datetime({ offset: true, message: 'Write a moment as in 2026-03-01T14:00:00Z.' })
  .transform((text) => Date.parse(text))
  .refine(isEpochMs, 'That moment is out of range.')
  .transform((at): EpochMs => at)
  .meta({ description: 'RFC 3339', override: { type: 'string', format: 'date-time' } });

export const writeInstant = (at: EpochMs): string => formatInstant(at);

const pageLimits = { default: 20, most: 100 } as const;

/** A whole number in a query string. */
export const wholeQuery = (range: { readonly min: number; readonly max: number }) =>
  z
    .string()
    .regex(/^\d{1,16}$/, `Send a whole number from ${range.min} to ${range.max}.`)
    .transform(Number)
    .refine((value) => value >= range.min && value <= range.max, {
      message: `Send a whole number from ${range.min} to ${range.max}.`,
    })
    .meta({ override: asInteger({ minimum: range.min, maximum: range.max }) });

export const limitQuery = wholeQuery({ min: 1, max: pageLimits.most })
  .optional()
  .transform((limit) => limit ?? pageLimits.default)
  .meta({
    description: 'How many at most',
    override: asInteger({ minimum: 1, maximum: pageLimits.most, default: pageLimits.default }),
  });

export const cursorQuery = (isCursor: (cursor: string) => boolean) =>
  z
    .string()
    .refine(isCursor, 'Send “next_cursor” as it was given, or none.')
    .optional()
    .meta({
      description: '`next_cursor` of the page before',
      override: { type: 'string' },
    });

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), next_cursor: z.string().nullable() });
