import { z } from 'zod';
import { currency, instant, money } from '#lib/api/schemas/common';

/** RFC 9457, with what a client needs to recover. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Where the code is explained', format: 'uri-reference' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().meta({ description: 'A stable word', example: 'bid_too_low' }),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'For `invalid_request`: every fault and where it is' }),
    currency: currency.optional(),
    current_price: money.optional(),
    minimum_bid: money.optional(),
    minimum_max_amount: money.optional(),
    maximum_bid: money.optional(),
    card_required_above: money.optional(),
    starts_at: instant.optional(),
    ends_at: instant.optional(),
    version: z.int().optional(),
    retry_after: z.int().optional().meta({ description: 'Seconds' }),
  })
  .meta({ id: 'Problem' });
